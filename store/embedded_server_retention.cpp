// SPDX-License-Identifier: Apache-2.0
#include "store/embedded_server_retention.h"

#include "store/embedded_server_store.h"
#include "store/layouts.h"
#include "store/rows.h"

namespace limen {

namespace {

Result<std::vector<HeldOrder>> ordersOf(Database& database, const RecordId& record) {
  using Tombstone = Id<struct TombstoneTag, 16>;
  std::vector<HeldOrder> orders;
  LIMEN_TRY(eachRow(database.cached("SELECT id, kind, lifts, compartments FROM tombstone WHERE record = ? AND kind > 0").bind(1, record.bytes()),
                    [&](const Statement& row) {
                      orders.push_back({row.integer(1) == 1 ? OrderKind::hold : OrderKind::lift, idAt<Tombstone>(row, 0),
                                        idAt<Tombstone>(row, 2), static_cast<std::uint16_t>(row.integer(3))});
                    }));
  return orders;
}

}  // namespace

Result<std::vector<RetainedRow>> recordRows(Database& database, const RecordId& record) {
  std::vector<RetainedRow> rows;
  Result<void> read;
  LIMEN_TRY(eachRow(database
                        .cached("SELECT r.key, r.revision, r.erasure FROM revision_of_record o JOIN revision r ON r.key = o.key "
                                "WHERE o.record = ? ORDER BY r.key")
                        .bind(1, record.bytes()),
                    [&](const Statement& row) {
                      auto revision = SealedRevision::parse(row.view(1));
                      auto parts = readErasureParts(row.view(2));
                      if (!revision || !parts) {
                        read = unexpected(StoreError::damaged, "revision");
                        return;
                      }
                      rows.push_back({row.integer(0), std::move(*revision), std::move(*parts)});
                    }));
  LIMEN_TRY(read);
  return rows;
}

Result<void> keepOnly(Database& database, const RetainedRow& row, std::uint16_t compartments) {
  ErasureParts parts = row.erasureParts;
  std::erase_if(parts, [&](const auto& part) { return (compartments >> part.first & 1) == 0; });
  const Bytes left = row.revision.withOnly(compartments).serialise();
  const Bytes opens = parts.empty() ? Bytes() : writeErasureParts(parts);
  return database.cached("UPDATE revision SET revision = ?, erasure = ? WHERE key = ?")
      .bind(1, ByteView(left))
      .bind(2, ByteView(opens))
      .bind(3, row.key)
      .run();
}

Result<void> EmbeddedServerStore::noteRecord(const StoredRevision& revision, std::int64_t key) {
  LIMEN_TRY(writer_.cached("INSERT INTO revision_of_record(record, key) VALUES(?, ?)").bind(1, revision.record.bytes()).bind(2, key).run());
  const auto week = firstWeekIn(revision.revision);
  if (!week) return {};
  return writer_
      .cached("INSERT INTO retained(record, week) VALUES(?, ?) ON CONFLICT(record) DO UPDATE SET week = min(week, excluded.week)")
      .bind(1, revision.record.bytes())
      .bind(2, std::int64_t{*week})
      .run();
}

Result<PurgedParts> EmbeddedServerStore::purgeParts(Week now, std::uint32_t limit) {
  const std::lock_guard lock(writing_);
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(writer_));
  std::vector<RecordId> looked;
  LIMEN_TRY(eachRow(writer_.cached("SELECT record FROM retained WHERE week <= ? ORDER BY week, record LIMIT ?")
                        .bind(1, std::int64_t{now})
                        .bind(2, std::int64_t{limit}),
                    [&](const Statement& row) { looked.push_back(idAt<RecordId>(row, 0)); }));
  PurgedParts out;
  out.more = looked.size() == limit;
  for (const RecordId& record : looked) {
    LIMEN_ASSIGN(const auto rows, recordRows(writer_, record));
    LIMEN_ASSIGN(const auto orders, ordersOf(writer_, record));
    const DueParts parts = dueParts(rows, heldCompartments(orders), now);
    if (parts.due != 0) {
      for (const RetainedRow& row : rows) LIMEN_TRY(keepOnly(writer_, row, static_cast<std::uint16_t>(~parts.due)));
      if (parts.nothingLeft) LIMEN_TRY(dropPictures(writer_, record));
      ++out.records;
      out.parts += parts.parts;
    }
    if (parts.again) {
      LIMEN_TRY(writer_.cached("UPDATE retained SET week = ? WHERE record = ?").bind(1, std::int64_t{*parts.again}).bind(2, record.bytes()).run());
    } else {
      LIMEN_TRY(writer_.cached("DELETE FROM retained WHERE record = ?").bind(1, record.bytes()).run());
    }
  }
  LIMEN_TRY(transaction.commit());
  return out;
}

}  // namespace limen
