// SPDX-License-Identifier: Apache-2.0
// Asks the server what is ordered of this station: hourly, also while the screen is locked, and whenever a session was refused. An order
// that stands is marked on the disk and answered here; what it takes to obey is the carrier's, on its own thread.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "core/clock.h"
#include "core/random.h"
#include "sync/wiping.h"

namespace limen {

// Between two questions, a quarter more or less; after a failure, the wait doubles from the first to this.
constexpr Milliseconds kOrdersEvery = std::chrono::hours{1};
constexpr Milliseconds kOrdersFirstRetry = std::chrono::minutes{1};

struct OrdersNetwork {
  std::shared_ptr<OrdersSource> source;
  Hash certificate;
  std::uint64_t directoryHeld = 0;
};

class OrdersWatch {
 public:
  OrdersWatch(std::filesystem::path home, const Clock& clock, Random& random);
  ~OrdersWatch();
  OrdersWatch(const OrdersWatch&) = delete;
  OrdersWatch& operator=(const OrdersWatch&) = delete;

  void use(OrdersNetwork network);  // asked at once
  void ask();                       // out of turn
  int fd() const { return event_; }  // readable: the station is to be wiped, and its mark is on the disk

  // How long until the next question: a seam of the times alone.
  static Milliseconds waitAfter(int failures, Random& random);

 private:
  void run();
  void answerAgain(OrdersSource& source);

  const std::filesystem::path home_;
  const Clock& clock_;
  Random& random_;
  int event_ = -1;
  std::mutex mutex_;
  std::condition_variable changed_;
  OrdersNetwork network_;
  bool asked_ = false, ending_ = false;
  int failures_ = 0;
  std::optional<WipeOrderId> unanswered_;  // taken, and the server has not heard of it
  std::thread thread_;
};

}  // namespace limen
