// SPDX-License-Identifier: Apache-2.0
// Both directions of a session at once, for a driver that must wait in one place. A session that only sent could stand still
// against a server that waits to be read. Used inside station/ only.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "core/clock.h"
#include "sync/transport.h"

namespace limen {

class SyncPump {
 public:
  static constexpr std::size_t kMaxQueuedBytes = 4 << 20;  // each way; one frame always fits
  static constexpr Milliseconds kCancelCheck{50};

  SyncPump(std::unique_ptr<SyncTransport> transport, const std::atomic<bool>& cancelled);
  ~SyncPump();  // cancels what is still open

  bool hasRoom() const;
  void send(Up frame);
  void finishSending();  // after what was sent

  struct Event {
    enum class Kind { frame, closed, nothing } kind = Kind::nothing;
    Down frame;
  };
  Result<Event> poll();              // what is there now
  Result<Event> wait(bool forRoom);  // a frame or the end; `nothing` when there is room to send and that was asked for

 private:
  void sendLoop();
  void receiveLoop();
  bool roomLocked() const { return sendQueuedBytes_ < kMaxQueuedBytes; }
  std::optional<Result<Event>> takeLocked();

  std::unique_ptr<SyncTransport> transport_;
  const std::atomic<bool>& cancelled_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Up> toSend_;
  std::deque<Down> received_;
  std::size_t sendQueuedBytes_ = 0, receivedBytes_ = 0;
  bool lastSent_ = false, stopping_ = false, closed_ = false;
  std::optional<Error> failure_;
  std::thread sender_, receiver_;
};

}  // namespace limen
