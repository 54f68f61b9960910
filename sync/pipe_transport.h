// SPDX-License-Identifier: Apache-2.0
// The session's way to the network: a socket pair to the carrier. The session end sends and receives frames; the carrier end
// moves them to and from a gRPC stream without looking into the runs. Frame: u32 length, u8 kind, payload; at most 5 MiB.
#pragma once

#include <atomic>
#include <functional>
#include <memory>

#include "sync/transport.h"

namespace limen {

// Session side. `fd` is one end of a SOCK_STREAM socket pair; not owned.
class PipeOpener : public TransportOpener {
 public:
  explicit PipeOpener(int fd) : fd_(fd) {}
  Result<std::unique_ptr<SyncTransport>> open() override;

 private:
  int fd_;
};

// Carrier side: serves sessions on `fd` until its other end closes. Blocking; run it on a thread of its own.
void relaySessions(int fd, TransportOpener& network);

}  // namespace limen
