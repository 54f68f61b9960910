// SPDX-License-Identifier: Apache-2.0
#include "station/sync_pump.h"

namespace limen {

SyncPump::SyncPump(std::unique_ptr<SyncTransport> transport, const std::atomic<bool>& cancelled)
    : transport_(std::move(transport)), cancelled_(cancelled) {
  sender_ = std::thread([this] { sendLoop(); });
  receiver_ = std::thread([this] { receiveLoop(); });
}

SyncPump::~SyncPump() {
  bool open = false;
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    open = !closed_;
  }
  changed_.notify_all();
  if (open) transport_->cancel();
  sender_.join();
  receiver_.join();
}

bool SyncPump::hasRoom() const {
  const std::lock_guard lock(mutex_);
  return roomLocked();
}

void SyncPump::send(Up frame) {
  {
    const std::lock_guard lock(mutex_);
    sendQueuedBytes_ += frame.ByteSizeLong();
    toSend_.push_back(std::move(frame));
  }
  changed_.notify_all();
}

void SyncPump::finishSending() {
  {
    const std::lock_guard lock(mutex_);
    lastSent_ = true;
  }
  changed_.notify_all();
}

std::optional<Result<SyncPump::Event>> SyncPump::takeLocked() {
  using Taken = std::optional<Result<Event>>;
  if (cancelled_) return Taken(unexpected(TransportError::cancelled));
  if (!received_.empty()) {
    Event event{Event::Kind::frame, std::move(received_.front())};
    received_.pop_front();
    receivedBytes_ -= event.frame.ByteSizeLong();
    return Taken(std::move(event));
  }
  // What arrived before a failure is worth having: acknowledgements in it are true.
  if (failure_) return Taken(unexpected(*failure_));
  if (closed_) return Taken(Event{Event::Kind::closed, {}});
  return std::nullopt;
}

Result<SyncPump::Event> SyncPump::poll() {
  const std::lock_guard lock(mutex_);
  auto taken = takeLocked();
  changed_.notify_all();
  return taken ? std::move(*taken) : Result<Event>(Event{});
}

Result<SyncPump::Event> SyncPump::wait(bool forRoom) {
  std::unique_lock lock(mutex_);
  for (;;) {
    if (auto taken = takeLocked()) {
      changed_.notify_all();
      return std::move(*taken);
    }
    if (forRoom && roomLocked()) return Event{};
    changed_.wait_for(lock, kCancelCheck);
  }
}

void SyncPump::sendLoop() {
  for (;;) {
    Up frame;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return stopping_ || failure_ || !toSend_.empty() || lastSent_; });
      if (stopping_ || failure_) return;
      if (toSend_.empty()) break;
      frame = std::move(toSend_.front());
      toSend_.pop_front();
    }
    auto sent = transport_->send(frame);
    const std::lock_guard lock(mutex_);
    sendQueuedBytes_ -= frame.ByteSizeLong();
    // A server that ends the session says why on the other stream: a failed send is only told when nothing else is.
    if (!sent) {
      changed_.notify_all();
      return;
    }
    changed_.notify_all();
  }
  (void)transport_->finishSending();
}

void SyncPump::receiveLoop() {
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return stopping_ || receivedBytes_ < kMaxQueuedBytes; });
      if (stopping_) return;
    }
    auto frame = transport_->receive();
    const std::lock_guard lock(mutex_);
    if (!frame) {
      failure_ = frame.error();
      closed_ = true;
    } else if (!*frame) {
      closed_ = true;
    } else {
      receivedBytes_ += (*frame)->ByteSizeLong();
      received_.push_back(std::move(**frame));
    }
    changed_.notify_all();
    if (closed_) return;
  }
}

}  // namespace limen
