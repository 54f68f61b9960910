// SPDX-License-Identifier: Apache-2.0
// Where randomness comes in. SystemRandom is the kernel's generator; tests and the simulator pass a seeded one. Keys are never
// drawn through this seam: crypto/ makes them from libsodium directly.
#pragma once

#include <cstdint>
#include <span>

#include "core/bytes.h"

namespace limen {

class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<Byte> out) = 0;
  std::uint64_t next64();
  std::uint64_t below(std::uint64_t bound);  // uniform in [0, bound), bound > 0
};

class SystemRandom final : public Random {
 public:
  void fill(std::span<Byte> out) override;  // getrandom(2); ends the process if the kernel refuses
};

// xoshiro256** (Blackman and Vigna), seeded by splitmix64: the same seed gives the same bytes on every machine.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed);
  void fill(std::span<Byte> out) override;

 private:
  std::uint64_t step();
  std::uint64_t state_[4];
};

}  // namespace limen
