// SPDX-License-Identifier: Apache-2.0
#include "store/station_changed.h"

#include "store/rows.h"

namespace limen {

Result<std::vector<ChangedRecord>> changedRecords(StationStore& store, std::int64_t behind, std::uint32_t limit) {
  LIMEN_TRY(store.settle());
  std::vector<ChangedRecord> found;
  LIMEN_TRY(eachRow(store.database()
                        .cached("SELECT id, record FROM record WHERE id > ? AND revisions > 1 ORDER BY id LIMIT ?")
                        .bind(1, behind)
                        .bind(2, static_cast<std::int64_t>(limit)),
                    [&](const Statement& row) { found.push_back({row.integer(0), idAt<RecordId>(row, 1)}); }));
  return found;
}

}  // namespace limen
