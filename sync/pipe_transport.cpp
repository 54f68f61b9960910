// SPDX-License-Identifier: Apache-2.0
#include "sync/pipe_transport.h"

#include <sys/socket.h>

#include <cerrno>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "core/bytes.h"

namespace limen {
namespace {

constexpr std::size_t kMaxPipeFrameBytes = 5 << 20;
// The carrier reads ahead of the link this far, so that a cancel is seen while the link is full.
constexpr std::size_t kReadAheadBytes = 8 << 20;

enum Kind : std::uint8_t {
  // session to carrier
  kOpen = 1,
  kUp = 2,
  kFinishSending = 3,
  kCancel = 4,
  // carrier to session; kEnded and kFailed are the last frame of a session
  kOpened = 16,
  kDown = 17,
  kEnded = 18,
  kFailed = 19,
};

struct Frame {
  std::uint8_t kind = 0;
  Bytes payload;
};

bool writeAll(int fd, ByteView bytes) {
  while (!bytes.empty()) {
    const ssize_t wrote = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(wrote));
  }
  return true;
}

bool readAll(int fd, std::span<Byte> into) {
  while (!into.empty()) {
    const ssize_t got = ::recv(fd, into.data(), into.size(), 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    into = into.subspan(static_cast<std::size_t>(got));
  }
  return true;
}

bool writeFrame(int fd, std::uint8_t kind, ByteView payload) {
  if (payload.size() > kMaxPipeFrameBytes) return false;
  const Bytes head = ByteWriter().u32(static_cast<std::uint32_t>(payload.size())).u8(kind).take();
  return writeAll(fd, head) && writeAll(fd, payload);
}

std::optional<Frame> readFrame(int fd) {
  std::array<Byte, 5> head{};
  if (!readAll(fd, head)) return std::nullopt;
  ByteReader in(head);
  const std::uint32_t size = in.u32();
  Frame frame{in.u8(), {}};
  if (size > kMaxPipeFrameBytes) return std::nullopt;
  frame.payload.resize(size);
  if (!readAll(fd, frame.payload)) return std::nullopt;
  return frame;
}

// An error crosses the pipe as the cause's number and its context: a word of ours.
Bytes failurePayload(const Error& error) {
  std::uint8_t cause = static_cast<std::uint8_t>(TransportError::cut);
  for (int each = 0; each <= static_cast<int>(TransportError::notAllowed); ++each) {
    if (error.is(static_cast<TransportError>(each))) cause = static_cast<std::uint8_t>(each);
  }
  return ByteWriter().u8(cause).text(error.context().substr(0, 256)).take();
}

Error failureFrom(ByteView payload) {
  ByteReader in(payload);
  const std::uint8_t cause = in.u8();
  std::string context = in.text(256);
  if (!in.done() || cause > static_cast<std::uint8_t>(TransportError::notAllowed)) return TransportError::cut;
  return {static_cast<TransportError>(cause), std::move(context)};
}

class PipeTransport : public SyncTransport {
 public:
  explicit PipeTransport(int fd) : fd_(fd) {}

  // The pipe outlives the session: whatever is still in it for this one is taken out, so that the next finds it empty.
  ~PipeTransport() override {
    if (!over_) cancel();
    while (!over_) {
      if (!receive()) break;
    }
  }

  Result<void> send(const Up& frame) override {
    std::string bytes;
    if (!frame.SerializeToString(&bytes) || bytes.size() > kMaxPipeFrameBytes) return unexpected(TransportError::cut, "frame");
    return write(kUp, bytesOf(bytes));
  }

  Result<void> finishSending() override { return write(kFinishSending, {}); }

  Result<std::optional<Down>> receive() override {
    if (over_) return unexpected(cancelled_ ? TransportError::cancelled : TransportError::cut);
    const auto frame = readFrame(fd_);
    if (!frame) {
      over_ = true;
      return unexpected(TransportError::cut);
    }
    Down down;
    switch (frame->kind) {
      case kDown:
        if (down.ParseFromArray(frame->payload.data(), static_cast<int>(frame->payload.size())))
          return std::optional(std::move(down));
        break;
      case kEnded:
        over_ = true;
        return std::optional<Down>();
      case kFailed:
        over_ = true;
        return unexpected(cancelled_ ? Error(TransportError::cancelled) : failureFrom(frame->payload));
      default:
        break;
    }
    cancel();
    return unexpected(TransportError::cut, "frame");
  }

  void cancel() override {
    const std::lock_guard lock(writing_);
    if (cancelled_.exchange(true) || over_) return;
    writeFrame(fd_, kCancel, {});
  }

 private:
  Result<void> write(std::uint8_t kind, ByteView payload) {
    const std::lock_guard lock(writing_);
    if (cancelled_) return unexpected(TransportError::cancelled);
    if (over_ || !writeFrame(fd_, kind, payload)) return unexpected(TransportError::cut);
    return {};
  }

  int fd_;
  std::mutex writing_;
  std::atomic<bool> cancelled_ = false, over_ = false;
};

// One session at the carrier: a thread moves frames up, another down; the pipe's reader feeds the first.
class Relay {
 public:
  Relay(int fd, std::unique_ptr<SyncTransport> network)
      : fd_(fd), network_(std::move(network)), up_([this] { moveUp(); }), down_([this] { moveDown(); }) {}

  ~Relay() {
    cancel();
    up_.join();
    down_.join();
  }

  void take(Frame frame) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [this] { return queued_ < kReadAheadBytes || stopped_; });
    if (stopped_) return;
    queued_ += frame.payload.size();
    queue_.push_back(std::move(frame));
    work_.notify_one();
  }

