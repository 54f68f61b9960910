// SPDX-License-Identifier: Apache-2.0
// How a station obeys the order that ends it. The mark on its disk comes first, the answer second, then its keys go, then its files: whoever
// pulls the plug in between finds the rest done at the next start. Public keys are all it takes, so the carrier does it behind a locked screen.
#pragma once

#include <filesystem>
#include <optional>

#include "core/clock.h"
#include "core/result.h"
#include "crypto/hash.h"
#include "proto/orders.pb.h"
#include "sync/transport.h"
#include "sync/wipe_order.h"

namespace limen {

// The names of a station's files, keys before content.
inline constexpr const char* kSlotsFile = "slots";
inline constexpr const char* kRingsFolder = "rings";
inline constexpr const char* kStoreFile = "station.db";
inline constexpr const char* kKitFile = "kit";
inline constexpr const char* kWipeMark = "wipe-order";

// The way to the server's orders. gRPC is one, the tests' another.
class OrdersSource {
 public:
  virtual ~OrdersSource() = default;
  virtual Result<StandingOrders> standing() = 0;
  virtual Result<void> answer(const WipeAnswer& answer) = 0;  // on the server's disk when it returns
  virtual void cancel() {}                                     // from any thread; later calls answer cancelled
};

// What the station knows without being unlocked.
struct WipePlace {
  std::filesystem::path home;
  Hash certificate;                 // the fingerprint of the one that it shows the server
  std::uint64_t directoryHeld = 0;  // the version in which it was last in good standing
};

// The order that stands for this station, verified; nothing: there is none. WipeError, DirectoryError.
Result<std::optional<WipeOrder>> verifiedOrder(const StandingOrders& orders, const WipePlace& place, WallTime now);

// Asks, verifies, marks and answers. Nothing: no order stands. A refusal is told to the server too, and to the caller as WipeError or
// DirectoryError. When the server cannot be told, the order stands all the same: `answered` is false.
struct TakenWipe {
  WipeOrderId order;
  bool answered = false;
};
Result<std::optional<TakenWipe>> takeWipeOrder(OrdersSource& source, const WipePlace& place, WallTime now);

bool wipeBegun(const std::filesystem::path& home);
// Slots, rings, store, kit, in this order; each file is overwritten as far as the disk lets it, then unlinked. Goes on behind what fails, and
// is done again by whoever calls it again. The mark stays: it says why nothing else is here. FileError.
Result<void> destroyStation(const std::filesystem::path& home);

}  // namespace limen
