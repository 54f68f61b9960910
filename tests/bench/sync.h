// SPDX-License-Identifier: Apache-2.0
// The records of shared/bench/forms-gen.js, saved on a station and pushed over gRPC and mutual TLS to a server whose commits are synced
// to disk: on loopback, and through emulated links. The clock runs from HELLO to an END with a matching fingerprint; bytes are TCP
// payload both ways.
#pragma once

#include "tests/bench/figures.h"

namespace limen::bench {

void sync(Figures& figures);

}  // namespace limen::bench
