// SPDX-License-Identifier: Apache-2.0
// 500 stations come back to one server at once: limen-bench stations
#pragma once

#include "tests/bench/figures.h"

namespace limen::bench {

void stations(Figures& figures);

}  // namespace limen::bench
