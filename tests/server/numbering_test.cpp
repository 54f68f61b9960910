// SPDX-License-Identifier: Apache-2.0
// One session step by step: its lanes are lists here, so that what two threads of a server do at the same moment has an order.
#include <catch2/catch_test_macros.hpp>

#include "server/session.h"
#include "tests/support/server_fixture.h"

using namespace limen;
using namespace limen::test;

namespace {

template <class T>
T must(Result<T> result) {
  REQUIRE(result);
  return std::move(*result);
}

struct Jobs final : JobQueue {
  void submit(std::function<void()> job) override { waiting.push_back(std::move(job)); }
  void run() {
    while (!waiting.empty()) {
      const auto job = std::move(waiting.front());
      waiting.pop_front();
      job();
    }
  }
  std::deque<std::function<void()>> waiting;
};

// Writes at once, and says so when it is told to.
struct Commits final : CommitQueue {
  explicit Commits(ServerStore& of) : store(of) {}
  void commit(IncomingRun run, Done done) override {
    const std::vector<IncomingRun> runs{std::move(run)};
    auto outcomes = store.commit(runs);
    REQUIRE(outcomes);
    answers.submit([outcome = outcomes->front(), done = std::move(done)] { done(outcome); });
  }
  void submit(std::function<void()> job) override { answers.submit(std::move(job)); }
  ServerStore& store;
  Jobs answers;
};

struct Link final : SessionLink {
  void startRead(Up& into) override { read = &into; }
  void startWrite(const Down& frame) override {
    frames.push_back(frame);
    writing = true;
  }
  void finish(Ending) override { finished = true; }
  void cancel() override { finished = true; }
  Up* read = nullptr;
  std::vector<Down> frames;
  bool writing = false, finished = false;
};

struct Stepped {
  explicit Stepped(std::size_t stations) : world(stations) {
    world.makeFolder();
    store = must(openServerStore(world.serverFolder(), world.storeKey));
    const ServerFolder folder = must(ServerFolder::load(world.serverFolder(), world.storeKey));
    tombstones = must(openTombstoneLog(folder.tombstones));
    registry = must(Registry::open(*store, folder.root, folder.directory));
    must(registry->publishPackage(world.organisation.package("intake")));
    commits = std::make_unique<Commits>(*store);
    host.reset(new SessionHost{.clock = world.clock,
                               .limits = {},
                               .registry = *registry,
                               .store = *store,
                               .gate = RunGate(must(BoxKeys::fromSecret(folder.erasureSecret)), folder.erasureKeyId),
                               .receipt = must(Signer::fromSeed(folder.receiptSeed)),
                               .epoch = must(store->epoch()),
                               .commits = *commits,
                               .pulls = pulls,
                               .tombstones = *tombstones});
    session = Session::make(*host, link, world.organisation.stations[0].id, world.organisation.stations[0].certificate);
    session->start();
  }
  void say(const Up& frame) {
    REQUIRE(link.read != nullptr);
    *std::exchange(link.read, nullptr) = frame;
    session->readDone(true);
  }
  void push(const Run& run) {
    const Bytes bytes = run.serialise();
    Up frame;
    frame.set_run(bytes.data(), bytes.size());
    say(frame);
  }
  void write() {
    while (std::exchange(link.writing, false)) session->writeDone(true);
  }
  void settle() {
    for (bool more = true; more;) {
      write();
      commits->answers.run();
      pulls.run();
      more = link.writing || !commits->answers.waiting.empty();
    }
  }
  std::vector<std::uint64_t> sentDown() const {
    std::vector<std::uint64_t> out;
    for (const Down& frame : link.frames)
      if (frame.has_run()) out.push_back(frame.run().number());
    return out;
  }

  World world;
  std::unique_ptr<ServerStore> store;
  std::unique_ptr<TombstoneLog> tombstones;
  std::unique_ptr<Registry> registry;
  Jobs pulls;
  std::unique_ptr<Commits> commits;
  std::unique_ptr<SessionHost> host;
  Link link;
  std::shared_ptr<Session> session;
};

}  // namespace

TEST_CASE("a run that has its number and not yet its answer is not sent back to who brought it", "[server]") {
  Stepped at(2);
  TestChain own(at.world.organisation, 0, "intake"), other(at.world.organisation, 1, "intake");
  own.addRecords(4);
  other.addRecords(2);
  StationMemory memory;
  memory.scopes[own.scope()] = {};
  at.say(std::get<sync_action::Send>(SyncEngine(at.world.startOf(0, memory)).begin()[0]).frame);
  at.push(own.cut(1, 2));
  at.push(own.cut(3, 4, false));
  IncomingRun theirs = at.host->gate.check(other.cut(1, 2).serialise(), at.world.organisation.stations[1].id, *at.registry->view(), *std::make_unique<SeenShifts>()).run;
  REQUIRE(at.store->commit(std::vector<IncomingRun>{std::move(theirs)}));
  // The pull lane looks while three runs are in the store and none of them is answered.
  at.pulls.run();
  at.write();
  at.pulls.run();
  CHECK(at.sentDown() == std::vector<std::uint64_t>{3});
  Up end;
  end.mutable_end();
  at.say(end);
  at.settle();
  CHECK(at.sentDown() == std::vector<std::uint64_t>{3});
  REQUIRE(at.link.frames.back().has_end());
  CHECK(at.link.frames.back().end().scopes(0).number() == 3);
  std::uint64_t acknowledged = 0;
  for (const Down& frame : at.link.frames)
    for (const Range& range : frame.ack().stored()) acknowledged += range.last() - range.first() + 1;
  CHECK(acknowledged == 4);
  at.session->closed();
}

TEST_CASE("a second history under the same counters goes down although the first one's answer is not there yet", "[server]") {
  Stepped at(1);
  TestChain there(at.world.organisation, 0, "intake"), clone(at.world.organisation, 0, "intake");
  there.addRecords(2);
  clone.addRecords(2);
  IncomingRun first = at.host->gate.check(there.cut(1, 2).serialise(), at.world.organisation.stations[0].id, *at.registry->view(), *std::make_unique<SeenShifts>()).run;
  REQUIRE(at.store->commit(std::vector<IncomingRun>{std::move(first)}));
  StationMemory memory;
  memory.scopes[clone.scope()] = {};
  at.say(std::get<sync_action::Send>(SyncEngine(at.world.startOf(0, memory)).begin()[0]).frame);
  at.push(clone.cut(1, 2));
  at.pulls.run();
  at.write();
  CHECK(at.sentDown() == std::vector<std::uint64_t>{1});
  at.settle();
  at.session->closed();
}
