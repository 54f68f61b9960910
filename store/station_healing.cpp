// SPDX-License-Identifier: Apache-2.0
// What a station does when the other side remembers less, or something else: a restored server, a restored or cloned station.
#include "store/station_healing.h"

#include <algorithm>

#include "core/planted.h"
#include "store/layouts.h"
#include "store/rows.h"
#include "store/station_attachments.h"
#include "store/station_chains.h"
#include "store/station_store.h"

namespace limen {

namespace {

// The rows of a chain's outbox behind one counter, up to another, count as not stored any more.
Result<void> unconfirm(Database& database, std::int64_t chain, std::uint64_t after, std::uint64_t last = kMaxCounter) {
  const std::int64_t from = rowKey(chain, std::min(after, kMaxCounter)), to = rowKey(chain, last);
  struct Newly {
    std::int64_t rows = 0, confirmed = 0;
  };
  LIMEN_ASSIGN(const auto newly,
               firstRow(database
                            .cached("SELECT total(w.n), total(r.ours = 1 AND r.unstored = 0) FROM (SELECT record, count(*) AS n "
                                    "FROM outbox WHERE key > ? AND key <= ? AND stored = 1 GROUP BY record) w "
                                    "JOIN record r ON r.id = w.record")
                            .bind(1, from)
                            .bind(2, to),
                        [](const Statement& row) {
                          return Newly{row.integer(0), row.integer(1)};
                        }));
  if (!newly || newly->rows == 0) return {};
  LIMEN_TRY(database
                .cached("UPDATE record SET unstored = unstored + w.n FROM (SELECT record, count(*) AS n FROM outbox "
                        "WHERE key > ? AND key <= ? AND stored = 1 GROUP BY record) w WHERE record.id = w.record")
                .bind(1, from)
                .bind(2, to)
                .run());
  LIMEN_TRY(
      database.cached("UPDATE outbox SET stored = 0 WHERE key > ? AND key <= ? AND stored = 1").bind(1, from).bind(2, to).run());
  TallyChange tally;
  tally.waiting = newly->rows;
  tally.confirmed = -newly->confirmed;
  return changeTally(database, tally);
}

// The end goes back to before the first row that waits again.
Result<void> measureEnd(Database& database, ChainRow& chain) {
  LIMEN_ASSIGN(const auto waiting,
               firstRow(database.cached("SELECT min(key) FROM outbox WHERE key > ? AND key <= ? AND stored = 0")
                            .bind(1, rowKey(chain.id, 0))
                            .bind(2, rowKey(chain.id, kMaxCounter)),
                        [](const Statement& row) { return row.isNull(0) ? kMaxCounter : counterOf(row.integer(0)); }));
  const std::uint64_t before = waiting.value_or(kMaxCounter) - 1;
  if (chain.end <= before) return advanceEnd(database, chain);
  chain.end = before;
  LIMEN_ASSIGN(const auto link,
               firstRow(database.cached("SELECT link FROM revision WHERE key = ?").bind(1, rowKey(chain.id, before)),
                        [](const Statement& row) { return idAt<Hash>(row, 0); }));
  chain.endHash = link.value_or(Hash{});
  return {};
}

}  // namespace

Result<void> StationStore::beginEpoch(std::uint64_t epoch, const std::map<ScopeId, std::uint64_t>& cursors) {
  LIMEN_TRY(settle());
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(database_));
  LIMEN_TRY(offerAttachmentsAgain(database_));
  for (const auto& [scope, cursor] : cursors) {
    LIMEN_ASSIGN(const std::int64_t owner, stationScopeRow(database_, scope));
    const auto upTo = static_cast<std::int64_t>(std::min(cursor, kMaxCounter));
    LIMEN_TRY(database_.cached("UPDATE scope SET cursor = min(cursor, ?), erasures = 0 WHERE id = ?")
                  .bind(1, upTo)
                  .bind(2, owner)
                  .run());
    LIMEN_TRY(database_.cached("DELETE FROM seen WHERE scope = ? AND number > ?").bind(1, owner).bind(2, upTo).run());
    LIMEN_TRY(database_.cached("UPDATE tombstone SET number = 0 WHERE scope = ?").bind(1, owner).run());
    LIMEN_ASSIGN(const auto station,
                 firstRow(database_.cached("SELECT station FROM chain WHERE scope = ? AND ours = 1").bind(1, owner),
                          [](const Statement& row) { return idAt<StationId>(row, 0); }));
    if (!station) continue;
    LIMEN_ASSIGN(auto chain, findChain(database_, *station, scope));
    if (!chain) continue;
    if (!LIMEN_BUG("not-offered-again")) LIMEN_TRY(unconfirm(database_, chain->id, 0));
    LIMEN_TRY(measureEnd(database_, *chain));
    LIMEN_TRY(writeChain(database_, *chain));
  }
  LIMEN_TRY(put(kEpochName, ByteWriter().u64(epoch).take()));
  return transaction.commit();
}

