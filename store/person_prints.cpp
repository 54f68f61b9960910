// SPDX-License-Identifier: Apache-2.0
#include "store/person_prints.h"

#include "store/alike_words.h"
#include "store/rows.h"

namespace limen {

Result<void> putPrint(Database& database, const PrintRow& row) {
  return database.cached("INSERT OR REPLACE INTO person_print(record, saved, content) VALUES(?, ?, ?)")
      .bind(1, row.record.bytes())
      .bind(2, row.savedMs)
      .bind(3, ByteView(row.content))
      .run();
}

Result<std::optional<PrintRow>> printOf(Database& database, const RecordId& record) {
  return firstRow(database.cached("SELECT saved, content FROM person_print WHERE record = ?").bind(1, record.bytes()),
                  [&](const Statement& row) { return PrintRow{record, row.integer(0), row.blob(1)}; });
}

Result<std::vector<PrintRow>> prints(Database& database, std::uint32_t limit) {
  std::vector<PrintRow> found;
  LIMEN_TRY(eachRow(database.cached("SELECT record, saved, content FROM person_print ORDER BY saved DESC LIMIT ?")
                        .bind(1, static_cast<std::int64_t>(limit)),
                    [&](const Statement& row) { found.push_back({idAt<RecordId>(row, 0), row.integer(1), row.blob(2)}); }));
  return found;
}

Result<std::vector<PrintRow>> printsBehind(Database& database, const RecordId& after, std::int64_t sinceMs, std::uint32_t limit) {
  std::vector<PrintRow> found;
  LIMEN_TRY(eachRow(database.cached("SELECT record, saved, content FROM person_print WHERE record > ? AND saved >= ? ORDER BY record LIMIT ?")
                        .bind(1, after.bytes())
                        .bind(2, sinceMs)
                        .bind(3, static_cast<std::int64_t>(limit)),
                    [&](const Statement& row) { found.push_back({idAt<RecordId>(row, 0), row.integer(1), row.blob(2)}); }));
  return found;
}

Result<std::int64_t> printSavedBefore(Database& database, std::uint32_t newest) {
  LIMEN_ASSIGN(const auto saved, firstRow(database.cached("SELECT saved FROM person_print ORDER BY saved DESC LIMIT 1 OFFSET ?")
                                              .bind(1, static_cast<std::int64_t>(newest)),
                                          [](const Statement& row) { return row.integer(0); }));
  return saved.value_or(0);
}

Result<void> dropPrint(Database& database, const RecordId& record) {
  LIMEN_TRY(dropAlikeWords(database, AlikeId{record.value}));
  return database.cached("DELETE FROM person_print WHERE record = ?").bind(1, record.bytes()).run();
}

Result<void> dropPrintsBefore(Database& database, std::int64_t savedMs) {
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(database));
  LIMEN_TRY(database.cached("DELETE FROM person_print WHERE saved < ?").bind(1, savedMs).run());
  LIMEN_TRY(database.cached("DELETE FROM alike_word WHERE said < ?").bind(1, savedMs).run());
  return transaction.commit();
}

Result<void> dropPrints(Database& database) {
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(database));
  LIMEN_TRY(database.cached("DELETE FROM person_print").run());
  return transaction.commit();
}

}  // namespace limen
