// SPDX-License-Identifier: Apache-2.0
// What a station still has to send, what was acknowledged, and what it pulled.
#include <algorithm>

#include "store/layouts.h"
#include "core/planted.h"
#include "store/rows.h"
#include "store/station_came.h"
#include "store/station_chains.h"
#include "store/station_healing.h"
#include "store/station_record_rows.h"
#include "store/station_store.h"

namespace limen {

Result<std::vector<ScopeId>> StationStore::outboxScopes() {
  LIMEN_TRY(settle());
  std::vector<ScopeId> found;
  LIMEN_TRY(
      eachRow(database_.cached(
                  "SELECT DISTINCT s.scope FROM chain c JOIN scope s ON s.id = c.scope WHERE c.ours = 1 AND EXISTS "
                  "(SELECT 1 FROM outbox o WHERE o.key > (c.id << 40 | c.end) AND o.key < (c.id + 1) << 40 AND o.stored = 0) "
                  "ORDER BY s.scope"),
              [&](const Statement& row) { found.push_back(idAt<ScopeId>(row, 0)); }));
  return found;
}

Result<std::vector<OutboxRow>> StationStore::outbox(const ScopeId& scope, std::uint64_t after, std::size_t maxBytes) {
  LIMEN_TRY(settle());
  std::vector<OutboxRow> found;
  LIMEN_ASSIGN(
      const auto chain,
      firstRow(database_.cached("SELECT c.id, c.end FROM chain c JOIN scope s ON s.id = c.scope WHERE s.scope = ? AND c.ours = 1")
                   .bind(1, scope.bytes()),
               [](const Statement& row) { return std::pair(row.integer(0), unsignedAt(row, 1)); }));
  if (!chain) return found;
  Statement& rows = database_.cached(
      "SELECT o.key, r.revision, o.seed, r.link, b.link FROM outbox o JOIN revision r ON r.key = o.key "
      "LEFT JOIN revision b ON b.key = o.key - 1 "
      "WHERE o.key > ? AND o.key <= ? AND o.stored = 0 ORDER BY o.key");
  rows.bind(1, rowKey(chain->first, std::min(std::max(after, chain->second), kMaxCounter)))
      .bind(2, rowKey(chain->first, kMaxCounter));
  std::size_t size = 0;
  for (;;) {
    LIMEN_ASSIGN(const bool row, rows.step());
    if (!row) return found;
    size += rows.view(1).size();
    if (!found.empty() && size > maxBytes) break;
    OutboxRow& out = found.emplace_back();
    out.counter = counterOf(rows.integer(0));
    out.revision = rows.blob(1);
    const ByteView seed = rows.view(2);
    if (seed.size() == out.seed.size()) {
      std::copy(seed.begin(), seed.end(), out.seed.begin());
    } else {
      // The run stands with the first of its revisions; one in the middle is asked for where the first is acknowledged already.
      LIMEN_ASSIGN(auto ready, firstRow(database_.cached("SELECT seed FROM outbox WHERE key <= ? AND key > ? AND length(seed) > 16 "
                                                         "ORDER BY key DESC LIMIT 1")
                                            .bind(1, rows.integer(0))
                                            .bind(2, rowKey(chain->first, 0)),
                                        [](const Statement& first) { return first.blob(0); }));
      if (!ready) {
        rows.reset();
        return unexpected(StoreError::damaged, "outbox");
      }
      out.ready = std::move(*ready);
    }
    out.after = idAt<Hash>(rows, 3);
    out.before = idAt<Hash>(rows, 4);  // zeros before the first
  }
  rows.reset();
  return found;
}

Result<std::uint64_t> StationStore::outboxCount() {
  LIMEN_TRY(settle());
  LIMEN_ASSIGN(const auto waiting,
               firstRow(database_.cached("SELECT waiting FROM tally"), [](const Statement& row) { return unsignedAt(row, 0); }));
  return waiting.value_or(0);
}

Result<ChainEnd> StationStore::ownChain(const StationId& station, const ScopeId& scope) {
  LIMEN_TRY(settle());
  LIMEN_ASSIGN(const auto chain, findChain(database_, station, scope));
  if (!chain) return ChainEnd{station, 0, Hash{}};
  return ChainEnd{station, chain->made, chain->madeHash};
}

Result<void> StationStore::confirm(const StationId& station, const std::vector<Confirmed>& ranges) {
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(database_));
  LIMEN_TRY(settle());
  TallyChange tally;
  for (const Confirmed& range : ranges) {
    LIMEN_ASSIGN(auto chain, findChain(database_, station, range.scope));
    if (!chain || !chain->ours || range.first == 0 || range.last < range.first) continue;
    const std::int64_t from = rowKey(chain->id, std::min(range.first, kMaxCounter)),
                       to = rowKey(chain->id, std::min(range.last, kMaxCounter));
    // A statement a range and not a row: what a row costs is mostly its statements.
    struct Newly {
      std::int64_t rows = 0, confirmed = 0;
    };
    LIMEN_ASSIGN(
        const auto newly,
        firstRow(database_
                     .cached("SELECT total(w.n), total(r.ours = 1 AND r.unstored = w.n) FROM (SELECT record, count(*) AS n "
                             "FROM outbox WHERE key BETWEEN ? AND ? AND stored = 0 GROUP BY record) w "
                             "JOIN record r ON r.id = w.record")
                     .bind(1, from)
                     .bind(2, to),
                 [](const Statement& row) {
                   return Newly{row.integer(0), row.integer(1)};
                 }));
    if (newly && newly->rows > 0) {
      LIMEN_TRY(database_
                    .cached("UPDATE record SET unstored = unstored - w.n FROM (SELECT record, count(*) AS n FROM outbox "
                            "WHERE key BETWEEN ? AND ? AND stored = 0 GROUP BY record) w WHERE record.id = w.record")
                    .bind(1, from)
                    .bind(2, to)
                    .run());
      tally.waiting -= newly->rows;
      tally.confirmed += newly->confirmed;
    }
    if (range.safe) {
      LIMEN_TRY(database_
                    .cached("UPDATE record SET safe = ?1 WHERE id IN (SELECT record FROM outbox WHERE key BETWEEN ?2 AND ?3) AND NOT "
                            "EXISTS (SELECT 1 FROM revision v JOIN outbox o ON o.key = v.key WHERE v.record = record.id AND "
                            "v.key NOT BETWEEN ?2 AND ?3)")
                    .bind(1, range.whenMs)
                    .bind(2, from)
                    .bind(3, to)
                    .run());
    }
    Statement& mark = range.safe || LIMEN_BUG("outbox-gone-at-stored") ? database_.cached("DELETE FROM outbox WHERE key BETWEEN ? AND ?")
                                 : database_.cached("UPDATE outbox SET stored = 1 WHERE key BETWEEN ? AND ? AND stored = 0");
    LIMEN_TRY(mark.bind(1, from).bind(2, to).run());
    LIMEN_TRY(advanceEnd(database_, *chain));
    LIMEN_TRY(writeChain(database_, *chain));
    LIMEN_TRY(markSeen(database_, range.scope, range.number));
  }
  LIMEN_TRY(changeTally(database_, tally));
  return transaction.commit();
}

