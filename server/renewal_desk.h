// SPDX-License-Identifier: Apache-2.0
// Certificates that stations ask for anew: kept here until an administrator has made them, and until the station has them. One thread
// calls it (the commit lane). The server makes none: it has no key of the authority.
#pragma once

#include <optional>
#include <string>

#include "core/clock.h"
#include "proto/sync.pb.h"
#include "server/registry.h"
#include "store/server_store.h"

namespace limen {

enum class RenewalDeskError { badRequest, badRenewal };
constexpr std::string_view roomOf(RenewalDeskError) {
  return "renewal desk";
}
std::string_view nameOf(RenewalDeskError cause);

class RenewalDesk {
 public:
  RenewalDesk(ServerStore& store, Registry& registry, std::string authorityPem, const Clock& clock)
      : store_(store), registry_(registry), authorityPem_(std::move(authorityPem)), clock_(clock) {}

  // Of the station whose session it is. What was made for this very request; nothing while nobody has. badRequest.
  Result<std::optional<Renewal>> ask(const StationId& station, const RenewalRequest& request);

  // For administrators: what waits, of listed stations; what they made, with the directory that lists it. badRenewal.
  Result<RenewalRequests> waiting();
  Result<void> take(const Renewal& renewal);

 private:
  ServerStore& store_;
  Registry& registry_;
  std::string authorityPem_;
  const Clock& clock_;
};

}  // namespace limen
