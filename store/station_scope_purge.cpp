// SPDX-License-Identifier: Apache-2.0
#include "store/station_scope_purge.h"

#include <algorithm>

#include "store/layouts.h"
#include "store/person_prints.h"
#include "store/rows.h"
#include "store/station_attachments.h"
#include "store/station_record_rows.h"

namespace limen {

namespace {

struct Held {
  std::int64_t key = 0;
  SealedRevision revision;
  ErasureParts parts, ofShift;
};

Result<std::vector<Held>> revisionsOf(Database& database, std::int64_t record) {
  std::vector<Held> rows;
  Result<void> read;
  LIMEN_TRY(eachRow(database.cached("SELECT r.key, r.revision, r.erasure, s.erasure FROM revision r LEFT JOIN shift_part s ON s.key = r.key "
                                    "WHERE r.record = ? ORDER BY r.key")
                        .bind(1, record),
                    [&](const Statement& row) {
                      auto revision = SealedRevision::parse(row.view(1));
                      auto parts = readErasureParts(row.view(2));
                      auto ofShift = row.isNull(3) ? Result<ErasureParts>(ErasureParts()) : readErasureParts(row.view(3));
                      if (!revision || !parts || !ofShift) {
                        read = unexpected(StoreError::damaged, "revision");
                        return;
                      }
                      rows.push_back({row.integer(0), std::move(*revision), std::move(*parts), std::move(*ofShift)});
                    }));
  LIMEN_TRY(read);
  return rows;
}

bool holds(const Held& held, std::uint16_t lost) {
  const auto named = [lost](const auto& part) { return (lost >> part.first & 1) != 0; };
  const auto& parts = held.revision.parts();
  return std::any_of(held.parts.begin(), held.parts.end(), named) || std::any_of(held.ofShift.begin(), held.ofShift.end(), named) ||
         std::any_of(parts.begin(), parts.end(), [lost](const SealedPart& part) { return (lost >> part.compartment & 1) != 0 && !part.ciphertext.empty(); });
}

Result<void> write(Database& database, const char* sql, std::int64_t key, ErasureParts parts, std::uint16_t lost) {
  std::erase_if(parts, [&](const auto& part) { return (lost >> part.first & 1) != 0; });
  const Bytes left = parts.empty() ? Bytes() : writeErasureParts(parts);
  return database.cached(sql).bind(1, ByteView(left)).bind(2, key).run();
}

}  // namespace

Result<std::vector<RecordId>> recordsIn(StationStore& store, const ScopeId& scope) {
  LIMEN_TRY(store.settle());
  std::vector<RecordId> out;
  LIMEN_TRY(eachRow(store.database()
                        .cached("SELECT DISTINCT d.record FROM scope s JOIN chain c ON c.scope = s.id "
                                "JOIN revision r ON r.key >= (c.id << ?2) AND r.key < ((c.id + 1) << ?2) JOIN record d ON d.id = r.record WHERE s.scope = ?1")
                        .bind(1, scope.bytes())
                        .bind(2, std::int64_t{kCounterBits}),
                    [&](const Statement& row) { out.push_back(idAt<RecordId>(row, 0)); }));
  return out;
}

Result<Dropped> dropParts(StationStore& store, const RecordId& record, const std::function<std::uint16_t(const PackageHash&)>& lost) {
  LIMEN_TRY(store.settle());
  Database& database = store.database();
  LIMEN_ASSIGN(const auto found, findRecord(database, record));
  if (!found) return Dropped::nothing;
  LIMEN_ASSIGN(const auto rows, revisionsOf(database, found->id));
  std::vector<std::pair<const Held*, std::uint16_t>> touched;
  bool somethingLeft = false;
  for (const Held& held : rows) {
    const std::uint16_t gone = lost(held.revision.header().package);
    if (holds(held, gone)) touched.emplace_back(&held, gone);
    const auto stays = [gone](const auto& part) { return (gone >> part.first & 1) == 0; };
    somethingLeft = somethingLeft || std::any_of(held.parts.begin(), held.parts.end(), stays) || std::any_of(held.ofShift.begin(), held.ofShift.end(), stays);
  }
  if (touched.empty()) return Dropped::nothing;
  LIMEN_ASSIGN(const auto waits, firstRow(database.cached("SELECT 1 FROM outbox WHERE record = ? LIMIT 1").bind(1, found->id),
                                          [](const Statement&) { return true; }));
  if (waits) return Dropped::waits;
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(database));
  for (const auto& [held, gone] : touched) {
    LIMEN_TRY(write(database, "UPDATE revision SET erasure = ? WHERE key = ?", held->key, held->parts, gone));
    if (!held->ofShift.empty()) LIMEN_TRY(write(database, "UPDATE shift_part SET erasure = ? WHERE key = ?", held->key, held->ofShift, gone));
    const Bytes left = held->revision.withOnly(static_cast<std::uint16_t>(~gone)).serialise();
    LIMEN_TRY(database.cached("UPDATE revision SET revision = ? WHERE key = ?").bind(1, ByteView(left)).bind(2, held->key).run());
  }
  LIMEN_TRY(dropPrint(database, record));
  if (!somethingLeft) LIMEN_TRY(dropAttachments(database, record, AttachmentsGone::all));
  LIMEN_TRY(removeWords(database, found->id));
  LIMEN_TRY(database.cached("UPDATE record SET summary = '', indexed = 0 WHERE id = ?").bind(1, found->id).run());
  LIMEN_TRY(transaction.commit());
  return Dropped::parts;
}

}  // namespace limen
