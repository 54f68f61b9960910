// SPDX-License-Identifier: Apache-2.0
#include "ctl/kept_words.h"

#include "ctl/sentences.h"

namespace limen {

std::string dayOf(Week week) {
  return toIso(WallTime{std::chrono::days{firstDayOf(week)}}).substr(0, 10);
}

std::string keptWords(const KeptCompartment& kept) {
  if (!kept.week) return "kept until it is erased: it was sealed before records said more";
  std::string out = kept.held ? "held, by the order of two persons; its rule ends in the week of " : "kept until the week of ";
  out += dayOf(*kept.week);
  if (!kept.rule.empty()) out += " (" + printable(kept.rule) + ", from " + printable(kept.event) + ")";
  return out;
}

}  // namespace limen
