// SPDX-License-Identifier: Apache-2.0
// Orders to wipe a station: kept here until it has them and after, with what it answered. One thread calls it (the commit lane). The
// server can make none: it has nobody's key.
#pragma once

#include "core/clock.h"
#include "proto/orders.pb.h"
#include "server/registry.h"
#include "store/server_store.h"

namespace limen {

enum class WipeDeskError { badOrder, notOrdered };
constexpr std::string_view roomOf(WipeDeskError) {
  return "wipe desk";
}
std::string_view nameOf(WipeDeskError cause);

class WipeDesk {
 public:
  WipeDesk(ServerStore& store, Registry& registry, const Clock& clock) : store_(store), registry_(registry), clock_(clock) {}

  // For administrators. The directory in it is published first. badOrder, WipeError, the directory's causes.
  Result<void> order(const WipeUpload& upload);
  Result<WipeStates> states();

  // For the station itself, revoked as it is: what stands for it, and that it has seen it; its answer. notOrdered.
  Result<StandingOrders> standing(const StationId& station);
  Result<void> answer(const StationId& station, const WipeAnswer& answer);

 private:
  bool stands(const WipeState& state) const;

  ServerStore& store_;
  Registry& registry_;
  const Clock& clock_;
};

}  // namespace limen
