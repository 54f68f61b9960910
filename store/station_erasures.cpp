// SPDX-License-Identifier: Apache-2.0
// Tombstones at a station: what opens an erased record goes, what stays is hashes.
#include "store/layouts.h"
#include "store/person_prints.h"
#include "store/rows.h"
#include "store/station_attachments.h"
#include "store/station_came.h"
#include "store/station_chains.h"
#include "store/station_record_rows.h"
#include "store/station_store.h"

namespace limen {

namespace {

Result<void> reduceToHashes(Database& database, std::int64_t record) {
  std::vector<std::pair<std::int64_t, Bytes>> reduced;
  Result<void> parsed;
  LIMEN_TRY(eachRow(database.cached("SELECT key, revision FROM revision WHERE record = ?").bind(1, record), [&](const Statement& row) {
    const auto revision = SealedRevision::parse(row.view(1));
    if (!revision) parsed = unexpected(StoreError::damaged, "revision");
    if (revision) reduced.emplace_back(row.integer(0), revision->withOnly(0).serialise());
  }));
  LIMEN_TRY(parsed);
  constexpr ErasureSeed kNoSeed{};
  for (const auto& [key, hashes] : reduced) {
    LIMEN_TRY(database.cached("UPDATE revision SET revision = ?, erasure = x'' WHERE key = ?").bind(1, ByteView(hashes)).bind(2, key).run());
    LIMEN_TRY(database.cached("DELETE FROM shift_part WHERE key = ?").bind(1, key).run());
    LIMEN_TRY(database.cached("UPDATE outbox SET seed = ? WHERE key = ?").bind(1, ByteView(kNoSeed)).bind(2, key).run());
  }
  return {};
}

}  // namespace

Result<void> StationStore::erase(const Id<struct TombstoneTag, 16>& id, const ScopeId& scope, const RecordId& record,
                                 ByteView tombstone, std::uint64_t number, const AuditAct& audit) {
  LIMEN_TRY(settle());
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(database_));
  LIMEN_ASSIGN(const std::int64_t owner, stationScopeRow(database_, scope));
  LIMEN_ASSIGN(const auto known, firstRow(database_.cached("SELECT 1 FROM tombstone WHERE id = ?").bind(1, id.bytes()),
                                          [](const Statement&) { return true; }));
  if (number > 0) {
    // Only the next one moves the cursor: where one is missing before it, both are asked for again.
    LIMEN_TRY(database_.cached("UPDATE scope SET erasures = ?1 WHERE id = ?2 AND erasures = ?1 - 1")
                  .bind(1, static_cast<std::int64_t>(number))
                  .bind(2, owner)
                  .run());
    LIMEN_TRY(database_.cached("UPDATE tombstone SET number = ? WHERE id = ?").bind(1, static_cast<std::int64_t>(number)).bind(2, id.bytes()).run());
  }
  if (known) return transaction.commit();
  LIMEN_TRY(database_.cached("INSERT INTO tombstone(id, scope, record, number, content) VALUES(?, ?, ?, ?, ?)")
                .bind(1, id.bytes())
                .bind(2, owner)
                .bind(3, record.bytes())
                .bind(4, static_cast<std::int64_t>(number))
                .bind(5, tombstone)
                .run());
  LIMEN_ASSIGN(const auto held, findRecord(database_, record));
  if (held) {
    LIMEN_TRY(removeWords(database_, held->id));
    LIMEN_TRY(reduceToHashes(database_, held->id));
    LIMEN_TRY(dropAttachments(database_, record, AttachmentsGone::all));
    LIMEN_TRY(dropPrint(database_, record));
    LIMEN_TRY(dropCame(database_, held->id));
    // indexed = 2: there is nothing to index, and nobody is to try.
    LIMEN_TRY(database_.cached("UPDATE record SET summary = '', indexed = 2, safe = NULL WHERE id = ?").bind(1, held->id).run());
  }
  LIMEN_TRY(appendAudit(audit));
  return transaction.commit();
}

Result<bool> StationStore::isErased(const RecordId& record) {
  LIMEN_ASSIGN(const auto found, firstRow(database_.cached("SELECT 1 FROM tombstone WHERE record = ? AND kind = 0 LIMIT 1").bind(1, record.bytes()),
                                          [](const Statement&) { return true; }));
  return found.has_value();
}

Result<std::vector<Bytes>> StationStore::unnumberedErasures() {
  LIMEN_TRY(settle());
  std::vector<Bytes> found;
  LIMEN_TRY(eachRow(database_.cached("SELECT content FROM tombstone WHERE number = 0 ORDER BY rowid"),
                    [&](const Statement& row) { found.push_back(row.blob(0)); }));
  return found;
}

Result<std::uint64_t> StationStore::erasureCursor(const ScopeId& scope) {
  LIMEN_ASSIGN(const auto cursor, firstRow(database_.cached("SELECT erasures FROM scope WHERE scope = ?").bind(1, scope.bytes()),
                                           [](const Statement& row) { return unsignedAt(row, 0); }));
  return cursor.value_or(0);
}

}  // namespace limen
