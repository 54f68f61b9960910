// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/duplicates.h"

#include <algorithm>

#include "protection/duplicates.h"
#include "tests/protection/panel.h"

namespace limen::bench {

void duplicates(Figures& figures) {
  constexpr std::size_t kPersons = 100'000;
  const test::Panel panel = test::makePanel(1, kPersons, 500, 500);
  const PrintMaker maker(SecretBytes::random(32));
  const auto printOf = [&](const test::PanelPerson& person) {
    return *maker.make({person.names, Birth{person.year, person.month, person.day}, person.female ? Sex::female : Sex::male});
  };
  PrintIndex index;
  figures.plain("duplicates.fill_100000_s", secondsOf([&] {
                  for (const test::PanelPerson& person : panel.persons) index.add(printOf(person));
                }), "s");
  std::vector<double> looks;
  for (const test::PanelProbe& probe : panel.probes) looks.push_back(secondsOf([&] { index.like(printOf(probe.person)); }) * 1000);
  figures.plain("duplicates.look_up_ms", median(looks), "ms");
  figures.atMost("duplicates.look_up_worst_ms", *std::max_element(looks.begin(), looks.end()), "ms", 50);
}

}  // namespace limen::bench
