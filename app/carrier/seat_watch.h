// SPDX-License-Identifier: Apache-2.0
// What the machine says of its user: it is about to sleep, the lid closes, the screen locks, somebody else's session is in front. logind
// and UPower say it on the system's bus; where there is neither, this is not there and the other locks remain.
#pragma once

#include <memory>
#include <string>

namespace limen {

class SeatWatch {
 public:
  // "": the system's own bus. Null when it has no logind.
  static std::unique_ptr<SeatWatch> open(const std::string& address = {});
  ~SeatWatch();
  SeatWatch(const SeatWatch&) = delete;
  SeatWatch& operator=(const SeatWatch&) = delete;

  int fd() const;
  short events() const;   // for poll()
  int timeoutMs() const;  // -1: none
  bool take();            // takes what has arrived; true: lock now

  // While held, the machine waits with its sleep until the session is locked (logind waits 5 seconds at most).
  void holdSleep();
  void letSleep();

 private:
  struct Impl;
  explicit SeatWatch(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace limen
