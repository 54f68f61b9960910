// SPDX-License-Identifier: Apache-2.0
#include "store/station_came.h"

#include "store/rows.h"

namespace limen {

Result<void> noteCame(Database& database, std::int64_t record, const RevisionId& revision, std::int64_t whenMs) {
  return database.cached("INSERT INTO revision_came(record, writer, counter, came) VALUES(?, ?, ?, ?) ON CONFLICT DO NOTHING")
      .bind(1, record)
      .bind(2, revision.writer.bytes())
      .bind(3, static_cast<std::int64_t>(revision.counter))
      .bind(4, whenMs)
      .run();
}

Result<void> dropCame(Database& database, std::int64_t record) {
  return database.cached("DELETE FROM revision_came WHERE record = ?").bind(1, record).run();
}

Result<std::map<RevisionId, std::int64_t>> cameTimes(StationStore& store, const RecordId& record, const std::vector<RevisionId>& revisions) {
  LIMEN_TRY(store.settle());
  std::map<RevisionId, std::int64_t> out;
  LIMEN_TRY(eachRow(store.database()
                        .cached("SELECT c.writer, c.counter, c.came FROM record r JOIN revision_came c ON c.record = r.id WHERE r.record = ?")
                        .bind(1, record.bytes()),
                    [&](const Statement& row) { out[{idAt<WriterId>(row, 0), unsignedAt(row, 1)}] = row.integer(2); }));
  std::vector<RevisionId> first;
  for (const RevisionId& each : revisions)
    if (!out.contains(each)) first.push_back(each);
  if (first.size() != 1) return out;
  LIMEN_ASSIGN(const auto row, store.record(record));
  if (row) out[first.front()] = row->savedMs;
  return out;
}

}  // namespace limen
