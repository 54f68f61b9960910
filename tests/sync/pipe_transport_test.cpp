// SPDX-License-Identifier: Apache-2.0
#include "sync/pipe_transport.h"

#include <sys/socket.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

using namespace limen;

namespace {

// A network that answers every run with an ACK of the same size, and END with END; or is jammed, or down.
class Network : public TransportOpener {
 public:
  std::atomic<bool> jammed = false, down = false;
  std::atomic<int> opened = 0, cancelled = 0;

  Result<std::unique_ptr<SyncTransport>> open() override {
    if (down) return unexpected(TransportError::untrustedServer, "word");
    ++opened;
    return std::unique_ptr<SyncTransport>(std::make_unique<Stream>(*this));
  }

 private:
  class Stream : public SyncTransport {
   public:
    explicit Stream(Network& network) : network_(network) {}
    Result<void> send(const Up& frame) override {
      std::unique_lock lock(mutex_);
      if (network_.jammed) changed_.wait(lock, [this] { return over_; });
      if (over_) return unexpected(TransportError::cancelled);
      Down answer;
      if (frame.has_run()) answer.mutable_run()->set_run(frame.run());
      if (frame.has_end()) answer.mutable_end();
      if (answer.kind_case() != Down::KIND_NOT_SET) answers_.push_back(answer);
      changed_.notify_all();
      return {};
    }
    Result<void> finishSending() override {
      const std::lock_guard lock(mutex_);
      finished_ = true;
      changed_.notify_all();
      return {};
    }
    Result<std::optional<Down>> receive() override {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return over_ || finished_ || !answers_.empty(); });
      if (over_) return unexpected(TransportError::cancelled);
      if (answers_.empty()) return std::optional<Down>();
      Down frame = answers_.front();
      answers_.pop_front();
      return std::optional(frame);
    }
    void cancel() override {
      const std::lock_guard lock(mutex_);
      if (!over_ && !finished_) ++network_.cancelled;
      over_ = true;
      changed_.notify_all();
    }

   private:
    Network& network_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Down> answers_;
    bool over_ = false, finished_ = false;
  };
};

struct Pipe {
  Network network;
  int fds[2];
  std::thread carrier;
  Pipe() {
    REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM, 0, fds) == 0);
    carrier = std::thread([this] { relaySessions(fds[1], network); });
  }
  ~Pipe() {
    ::close(fds[0]);
    carrier.join();
    ::close(fds[1]);
  }
  PipeOpener opener() { return PipeOpener(fds[0]); }
};

Up runFrame(std::size_t size) {
  Up frame;
  frame.set_run(std::string(size, 'r'));
  return frame;
}
Up endFrame() {
  Up frame;
  frame.mutable_end();
  return frame;
}

void wholeSession(PipeOpener opener) {
  auto session = opener.open();
  REQUIRE(session);
  for (const std::size_t size : {std::size_t{1}, std::size_t{16384}, std::size_t{3} << 20}) {
    REQUIRE((*session)->send(runFrame(size)));
    const auto answer = (*session)->receive();
    REQUIRE(answer);
    REQUIRE(*answer);
    CHECK((*answer)->run().run().size() == size);
  }
  REQUIRE((*session)->send(endFrame()));
  REQUIRE((*session)->finishSending());
  const auto end = (*session)->receive();
  REQUIRE(end);
  REQUIRE(*end);
  CHECK((*end)->has_end());
  const auto over = (*session)->receive();
  REQUIRE(over);
  CHECK_FALSE(*over);
}

}  // namespace

TEST_CASE("frames go through the carrier unchanged, session after session on one pipe", "[sync]") {
  Pipe pipe;
  for (int i = 0; i < 3; ++i) wholeSession(pipe.opener());
  CHECK(pipe.network.opened == 3);
  CHECK(pipe.network.cancelled == 0);
}

TEST_CASE("the cause why the network could not be opened crosses the pipe", "[sync]") {
  Pipe pipe;
  pipe.network.down = true;
  const auto session = pipe.opener().open();
  REQUIRE_FALSE(session);
  CHECK(session.error().is(TransportError::untrustedServer));
  CHECK(session.error().context() == "word");
  pipe.network.down = false;
  wholeSession(pipe.opener());
}

TEST_CASE("a session that is left early is cancelled and leaves the pipe clean for the next", "[sync]") {
  Pipe pipe;
  {
    auto session = pipe.opener().open();
    REQUIRE(session);
    for (int i = 0; i < 10; ++i) REQUIRE((*session)->send(runFrame(1000)));
  }
  CHECK(pipe.network.cancelled == 1);
  wholeSession(pipe.opener());
}

TEST_CASE("a cancel is seen while the link is full", "[sync]") {
  Pipe pipe;
  pipe.network.jammed = true;
  auto session = pipe.opener().open();
  REQUIRE(session);
  for (int i = 0; i < 60; ++i) REQUIRE((*session)->send(runFrame(100'000)));
  (*session)->cancel();
  CHECK((*session)->receive().error().is(TransportError::cancelled));
  CHECK((*session)->send(endFrame()).error().is(TransportError::cancelled));
  session->reset();
  pipe.network.jammed = false;
  wholeSession(pipe.opener());
}

TEST_CASE("without a carrier a session ends as cut", "[sync]") {
  int fds[2];
  REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM, 0, fds) == 0);
  ::close(fds[1]);
  CHECK(PipeOpener(fds[0]).open().error().is(TransportError::cut));
  ::close(fds[0]);
}

TEST_CASE("a frame beyond the limit is not sent", "[sync]") {
  Pipe pipe;
  auto session = pipe.opener().open();
  REQUIRE(session);
  CHECK_FALSE((*session)->send(runFrame(6 << 20)));
  REQUIRE((*session)->send(runFrame(10)));
}
