// SPDX-License-Identifier: Apache-2.0
// Inside the room: putting what waits in our chain behind what the server has of it.
#pragma once

#include <cstdint>
#include <vector>

#include "core/ids.h"
#include "store/database.h"
#include "store/station_chains.h"

namespace limen {

// The rows from `first` on, all of which still wait, get the counters from `newFirst` on and are chained to `before`; what is `there`
// already (by its revision hash) is dropped. duplicate when one of them does not wait any more. The chain's end is the caller's.
Result<void> putBehind(Database& database, ChainRow& chain, std::uint64_t first, const Hash& before, std::uint64_t newFirst,
                       const std::vector<Hash>& there);

}  // namespace limen