  void cancel() {
    stop();
    network_->cancel();
  }

 private:
  void stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    work_.notify_all();
    room_.notify_all();
  }

  void moveUp() {
    while (true) {
      Frame frame;
      {
        std::unique_lock lock(mutex_);
        work_.wait(lock, [this] { return !queue_.empty() || stopped_; });
        if (stopped_) return;
        frame = std::move(queue_.front());
        queue_.pop_front();
        queued_ -= frame.payload.size();
        room_.notify_one();
      }
      if (frame.kind == kFinishSending) {
        if (!network_->finishSending()) return;
        continue;
      }
      Up up;
      if (!up.ParseFromArray(frame.payload.data(), static_cast<int>(frame.payload.size()))) {
        network_->cancel();
        return;
      }
      if (!network_->send(up)) return;  // the receiving side tells why
    }
  }

  void moveDown() {
    std::string bytes;
    while (true) {
      auto frame = network_->receive();
      if (!frame || !*frame) {
        stop();
        if (frame)
          writeFrame(fd_, kEnded, {});
        else
          writeFrame(fd_, kFailed, failurePayload(frame.error()));
        return;
      }
      if (!(*frame)->SerializeToString(&bytes) || !writeFrame(fd_, kDown, bytesOf(bytes))) network_->cancel();
    }
  }

  int fd_;
  std::unique_ptr<SyncTransport> network_;
  std::mutex mutex_;
  std::condition_variable work_, room_;
  std::deque<Frame> queue_;
  std::size_t queued_ = 0;
  bool stopped_ = false;
  std::thread up_, down_;
};

}  // namespace

Result<std::unique_ptr<SyncTransport>> PipeOpener::open() {
  if (!writeFrame(fd_, kOpen, {})) return unexpected(TransportError::cut, "carrier");
  const auto answer = readFrame(fd_);
  if (!answer) return unexpected(TransportError::cut, "carrier");
  if (answer->kind == kOpened) return std::unique_ptr<SyncTransport>(std::make_unique<PipeTransport>(fd_));
  if (answer->kind == kFailed) return unexpected(failureFrom(answer->payload));
  return unexpected(TransportError::cut, "carrier");
}

void relaySessions(int fd, TransportOpener& network) {
  std::unique_ptr<Relay> session;
  while (auto frame = readFrame(fd)) {
    switch (frame->kind) {
      case kOpen: {
        session.reset();
        auto opened = network.open();
        if (!opened) {
          if (!writeFrame(fd, kFailed, failurePayload(opened.error()))) return;
          break;
        }
        if (!writeFrame(fd, kOpened, {})) return;
        session = std::make_unique<Relay>(fd, std::move(opened).value());
        break;
      }
      case kUp:
      case kFinishSending:
        if (session) session->take(std::move(*frame));  // after its end: what was on the way when it ended
        break;
      case kCancel:
        if (session) session->cancel();
        break;
      default:
        return;
    }
  }
}

}  // namespace limen
