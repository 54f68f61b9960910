// SPDX-License-Identifier: Apache-2.0
// The forms of shared/bench: the WHO verbal autopsy, a repeat of 500, a chain of 1,000 calculations and lists of 100,000 and of a
// million items, answered as every other engine answered them; the end values are checked.
#pragma once

#include "tests/bench/figures.h"

namespace limen::bench {

void forms(Figures& figures);

}  // namespace limen::bench