Result<std::uint64_t> StationStore::epoch() {
  LIMEN_ASSIGN(const auto held, get(kEpochName));
  return held ? ByteReader(*held).u64() : 0;
}

Result<void> StationStore::offerAgain(const StationId& station, const ScopeId& scope, std::uint64_t counter) {
  LIMEN_TRY(settle());
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(database_));
  LIMEN_ASSIGN(auto chain, findChain(database_, station, scope));
  if (!chain || !chain->ours) return {};
  LIMEN_TRY(unconfirm(database_, chain->id, counter));
  LIMEN_TRY(measureEnd(database_, *chain));
  LIMEN_TRY(writeChain(database_, *chain));
  return transaction.commit();
}

Result<std::uint64_t> StationStore::safeCounter(const StationId& station, const ScopeId& scope) {
  LIMEN_TRY(settle());
  LIMEN_ASSIGN(const auto chain, findChain(database_, station, scope));
  if (!chain || !chain->ours) return std::uint64_t{0};
  LIMEN_ASSIGN(const auto first,
               firstRow(database_.cached("SELECT min(key) FROM outbox WHERE key > ? AND key <= ?")
                            .bind(1, rowKey(chain->id, 0))
                            .bind(2, rowKey(chain->id, kMaxCounter)),
                        [](const Statement& row) { return row.isNull(0) ? std::uint64_t{0} : counterOf(row.integer(0)); }));
  const std::uint64_t waiting = first.value_or(0);
  return waiting == 0 ? chain->made : waiting - 1;
}

Result<std::uint64_t> StationStore::wholeCounter(const StationId& station, const ScopeId& scope) {
  LIMEN_TRY(settle());
  LIMEN_ASSIGN(const auto chain, findChain(database_, station, scope));
  if (!chain || !chain->ours) return std::uint64_t{0};
  // Up to the end nothing is missing; behind it are few rows, those that wait.
  LIMEN_ASSIGN(const auto behind, firstRow(database_.cached("SELECT count(*) FROM revision WHERE key > ? AND key <= ?")
                                               .bind(1, rowKey(chain->id, chain->end))
                                               .bind(2, rowKey(chain->id, kMaxCounter)),
                                           [](const Statement& row) { return unsignedAt(row, 0); }));
  return chain->end + behind.value_or(0) >= chain->made ? chain->made : chain->end;
}

Result<ChainEnd> StationStore::confirmedEnd(const StationId& station, const ScopeId& scope) {
  LIMEN_TRY(settle());
  LIMEN_ASSIGN(const auto chain, findChain(database_, station, scope));
  if (!chain) return ChainEnd{station, 0, Hash{}};
  return ChainEnd{station, chain->end, chain->endHash};
}

Result<void> pullFromTheFirst(Database& database, const ScopeId& scope) {
  LIMEN_ASSIGN(const std::int64_t owner, stationScopeRow(database, scope));
  LIMEN_TRY(database.cached("UPDATE scope SET cursor = 0 WHERE id = ?").bind(1, owner).run());
  return database.cached("DELETE FROM seen WHERE scope = ?").bind(1, owner).run();
}

ScopeId asideOf(const ScopeId& scope) {
  const Hash whole = hash256({bytesOf(std::string_view("limen/aside/v1")), scope.bytes()});
  return *ScopeId::from(whole.bytes().first(ScopeId::kSize));
}

