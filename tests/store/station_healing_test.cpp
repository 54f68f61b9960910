// SPDX-License-Identifier: Apache-2.0
// Two histories of one chain, after a copy of a station or a restored server.
#include "store/station_healing.h"

#include "station_support.h"

using namespace limen;
using namespace limen::test;

TEST_CASE("wherever another history of a station's chain shows, what was here is set aside and nothing of it lost", "[store]") {
  for (const auto& [first, last] : {std::pair<std::uint64_t, std::uint64_t>{6, 8}, {7, 8}, {2, 3}, {1, 10}}) {
    CAPTURE(first, last);
    const Folder folder;
    SeededRandom random(7);
    StationStore store = must(StationStore::create(folder / "station.db", keyOf(1)));
    const ScopeId scope = ScopeId::make(random);
    const PulledChain chain(random, scope, 10), other(random, scope, 10);
    must(store.apply(chain.pulled(4, 6, 1)));
    PulledRun fork = other.pulled(first, last, 2);
    fork.station = chain.station();
    must(store.apply(fork));
    for (std::uint64_t i = 4; i <= 6; ++i) CHECK(must(store.revisions(chain.revision(i).header().record)).at(0).counter == 0);
    for (std::uint64_t i = first; i <= last; ++i)
      CHECK(must(store.revisions(other.revision(i).header().record)).at(0).counter == i);
    CHECK(must(store.counts()).records == 3 + last - first + 1);
    const auto ends = must(store.chainEnds(scope));
    REQUIRE(ends.size() == 1);
    if (first == 1) CHECK((ends[0].counter == 10 && ends[0].behind.empty()));
    if (first > 1) CHECK((ends[0].counter == 0 && ends[0].behind == std::vector<ChainSpan>{{first, last, other.link(last)}}));
  }
}

TEST_CASE("what waits here goes behind another history of our own chain, whichever part of that comes first", "[store]") {
  const Folder folder;
  SeededRandom random(8);
  StationStore store = must(StationStore::create(folder / "station.db", keyOf(1)));
  Officer officer(random, store);
  for (int i = 0; i < 5; ++i) officer.finish("person " + std::to_string(i));
  const PulledChain copy(random, officer.scope(), 6);  // what a copy of this station went on with
  const auto of = [&](std::uint64_t first, std::uint64_t last, std::uint64_t number) {
    PulledRun run = copy.pulled(first, last, number);
    run.station = officer.station();
    return run;
  };
  const auto waiting = [&] {
    std::vector<std::uint64_t> counters;
    for (const OutboxRow& row : must(store.outbox(officer.scope(), 0, 1 << 20))) counters.push_back(row.counter);
    return counters;
  };
  SECTION("its end, then its beginning") {
    must(store.apply(of(4, 6, 2)));
    CHECK(waiting() == std::vector<std::uint64_t>{7, 8, 9, 10, 11});
    CHECK(must(store.wholeCounter(officer.station(), officer.scope())) == 0);
    must(store.apply(of(1, 3, 1)));
  }
  SECTION("its beginning, then its end") {
    must(store.apply(of(1, 3, 1)));
    must(store.apply(of(4, 6, 2)));
  }
  SECTION("what was safe at a server that lost it is set aside when the heads say so, and comes again") {
    officer.confirm(1, 4, true);
    const auto end = must(store.confirmedEnd(officer.station(), officer.scope()));
    CHECK_FALSE(must(setAsideIfAnother(store.database(), officer.scope(), officer.station(), 4, end.hash)));
    CHECK_FALSE(
        must(setAsideIfAnother(store.database(), officer.scope(), officer.station(), 5, copy.link(5))));  // that one waits
    CHECK(must(setAsideIfAnother(store.database(), officer.scope(), officer.station(), 4, copy.link(4))));
    CHECK((must(store.cursor(officer.scope())) == 0 && must(store.counts()).records == 5 && waiting().size() == 1));
    CHECK(must(store.apply(of(1, 6, 1))) == StationStore::Applied::inPlace);
    CHECK(waiting() == std::vector<std::uint64_t>{7});
    return;
  }
  SECTION("what was safe at a server that lost it is set aside, and nothing of it is lost") {
    officer.confirm(1, 4, true);
    CHECK(must(store.apply(of(4, 6, 2))) == StationStore::Applied::otherSetAside);
    CHECK(waiting() == std::vector<std::uint64_t>{7});  // only the fifth still waited
    must(store.apply(of(1, 3, 1)));
    CHECK((must(store.cursor(officer.scope())) == 2 && must(store.wholeCounter(officer.station(), officer.scope())) == 7));
    CHECK((must(store.counts()).records == 11 && must(store.outboxCount()) == 1));
    officer.confirm(7, 7, false, 3);
    CHECK((must(store.outboxCount()) == 0 && must(store.counts()).confirmed == must(store.counts()).own));
    return;
  }
  CHECK(waiting() == std::vector<std::uint64_t>{7, 8, 9, 10, 11});
  CHECK(must(store.wholeCounter(officer.station(), officer.scope())) == 11);
  CHECK(must(store.cursor(officer.scope())) == 2);
  CHECK((must(store.counts()).records == 11 && must(store.outboxCount()) == 5));
  officer.confirm(7, 11, false, 3);
  CHECK((must(store.outboxCount()) == 0 && must(store.counts()).confirmed == must(store.counts()).own));
}
