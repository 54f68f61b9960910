// SPDX-License-Identifier: Apache-2.0
// A synthetic panel for the duplicate finder: persons, planted variants of them, and near misses. Its names and spellings are a table of
// its own (panel_names.tsv) and it knows nothing of how names are compared.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/random.h"

namespace limen::test {

inline constexpr std::array<const char*, 6> kPanelScripts{"latin", "cyrillic", "arabic", "ethiopic", "bengali", "devanagari"};

struct PanelPerson {
  std::size_t script = 0;  // index into kPanelScripts
  std::vector<std::string> names;
  int year = 0;
  unsigned month = 0, day = 0;
  bool female = false;
};
struct PanelProbe {
  PanelPerson person;
  std::size_t of = 0;  // the person it was made from
  enum class Kind { spelling, otherOrder, dayAndMonth, yearOff, sibling, twin, namesake } kind = Kind::spelling;
  bool isVariant() const { return kind <= Kind::yearOff; }
};

struct Panel {
  std::vector<PanelPerson> persons;
  std::vector<PanelProbe> probes;
};
Panel makePanel(std::uint64_t seed, std::size_t persons, std::size_t variants, std::size_t nearMisses);

}  // namespace limen::test
