// SPDX-License-Identifier: Apache-2.0
#include "protection/words.h"

#include <algorithm>

#include "crypto/envelope.h"

namespace limen {

namespace {
constexpr std::size_t kMaxWord = 32;

bool plain(std::string_view name) {
  return name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-") == std::string_view::npos;
}
}  // namespace

const Category* categoryOf(std::string_view word) {
  const auto found =
      std::find_if(kCategories.begin(), kCategories.end(), [&](const Category& each) { return each.word == word; });
  return found == kCategories.end() ? nullptr : &*found;
}

bool mayHold(std::string_view compartment, std::string_view category) {
  const Category* known = categoryOf(category);
  return known != nullptr && !(known->apart && compartment == kOperational);
}

bool isSpecial(std::string_view category) {
  const Category* known = categoryOf(category);
  return known != nullptr && (known->apart || known->word == "biometric");
}

bool isProtected(std::string_view category, bool chosen) {
  constexpr std::array<std::string_view, 5> kAlways{"sex", "nationality", "belief", "ethnicity", "biometric"};
  return oneOf(kAlways, category) || (chosen && (category == "health" || category == "legal_status"));
}

bool isLegalBasis(std::string_view word) {
  return std::find(kLegalBases.begin(), kLegalBases.end(), word) != kLegalBases.end();
}
bool namesCompartment(std::string_view name) {
  return !name.empty() && name.size() <= kCompartmentNameBytes && plain(name);
}
bool isCompartmentCount(std::size_t count) {
  return count >= 1 && count <= kMaxCompartments;
}
bool isWord(std::string_view name) {
  return !name.empty() && name.size() <= kMaxWord && name.front() >= 'a' && name.front() <= 'z' && plain(name);
}

}  // namespace limen
