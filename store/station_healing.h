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
// its revision hash) is dropped. False, and nothing is changed, when something that does not wait any more says otherwise too. The chain's
// end is the caller's.
Result<bool> putBehind(Database& database, ChainRow& chain, std::uint64_t first, const OtherHistory& other, const std::vector<Hash>& there);

// Not everything up to the cursor is here any more. What is missing comes where heads are exchanged, and the cursor goes forward again.
Result<void> pullFromTheFirst(Database& database, const ScopeId& scope);

// Of a chain that the server tells differently now, because it was restored and a copy of that station went on: what came from the server
// leaves the chain, stays readable, and is dropped revision by revision as the same ones come in the chain that counts.
ScopeId asideOf(const ScopeId& scope);  // where it stands: under the name of a scope that no server knows
Result<void> setAside(Database& database, const ScopeId& scope, const StationId& station, ChainRow& chain);
Result<void> takeFromAside(Database& database, const ScopeId& scope, const StationId& station, std::int64_t record, const Hash& revision);
// True when our link at this counter was another and the chain was set aside.
Result<bool> setAsideIfAnother(Database& database, const ScopeId& scope, const StationId& station, std::uint64_t counter, const Hash& link);

}  // namespace limen
