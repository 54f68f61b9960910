// SPDX-License-Identifier: Apache-2.0
#include "core/random.h"

#include <sys/random.h>

#include <bit>
#include <cerrno>
#include <cstring>

#include "core/check.h"

namespace limen {

std::uint64_t Random::next64() {
  Byte raw[8];
  fill(raw);
  std::uint64_t out;
  std::memcpy(&out, raw, sizeof(out));
  return out;
}

std::uint64_t Random::below(std::uint64_t bound) {
  LIMEN_CHECK(bound > 0);
  const std::uint64_t limit = UINT64_MAX - UINT64_MAX % bound;
  std::uint64_t value;
  do value = next64();
  while (value >= limit);
  return value % bound;
}

void SystemRandom::fill(std::span<Byte> out) {
  while (!out.empty()) {
    const ssize_t got = getrandom(out.data(), out.size(), 0);
    LIMEN_CHECK(got > 0 || errno == EINTR);
    if (got > 0) out = out.subspan(static_cast<std::size_t>(got));
  }
}

SeededRandom::SeededRandom(std::uint64_t seed) {
  for (std::uint64_t& word : state_) {
    seed += 0x9e3779b97f4a7c15;
    std::uint64_t z = seed;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    word = z ^ z >> 31;
  }
}

std::uint64_t SeededRandom::step() {
  const std::uint64_t out = std::rotl(state_[1] * 5, 7) * 9;
  const std::uint64_t shifted = state_[1] << 17;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= shifted;
  state_[3] = std::rotl(state_[3], 45);
  return out;
}

void SeededRandom::fill(std::span<Byte> out) {
  for (std::size_t i = 0; i < out.size();) {
    std::uint64_t word = step();
    for (int k = 0; k < 8 && i < out.size(); ++k, word >>= 8) out[i++] = static_cast<Byte>(word);
  }
}

}  // namespace limen
