// SPDX-License-Identifier: Apache-2.0
#include "store/station_copy.h"

#include "store/layouts.h"
#include "store/rows.h"
#include "store/station_chains.h"
#include "store/station_record_rows.h"

namespace limen {

Result<void> eachOwnRevision(StationStore& store, const Take<OwnRevision>& take) {
  LIMEN_TRY(store.settle());
  Statement& rows = store.database().cached(
      "SELECT s.scope, v.key, coalesce(r.form, ''), r.saved, v.revision FROM chain c JOIN scope s ON s.id = c.scope "
      "JOIN revision v ON v.key > c.id << 40 AND v.key < (c.id + 1) << 40 JOIN record r ON r.id = v.record "
      "WHERE c.ours = 1 ORDER BY c.id, v.key");
  for (;;) {
    LIMEN_ASSIGN(const bool row, rows.step());
    if (!row) return {};
    const OwnRevision revision{idAt<ScopeId>(rows, 0), counterOf(rows.integer(1)), rows.text(2), rows.integer(3), rows.blob(4)};
    if (auto taken = take(revision); !taken) {
      rows.reset();
      return taken;
    }
  }
}

Result<std::vector<OwnChain>> ownChains(StationStore& store) {
  LIMEN_TRY(store.settle());
  std::vector<OwnChain> found;
  LIMEN_TRY(eachRow(store.database().cached("SELECT s.scope, c.made, c.made_hash FROM chain c JOIN scope s ON s.id = c.scope "
                                            "WHERE c.ours = 1 AND c.made > 0 ORDER BY c.id"),
                    [&](const Statement& row) {
                      found.push_back({idAt<ScopeId>(row, 0), unsignedAt(row, 1), idAt<Hash>(row, 2)});
                    }));
  return found;
}

Result<std::vector<NamedValue>> namedValues(StationStore& store) {
  std::vector<NamedValue> found;
  LIMEN_TRY(eachRow(store.database().cached("SELECT name, value FROM named ORDER BY name"),
                    [&](const Statement& row) { found.push_back({row.text(0), row.blob(1)}); }));
  return found;
}

Result<std::vector<HeldGrant>> heldGrants(StationStore& store) {
  std::vector<HeldGrant> found;
  LIMEN_TRY(eachRow(store.database().cached("SELECT user, compartment, site_group, epoch, content FROM held_grant "
                                            "ORDER BY user, compartment, site_group, epoch"),
                    [&](const Statement& row) {
                      found.push_back({idAt<UserId>(row, 0), row.text(1), row.text(2), static_cast<std::uint32_t>(row.integer(3)),
                                       row.blob(4)});
                    }));
  return found;
}

Result<void> putOwnRevision(StationStore& store, const StationId& station, const OwnRevision& own) {
  Database& database = store.database();
  LIMEN_ASSIGN(const SealedRevision revision, SealedRevision::parse(own.revision));
  LIMEN_ASSIGN(ChainRow chain, chainRow(database, station, own.scope, true));
  if (own.counter != chain.made + 1 || own.counter > kMaxCounter) return unexpected(StoreError::failed, "chain");
  TallyChange tally;
  std::int64_t record = 0;
  LIMEN_ASSIGN(const auto known, findRecord(database, revision.header().record));
  if (known) {
    record = known->id;
    LIMEN_TRY(database.cached("UPDATE record SET revisions = revisions + 1 WHERE id = ?").bind(1, record).run());
  } else {
    tally.records = tally.own = tally.confirmed = 1;
    LIMEN_ASSIGN(const std::int64_t package, packageRow(database, revision.header().package));
    Statement& insert = database.cached(
        "INSERT INTO record(record, form, package, saved, ours, revisions, unstored, indexed, summary) "
        "VALUES(?, nullif(?, ''), ?, ?, 1, 1, 0, 0, '') RETURNING id");
    LIMEN_ASSIGN(const auto made, firstRow(insert.bind(1, revision.header().record.bytes())
                                               .bind(2, std::string_view(own.form))
                                               .bind(3, package)
                                               .bind(4, own.savedMs),
                                           [](const Statement& row) { return row.integer(0); }));
    record = made.value();
  }
  chain.made = chain.end = own.counter;
  chain.madeHash = chain.endHash = chainStep(chain.madeHash, revision.hash());
  LIMEN_TRY(insertRevision(database, {rowKey(chain.id, own.counter), record, chain.madeHash, own.revision, {}}));
  LIMEN_TRY(writeChain(database, chain));
  return changeTally(database, tally);
}

Result<void> putReadyRun(StationStore& store, const StationId& station, const ScopeId& scope, std::uint64_t first,
                         std::uint64_t last, ByteView run) {
  Database& database = store.database();
  LIMEN_ASSIGN(auto chain, findChain(database, station, scope));
  if (!chain || !chain->ours || first == 0 || last < first || last > chain->made) return unexpected(StoreError::failed, "chain");
  TallyChange tally;
  for (std::uint64_t counter = first; counter <= last; ++counter) {
    const std::int64_t key = rowKey(chain->id, counter);
    struct Of {
      std::int64_t record = 0, unstored = 0;
    };
    LIMEN_ASSIGN(const auto of, firstRow(database.cached("SELECT r.id, r.unstored FROM revision v JOIN record r ON r.id = v.record "
                                                         "WHERE v.key = ?")
                                             .bind(1, key),
                                         [](const Statement& row) {
                                           return Of{row.integer(0), row.integer(1)};
                                         }));
    if (!of) return unexpected(StoreError::failed, "chain");
    if (of->unstored == 0) --tally.confirmed;
    ++tally.waiting;
    LIMEN_TRY(database.cached("UPDATE record SET unstored = unstored + 1 WHERE id = ?").bind(1, of->record).run());
    LIMEN_TRY(database.cached("INSERT INTO outbox(key, record, stored, seed) VALUES(?, ?, 0, ?)")
                  .bind(1, key)
                  .bind(2, of->record)
                  .bind(3, counter == first ? run : ByteView())
                  .run());
  }
  if (first <= chain->end) {
    LIMEN_ASSIGN(const auto link, firstRow(database.cached("SELECT link FROM revision WHERE key = ?").bind(1, rowKey(chain->id, first - 1)),
                                           [](const Statement& row) { return idAt<Hash>(row, 0); }));
    chain->end = first - 1;
    chain->endHash = link.value_or(Hash{});
    LIMEN_TRY(writeChain(database, *chain));
  }
  return changeTally(database, tally);
}

Result<void> putLogEntry(StationStore& store, const AuditAct& act, const Hash& hash) {
  LIMEN_TRY(store.audit(act));
  LIMEN_ASSIGN(const auto head, store.logHead());
  if (head.hash != hash) return unexpected(StoreError::damaged, "log");
  return {};
}

}  // namespace limen
