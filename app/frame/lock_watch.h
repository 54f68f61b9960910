// SPDX-License-Identifier: Apache-2.0
// When a session locks by itself: nobody at the keys for some minutes, or twelve hours after it began, whatever is done. By the running
// clock, which counts the time that the machine slept and does not jump with the wall clock.
#pragma once

#include <algorithm>

#include "core/clock.h"

namespace limen {

constexpr std::chrono::hours kLongestSession{12};
constexpr std::chrono::seconds kLookAgain{30};  // timers stand still while the machine sleeps: nobody waits for one longer than this

class LockWatch {
 public:
  explicit LockWatch(const Clock& clock) : clock_(clock), began_(clock.running()), touched_(began_) {}
  void touched() { touched_ = clock_.running(); }
  bool due(Milliseconds idle) const { return left(idle) <= Milliseconds(0); }
  Milliseconds lookAfter(Milliseconds idle) const { return std::clamp<Milliseconds>(left(idle), Milliseconds(1), kLookAgain); }

 private:
  Milliseconds left(Milliseconds idle) const {
    return std::min<Milliseconds>(touched_ + idle, began_ + kLongestSession) - clock_.running();
  }
  const Clock& clock_;
  Milliseconds began_, touched_;
};

}  // namespace limen
