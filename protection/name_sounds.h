// SPDX-License-Identifier: Apache-2.0
// Names as they sound, whatever script and spelling they are written in: brought to Latin letters, then to the consonants that
// survive the way from one alphabet into another. Vowels are not kept: half of the scripts do not write them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace limen {

struct SpokenWord {
  std::string spelling;             // in Latin letters without marks, lower case
  std::vector<std::string> sounds;  // each way in which it may be heard; at least one, at most kMaxSounds
};
constexpr std::size_t kMaxSounds = 8;
constexpr std::size_t kMaxNameWords = 8;
constexpr std::size_t kMaxNameBytes = 512;  // what is longer is cut

// The words of a name in their order, without articles and particles. Empty for what has no letter. The first call takes some 50 ms.
std::vector<SpokenWord> readName(std::string_view name);

}  // namespace limen
