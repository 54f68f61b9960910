// SPDX-License-Identifier: Apache-2.0
#include "store/server_store.h"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <thread>

#include "support.h"

using namespace limen;
using namespace limen::test;

namespace {

std::unique_ptr<ServerStore> openServer(const std::filesystem::path& file) {
  return must(openEmbeddedServerStore(file, keyOf(3), Database::Create::yes));
}

RunOutcome commitOne(ServerStore& store, const IncomingRun& run) {
  return must(store.commit({run})).at(0);
}

using Kind = RunOutcome::Kind;

}  // namespace

TEST_CASE("a run comes back as it was given, under the next number of its scope", "[store]") {
  const Folder folder;
  SeededRandom random(1);
  const ScopeId scope = ScopeId::make(random), other = ScopeId::make(random);
  const SyntheticChain chain(random, scope, 20), elsewhere(random, other, 5);
  const auto store = openServer(folder / "server.db");
  CHECK(must(store->lastNumber(scope)) == 0);
  const auto outcomes = must(store->commit({chain.cut(1, 8), elsewhere.cut(1, 5), chain.cut(9, 20)}));
  REQUIRE(outcomes.size() == 3);
  CHECK(outcomes[0].number == 1);
  CHECK(outcomes[1].number == 1);
  CHECK(outcomes[2].number == 2);
  CHECK(must(store->lastNumber(scope)) == 2);

  const auto runs = must(store->runsAfter(scope, 0, 1 << 20));
  REQUIRE(runs.size() == 2);
  const IncomingRun given = chain.cut(9, 20);
  const IncomingRun& back = runs[1].run;
  CHECK(runs[1].number == 2);
  CHECK((back.station == given.station && back.scope == given.scope && back.first == 9 && back.last == 20));
  CHECK((back.before == given.before && back.after == given.after));
  CHECK((back.signature == given.signature && back.shiftObjects == given.shiftObjects));
  REQUIRE(back.revisions.size() == 12);
  for (std::size_t i = 0; i < 12; ++i) {
    CHECK(back.revisions[i].counter == 9 + i);
    CHECK((back.revisions[i].hash == given.revisions[i].hash));
    CHECK((back.revisions[i].revision == given.revisions[i].revision));
    CHECK((back.revisions[i].erasureParts == given.revisions[i].erasureParts));
  }
  CHECK(must(store->runsAfter(scope, 1, 1 << 20)).size() == 1);
  CHECK(must(store->runsAfter(scope, 0, 1)).size() == 1);  // at least one, whatever its size
  CHECK(must(store->runsAfter(scope, 2, 1 << 20)).empty());
  CHECK(must(store->runsAfter(ScopeId::make(random), 0, 1 << 20)).empty());
}

TEST_CASE("a run is stored once, however often and however cut it is pushed", "[store]") {
  const Folder folder;
  SeededRandom random(2);
  const ScopeId scope = ScopeId::make(random);
  const SyntheticChain chain(random, scope, 30);
  const auto store = openServer(folder / "server.db");
  CHECK(commitOne(*store, chain.cut(1, 10)).kind == Kind::stored);
  CHECK(commitOne(*store, chain.cut(11, 20)).number == 2);
  const RunOutcome again = commitOne(*store, chain.cut(1, 10));
  CHECK(again.kind == Kind::alreadyStored);
  CHECK(again.number == 1);
  const RunOutcome recut = commitOne(*store, chain.cut(5, 15));
  CHECK(recut.kind == Kind::alreadyStored);
  CHECK(recut.number == 0);  // of run 2 only a part was pushed: its number is not seen by having that
  const RunOutcome overlapping = commitOne(*store, chain.cut(15, 30));
  CHECK(overlapping.kind == Kind::stored);
  CHECK(overlapping.number == 3);
  CHECK(must(store->runsAfter(scope, 2, 1 << 20)).at(0).run.revisions.size() == 16);
  const auto twice = must(store->commit({chain.cut(1, 30), chain.cut(1, 30)}));
  CHECK((twice[0].kind == Kind::alreadyStored && twice[1].kind == Kind::alreadyStored));
  CHECK(must(store->lastNumber(scope)) == 3);
}

