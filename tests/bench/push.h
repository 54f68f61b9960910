// SPDX-License-Identifier: Apache-2.0
// 10,000 records of shared/bench/forms-gen.js: saved on a station, then pushed over TLS on loopback to a server whose commits are
// synced to disk; the clock runs from HELLO to an END with a matching fingerprint. Bytes are TCP payload both ways.
#pragma once

#include "tests/bench/figures.h"

namespace limen::bench {

void push(Figures& figures);

}  // namespace limen::bench