// Out of the chain and still here: in the same station's chain of a scope that no server knows. What is in the outbox stays: its
// run can be made again.
Result<void> setAside(Database& database, const ScopeId& scope, const StationId& station, ChainRow& chain) {
  LIMEN_ASSIGN(ChainRow aside, chainRow(database, station, asideOf(scope), false));
  std::vector<std::int64_t> keys;
  chain.made = chain.end = 0;
  chain.madeHash = chain.endHash = Hash{};
  LIMEN_TRY(eachRow(database
                        .cached("SELECT r.key, o.key, r.link FROM revision r LEFT JOIN outbox o ON o.key = r.key "
                                "WHERE r.key > ? AND r.key <= ? ORDER BY r.key")
                        .bind(1, rowKey(chain.id, 0))
                        .bind(2, rowKey(chain.id, kMaxCounter)),
                    [&](const Statement& row) {
                      if (row.isNull(1)) {
                        keys.push_back(row.integer(0));
                      } else {
                        chain.made = counterOf(row.integer(0)), chain.madeHash = idAt<Hash>(row, 2);
                      }
                    }));
  // With the gaps that they had and one before them: those that are chained to each other stay so, and nothing else seems to be.
  const std::uint64_t from = aside.made + 1;
  for (const std::int64_t key : keys) {
    aside.made = from + counterOf(key);
    LIMEN_TRY(
        database.cached("UPDATE revision SET key = ? WHERE key = ?").bind(1, rowKey(aside.id, aside.made)).bind(2, key).run());
    LIMEN_TRY(
        database.cached("UPDATE shift_part SET key = ? WHERE key = ?").bind(1, rowKey(aside.id, aside.made)).bind(2, key).run());
  }
  LIMEN_TRY(writeChain(database, aside));
  LIMEN_TRY(pullFromTheFirst(database, scope));
  return writeChain(database, chain);
}

Result<void> takeFromAside(Database& database, const ScopeId& scope, const StationId& station, std::int64_t record,
                           const Hash& revision) {
  LIMEN_ASSIGN(const auto aside, findChain(database, station, asideOf(scope)));
  if (!aside) return {};
  std::optional<std::int64_t> same;
  LIMEN_TRY(eachRow(database.cached("SELECT key, revision FROM revision WHERE record = ? AND key > ? AND key <= ?")
                        .bind(1, record)
                        .bind(2, rowKey(aside->id, 0))
                        .bind(3, rowKey(aside->id, kMaxCounter)),
                    [&](const Statement& row) {
                      const auto held = SealedRevision::parse(row.view(1));
                      if (held && held->hash() == revision) same = row.integer(0);
                    }));
  if (!same) return {};
  LIMEN_TRY(database.cached("DELETE FROM revision WHERE key = ?").bind(1, *same).run());
  LIMEN_TRY(database.cached("DELETE FROM shift_part WHERE key = ?").bind(1, *same).run());
  return database.cached("UPDATE record SET revisions = revisions - 1 WHERE id = ?").bind(1, record).run();
}

Result<bool> setAsideIfAnother(Database& database, const ScopeId& scope, const StationId& station, std::uint64_t counter,
                               const Hash& link) {
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(database));
  LIMEN_ASSIGN(auto chain, findChain(database, station, scope));
  if (!chain || counter > kMaxCounter || (chain->ours && counter > chain->end)) return false;
  LIMEN_ASSIGN(const auto held,
               firstRow(database.cached("SELECT link FROM revision WHERE key = ?").bind(1, rowKey(chain->id, counter)),
                        [](const Statement& row) { return idAt<Hash>(row, 0); }));
  if (!held || *held == link) return false;
  LIMEN_TRY(setAside(database, scope, station, *chain));
  LIMEN_TRY(transaction.commit());
  return true;
}