TEST_CASE("another history of the same station is a conflict and leaves nothing, the runs beside it stay", "[store]") {
  const Folder folder;
  SeededRandom random(3);
  const ScopeId scope = ScopeId::make(random);
  const SyntheticChain chain(random, scope, 30), other(random, scope, 30);
  const auto store = openServer(folder / "server.db");
  must(store->commit({chain.cut(1, 10), chain.cut(21, 30)}));
  IncomingRun fork = other.cut(5, 12);
  fork.station = chain.station();
  const auto outcomes = must(store->commit({fork, chain.cut(11, 15)}));
  CHECK(outcomes[0].kind == Kind::chainConflict);
  CHECK(outcomes[1].kind == Kind::stored);
  CHECK(outcomes[1].number == 3);  // the refused run took no number
  fork = other.cut(16, 18);        // nothing of it is here, but it does not follow what is
  fork.station = chain.station();
  CHECK(commitOne(*store, fork).kind == Kind::chainConflict);
  fork = other.cut(18, 20);  // touches what is here only at its far end
  fork.station = chain.station();
  CHECK(commitOne(*store, fork).kind == Kind::chainConflict);
  IncomingRun unchained = chain.cut(16, 17);
  unchained.after = chain.link(16);
  CHECK(commitOne(*store, unchained).kind == Kind::chainConflict);
  IncomingRun noStart = other.cut(2, 4);
  noStart.first = 1;
  noStart.last = 3;
  CHECK(commitOne(*store, noStart).kind == Kind::chainConflict);
  CHECK(commitOne(*store, chain.cut(16, 20)).kind == Kind::stored);
  const auto ends = must(store->chainEnds(scope));
  REQUIRE(ends.size() == 1);
  CHECK(ends[0].counter == 30);
  CHECK((ends[0].hash == chain.link(30)));
}

TEST_CASE("a chain's end does not pass a gap, and moves over what waited once the gap is closed", "[store]") {
  const Folder folder;
  SeededRandom random(4);
  const ScopeId scope = ScopeId::make(random);
  const SyntheticChain chain(random, scope, 40);
  const auto store = openServer(folder / "server.db");
  must(store->commit({chain.cut(31, 40), chain.cut(11, 20)}));
  // What stands behind a gap is told with it, so that two sides can compare it.
  const auto gaps = must(store->chainEnds(scope)).at(0);
  CHECK((gaps.counter == 0 && gaps.hash.isZero()));
  CHECK(gaps.behind == std::vector<ChainSpan>{{11, 20, chain.link(20)}, {31, 40, chain.link(40)}});
  must(store->commit({chain.cut(1, 10)}));
  CHECK(must(store->chainEnds(scope)).at(0).counter == 20);
  CHECK(must(store->chainEnds(scope)).at(0).behind == std::vector<ChainSpan>{{31, 40, chain.link(40)}});
  CHECK((must(store->chainEnds(scope)).at(0).hash == chain.link(20)));
  must(store->commit({chain.cut(21, 30)}));
  CHECK(must(store->chainEnds(scope)).at(0).counter == 40);
  CHECK(must(store->chainEnds(scope)).at(0).behind.empty());
  CHECK((must(store->chainEnds(scope)).at(0).hash == chain.link(40)));
}

TEST_CASE("a run that is not first..last is refused whole", "[store]") {
  const Folder folder;
  SeededRandom random(5);
  const ScopeId scope = ScopeId::make(random);
  const SyntheticChain chain(random, scope, 10);
  const auto store = openServer(folder / "server.db");
  IncomingRun bent = chain.cut(1, 5);
  bent.last = 6;
  CHECK(store->commit({chain.cut(6, 10), bent}).error().is(StoreError::failed));
  CHECK(must(store->lastNumber(scope)) == 0);
}

