// SPDX-License-Identifier: Apache-2.0
// How long a simulation is: a selection among the tests, everything by ./dev simulate, one case by the command that a failure prints.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>

namespace limen::test {

inline std::uint64_t numberOf(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr || *text == '\0' ? otherwise : std::strtoull(text, nullptr, 10);
}

// Seeds first() .. first() + count(): LIMEN_SEED and LIMEN_SEEDS.
inline std::uint64_t firstSeed() {
  return numberOf("LIMEN_SEED", 1);
}
inline std::uint64_t seeds(std::uint64_t selection) {
  return numberOf("LIMEN_SEEDS", selection);
}

inline std::string replay(const char* simulation, std::uint64_t seed) {
  return "replay: ./dev simulate --only " + std::string(simulation) + " --seeds 1 --seed " + std::to_string(seed);
}

}  // namespace limen::test