Result<std::uint64_t> StationStore::cursor(const ScopeId& scope) {
  LIMEN_ASSIGN(const auto cursor, firstRow(database_.cached("SELECT cursor FROM scope WHERE scope = ?").bind(1, scope.bytes()),
                                           [](const Statement& row) { return unsignedAt(row, 0); }));
  return cursor.value_or(0);
}

Result<void> StationStore::advanceCursor(const ScopeId& scope, std::uint64_t number) {
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(database_));
  LIMEN_ASSIGN(const std::int64_t owner, stationScopeRow(database_, scope));
  const auto upTo = static_cast<std::int64_t>(std::min(number, kMaxCounter));
  LIMEN_TRY(database_.cached("UPDATE scope SET cursor = max(cursor, ?) WHERE id = ?").bind(1, upTo).bind(2, owner).run());
  LIMEN_TRY(database_.cached("DELETE FROM seen WHERE scope = ? AND number <= ?").bind(1, owner).bind(2, upTo).run());
  return transaction.commit();
}

namespace {

// A revision that is here, with what `pulled` has of it beyond that. Nothing held is given up: the reader of one compartment may
// have become the reader of another. Its link says that it is the same revision.
Result<void> complete(Database& database, std::int64_t key, ByteView revision, ByteView erasure, const PulledRevision& pulled) {
  const auto held = SealedRevision::parse(revision);
  auto parts = readErasureParts(erasure);
  if (!held || !parts || held->hash() != pulled.revision->hash()) return unexpected(StoreError::damaged, "revision");
  const Bytes completed = held->withPartsOf(*pulled.revision).serialise();
  const std::size_t known = parts->size();
  for (const auto& part : pulled.erasureParts) {
    const bool here = std::any_of(parts->begin(), parts->begin() + static_cast<std::ptrdiff_t>(known),
                                  [&](const auto& one) { return one.first == part.first; });
    if (!here) parts->push_back(part);
  }
  if (parts->size() == known && std::equal(completed.begin(), completed.end(), revision.begin(), revision.end())) return {};
  const Bytes written = writeErasureParts(*parts);
  LIMEN_TRY(database.cached("UPDATE revision SET revision = ?, erasure = ? WHERE key = ?")
                .bind(1, ByteView(completed))
                .bind(2, ByteView(written))
                .bind(3, key)
                .run());
  return database.cached("UPDATE record SET indexed = 0 WHERE id = (SELECT record FROM revision WHERE key = ?)")
      .bind(1, key)
      .run();
}

struct Here {
  Bytes revision, erasure;
  Hash link;
};

// A run of our own chain that says otherwise than what is here: it stands, and what waits goes behind it. True when something that does
// not wait any more says otherwise too: that is from a history that the server has lost, and is set aside.
Result<bool> giveWay(Database& database, ChainRow& chain, const PulledRun& run, const std::vector<Hash>& links,
                     std::vector<std::optional<Here>>& here) {
  std::size_t same = 0;
  while (same < here.size() && here[same] && here[same]->link == links[same]) ++same;
  LIMEN_ASSIGN(const auto link,
               firstRow(database.cached("SELECT link FROM revision WHERE key = ?").bind(1, rowKey(chain.id, run.first - 1)),
                        [](const Statement& row) { return idAt<Hash>(row, 0); }));
  // Where what stands before it differs as well, the two part somewhere behind our end, and what they say there has yet to come.
  const bool partedBefore = link.value_or(run.first == 1 ? Hash{} : run.before) != run.before;
  std::uint64_t agreed = run.first + same - 1;
  if (partedBefore) {
    // A link stands for all before it: up to the last that came from the server nothing parts.
    same = 0;
    LIMEN_ASSIGN(const auto pulled,
                 firstRow(database.cached("SELECT max(r.key) FROM revision r LEFT JOIN outbox o ON o.key = r.key "
                                          "WHERE r.key > ? AND r.key < ? AND (o.key IS NULL OR o.stored = 1)")
                              .bind(1, rowKey(chain.id, chain.end))
                              .bind(2, rowKey(chain.id, run.first)),
                          [&](const Statement& row) { return row.isNull(0) ? chain.end : counterOf(row.integer(0)); }));
    agreed = pulled.value_or(chain.end);
  }
  std::vector<Hash> there;
  for (const PulledRevision& revision : run.revisions) there.push_back(revision.revision->hash());
  bool stands = agreed + 1 < run.first || !partedBefore;
  if (stands) {
    const OtherHistory other{run.first + same - (partedBefore ? 1 : 0), run.last, run.after};
    LIMEN_ASSIGN(stands, putBehind(database, chain, agreed + 1, other, there));
    // What moved from before the run may be at the server where it was, under a number that counts as seen.
    if (stands && partedBefore) LIMEN_TRY(pullFromTheFirst(database, run.scope));
  }
  if (!stands) {
    same = 0;
    agreed = 0;
    LIMEN_TRY(setAside(database, run.scope, run.station, chain));
    LIMEN_ASSIGN(const bool put, putBehind(database, chain, 1, {run.first, run.last, run.after}, there));
    LIMEN_CHECK(put);  // all that is left waits
  }
  for (std::size_t i = same; i < here.size(); ++i) here[i].reset();
  if (chain.end > agreed) {
    chain.end = agreed;
    chain.endHash = same == 0 ? run.before : links[same - 1];
  }
  return !stands;
}

}  // namespace

