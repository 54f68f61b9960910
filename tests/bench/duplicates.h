// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/bench/figures.h"

namespace limen::bench {

// A look-up among 100,000 persons of the synthetic panel.
void duplicates(Figures& figures);

}  // namespace limen::bench
