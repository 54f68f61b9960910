// SPDX-License-Identifier: Apache-2.0
// Inside the room: putting what waits in our chain behind what the server has of it.
#pragma once

#include <cstdint>
#include <vector>

#include "core/ids.h"
#include "store/database.h"
#include "store/station_chains.h"

namespace limen {

// What the server has of our chain and says otherwise than we.
struct OtherHistory {
  std::uint64_t first = 0, last = 0;
  Hash after;  // h(last)
};
// What still waits from `first` on gets counters behind `other`, and behind what else came from the server; what is `there` already (by
// its revision hash) is dropped. duplicate when something that does not wait any more says otherwise too. The chain's end is the caller's.
Result<void> putBehind(Database& database, ChainRow& chain, std::uint64_t first, const OtherHistory& other, const std::vector<Hash>& there);

}  // namespace limen
