// SPDX-License-Identifier: Apache-2.0
// What leaves the laptop once it is safe elsewhere. Deleted cells and pages are overwritten (secure_delete, and FTS5's own).
#include <algorithm>

#include "store/layouts.h"
#include "store/rows.h"
#include "store/station_attachments.h"
#include "store/station_record_rows.h"
#include "store/station_store.h"

namespace limen {

Result<std::vector<RecordId>> StationStore::safeBefore(std::int64_t whenMs, std::uint32_t limit) {
  LIMEN_TRY(settle());  // a correction that waits makes its record not safe any more
  std::vector<RecordId> found;
  LIMEN_TRY(eachRow(database_.cached("SELECT record FROM record WHERE safe IS NOT NULL AND safe < ? AND ours = 1 ORDER BY safe LIMIT ?")
                        .bind(1, whenMs)
                        .bind(2, static_cast<std::int64_t>(limit)),
                    [&](const Statement& row) { found.push_back(idAt<RecordId>(row, 0)); }));
  return found;
}

namespace {

Result<void> forgetParts(Database& database, std::int64_t key, ByteView held, std::uint16_t compartments) {
  LIMEN_ASSIGN(ErasureParts parts, readErasureParts(held));
  std::erase_if(parts, [&](const auto& part) { return (compartments >> part.first & 1) != 0; });
  const Bytes left = parts.empty() ? Bytes() : writeErasureParts(parts);
  return database.cached("UPDATE revision SET erasure = ? WHERE key = ?").bind(1, ByteView(left)).bind(2, key).run();
}

}  // namespace

Result<void> StationStore::forgetAnswers(const RecordId& record, std::uint16_t compartments) {
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(database_));
  LIMEN_TRY(settle());
  LIMEN_ASSIGN(const auto known, findRecord(database_, record));
  if (!known) return unexpected(StoreError::notFound);
  LIMEN_TRY(removeWords(database_, known->id));
  std::vector<std::pair<std::int64_t, Bytes>> revisions;
  LIMEN_TRY(eachRow(database_.cached("SELECT key, erasure FROM revision WHERE record = ?").bind(1, known->id),
                    [&](const Statement& row) { revisions.emplace_back(row.integer(0), row.blob(1)); }));
  for (const auto& [key, held] : revisions) {
    LIMEN_TRY(forgetParts(database_, key, held, compartments));
    LIMEN_TRY(database_.cached("DELETE FROM shift_part WHERE key = ?").bind(1, key).run());
  }
  LIMEN_TRY(dropAttachments(database_, record, AttachmentsGone::stored));
  // indexed = 2: there is nothing to index, and nobody is to try.
  LIMEN_TRY(database_.cached("UPDATE record SET summary = '', indexed = 2, safe = NULL WHERE id = ?").bind(1, known->id).run());
  return transaction.commit();
}

}  // namespace limen
