// SPDX-License-Identifier: Apache-2.0
// TLS 1.3 or nothing, for both ends of a gRPC connection. gRPC 1.51 takes TLS 1.2 by default and has no public setting for the
// version. What it has is the list of TLS 1.2 cipher suites: with a single one that needs a pre-shared key, which gRPC never has,
// no TLS 1.2 handshake can be agreed on, whatever the other end offers. TLS 1.3 suites are not in that list and stay.
#pragma once

namespace limen {

constexpr int kMaxFrameBytes = 5 << 20;  // a run of kMaxRunBytes and what is around it; a directory
// Half-open links end after both; on the slowest link a frame takes 15 s, and pings queue behind it.
constexpr int kKeepaliveMs = 60'000;
constexpr int kKeepaliveTimeoutMs = 60'000;

// Before the first credentials of the process are made: gRPC reads the setting once. It stands in the environment, so call it
// while no other thread reads or writes that.
void requireTls13();

}  // namespace limen
