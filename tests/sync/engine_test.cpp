// SPDX-License-Identifier: Apache-2.0
#include "sync/engine.h"

#include <catch2/catch_test_macros.hpp>

using namespace limen;
using namespace limen::sync_event;
using Outcome = sync_action::Finish::Outcome;

namespace {

const ScopeId kScope{.value = {5}};
const StationId kStation{.value = {7}};
const StationId kOther{.value = {8}};

ScopeHead head(const StationId& station, std::uint64_t counter) {
  return {station, counter, Hash{.value = {static_cast<Byte>(counter)}}};
}
std::string bytesText(ByteView bytes) {
  return std::string(textOf(bytes));
}

SyncStart start(std::vector<ScopeHead> heads = {}, std::uint64_t cursor = 0) {
  return {
      .station = kStation,
      .epoch = 2,
      .directoryVersion = 3,
      .packages = {PackageHash{.value = {1}}},
      .logCheckpoint = {7, 8},
      .scopes = {
          {.scope = kScope, .cursor = cursor, .chainCounter = 9, .chainHash = Hash{.value = {9}}, .heads = std::move(heads)}}};
}
Received ackOf(std::uint64_t first, std::uint64_t last, std::uint64_t number) {
  Received event;
  event.frame.mutable_ack()->set_epoch(2);
  Range& range = *event.frame.mutable_ack()->add_stored();
  range.set_scope(bytesText(kScope.bytes()));
  range.set_first(first);
  range.set_last(last);
  range.set_number(number);
  return event;
}
Received endOf(std::uint64_t number, const std::vector<ScopeHead>& heads) {
  Received event;
  ScopeEnd& scope = *event.frame.mutable_end()->add_scopes();
  scope.set_scope(bytesText(kScope.bytes()));
  scope.set_number(number);
  scope.set_fingerprint(bytesText(fingerprint(heads).bytes()));
  return event;
}
Received runOf(std::uint64_t number, const ScopeId& scope = kScope) {
  Received event;
  event.frame.mutable_run()->set_number(number);
  event.frame.mutable_run()->set_run(bytesText(ByteWriter().u8(1).raw(kOther.bytes()).raw(scope.bytes()).take()));
  return event;
}
Received refusalOf(Refusal::Reason reason, std::uint64_t first = 0) {
  Received event;
  event.frame.mutable_refusal()->set_reason(reason);
  if (first == 0) return event;
  Range& range = *event.frame.mutable_refusal()->mutable_range();
  range.set_scope(bytesText(kScope.bytes()));
  range.set_first(first);
  return event;
}
RunReady ready(std::uint64_t first, std::uint64_t last) {
  return {kScope, first, last, Bytes{1, 2, 3}};
}

template <class Action>
const Action* only(const std::vector<SyncAction>& actions) {
  return actions.size() == 1 ? std::get_if<Action>(&actions[0]) : nullptr;
}
void checkFinish(const std::vector<SyncAction>& actions, Outcome outcome, std::string_view cause) {
  REQUIRE_FALSE(actions.empty());
  const auto* finish = std::get_if<sync_action::Finish>(&actions.back());
  REQUIRE(finish);
  CHECK(finish->outcome == outcome);
  CHECK(finish->cause == cause);
}

// An engine that has sent revisions 1..4 as two runs, and END.
SyncEngine sentTwoRuns() {
  SyncEngine engine(start());
  engine.begin();
  engine.on(ready(1, 2));
  engine.on(ready(3, 4));
  engine.on(NoMoreRuns{});
  return engine;
}

// Every field of an action as text.
std::string written(const std::vector<SyncAction>& actions) {
  std::string out;
  for (const SyncAction& action : actions) {
    out += std::to_string(action.index()) + ":";
    if (const auto* send = std::get_if<sync_action::Send>(&action)) out += send->frame.SerializeAsString();
    if (const auto* run = std::get_if<sync_action::CommitRun>(&action)) out += std::to_string(run->number) + bytesText(run->run);
    if (const auto* ack = std::get_if<sync_action::CommitAck>(&action)) out += ack->ack.SerializeAsString();
    if (const auto* finish = std::get_if<sync_action::Finish>(&action)) {
      out += std::to_string(static_cast<int>(finish->outcome)) + finish->cause;
    }
    out += ";";
  }
  return out;
}

}  // namespace

