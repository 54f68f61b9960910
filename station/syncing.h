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
  std::uint64_t chunksToSend = 0, chunksSent = 0, chunksToFetch = 0, chunksFetched = 0;  // of pictures, in the session under way
  std::uint64_t pictureBytesSent = 0;
};
struct SyncReport {
  enum class Outcome { synced, incomplete, mismatch, refused } outcome = Outcome::incomplete;
  std::string cause;  // a cause's name; "" when synced
  SyncProgress progress;
  Counts counts;
  bool secondCopy = true;
  std::uint64_t picturesWaiting = 0;  // of this laptop, not whole at the server
  std::string picturesCause;  // a word, when their session did not end well
  std::uint64_t erased = 0;       // records that others erased, and that went here in this sync
  std::uint64_t lateEdits = 0;    // revisions of this laptop that the server kept as hashes, because their record is erased
  bool anotherLog = false;  // the server was shown a log that this one does not continue: an older copy of the station
};
// What of pictures goes over this link. Whatever it is, records go first.
enum class PicturePolicy { none, thumbnails, all };
// Errors are of the transport or the store; everything acknowledged before an error stays acknowledged.
Result<SyncReport> syncNow(Vault& vault, TransportOpener& transport, const std::function<void(const SyncProgress&)>& onProgress,
                           const std::atomic<bool>& cancelled, PicturePolicy pictures = PicturePolicy::all);

}  // namespace limen
