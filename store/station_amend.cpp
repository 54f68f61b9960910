// SPDX-License-Identifier: Apache-2.0
// A record that got a revision more: its words are no longer those of its answers, and two may have changed it.
#include "store/rows.h"
#include "store/station_store.h"

namespace limen {

Result<void> StationStore::indexAnew(const RecordId& record) {
  LIMEN_TRY(settle());
  return database_.cached("UPDATE record SET indexed = 0 WHERE record = ?").bind(1, record.bytes()).run();
}

Result<std::vector<std::pair<std::int64_t, RecordId>>> StationStore::changed(std::int64_t behind, std::uint32_t limit) {
  LIMEN_TRY(settle());
  std::vector<std::pair<std::int64_t, RecordId>> found;
  LIMEN_TRY(eachRow(database_.cached("SELECT id, record FROM record WHERE id > ? AND revisions > 1 ORDER BY id LIMIT ?")
                        .bind(1, behind)
                        .bind(2, static_cast<std::int64_t>(limit)),
                    [&](const Statement& row) { found.emplace_back(row.integer(0), idAt<RecordId>(row, 1)); }));
  return found;
}

}  // namespace limen