TEST_CASE("the first flight carries HELLO and records, and waits for no answer", "[sync]") {
  SyncEngine engine(start({}, 4));
  const auto first = engine.begin();
  REQUIRE(first.size() == 2);
  const Up& frame = std::get<sync_action::Send>(first[0]).frame;
  REQUIRE(frame.has_hello());
  CHECK(frame.hello().version_max() == kSyncVersion);
  CHECK(frame.hello().station().empty());  // its certificate says it
  CHECK(frame.hello().epoch() == 2);
  CHECK(frame.hello().directory_version() == 3);
  REQUIRE(frame.hello().cursors_size() == 1);
  CHECK(frame.hello().cursors(0).number() == 4);
  CHECK(frame.hello().cursors(0).counter() == 9);
  CHECK(frame.hello().cursors(0).unconfirmed() == 9);
  REQUIRE(frame.hello().packages_size() == 1);
  CHECK(frame.hello().packages(0) == std::string("\1\0\0\0\0\0\0\0", 8));
  CHECK(std::holds_alternative<sync_action::AskForRun>(first[1]));

  const auto second = engine.on(ready(1, 4));
  REQUIRE(second.size() == 2);
  CHECK(std::get<sync_action::Send>(second[0]).frame.run() == std::string("\1\2\3"));
  CHECK(std::holds_alternative<sync_action::AskForRun>(second[1]));
  const auto third = engine.on(NoMoreRuns{});
  REQUIRE(only<sync_action::Send>(third));
  CHECK(only<sync_action::Send>(third)->frame.has_end());
}

TEST_CASE("the log is shown in HELLO, and what the server has to say of it is handed on", "[sync]") {
  SyncEngine engine(start());
  const auto flight = engine.begin();
  const auto* hello = std::get_if<sync_action::Send>(&flight.at(0));
  REQUIRE(hello);
  CHECK(hello->frame.hello().log_checkpoint() == "\7\10");
  Received seen;
  seen.frame.mutable_log()->set_before("before");
  const auto actions = engine.on(seen);
  const auto* log = only<sync_action::TakeLog>(actions);
  REQUIRE(log);
  CHECK(log->seen.before() == "before");
  CHECK_FALSE(engine.finished());
}

TEST_CASE("synced is said only on an END whose fingerprint is ours, after everything is on disk", "[sync]") {
  SyncEngine engine = sentTwoRuns();
  CHECK(only<sync_action::CommitAck>(engine.on(ackOf(1, 4, 2))));
  // END is here before the acknowledgement is on disk: not yet.
  CHECK(engine.on(endOf(2, {head(kStation, 4)})).empty());
  CHECK_FALSE(engine.finished());
  const auto last = engine.on(Confirmed{kScope, {head(kStation, 4)}});
  REQUIRE(last.size() == 2);
  CHECK(std::get<sync_action::AdvanceCursor>(last[0]).number == 2);
  checkFinish(last, Outcome::synced, "");
  CHECK_FALSE(std::get<sync_action::Finish>(last[1]).secondCopy);
  CHECK(engine.finished());
  CHECK(engine.on(Closed{}).empty());
}

TEST_CASE("an empty session is synced by END alone", "[sync]") {
  SyncEngine engine(start({head(kStation, 4), head(kOther, 2)}, 6));
  engine.begin();
  engine.on(NoMoreRuns{});
  const auto actions = engine.on(endOf(6, {head(kOther, 2), head(kStation, 4)}));
  REQUIRE(only<sync_action::Finish>(actions));
  checkFinish(actions, Outcome::synced, "");
}

TEST_CASE("another fingerprint is a mismatch, never synced", "[sync]") {
  SyncEngine engine(start({head(kStation, 4)}, 6));
  engine.begin();
  engine.on(NoMoreRuns{});
  checkFinish(engine.on(endOf(6, {head(kStation, 5)})), Outcome::mismatch, "heads");
}

TEST_CASE("a server that keeps silent about a run does not make it confirmed", "[sync]") {
  SyncEngine engine = sentTwoRuns();
  engine.on(ackOf(1, 2, 1));
  engine.on(Confirmed{kScope, {head(kStation, 2)}});
  checkFinish(engine.on(endOf(1, {head(kStation, 2)})), Outcome::incomplete, "unacknowledged");
}

TEST_CASE("an END without one of our scopes is not the end of it", "[sync]") {
  SyncEngine engine(start());
  engine.begin();
  engine.on(NoMoreRuns{});
  Received end;
  end.frame.mutable_end();
  checkFinish(engine.on(end), Outcome::incomplete, "scopeMissing");
}