Result<StationStore::Applied> StationStore::apply(const PulledRun& run) {
  if (run.first == 0 || run.last < run.first || run.last > kMaxCounter || run.revisions.size() != run.last - run.first + 1) {
    return unexpected(StoreError::failed, "a run whose revisions are not first..last");
  }
  std::vector<Hash> links;
  links.reserve(run.revisions.size());
  Hash link = run.before;
  for (const PulledRevision& revision : run.revisions) {
    LIMEN_CHECK(revision.revision != nullptr);
    links.push_back(link = chainStep(link, revision.revision->hash()));
  }
  if (link != run.after) return unexpected(StoreError::failed, "a run that does not lead to its end");

  if (LIMEN_BUG("cursor-before-commit")) LIMEN_TRY(advanceCursor(run.scope, run.number));
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(database_));
  LIMEN_TRY(settle());
  LIMEN_ASSIGN(ChainRow chain, chainRow(database_, run.station, run.scope, false));
  std::vector<std::optional<Here>> here(run.revisions.size());
  bool other = run.first == 1 && !run.before.isZero();
  LIMEN_TRY(eachRow(database_.cached("SELECT key, link, revision, erasure FROM revision WHERE key BETWEEN ? AND ? ORDER BY key")
                        .bind(1, rowKey(chain.id, run.first - 1))
                        .bind(2, rowKey(chain.id, std::min(run.last + 1, kMaxCounter))),
                    [&](const Statement& row) {
                      const std::uint64_t counter = counterOf(row.integer(0));
                      const Hash stored = idAt<Hash>(row, 1);
                      if (counter < run.first) {
                        other = other || stored != run.before;
                      } else if (counter > run.last) {
                        const auto next = SealedRevision::parse(row.view(2));
                        other = other || !next || stored != chainStep(run.after, next->hash());
                      } else {
                        here[counter - run.first] = Here{row.blob(2), row.blob(3), stored};
                        other = other || stored != links[counter - run.first];
                      }
                    }));
  Applied applied = Applied::inPlace;
  if (other && !chain.ours) {
    // What is here came from a history that the server does not have any more; what it has now counts.
    LIMEN_TRY(setAside(database_, run.scope, run.station, chain));
    for (auto& each : here) each.reset();
    applied = Applied::otherSetAside;
  } else if (other) {
    LIMEN_ASSIGN(const bool aside, giveWay(database_, chain, run, links, here));
    if (aside) applied = Applied::otherSetAside;
  }

  TallyChange tally;
  for (std::size_t i = 0; i < run.revisions.size(); ++i) {
    if (here[i]) {
      LIMEN_ASSIGN(const bool gone, isErased(run.revisions[i].revision->header().record));
      if (gone) continue;
      LIMEN_TRY(complete(database_, rowKey(chain.id, run.first + i), here[i]->revision, here[i]->erasure, run.revisions[i]));
      continue;
    }
    const SealedRevision& revision = *run.revisions[i].revision;
    LIMEN_ASSIGN(bool erased, isErased(revision.header().record));
    if (LIMEN_BUG("late-edit-kept")) erased = false;
    LIMEN_ASSIGN(const auto known, findRecord(database_, revision.header().record));
    std::int64_t record = 0;
    if (known) {
      record = known->id;
      LIMEN_TRY(database_.cached("UPDATE record SET revisions = revisions + 1, indexed = ? WHERE id = ?")
                    .bind(1, static_cast<std::int64_t>(erased ? 2 : 0))
                    .bind(2, record)
                    .run());
      if (!erased) LIMEN_TRY(noteCame(database_, record, revision.header().id, run.receivedMs));
    } else {
      LIMEN_ASSIGN(const std::int64_t package, packageRow(database_, revision.header().package));
      LIMEN_ASSIGN(const auto made,
                   firstRow(database_
                                .cached("INSERT INTO record(record, package, saved, ours, revisions, unstored, indexed, summary) "
                                        "VALUES(?, ?, ?, ?, 1, 0, ?, '') RETURNING id")
                                .bind(1, revision.header().record.bytes())
                                .bind(2, package)
                                .bind(3, run.receivedMs)
                                .bind(4, chain.ours)
                                .bind(5, static_cast<std::int64_t>(erased ? 2 : 0)),
                            [](const Statement& row) { return row.integer(0); }));
      record = made.value();
      ++tally.records;
      if (chain.ours) ++tally.own, ++tally.confirmed;
    }
    LIMEN_TRY(takeFromAside(database_, run.scope, run.station, record, revision.hash()));
    const Bytes content = erased ? revision.withOnly(0).serialise() : revision.serialise();
    const Bytes parts = erased ? Bytes() : writeErasureParts(run.revisions[i].erasureParts);
    LIMEN_TRY(insertRevision(database_, {rowKey(chain.id, run.first + i), record, links[i], content, parts}));
  }
  for (const Bytes& object : run.shiftObjects) {
    LIMEN_ASSIGN(const ShiftObject parsed, ShiftObject::parse(object));
    LIMEN_TRY(putShiftObject(parsed.shift, object));
  }
  if (run.last > chain.made) {
    chain.made = run.last;
    chain.madeHash = run.after;
  }
  // Own records come down to a restored station only; their answers stay here no longer than those of any other.
  if (chain.ours)
    LIMEN_TRY(database_
                  .cached("UPDATE record SET safe = ? WHERE safe IS NULL AND ours = 1 AND unstored = 0 AND id IN "
                          "(SELECT record FROM revision WHERE key BETWEEN ? AND ?)")
                  .bind(1, run.receivedMs)
                  .bind(2, rowKey(chain.id, run.first))
                  .bind(3, rowKey(chain.id, run.last))
                  .run());
  LIMEN_TRY(advanceEnd(database_, chain));
  LIMEN_TRY(writeChain(database_, chain));
  // Within a session runs come in the order of their numbers, so all that is asked for again before this one has come.
  LIMEN_TRY(database_.cached("UPDATE scope SET again = ?1 WHERE scope = ?2 AND again < ?1 AND ?1 <= cursor")
                .bind(1, static_cast<std::int64_t>(std::min(run.number, kMaxCounter)))
                .bind(2, run.scope.bytes())
                .run());
  LIMEN_TRY(markSeen(database_, run.scope, run.number));
  LIMEN_TRY(changeTally(database_, tally));
  LIMEN_TRY(transaction.commit());
  return applied;
}

