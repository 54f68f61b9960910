// SPDX-License-Identifier: Apache-2.0
#include "store/station_purge.h"

#include <algorithm>

#include "store/layouts.h"
#include "store/person_prints.h"
#include "store/rows.h"
#include "store/station_attachments.h"
#include "store/station_chains.h"
#include "store/station_record_rows.h"

namespace limen {

namespace {

struct Looked {
  std::int64_t id = 0;
  RecordId record;
};

Result<std::vector<RetainedRow>> revisionsOf(Database& database, std::int64_t record) {
  std::vector<RetainedRow> rows;
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
                      parts->insert(parts->end(), ofShift->begin(), ofShift->end());
                      rows.push_back({row.integer(0), std::move(*revision), std::move(*parts)});
                    }));
  LIMEN_TRY(read);
  return rows;
}

Result<std::vector<HeldOrder>> ordersOf(Database& database, const RecordId& record) {
  std::vector<HeldOrder> orders;
  LIMEN_TRY(eachRow(database.cached("SELECT id, kind, lifts, compartments FROM tombstone WHERE record = ? AND kind > 0").bind(1, record.bytes()),
                    [&](const Statement& row) {
                      using Tombstone = Id<struct TombstoneTag, 16>;
                      orders.push_back({row.integer(1) == 1 ? OrderKind::hold : OrderKind::lift, idAt<Tombstone>(row, 0),
                                        idAt<Tombstone>(row, 2), static_cast<std::uint16_t>(row.integer(3))});
                    }));
  return orders;
}

Result<void> dropFrom(Database& database, const char* sql, std::int64_t key, ErasureParts parts, std::uint16_t due) {
  std::erase_if(parts, [&](const auto& part) { return (due >> part.first & 1) != 0; });
  const Bytes left = parts.empty() ? Bytes() : writeErasureParts(parts);
  return database.cached(sql).bind(1, ByteView(left)).bind(2, key).run();
}

Result<void> purgeRecord(Database& database, const Looked& at, const std::vector<RetainedRow>& rows, const DueParts& parts) {
  for (const RetainedRow& row : rows) {
    LIMEN_ASSIGN(const auto held, firstRow(database.cached("SELECT erasure FROM revision WHERE key = ?").bind(1, row.key),
                                           [](const Statement& found) { return found.blob(0); }));
    LIMEN_ASSIGN(ErasureParts own, readErasureParts(held.value_or(Bytes())));
    LIMEN_TRY(dropFrom(database, "UPDATE revision SET erasure = ? WHERE key = ?", row.key, std::move(own), parts.due));
    LIMEN_ASSIGN(const auto shift, firstRow(database.cached("SELECT erasure FROM shift_part WHERE key = ?").bind(1, row.key),
                                            [](const Statement& found) { return found.blob(0); }));
    if (shift) {
      LIMEN_ASSIGN(ErasureParts ofShift, readErasureParts(*shift));
      LIMEN_TRY(dropFrom(database, "UPDATE shift_part SET erasure = ? WHERE key = ?", row.key, std::move(ofShift), parts.due));
    }
    const Bytes left = row.revision.withOnly(static_cast<std::uint16_t>(~parts.due)).serialise();
    LIMEN_TRY(database.cached("UPDATE revision SET revision = ? WHERE key = ?").bind(1, ByteView(left)).bind(2, row.key).run());
  }
  LIMEN_TRY(dropPrint(database, at.record));
  if (parts.nothingLeft) LIMEN_TRY(dropAttachments(database, at.record, AttachmentsGone::all));
  // What is left of its words is read again from what is left of it; where nothing was to be found before, nothing is now.
  LIMEN_ASSIGN(const auto words, firstRow(database.cached("SELECT text FROM words WHERE rowid = ?").bind(1, at.id),
                                          [](const Statement& row) { return !row.text(0).empty(); }));
  LIMEN_TRY(removeWords(database, at.id));
  const bool again = words.value_or(false) && !parts.nothingLeft;
  return database.cached("UPDATE record SET summary = '', indexed = ? WHERE id = ?").bind(1, std::int64_t{again ? 0 : 2}).bind(2, at.id).run();
}

Result<void> lookAgain(Database& database, std::int64_t record, std::optional<Week> week) {
  if (!week) return database.cached("DELETE FROM retained WHERE record = ?").bind(1, record).run();
  return database.cached("UPDATE retained SET week = ? WHERE record = ?").bind(1, std::int64_t{*week}).bind(2, record).run();
}

}  // namespace