TEST_CASE("one refused run does not stop the others, and the outcome names the reason", "[sync]") {
  SyncEngine engine = sentTwoRuns();
  CHECK(engine.on(refusalOf(Refusal::CHAIN, 1)).empty());
  CHECK(only<sync_action::CommitAck>(engine.on(ackOf(3, 4, 1))));
  CHECK(engine.on(Confirmed{kScope, {}}).empty());
  checkFinish(engine.on(endOf(1, {})), Outcome::refused, "chain");
}

TEST_CASE("a refusal without a range ends the session", "[sync]") {
  SyncEngine engine(start());
  engine.begin();
  checkFinish(engine.on(refusalOf(Refusal::NOT_LISTED)), Outcome::refused, "notListed");
  CHECK(engine.on(ackOf(1, 1, 1)).empty());
}

TEST_CASE("a stream that closes before END is incomplete, and what was acknowledged stays so", "[sync]") {
  SyncEngine engine = sentTwoRuns();
  engine.on(ackOf(1, 2, 1));
  engine.on(Confirmed{kScope, {head(kStation, 2)}});
  checkFinish(engine.on(Closed{}), Outcome::incomplete, "cut");
}

TEST_CASE("a stream that closes after END waits for the commits that are still owed", "[sync]") {
  SyncEngine engine(start());
  engine.begin();
  engine.on(NoMoreRuns{});
  CHECK(only<sync_action::CommitRun>(engine.on(runOf(1))));
  CHECK(engine.on(endOf(1, {head(kOther, 1)})).empty());
  CHECK(engine.on(Closed{}).empty());
  checkFinish(engine.on(Committed{kScope, 1, {head(kOther, 1)}}), Outcome::synced, "");
}

TEST_CASE("an acknowledgement counts for nothing until the driver has verified and stored it", "[sync]") {
  SyncEngine engine = sentTwoRuns();
  REQUIRE(only<sync_action::CommitAck>(engine.on(ackOf(1, 4, 2))));
  engine.on(endOf(2, {head(kStation, 4)}));
  CHECK_FALSE(engine.finished());  // its signature failed: no Confirmed ever comes
}

TEST_CASE("pulled runs are committed in order, and one that came before is not committed again", "[sync]") {
  SyncEngine engine(start({}, 3));
  engine.begin();
  engine.on(NoMoreRuns{});
  CHECK(engine.on(runOf(3)).empty());
  const auto actions = engine.on(runOf(4));
  REQUIRE(only<sync_action::CommitRun>(actions));
  CHECK(only<sync_action::CommitRun>(actions)->number == 4);
  engine.on(Committed{kScope, 4, {head(kOther, 1)}});
  CHECK(engine.on(runOf(4)).empty());
}

TEST_CASE("after a run that fails its checks nothing of its scope is committed, so that the cursor leaves no gap", "[sync]") {
  SyncEngine engine(start());
  engine.begin();
  engine.on(NoMoreRuns{});
  engine.on(runOf(1));
  engine.on(RunRejected{kScope, 1, "badSignature"});
  CHECK(engine.on(runOf(2)).empty());
  checkFinish(engine.on(endOf(2, {})), Outcome::mismatch, "badSignature");
}

TEST_CASE("directory and packages are handed on as they come", "[sync]") {
  SyncEngine engine(start());
  engine.begin();
  Received event;
  event.frame.set_directory("directory");
  REQUIRE(only<sync_action::TakeDirectory>(engine.on(event)));
  event.frame.set_package("package");
  REQUIRE(only<sync_action::TakePackage>(engine.on(event)));
}

TEST_CASE("an acknowledgement of an epoch that is not known here is not taken", "[sync]") {
  SyncEngine engine = sentTwoRuns();
  Received early = ackOf(1, 4, 2);
  early.frame.mutable_ack()->set_epoch(3);
  checkFinish(engine.on(early), Outcome::incomplete, "unexpectedAck");

  SyncEngine told = sentTwoRuns();
  Received epoch;
  epoch.frame.mutable_epoch()->set_epoch(3);
  CHECK(only<sync_action::BeginEpoch>(told.on(epoch)));
  checkFinish(told.on(ackOf(1, 4, 2)), Outcome::incomplete, "unexpectedAck");
}