Result<bool> StationStore::pullAgain(const ScopeId& scope) {
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(database_));
  LIMEN_ASSIGN(
      const auto wanted,
      firstRow(database_.cached("UPDATE scope SET again = 0 WHERE scope = ? AND cursor > 0 RETURNING id").bind(1, scope.bytes()),
               [](const Statement& row) { return row.integer(0); }));
  LIMEN_TRY(transaction.commit());
  return wanted.has_value();
}

Result<std::optional<std::uint64_t>> StationStore::againAfter(const ScopeId& scope) {
  return firstRow(database_.cached("SELECT again FROM scope WHERE scope = ? AND again IS NOT NULL").bind(1, scope.bytes()),
                  [](const Statement& row) { return unsignedAt(row, 0); });
}

Result<void> StationStore::endPullAgain(const ScopeId& scope) {
  return database_.cached("UPDATE scope SET again = NULL WHERE scope = ? AND again IS NOT NULL").bind(1, scope.bytes()).run();
}

Result<std::vector<ChainEnd>> StationStore::chainEnds(const ScopeId& scope) {
  LIMEN_TRY(settle());
  std::vector<ChainEnd> ends;
  struct Gap {
    std::size_t at;
    std::int64_t chain;
    std::uint64_t behind;  // so many counters
  };
  std::vector<Gap> gaps;
  LIMEN_TRY(eachRow(database_
                        .cached("SELECT c.station, c.end, c.end_hash, c.made, c.id FROM chain c JOIN scope s ON s.id = c.scope "
                                "WHERE s.scope = ? AND c.made > 0 ORDER BY c.station")
                        .bind(1, scope.bytes()),
                    [&](const Statement& row) {
                      ends.push_back({idAt<StationId>(row, 0), unsignedAt(row, 1), idAt<Hash>(row, 2)});
                      if (row.integer(3) > row.integer(1))
                        gaps.push_back({ends.size() - 1, row.integer(4), unsignedAt(row, 3) - unsignedAt(row, 1)});
                    }));
  for (const Gap& gap : gaps) {
    const std::int64_t from = rowKey(gap.chain, ends[gap.at].counter), to = rowKey(gap.chain, kMaxCounter);
    // What waits is in nobody else's chain; mostly that is all there is, and it may be much.
    LIMEN_ASSIGN(const auto waiting, firstRow(database_.cached("SELECT count(*) FROM outbox WHERE key > ? AND key <= ? AND stored = 0")
                                                  .bind(1, from)
                                                  .bind(2, to),
                                              [](const Statement& row) { return unsignedAt(row, 0); }));
    if (waiting == gap.behind) continue;
    LIMEN_TRY(eachRow(database_
                          .cached("SELECT r.key, r.link FROM revision r LEFT JOIN outbox o ON o.key = r.key AND o.stored = 0 "
                                  "WHERE r.key > ? AND r.key <= ? AND o.key IS NULL ORDER BY r.key")
                          .bind(1, from)
                          .bind(2, to),
                      [&](const Statement& row) { addBehind(ends[gap.at].behind, counterOf(row.integer(0)), idAt<Hash>(row, 1)); }));
  }
  std::erase_if(ends, [](const ChainEnd& end) { return end.counter == 0 && end.behind.empty(); });
  return ends;
}

}  // namespace limen
