// SPDX-License-Identifier: Apache-2.0
// A hundred photographs of 3 MB, sealed on a station, over gRPC and mutual TLS to a server whose commits are synced to disk, through a link
// that is cut twenty times: what of it travels twice, the TCP payload of handshakes and offers included.
#pragma once

#include "tests/bench/figures.h"

namespace limen::bench {

void pictures(Figures& figures);

}  // namespace limen::bench
