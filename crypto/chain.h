// SPDX-License-Identifier: Apache-2.0
// A station's chain of revisions in one scope, as far as two sides compare it.
#pragma once

#include <cstdint>

#include "core/ids.h"

namespace limen {

// Revisions without a gap between them, behind a gap of the chain.
struct ChainSpan {
  std::uint64_t first = 0, last = 0;
  Hash hash;  // h(last)
  bool operator==(const ChainSpan&) const = default;
};

}  // namespace limen
