// SPDX-License-Identifier: Apache-2.0
// A record that got a revision more: its words are no longer those of its answers.
#include "store/rows.h"
#include "store/station_store.h"

namespace limen {

Result<void> StationStore::indexAnew(const RecordId& record) {
  LIMEN_TRY(settle());
  return database_.cached("UPDATE record SET indexed = 0 WHERE record = ?").bind(1, record.bytes()).run();
}

}  // namespace limen
