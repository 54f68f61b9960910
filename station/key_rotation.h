// SPDX-License-Identifier: Apache-2.0
// A new station key: the store is encrypted anew, those who stay get new rings, and whoever left holds a ring and a slot that open
// nothing any more. Power may go at any point: rings for the next key are written beside the old ones, then the store changes its
// key in one step, then the rings take their places; an unlock in between finds out which key the store has, and finishes.
#pragma once

#include <filesystem>

#include "station/approval.h"
#include "station/station_files.h"

namespace limen {

struct RotationReport {
  std::size_t kept = 0;     // users with a ring for the new key
  std::size_t leftOut = 0;  // disabled, or no longer of this station: their slots and rings are gone
};
// UserError::noRescue when the secret of somebody who stays is not kept for this vault's user: they unlock once, then it is. The
// vault works on with the new key. The permit is for Act::rotateKey.
Result<RotationReport> rotateStationKey(Vault& vault, Permit permit);

// A user's ring as the store needs it now: where a change of the key was cut off, it is finished or forgotten first.
Result<Ring> openRing(const std::filesystem::path& home, const UserId& user, const SecretBytes& userSecret);

// The steps, for who has to prove that a cut between them costs nothing.
namespace rotation {
std::filesystem::path nextRingPath(const std::filesystem::path& home, const UserId& user);
Result<std::size_t> stage(Vault& vault, const SecretBytes& next);  // rings for the next key, beside those that count
Result<void> finish(const std::filesystem::path& home, const SecretBytes& before, const SecretBytes& next);
}  // namespace rotation

}  // namespace limen
