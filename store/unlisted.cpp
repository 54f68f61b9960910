// SPDX-License-Identifier: Apache-2.0
#include "store/unlisted.h"

#include "store/rows.h"

namespace limen {

Result<void> leaveOutOfLists(Database& database, const RecordId& record) {
  return database.cached("INSERT OR IGNORE INTO unlisted(record) VALUES(?)").bind(1, record.bytes()).run();
}

Result<std::set<RecordId>> unlistedRecords(Database& database) {
  std::set<RecordId> out;
  LIMEN_TRY(
      eachRow(database.cached("SELECT record FROM unlisted"), [&](const Statement& row) { out.insert(idAt<RecordId>(row, 0)); }));
  return out;
}

}  // namespace limen