Result<bool> putBehind(Database& database, ChainRow& chain, std::uint64_t first, const OtherHistory& other,
                       const std::vector<Hash>& there) {
  struct Row {
    std::int64_t key, record;
    Bytes revision, erasure;
    Bytes seed;
    std::optional<Bytes> shiftPart;
  };
  std::vector<Row> rows;
  std::uint64_t counter = other.last;
  Hash link = other.after;
  // What does not wait came from the server and stays where it is, or is safe at a second copy: nobody could send it under
  // another counter. What the server has acknowledged stays as well, where it does not stand in the way: it is in the chain
  // there.
  bool contradicted = false;
  LIMEN_TRY(
      eachRow(database
                  .cached("SELECT r.key, r.record, r.revision, r.erasure, o.seed, p.erasure, r.link, o.stored FROM revision r "
                          "LEFT JOIN outbox o ON o.key = r.key LEFT JOIN shift_part p ON p.key = r.key "
                          "WHERE r.key >= ? AND r.key <= ? ORDER BY r.key")
                  .bind(1, rowKey(chain.id, first))
                  .bind(2, rowKey(chain.id, kMaxCounter)),
              [&](const Statement& row) {
                const std::uint64_t held = counterOf(row.integer(0));
                const Hash heldLink = idAt<Hash>(row, 6);
                const auto revision = SealedRevision::parse(row.view(2));
                const bool inTheWay = !revision || (held >= other.first && held <= other.last) ||
                                      (held == other.last + 1 && heldLink != chainStep(other.after, revision->hash()));
                const bool outbox = !row.isNull(4);
                if (outbox && (inTheWay || row.integer(7) == 0)) {
                  Row& out = rows.emplace_back(Row{row.integer(0), row.integer(1), row.blob(2), row.blob(3), row.blob(4), {}});
                  if (!row.isNull(5)) out.shiftPart = row.blob(5);
                  return;
                }
                contradicted = contradicted || inTheWay;
                if (held > counter) counter = held, link = heldLink;
              }));
  if (contradicted) return false;
  for (const Row& row : rows) {
    LIMEN_TRY(unconfirm(database, chain.id, counterOf(row.key) - 1, counterOf(row.key)));
    LIMEN_TRY(database.cached("DELETE FROM revision WHERE key = ?").bind(1, row.key).run());
    LIMEN_TRY(database.cached("DELETE FROM outbox WHERE key = ?").bind(1, row.key).run());
    LIMEN_TRY(database.cached("DELETE FROM shift_part WHERE key = ?").bind(1, row.key).run());
  }
  TallyChange tally;
  for (const Row& row : rows) {
    const auto revision = SealedRevision::parse(row.revision);
    if (!revision) return unexpected(StoreError::damaged, "revision");
    if (LIMEN_BUG("fork-dropped") || std::find(there.begin(), there.end(), revision->hash()) != there.end()) {
      // The very same revision came by the other way.
      LIMEN_ASSIGN(const auto whole,
                   firstRow(database
                                .cached("UPDATE record SET revisions = revisions - 1, unstored = unstored - 1 WHERE id = ? "
                                        "RETURNING ours = 1 AND unstored = 0")
                                .bind(1, row.record),
                            [](const Statement& found) { return found.integer(0); }));
      --tally.waiting;
      tally.confirmed += whole.value_or(0);
      continue;
    }
    const std::int64_t key = rowKey(chain.id, ++counter);
    link = chainStep(link, revision->hash());
    LIMEN_TRY(database.cached("INSERT INTO revision(key, record, link, revision, erasure) VALUES(?, ?, ?, ?, ?)")
                  .bind(1, key)
                  .bind(2, row.record)
                  .bind(3, link.bytes())
                  .bind(4, ByteView(row.revision))
                  .bind(5, ByteView(row.erasure))
                  .run());
    LIMEN_TRY(database.cached("INSERT INTO outbox(key, record, stored, seed) VALUES(?, ?, 0, ?)")
                  .bind(1, key)
                  .bind(2, row.record)
                  .bind(3, ByteView(row.seed))
                  .run());
    if (row.shiftPart)
      LIMEN_TRY(database.cached("INSERT INTO shift_part(key, erasure) VALUES(?, ?)")
                    .bind(1, key)
                    .bind(2, ByteView(*row.shiftPart))
                    .run());
  }
  chain.made = counter;
  chain.madeHash = link;
  LIMEN_TRY(changeTally(database, tally));
  return true;
}

}  // namespace limen
