// SPDX-License-Identifier: Apache-2.0
// For how long a station opens records without a word from its server. The organisation sets it in the signed directory; each session in
// which the server signs to have seen this station's log begins it anew. When it has run out nothing is opened, listed, searched or
// corrected until the next contact; new records are taken and drafts kept as always. A clock that is put back does not make it longer.
#pragma once

#include "core/clock.h"
#include "core/result.h"
#include "store/station_store.h"
#include "sync/directory.h"

namespace limen {

enum class LeaseError { ranOut };
constexpr std::string_view roomOf(LeaseError) {
  return "lease";
}
std::string_view nameOf(LeaseError cause);

constexpr std::uint32_t kLeaseHoursAtMost = 24 * 366;

std::uint32_t leaseHours(const VerifiedDirectory& directory);  // 0: none is set
void setLeaseHours(Directory& directory, std::uint32_t hours);

struct LeaseState {
  std::uint32_t hours = 0;  // 0: none is set
  Milliseconds left{0};
  bool ranOut = false;
};
// What has passed is counted by the trusted clock, which never goes back, and by the machine's running one, whichever says more; the latter
// is kept on the disk. A station that hears of a lease for the first time begins it then.
Result<LeaseState> leaseState(StationStore& store, const VerifiedDirectory& directory, const Clock& clock);
Result<void> beginLease(StationStore& store, const Clock& clock);  // the server was heard of

}  // namespace limen
