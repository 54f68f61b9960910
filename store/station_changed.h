// SPDX-License-Identifier: Apache-2.0
// Records that were changed since they were taken: where two may have changed the same one.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "store/station_store.h"

namespace limen {

struct ChangedRecord {
  std::int64_t position = 0;  // to go on behind
  RecordId record;
};
// Records of more than one revision behind that position, as they first came here.
Result<std::vector<ChangedRecord>> changedRecords(StationStore& store, std::int64_t behind, std::uint32_t limit);

}  // namespace limen
