// SPDX-License-Identifier: Apache-2.0
// The carrier: starts the unlock page and the session in turn, holds the 32 bytes of the shift and the way to the network. It reads neither
// the pipe between its children nor what the sync socket carries. What ends the station it obeys by itself, locked or not. No Qt.
#pragma once

#include <csignal>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "app/carrier/orders_watch.h"
#include "app/carrier/seat_watch.h"
#include "app/link.h"
#include "core/clock.h"
#include "sync/transport.h"

namespace limen {

// How many children in a row may crash before the carrier gives up.
constexpr int kMaxCrashes = 5;
// Locked for so long, a shift cannot be restored: the bytes that wrap its keys are drawn anew.
constexpr std::chrono::hours kShiftOutlivesLock{4};

struct CarrierPlan {
  std::filesystem::path home;
  std::filesystem::path programs;  // the folder of limen-unlock and limen-session
  // Makes the way to the network from what the session handed over; a seam for tests.
  std::function<std::unique_ptr<TransportOpener>(const NetworkHandover&)> network;
  std::shared_ptr<SeatWatch> seat = {};  // null: nobody says when to lock
  std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>();
  // Makes the way to the server's orders; empty: none is asked for.
  std::function<std::shared_ptr<OrdersSource>(const NetworkHandover&)> orders = {};
  std::shared_ptr<Random> random = std::make_shared<SystemRandom>();
};

class Carrier {
 public:
  explicit Carrier(CarrierPlan plan);
  ~Carrier();
  // Until the unlock page is closed (0), SIGTERM or SIGINT (143), or children that keep crashing or cannot start (1).
  int run();

 private:
  struct Child;
  struct Ends;
  int runParts();
  std::optional<int> runUnlock(int secretOut);   // exit code; nothing when it could not start
  std::optional<int> runSession(int secretIn);
  int waitFor(Child& child, int control);
  bool serve(int control);
  void take(NetworkHandover handover);
  int waitAtMostMs() const;
  void forgetOldShift();
  void wipe(Child& child);  // the order stands and is marked: the child first, it has files open

  CarrierPlan plan_;
  SecretBytes shiftBytes_;
  std::optional<Milliseconds> lockedAt_;  // by the running clock; nothing while a session is there, and once the bytes are new
  std::string networkKey_;  // address and certificates of the present way
  NetworkHandover handover_;  // outlives what was made from it
  std::unique_ptr<Ends> ends_;
  int signals_ = -1;
  sigset_t before_{};
  bool ending_ = false, wiped_ = false;
  std::shared_ptr<OrdersSource> source_;
  std::unique_ptr<OrdersWatch> watch_;
};

}  // namespace limen
