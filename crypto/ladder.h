// SPDX-License-Identifier: Apache-2.0
// What failed tries cost: five are free, then 30 s doubling to 1 h, and after twenty there are none until somebody in charge allows
// them again. A value that its holder writes down after every try.
#pragma once

#include <algorithm>
#include <cstdint>

namespace limen {

struct Ladder {
  static constexpr std::uint8_t kFreeTries = 5, kLastTry = 20;
  static constexpr std::int64_t kFirstWaitMs = 30'000, kLongestWaitMs = 3'600'000;

  std::uint8_t failedTries = 0;
  std::int64_t notBeforeMs = 0;  // wall time; 0 while tries are free
  bool operator==(const Ladder&) const = default;

  bool usedUp() const { return failedTries >= kLastTry; }
  bool isPossible() const {
    return failedTries <= kLastTry && notBeforeMs >= 0 && (failedTries >= kFreeTries || notBeforeMs == 0);
  }
  // A clock that was set back makes nobody wait longer than the step they stand on.
  bool mustWait(std::int64_t nowMs) {
    if (nowMs >= notBeforeMs) return false;
    notBeforeMs = std::min(notBeforeMs, nowMs + wait());
    return true;
  }
  void recordFailure(std::int64_t nowMs) {
    if (failedTries < kLastTry) ++failedTries;
    notBeforeMs = wait() == 0 ? 0 : nowMs + wait();
  }
  void restart() { *this = {}; }

 private:
  std::int64_t wait() const {
    return failedTries < kFreeTries ? 0 : std::min(kFirstWaitMs << (failedTries - kFreeTries), kLongestWaitMs);
  }
};

}  // namespace limen
