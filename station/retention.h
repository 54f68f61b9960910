// SPDX-License-Identifier: Apache-2.0
// How long answers that are safe elsewhere stay on the laptop that captured them.
#pragma once

#include "station/vault.h"

namespace limen {

constexpr Milliseconds kLocalRetention = std::chrono::hours(24);  // after the server called the last revision safe

// The operational answers of what was captured here and is safe for that long: their words, their line in the list and what opens
// them. At most `limit` records a call; true while there are more. Logged when anything went.
Result<bool> forgetWhatIsSafe(Vault& vault, std::uint32_t limit);

}  // namespace limen
