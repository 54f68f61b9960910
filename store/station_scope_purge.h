// SPDX-License-Identifier: Apache-2.0
// Parts of records that this station may no longer hold, because a newer directory took their compartment or their site out of its reach.
#pragma once

#include <functional>
#include <vector>

#include "store/station_store.h"

namespace limen {

Result<std::vector<RecordId>> recordsIn(StationStore& store, const ScopeId& scope);

// Takes what opens these parts, and their ciphertext (its hash stays), off the disk, with the record's words; with the last part, its
// pictures too. `lost` says which compartments, by the package that a revision was made with (bit i: compartment i).
enum class Dropped { nothing, parts, waits };  // waits: some of the record is not safe at the server yet, and nothing was touched
Result<Dropped> dropParts(StationStore& store, const RecordId& record, const std::function<std::uint16_t(const PackageHash&)>& lost);

}  // namespace limen
