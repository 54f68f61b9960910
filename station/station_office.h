// SPDX-License-Identifier: Apache-2.0
// What the administrator says of stations: for how long they open records without a word from the server, and their end, revoked in the
// directory and ordered wiped by two people's keys. Not on a station.
#pragma once

#include <filesystem>

#include "core/clock.h"
#include "core/random.h"
#include "core/result.h"
#include "crypto/secret_bytes.h"
#include "proto/orders.pb.h"
#include "sync/directory.h"

namespace limen {

struct OfficePassphrases {
  SecretBytes administrator, protectionOfficer;
};
// The order signed by both, and the next directory, on disk, in which the station is revoked. Ordered once more it is a new order.
// OrganisationError: badShape "station", and the key files' causes.
Result<WipeUpload> orderWipe(const std::filesystem::path& folder, const StationId& station, const OfficePassphrases& passphrases, const Clock& clock,
                             Random& random);
// In good standing again, as far as the station has not obeyed yet. The directory that says so.
Result<VerifiedDirectory> withdrawWipe(const std::filesystem::path& folder, const StationId& station, const SecretBytes& administrator,
                                       const Clock& clock);
// For all stations; 0: no end. The next directory, on disk.
Result<VerifiedDirectory> setLease(const std::filesystem::path& folder, std::uint32_t hours, const SecretBytes& administrator, const Clock& clock);

}  // namespace limen
