// SPDX-License-Identifier: Apache-2.0
// Both directions at once, against a peer that answers, stands still, fails or is cancelled. Run under the thread sanitizer too.
#include <condition_variable>
#include <deque>
#include <mutex>

#include "life.h"
#include "station/sync_pump.h"

using namespace limen;
using namespace limen::test;

namespace {

// What the test and the transport that the pump owns look at together.
struct Peer {
  std::mutex mutex;
  std::condition_variable changed;
  std::vector<std::string> taken;  // runs as they came
  std::deque<Down> answers;
  bool answersEach = false, sendsFail = false, receiveFails = false, ended = false, over = false, cancelled = false;

  template <class Change>
  void change(Change&& change) {
    {
      const std::lock_guard lock(mutex);
      change();
    }
    changed.notify_all();
  }
  template <class Done>
  void until(Done&& done) {
    std::unique_lock lock(mutex);
    changed.wait(lock, done);
  }
};

Down answerOf(std::size_t bytes) {
  Down frame;
  frame.set_package(std::string(bytes, 'p'));
  return frame;
}
Up runOf(const std::string& content) {
  Up frame;
  frame.set_run(content);
  return frame;
}

class FakeTransport : public SyncTransport {
 public:
  explicit FakeTransport(std::shared_ptr<Peer> peer) : peer_(std::move(peer)) {}
  Result<void> send(const Up& frame) override {
    bool fails = false;
    peer_->change([&] {
      fails = peer_->sendsFail;
      if (fails) return;
      peer_->taken.push_back(frame.run());
      if (peer_->answersEach) peer_->answers.push_back(answerOf(frame.run().size()));
    });
    if (fails) return unexpected(TransportError::cut);
    return {};
  }
  Result<void> finishSending() override {
    peer_->change([&] { peer_->ended = true; });
    return {};
  }
  Result<std::optional<Down>> receive() override {
    std::unique_lock lock(peer_->mutex);
    peer_->changed.wait(lock, [&] { return !peer_->answers.empty() || peer_->receiveFails || peer_->over || peer_->cancelled; });
    if (!peer_->answers.empty()) {
      std::optional<Down> frame(std::move(peer_->answers.front()));
      peer_->answers.pop_front();
      return frame;
    }
    if (peer_->receiveFails || peer_->cancelled) return unexpected(TransportError::cut);
    return std::optional<Down>();
  }
  void cancel() override {
    peer_->change([&] { peer_->cancelled = true; });
  }

 private:
  std::shared_ptr<Peer> peer_;
};

struct Pumping {
  std::shared_ptr<Peer> peer = std::make_shared<Peer>();
  std::atomic<bool> cancelled{false};
  SyncPump pump{std::make_unique<FakeTransport>(peer), cancelled};
};

}  // namespace

TEST_CASE("frames go up in order while others come down, and what was sent last ends the sending", "[station]") {
  Pumping at;
  at.peer->change([&] { at.peer->answersEach = true; });
  constexpr std::size_t kFrames = 500;
  std::size_t sent = 0, received = 0;
  while (received < kFrames) {
    if (sent < kFrames) {
      at.pump.send(runOf(std::to_string(sent++)));
      if (sent == kFrames) at.pump.finishSending();
    }
    auto event = must(at.pump.poll());
    if (event.kind == SyncPump::Event::Kind::nothing && sent == kFrames) event = must(at.pump.wait(false));
    received += event.kind == SyncPump::Event::Kind::frame;
  }
  at.peer->until([&] { return at.peer->ended; });
  at.peer->change([&] { at.peer->over = true; });
  CHECK(must(at.pump.wait(false)).kind == SyncPump::Event::Kind::closed);
  CHECK(must(at.pump.poll()).kind == SyncPump::Event::Kind::closed);
  REQUIRE(at.peer->taken.size() == kFrames);
  for (std::size_t i = 0; i < kFrames; ++i) CHECK(at.peer->taken[i] == std::to_string(i));
}

TEST_CASE("what came before the line was cut is handed over first, the failure after it", "[station]") {
  Pumping at;
  at.peer->change([&] {
    for (std::size_t i = 1; i <= 3; ++i) at.peer->answers.push_back(answerOf(i));
    at.peer->receiveFails = true;
  });
  for (std::size_t i = 1; i <= 3; ++i) CHECK(must(at.pump.wait(false)).frame.package().size() == i);
  const auto cut = at.pump.wait(false);
  REQUIRE_FALSE(cut);
  CHECK(cut.error().is(TransportError::cut));
}

TEST_CASE("no more is read than the queue holds, until some of it is taken", "[station]") {
  Pumping at;
  constexpr std::size_t kFrame = SyncPump::kMaxQueuedBytes / 4, kFrames = 12;
  at.peer->change([&] {
    for (std::size_t i = 0; i < kFrames; ++i) at.peer->answers.push_back(answerOf(kFrame));
    at.peer->over = true;
  });
  std::size_t frames = 0;
  for (;; ++frames) {
    const auto event = must(at.pump.wait(false));
    if (event.kind == SyncPump::Event::Kind::closed) break;
    const std::lock_guard lock(at.peer->mutex);
    // One was just taken, one may be in hand.
    CHECK(kFrames - at.peer->answers.size() <= frames + 1 + 4 + 1);
  }
  CHECK(frames == kFrames);
}

TEST_CASE("a failed send is not told while the other direction may still say why", "[station]") {
  Pumping at;
  at.peer->change([&] { at.peer->sendsFail = true; });
  at.pump.send(runOf("lost"));
  at.peer->change([&] { at.peer->answers.push_back(answerOf(7)); });
  CHECK(must(at.pump.wait(false)).frame.package().size() == 7);
  at.peer->change([&] { at.peer->over = true; });
  CHECK(must(at.pump.wait(false)).kind == SyncPump::Event::Kind::closed);
  CHECK(at.peer->taken.empty());
}

TEST_CASE("a session is given up at once when it is cancelled, and its line is cut", "[station]") {
  auto peer = std::make_shared<Peer>();
  {
    std::atomic<bool> cancelled{false};
    SyncPump pump(std::make_unique<FakeTransport>(peer), cancelled);
    pump.send(runOf("one"));
    peer->until([&] { return peer->taken.size() == 1; });
    std::thread somebody([&] { cancelled = true; });
    const auto given = pump.wait(false);
    somebody.join();
    REQUIRE_FALSE(given);
    CHECK(given.error().is(TransportError::cancelled));
  }
  CHECK(peer->cancelled);
}

TEST_CASE("there is room to send again once the peer has taken what was waiting", "[station]") {
  Pumping at;
  CHECK(at.pump.hasRoom());
  for (int i = 0; i < 20; ++i) at.pump.send(runOf(std::string(SyncPump::kMaxQueuedBytes / 4, 'r')));
  CHECK(must(at.pump.wait(true)).kind == SyncPump::Event::Kind::nothing);
  CHECK(at.pump.hasRoom());
  const std::lock_guard lock(at.peer->mutex);
  CHECK(at.peer->taken.size() >= 17);  // of 20, each a quarter of the queue
}