TEST_CASE("numbers stay dense and readers see only whole commits while several threads write", "[store]") {
  const Folder folder;
  SeededRandom random(6);
  const ScopeId scope = ScopeId::make(random);
  std::vector<SyntheticChain> chains;
  for (int i = 0; i < 4; ++i) chains.emplace_back(random, scope, 60);
  const auto store = openServer(folder / "server.db");
  std::atomic<int> failures{0};
  std::atomic<bool> writing{true};
  std::vector<std::thread> writers;
  for (const SyntheticChain& chain : chains) {
    writers.emplace_back([&] {
      for (std::uint64_t first = 1; first <= 60; first += 3) {
        const auto outcome = store->commit({chain.cut(first, first + 2)});
        if (!outcome || outcome->at(0).kind != Kind::stored) ++failures;
      }
    });
  }
  std::thread reader([&] {
    std::uint64_t cursor = 0;
    while (writing || cursor < 80) {
      const auto runs = store->runsAfter(scope, cursor, 20'000);
      if (!runs) {
        ++failures;
        return;
      }
      for (const StoredRun& run : *runs) {
        if (run.number != cursor + 1) ++failures;
        cursor = run.number;
      }
      if (!writing && runs->empty()) return;
    }
  });
  for (std::thread& writer : writers) writer.join();
  writing = false;
  reader.join();
  CHECK(failures == 0);
  CHECK(must(store->lastNumber(scope)) == 80);
}

TEST_CASE("a server killed in the middle of commits keeps every run whose commit returned", "[store]") {
  const Folder folder;
  const auto file = folder / "server.db";
  SeededRandom random(8);
  const ScopeId scope = ScopeId::make(random);
  const SyntheticChain chain(random, scope, 4000, 200);
  std::uint64_t acknowledged = 0;
  for (int round = 0; round < 20; ++round) {
    int pipe[2];
    REQUIRE(::pipe(pipe) == 0);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      auto store = openEmbeddedServerStore(file, keyOf(3), Database::Create::yes);
      if (!store) ::_exit(1);
      for (std::uint64_t first = acknowledged + 1; first + 1 < 4000; first += 2) {
        const auto outcome = (*store)->commit({chain.cut(first, first + 1)});
        if (!outcome) ::_exit(2);
        const std::uint64_t last = first + 1;
        if (::write(pipe[1], &last, sizeof last) != sizeof last) ::_exit(3);
      }
      ::_exit(0);
    }
    ::close(pipe[1]);
    std::uint64_t last = 0;
    // Another number of commits each round; then the kill falls wherever the child is by now.
    for (int wanted = 3 + 7 * (round % 5); wanted > 0 && ::read(pipe[0], &last, sizeof last) == sizeof last; --wanted)
      acknowledged = last;
    ::kill(child, SIGKILL);
    while (::read(pipe[0], &last, sizeof last) == sizeof last) acknowledged = last;
    ::close(pipe[0]);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFSIGNALED(status));

    const auto store = openServer(file);
    const std::uint64_t end = must(store->chainEnds(scope)).at(0).counter;
    CHECK(end >= acknowledged);
    CHECK(end <= acknowledged + 2);  // at most the one whose answer did not get out
    CHECK(must(store->lastNumber(scope)) == end / 2);
    std::uint64_t cursor = 0;
    for (const StoredRun& run : must(store->runsAfter(scope, 0, 64 << 20))) {
      CHECK(run.number == ++cursor);
      CHECK((run.run.after == chain.link(run.run.last)));
    }
    CHECK(cursor == end / 2);
    acknowledged = end;
  }
  // 0x4c4d5356 is the server's application id.
  Database database = must(Database::open(file, keyOf(3), 0x4c4d5356, {}, Database::Create::no));
  CHECK(must(database.integrityHolds()));
}

TEST_CASE("directory, packages, enrolments and named values stay over a restart", "[store]") {
  const Folder folder;
  SeededRandom random(9);
  EnrolmentRow row;
  row.codeHash = Hash::make(random);
  row.user = UserId::make(random);
  row.site = "north";
  row.expiresMs = 1'795'000'000'000;
  const PackageHash package = PackageHash::make(random);
  {
    const auto store = openServer(folder / "server.db");
    CHECK(must(store->epoch()) == 1);
    CHECK_FALSE(must(store->directory()).has_value());
    must(store->putDirectory(2, bytesOf("second")));
    CHECK(store->putDirectory(2, bytesOf("second again")).error().is(StoreError::duplicate));
    CHECK(store->putDirectory(1, bytesOf("first")).error().is(StoreError::duplicate));
    must(store->putDirectory(3, bytesOf("third")));
    must(store->putPackage(package, bytesOf("package")));
    must(store->putPackage(package, bytesOf("package")));
    must(store->putEnrolment(row));
    row.tries = 2;
    row.request = copyOf(bytesOf("request"));
    must(store->putEnrolment(row));
    must(store->put("receipt", bytesOf("one")));
    must(store->put("receipt", bytesOf("two")));
  }
  const auto store = openServer(folder / "server.db");
  CHECK(textOf(must(store->directory()).value()) == "third");
  REQUIRE(must(store->packages()).size() == 1);
  const auto back = must(store->enrolment(row.codeHash));
  REQUIRE(back.has_value());
  CHECK((back->user == row.user && back->site == "north" && back->tries == 2 && back->expiresMs == row.expiresMs));
  CHECK(textOf(back->request) == "request");
  CHECK(back->approval.empty());
  CHECK_FALSE(must(store->enrolment(Hash::make(random))).has_value());
  CHECK(must(store->enrolments()).size() == 1);
  CHECK(textOf(must(store->get("receipt")).value()) == "two");
  CHECK_FALSE(must(store->get("nothing")).has_value());
}
