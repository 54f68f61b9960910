// SPDX-License-Identifier: Apache-2.0
// What a newer directory takes out of this station's reach is taken off its disk: by compartment and site group. What the server has not
// called safe goes up first, and stays until it has.
#pragma once

#include <set>
#include <string>
#include <utility>

#include "station/vault.h"

namespace limen {

using Reach = std::set<std::pair<std::string, std::string>>;  // compartment, site group

// Notes what was in reach and is not any more, and forgets what is in reach again. In the caller's transaction.
Result<void> noteLoss(StationStore& store, const Reach& before, const Reach& now);

// Logged as `scope.purge` with the number of records, when there are any.
Result<std::uint64_t> purgeWhatIsLost(Vault& vault);

}  // namespace limen
