// SPDX-License-Identifier: Apache-2.0
// One sync session as a pair of frame streams. gRPC is one transport (grpc_transport.h), the pipe between session and carrier
// another, the simulator a third.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/result.h"
#include "proto/sync.pb.h"

namespace limen {

enum class TransportError { unreachable, refusedCertificate, untrustedServer, cut, cancelled, timedOut, notAllowed };
constexpr std::string_view roomOf(TransportError) {
  return "transport";
}
std::string_view nameOf(TransportError cause);

class SyncTransport {
 public:
  virtual ~SyncTransport() = default;
  virtual Result<void> send(const Up& frame) = 0;  // queued or sent; blocks while the link is full
  virtual Result<void> finishSending() = 0;
  virtual Result<std::optional<Down>> receive() = 0;  // nothing: the server ended the session in good order
  virtual void cancel() = 0;                          // from any thread; later calls answer cancelled
};

// Opens a session. Enrolment runs before there is a certificate and goes another way.
class TransportOpener {
 public:
  virtual ~TransportOpener() = default;
  virtual Result<std::unique_ptr<SyncTransport>> open() = 0;
};

}  // namespace limen
