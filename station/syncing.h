// SPDX-License-Identifier: Apache-2.0
// Drives the engine: sends the outbox, commits what comes, and says honestly how it ended.
#pragma once

#include <atomic>
#include <functional>

#include "station/vault.h"
#include "sync/engine.h"
#include "sync/transport.h"

namespace limen {

struct SyncProgress {
  std::uint64_t toSend = 0, sent = 0, confirmed = 0, pulled = 0;
  std::uint64_t bytesSent = 0, bytesReceived = 0;
};
struct SyncReport {
  enum class Outcome { synced, incomplete, mismatch, refused } outcome = Outcome::incomplete;
  std::string cause;  // a cause's name; "" when synced
  SyncProgress progress;
  Counts counts;
  bool secondCopy = true;
  bool anotherLog = false;  // the server was shown a log that this one does not continue: an older copy of the station
};
// Errors are of the transport or the store; everything acknowledged before an error stays acknowledged.
Result<SyncReport> syncNow(Vault& vault, TransportOpener& transport, const std::function<void(const SyncProgress&)>& onProgress,
                           const std::atomic<bool>& cancelled);

}  // namespace limen
