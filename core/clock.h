// SPDX-License-Identifier: Apache-2.0
// Time comes in through Clock. The system's clocks are read in clock.cpp and nowhere else.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace limen {

using Milliseconds = std::chrono::milliseconds;
using WallTime = std::chrono::sys_time<Milliseconds>;  // UTC, may jump

class Clock {
 public:
  virtual ~Clock() = default;
  virtual WallTime now() const = 0;
  virtual Milliseconds running() const = 0;  // since an unspecified start, counts suspend, never goes back
};

class SystemClock final : public Clock {
 public:
  WallTime now() const override;
  Milliseconds running() const override;
};

class ManualClock final : public Clock {
 public:
  explicit ManualClock(WallTime start = WallTime{Milliseconds{1'795'000'000'000}}) : now_(start) {}
  WallTime now() const override { return now_; }
  Milliseconds running() const override { return running_; }
  void advance(Milliseconds step) { now_ += step; running_ += step; }
  void setWall(WallTime now) { now_ = now; }

 private:
  WallTime now_;
  Milliseconds running_{0};
};

inline std::int64_t toUnixMs(WallTime time) { return time.time_since_epoch().count(); }
inline WallTime fromUnixMs(std::int64_t ms) { return WallTime{Milliseconds{ms}}; }
std::string toIso(WallTime time);  // 2026-11-22T17:29:38.000Z

}  // namespace limen