Result<Purged> purgeParts(StationStore& store, Week now, std::uint32_t limit) {
  LIMEN_TRY(store.settle());
  Database& database = store.database();
  std::vector<Looked> looked;
  LIMEN_TRY(eachRow(database.cached("SELECT d.record, r.record FROM retained d JOIN record r ON r.id = d.record WHERE d.week <= ? "
                                    "ORDER BY d.week, d.record LIMIT ?")
                        .bind(1, std::int64_t{now})
                        .bind(2, std::int64_t{limit}),
                    [&](const Statement& row) { looked.push_back({row.integer(0), idAt<RecordId>(row, 1)}); }));
  Purged out;
  out.more = looked.size() == limit;
  for (const Looked& at : looked) {
    LIMEN_ASSIGN(const auto waits, firstRow(database.cached("SELECT 1 FROM outbox WHERE record = ? LIMIT 1").bind(1, at.id),
                                            [](const Statement&) { return true; }));
    if (waits) {
      LIMEN_TRY(lookAgain(database, at.id, now + 1));
      continue;
    }
    const auto rows = revisionsOf(database, at.id);
    if (!rows && !rows.error().is(StoreError::damaged)) return unexpected(rows.error());
    if (!rows) {
      LIMEN_TRY(lookAgain(database, at.id, now + 1));  // one that is damaged holds up none of the others
      continue;
    }
    LIMEN_ASSIGN(const auto orders, ordersOf(database, at.record));
    const DueParts parts = dueParts(*rows, heldCompartments(orders), now);
    LIMEN_ASSIGN(Transaction transaction, Transaction::begin(database));
    if (parts.due != 0) {
      LIMEN_TRY(purgeRecord(database, at, *rows, parts));
      ++out.records;
      out.parts += parts.parts;
    }
    LIMEN_TRY(lookAgain(database, at.id, parts.again));
    LIMEN_TRY(transaction.commit());
  }
  return out;
}

Result<Kept> keptOf(StationStore& store, const RecordId& record) {
  LIMEN_ASSIGN(const auto revisions, store.revisions(record));
  std::vector<BoundRevision> said;
  for (const RevisionRow& row : revisions) said.push_back(boundsOf(row.revision));
  Kept out{standingBounds(said), {}};
  LIMEN_ASSIGN(out.orders, ordersOf(store.database(), record));
  return out;
}

Result<std::vector<RetainedRecord>> nextToGo(StationStore& store, std::uint32_t limit) {
  LIMEN_TRY(store.settle());
  std::vector<RetainedRecord> out;
  LIMEN_TRY(eachRow(store.database()
                        .cached("SELECT r.record, d.week FROM retained d JOIN record r ON r.id = d.record ORDER BY d.week, r.record LIMIT ?")
                        .bind(1, std::int64_t{limit}),
                    [&](const Statement& row) { out.push_back({idAt<RecordId>(row, 0), static_cast<Week>(row.integer(1))}); }));
  return out;
}

Result<void> takeOrder(StationStore& store, const HeldOrder& order, const ScopeId& scope, const RecordId& record, ByteView content,
                       std::uint64_t number, const AuditAct& audit) {
  LIMEN_TRY(store.settle());
  Database& database = store.database();
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(database));
  LIMEN_ASSIGN(const std::int64_t owner, stationScopeRow(database, scope));
  if (number > 0) {
    // Only the next one moves the cursor: where one is missing before it, both are asked for again.
    LIMEN_TRY(database.cached("UPDATE scope SET erasures = ?1 WHERE id = ?2 AND erasures = ?1 - 1")
                  .bind(1, static_cast<std::int64_t>(number))
                  .bind(2, owner)
                  .run());
    LIMEN_TRY(database.cached("UPDATE tombstone SET number = ? WHERE id = ?").bind(1, static_cast<std::int64_t>(number)).bind(2, order.id.bytes()).run());
  }
  LIMEN_ASSIGN(const auto known, firstRow(database.cached("SELECT 1 FROM tombstone WHERE id = ?").bind(1, order.id.bytes()),
                                          [](const Statement&) { return true; }));
  if (known) return transaction.commit();
  LIMEN_TRY(database.cached("INSERT INTO tombstone(id, scope, record, number, content, kind, lifts, compartments) VALUES(?, ?, ?, ?, ?, ?, ?, ?)")
                .bind(1, order.id.bytes())
                .bind(2, owner)
                .bind(3, record.bytes())
                .bind(4, static_cast<std::int64_t>(number))
                .bind(5, content)
                .bind(6, static_cast<std::int64_t>(order.kind))
                .bind(7, order.lifts.bytes())
                .bind(8, std::int64_t{order.compartments})
                .run());
  LIMEN_TRY(database.cached("UPDATE retained SET week = 0 WHERE record = (SELECT id FROM record WHERE record = ?)").bind(1, record.bytes()).run());
  LIMEN_TRY(store.audit(audit));
  return transaction.commit();
}

Result<std::vector<Bytes>> ordersOn(StationStore& store, const RecordId& record) {
  std::vector<Bytes> out;
  LIMEN_TRY(eachRow(store.database().cached("SELECT content FROM tombstone WHERE record = ? AND kind > 0 ORDER BY rowid").bind(1, record.bytes()),
                    [&](const Statement& row) { out.push_back(row.blob(0)); }));
  return out;
}

Result<std::uint64_t> purgePrints(StationStore& store, std::int64_t savedBeforeMs) {
  Database& database = store.database();
  const auto older = [](const Statement& row) { return std::pair(unsignedAt(row, 0), unsignedAt(row, 1)); };
  LIMEN_ASSIGN(const auto counts, firstRow(database.cached("SELECT (SELECT count(*) FROM person_print WHERE saved < ?1), "
                                                           "(SELECT count(*) FROM alike_word WHERE said < ?1)")
                                               .bind(1, savedBeforeMs),
                                           older));
  const auto [prints, words] = counts.value_or(std::pair<std::uint64_t, std::uint64_t>());
  if (prints + words > 0) LIMEN_TRY(dropPrintsBefore(database, savedBeforeMs));
  return prints;
}

}  // namespace limen