TEST_CASE("before the first epoch is known nothing that is numbered is taken", "[sync]") {
  SyncStart first = start();
  first.epoch = 0;
  SyncEngine engine(first);
  engine.begin();
  checkFinish(engine.on(runOf(1)), Outcome::incomplete, "unexpectedRun");
  SyncEngine erasure(first);
  erasure.begin();
  Received numbered;
  numbered.frame.mutable_erasure()->set_number(1);
  numbered.frame.mutable_erasure()->set_scope(bytesText(kScope.bytes()));
  checkFinish(erasure.on(numbered), Outcome::incomplete, "unexpectedErasure");

  SyncEngine told(first);
  told.begin();
  Received epoch;
  epoch.frame.mutable_epoch()->set_epoch(3);
  CHECK(only<sync_action::BeginEpoch>(told.on(epoch)));
  CHECK(only<sync_action::CommitRun>(told.on(runOf(1))));
}

TEST_CASE("what stands behind a gap is part of the fingerprint, and of the heads that are exchanged", "[sync]") {
  ScopeHead gap = head(kOther, 2);
  gap.behind = {{5, 7, Hash{.value = {7}}}, {9, 9, Hash{.value = {9}}}};
  ScopeHead another = gap;
  another.behind[0].last = 6;
  ScopeHead fewer = gap;
  fewer.behind.pop_back();
  const Hash whole = fingerprint({gap, head(kStation, 1)});
  CHECK(whole == fingerprint({head(kStation, 1), gap}));
  CHECK_FALSE(whole == fingerprint({head(kOther, 2), head(kStation, 1)}));
  CHECK_FALSE(whole == fingerprint({another, head(kStation, 1)}));
  CHECK_FALSE(whole == fingerprint({fewer, head(kStation, 1)}));
  another = gap;
  another.behind[1].hash = Hash{.value = {8}};
  CHECK_FALSE(whole == fingerprint({another, head(kStation, 1)}));
  // One gap's parts under another station's name are another thing.
  ScopeHead first = head(kStation, 1), second = head(kOther, 2);
  first.behind = gap.behind;
  CHECK_FALSE(whole == fingerprint({first, second}));

  StationHead told;
  writeHead(told, gap);
  const auto read = readHead(told);
  REQUIRE(read);
  CHECK(*read == gap);
  told.mutable_behind(0)->set_last(4);
  CHECK_FALSE(readHead(told));
}

TEST_CASE("a server that was restored behind what this station has seen is refused", "[sync]") {
  SyncEngine engine(start());
  engine.begin();
  Received event;
  event.frame.mutable_epoch()->set_epoch(1);
  checkFinish(engine.on(event), Outcome::refused, "olderServer");
}

TEST_CASE("frames that no honest server sends end the session as incomplete", "[sync]") {
  SECTION("END before ours") {
    SyncEngine engine(start());
    engine.begin();
    checkFinish(engine.on(endOf(0, {})), Outcome::incomplete, "unexpectedEnd");
  }
  SECTION("a run of a scope that nobody asked for") {
    SyncEngine engine(start());
    engine.begin();
    checkFinish(engine.on(runOf(1, ScopeId{.value = {99}})), Outcome::incomplete, "unexpectedRun");
  }
  SECTION("a run after END") {
    SyncEngine engine = sentTwoRuns();
    engine.on(ackOf(1, 4, 2));
    engine.on(endOf(2, {}));
    checkFinish(engine.on(runOf(3)), Outcome::incomplete, "unexpectedRun");
  }
  SECTION("a frame of a kind we do not know") {
    SyncEngine engine(start());
    engine.begin();
    checkFinish(engine.on(Received{}), Outcome::incomplete, "unknownFrame");
  }
}

TEST_CASE("the same events give the same actions, byte for byte", "[sync]") {
  const auto replay = [] {
    SyncEngine engine(start());
    std::string out = written(engine.begin());
    const std::vector<SyncEvent> events{ready(1, 2),
                                        runOf(1),
                                        Committed{kScope, 1, {head(kOther, 1)}},
                                        ready(3, 4),
                                        ackOf(1, 2, 2),
                                        Confirmed{kScope, {head(kStation, 2)}},
                                        NoMoreRuns{},
                                        refusalOf(Refusal::STORE, 3),
                                        endOf(2, {head(kStation, 2), head(kOther, 1)}),
                                        Closed{}};
    for (const SyncEvent& event : events) out += written(engine.on(event));
    return out;
  };
  CHECK(replay() == replay());
  CHECK(replay().size() > 100);
}
