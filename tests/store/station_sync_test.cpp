// SPDX-License-Identifier: Apache-2.0
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>

#include "station_support.h"
#include "store/station_healing.h"

using namespace limen;
using namespace limen::test;

TEST_CASE("twelve records here, nine confirmed: a record counts once all of its own revisions are stored", "[store]") {
  const Folder folder;
  SeededRandom random(1);
  StationStore store = must(StationStore::create(folder / "station.db", keyOf(1)));
  Officer officer(random, store);
  std::vector<RecordId> records;
  for (int i = 0; i < 12; ++i) records.push_back(officer.finish("person " + std::to_string(i)));
  officer.amend(records[0], "person 0 again");  // counter 13
  CHECK(must(store.outboxCount()) == 13);
  officer.confirm(1, 10, false);
  const Counts some = must(store.counts());
  CHECK((some.records == 12 && some.own == 12 && some.confirmed == 9));
  CHECK(must(store.outboxCount()) == 3);
  officer.confirm(1, 10, false);  // again changes nothing
  CHECK(must(store.counts()).confirmed == 9);
  officer.confirm(11, 13, false);
  CHECK(must(store.counts()).confirmed == 12);
  CHECK(must(store.outboxCount()) == 0);
  officer.amend(records[5], "person 5 again");
  CHECK(must(store.counts()).confirmed == 11);
  std::size_t confirmed = 0;
  for (const RecordRow& row : must(store.records("", 0, 50))) confirmed += row.confirmed ? 1 : 0;
  CHECK(confirmed == 11);
}

TEST_CASE("what is stored is not sent again, and its seed goes only once it is safe", "[store]") {
  const Folder folder;
  SeededRandom random(2);
  StationStore store = must(StationStore::create(folder / "station.db", keyOf(1)));
  Officer officer(random, store);
  for (int i = 0; i < 10; ++i) officer.finish("person " + std::to_string(i));
  const auto rowsInOutbox = [&] {
    Statement& count = store.database().cached("SELECT count(*) FROM outbox");
    REQUIRE(must(count.step()));
    const auto rows = count.integer(0);
    count.reset();
    return rows;
  };
  CHECK(must(store.outboxScopes()) == std::vector<ScopeId>{officer.scope()});
  officer.confirm(4, 6, false);
  std::vector<std::uint64_t> waiting;
  for (const OutboxRow& row : must(store.outbox(officer.scope(), 0, 1 << 20))) waiting.push_back(row.counter);
  CHECK(waiting == std::vector<std::uint64_t>{1, 2, 3, 7, 8, 9, 10});
  CHECK(rowsInOutbox() == 10);
  officer.confirm(4, 6, true);
  CHECK(rowsInOutbox() == 7);
  officer.confirm(1, 10, true);
  CHECK(rowsInOutbox() == 0);
  CHECK(must(store.outboxScopes()).empty());
  CHECK(must(store.outbox(officer.scope(), 0, 1 << 20)).empty());
  CHECK(must(store.counts()).confirmed == 10);
  CHECK(must(store.outboxCount()) == 0);
  CHECK(must(store.records("", 0, 20)).size() == 10);
}

TEST_CASE("the outbox is cut by size, after a counter, and its links lead from one to the next", "[store]") {
  const Folder folder;
  SeededRandom random(3);
  StationStore store = must(StationStore::create(folder / "station.db", keyOf(1)));
  Officer officer(random, store);
  for (int i = 0; i < 10; ++i) officer.finish("person " + std::to_string(i));
  const auto all = must(store.outbox(officer.scope(), 0, 1 << 20));
  REQUIRE(all.size() == 10);
  for (std::size_t i = 0; i < 10; ++i) {
    CHECK(all[i].counter == i + 1);
    CHECK((all[i].before == (i == 0 ? Hash{} : all[i - 1].after)));
  }
  const ChainEnd chain = must(store.ownChain(officer.station(), officer.scope()));
  CHECK((chain.counter == 10 && chain.hash == all[9].after));
  CHECK(must(store.outbox(officer.scope(), 0, 1)).size() == 1);
  CHECK(must(store.outbox(officer.scope(), 0, all[0].revision.size() * 2 + 20)).size() == 2);
  const auto rest = must(store.outbox(officer.scope(), 7, 1 << 20));
  REQUIRE(rest.size() == 3);
  CHECK((rest[0].counter == 8 && rest[0].before == all[6].after));
}

TEST_CASE("a pulled run is here once, with its records, and the cursor moved with it", "[store]") {
  const Folder folder;
  SeededRandom random(4);
  StationStore store = must(StationStore::create(folder / "station.db", keyOf(1)));
  const ScopeId scope = ScopeId::make(random);
  const PulledChain chain(random, scope, 10);
  must(store.apply(chain.pulled(1, 6, 1)));
  CHECK(must(store.cursor(scope)) == 1);
  CHECK(must(store.counts()).records == 6);
  CHECK(must(store.counts()).own == 0);
  must(store.apply(chain.pulled(1, 6, 1)));
  must(store.apply(chain.pulled(4, 10, 2)));  // cut otherwise, partly here
  CHECK(must(store.counts()).records == 10);
  CHECK(must(store.cursor(scope)) == 2);
  CHECK(must(store.unindexed(100)).size() == 10);
  CHECK(must(store.unindexed(3)).size() == 3);
  const RecordId record = chain.revision(5).header().record;
  must(store.indexRecord(record, {{"given_name", "Pulled Synthetic"}}, "Pulled"));
  CHECK(must(store.unindexed(100)).size() == 9);
  CHECK((must(store.records("synthetic", 0, 5)).at(0).record == record));
  must(store.indexRecord(record, {{"given_name", "Other"}}, "Other"));
  CHECK(must(store.countRecords("synthetic")) == 0);
  CHECK(must(store.revisions(record)).at(0).erasureParts.size() == 1);
  const RecordRow row = must(store.records("other", 0, 5)).at(0);
  CHECK((!row.ours && row.form.empty()));
  must(store.putPackage(PackageHash{}, "arrival", 1, bytesOf("package")));  // the synthetic headers name the hash of zeros
  CHECK(must(store.records("other", 0, 5)).at(0).form == "arrival");
  CHECK(store.indexRecord(RecordId::make(random), {}, "").error().is(StoreError::notFound));
}

namespace {

// One revision of three parts; what is not in `given` is left as its hash.
struct ThreeParts {
  explicit ThreeParts(Random& random) : scope(ScopeId::make(random)), station(StationId::make(random)), whole(make(random)) {}

  static SealedRevision make(Random& random) {
    RevisionHeader header;
    header.record = RecordId::make(random);
    header.id = {WriterId::make(random), 1};
    header.shift = ShiftId::make(random);
    header.parts = 7;
    ByteWriter out;
    out.sized(header.serialise());
    for (int part = 0; part < 3; ++part) {
      Bytes ciphertext(192 + 16);
      random.fill(ciphertext);
      out.u8(0).sized(ciphertext);
    }
    return must(SealedRevision::parse(out.take()));
  }
  void applyTo(StationStore& store, std::uint16_t given, std::uint64_t number = 1) const {
    const SealedRevision revision = whole.withOnly(given);
    PulledRun run;
    run.scope = scope;
    run.number = number;
    run.station = station;
    run.first = run.last = 1;
    run.after = chainStep(Hash{}, revision.hash());
    run.revisions = {{station, 1, &revision, {}}};
    for (std::uint8_t part = 0; part < 3; ++part)
      if (given >> part & 1) run.revisions[0].erasureParts.emplace_back(part, ErasurePart{part});
    must(store.apply(run));
  }
  RecordId record() const { return whole.header().record; }

  ScopeId scope;
  StationId station;
  SealedRevision whole;
};

// Which parts are here as bytes, and which of them with their erasure part.
std::pair<unsigned, unsigned> heldParts(StationStore& store, const RecordId& record) {
  const auto rows = must(store.revisions(record));
  REQUIRE(rows.size() == 1);
  std::pair<unsigned, unsigned> held;
  for (const SealedPart& part : rows[0].revision.parts())
    if (!part.ciphertext.empty()) held.first |= 1u << part.compartment;
  for (const auto& [compartment, part] : rows[0].erasureParts) {
    CHECK(part == ErasurePart{compartment});
    held.second |= 1u << compartment;
  }
  return held;
}

}  // namespace

TEST_CASE("a run that comes again brings the parts that were hashes and takes none away", "[store]") {
  const Folder folder;
  SeededRandom random(41);
  StationStore store = must(StationStore::create(folder / "station.db", keyOf(1)));
  const ThreeParts revision(random);
  revision.applyTo(store, 0b001);
  CHECK((heldParts(store, revision.record()) == std::pair(0b001u, 0b001u)));
  must(store.indexRecord(revision.record(), {}, "indexed"));
  const auto ends = must(store.chainEnds(revision.scope));
  const Counts counts = must(store.counts());

  revision.applyTo(store, 0b001);  // nothing more in it
  CHECK(must(store.unindexed(5)).empty());
  revision.applyTo(store, 0b010);  // another part instead: both are here
  CHECK((heldParts(store, revision.record()) == std::pair(0b011u, 0b011u)));
  CHECK(must(store.unindexed(5)) == std::vector<RecordId>{revision.record()});
  must(store.indexRecord(revision.record(), {}, "indexed"));
  revision.applyTo(store, 0b000);
  CHECK((heldParts(store, revision.record()) == std::pair(0b011u, 0b011u)));
  CHECK(must(store.unindexed(5)).empty());
  revision.applyTo(store, 0b111);
  CHECK((heldParts(store, revision.record()) == std::pair(0b111u, 0b111u)));
  CHECK((must(store.revisions(revision.record())).at(0).revision.serialise() == revision.whole.serialise()));

  const auto endsNow = must(store.chainEnds(revision.scope));
  REQUIRE((ends.size() == 1 && endsNow.size() == 1));
  CHECK((endsNow[0].counter == 1 && endsNow[0].hash == ends[0].hash));
  CHECK(must(store.counts()).records == counts.records);
  CHECK(must(store.record(revision.record()))->revisions == 1);
  CHECK(must(store.cursor(revision.scope)) == 1);
}

TEST_CASE("an erasure part that was missing comes with a run of parts that are here", "[store]") {
  const Folder folder;
  SeededRandom random(42);
  StationStore store = must(StationStore::create(folder / "station.db", keyOf(1)));
  const ScopeId scope = ScopeId::make(random);
  const PulledChain chain(random, scope, 2);
  PulledRun bare = chain.pulled(1, 2, 1);
  for (PulledRevision& revision : bare.revisions) revision.erasureParts.clear();
  must(store.apply(bare));
  const RecordId record = chain.revision(2).header().record;
  CHECK(must(store.revisions(record)).at(0).erasureParts.empty());
  must(store.apply(chain.pulled(2, 2, 1)));
  CHECK(must(store.revisions(record)).at(0).erasureParts.size() == 1);
  CHECK(must(store.revisions(chain.revision(1).header().record)).at(0).erasureParts.empty());
}

TEST_CASE("another history of another station's chain takes its place, and what was here stays readable beside it", "[store]") {
  const Folder folder;
  SeededRandom random(43);
  StationStore store = must(StationStore::create(folder / "station.db", keyOf(1)));
  const ThreeParts revision(random);
  revision.applyTo(store, 0b001);
  Bytes bytes = revision.whole.serialise();
  bytes.back() ^= 1;  // in the ciphertext of the last part, which is here as its hash
  const SealedRevision other = must(SealedRevision::parse(bytes));
  REQUIRE(other.hash() != revision.whole.hash());
  PulledRun run;
  run.scope = revision.scope;
  run.station = revision.station;
  const auto take = [&](std::uint64_t number, std::vector<const SealedRevision*> all) {
    run.number = number;
    run.first = 1;
    run.last = all.size();
    run.after = Hash{};
    run.revisions.clear();
    for (const SealedRevision* each : all) {
      run.after = chainStep(run.after, each->hash());
      run.revisions.push_back({revision.station, run.revisions.size() + 1, each, {{std::uint8_t{2}, ErasurePart{2}}}});
    }
    must(store.apply(run));
  };
  take(2, {&other});
  auto held = must(store.revisions(revision.record()));
  REQUIRE(held.size() == 2);
  CHECK((held[0].revision.hash() == other.hash() && held[0].counter == 1));
  CHECK((held[1].revision.hash() == revision.whole.hash() && held[1].counter == 0));  // in no chain any more
  CHECK((held[0].scope == revision.scope && held[1].scope == revision.scope && held[1].station == revision.station));
  auto ends = must(store.chainEnds(revision.scope));
  CHECK((ends.size() == 1 && ends[0].counter == 1 && ends[0].hash == chainStep(Hash{}, other.hash()) && ends[0].behind.empty()));
  // Up to the cursor everything was here: it is asked for again.
  CHECK(must(store.cursor(revision.scope)) == 0);

  // The first copy hands in what it had, behind the other's: it is in the chain again, and once.
  take(3, {&other, &revision.whole});
  held = must(store.revisions(revision.record()));
  REQUIRE(held.size() == 2);
  CHECK((held[0].counter == 1 && held[1].counter == 2 && held[1].revision.hash() == revision.whole.hash()));
  CHECK(must(store.record(revision.record()))->revisions == 2);
  CHECK(must(store.chainEnds(revision.scope)).at(0).counter == 2);

  // Only in the chains of others, and only where the link is another one.
  CHECK(must(setAsideIfAnother(store.database(), revision.scope, revision.station, 2, ends[0].hash)));
  CHECK(must(store.chainEnds(revision.scope)).empty());
  CHECK(must(store.revisions(revision.record())).size() == 2);
  CHECK_FALSE(must(setAsideIfAnother(store.database(), revision.scope, revision.station, 1, ends[0].hash)));
}

TEST_CASE("runs that are wanted again are asked for from where they stopped coming, and the cursor stays", "[store]") {
  const Folder folder;
  SeededRandom random(44);
  StationStore store = must(StationStore::create(folder / "station.db", keyOf(1)));
  Officer officer(random, store);
  officer.finish("ours");
  const ScopeId scope = officer.scope();
  CHECK_FALSE(must(store.pullAgain(scope)));  // nothing was pulled: there is nothing to bring again
  CHECK_FALSE(must(store.againAfter(scope)));
  const PulledChain chain(random, scope, 10);
  must(store.apply(chain.pulled(1, 2, 1)));
  officer.confirm(1, 1, false, 2);
  must(store.apply(chain.pulled(3, 4, 3)));
  must(store.apply(chain.pulled(5, 6, 4)));
  CHECK(must(store.pullAgain(scope)));
  CHECK(must(store.againAfter(scope)) == 0u);
  must(store.apply(chain.pulled(1, 2, 1)));
  must(
      store.apply(chain.pulled(3, 4, 3)));  // number 2 is ours and does not come down: the session that was cut here goes on at 3
  CHECK(must(store.againAfter(scope)) == 3u);
  CHECK(must(store.cursor(scope)) == 4);
  must(store.apply(chain.pulled(7, 8, 5)));  // new: it says nothing about number 4
  CHECK(must(store.againAfter(scope)) == 3u);
  CHECK(must(store.cursor(scope)) == 5);
  must(store.endPullAgain(scope));
  CHECK_FALSE(must(store.againAfter(scope)));
  CHECK(must(store.cursor(scope)) == 5);
}

TEST_CASE("a pulled revision of a record that is here makes it one to index again", "[store]") {
  const Folder folder;
  SeededRandom random(5);
  StationStore store = must(StationStore::create(folder / "station.db", keyOf(1)));
  Officer officer(random, store);
  const RecordId record = officer.finish("ours");
  CHECK(must(store.unindexed(10)).empty());
  PulledRun run;
  const SealedRevision theirs = sealed(random, record, 9);
  run.scope = officer.scope();
  run.number = 1;
  run.station = StationId::make(random);
  run.first = run.last = 1;
  run.after = chainStep(Hash{}, theirs.hash());
  run.revisions = {{run.station, 1, &theirs, {}}};
  must(store.apply(run));
  CHECK(must(store.unindexed(10)) == std::vector<RecordId>{record});
  CHECK(must(store.revisions(record)).size() == 2);
  CHECK(must(store.counts()).records == 1);
}

TEST_CASE("the cursor does not pass a number that was not seen, and ours count as seen when confirmed", "[store]") {
  const Folder folder;
  SeededRandom random(6);
  StationStore store = must(StationStore::create(folder / "station.db", keyOf(1)));
  Officer officer(random, store);
  officer.finish("ours");
  const PulledChain chain(random, officer.scope(), 10);
  must(store.apply(chain.pulled(5, 6, 4)));
  CHECK(must(store.cursor(officer.scope())) == 0);
  must(store.apply(chain.pulled(1, 2, 1)));
  CHECK(must(store.cursor(officer.scope())) == 1);
  must(store.apply(chain.pulled(3, 4, 3)));
  CHECK(must(store.cursor(officer.scope())) == 1);
  officer.confirm(1, 1, false, 2);
  CHECK(must(store.cursor(officer.scope())) == 4);
}

TEST_CASE("a run that does not lead to its end, or brings what is none of it, changes nothing", "[store]") {
  const Folder folder;
  SeededRandom random(7);
  StationStore store = must(StationStore::create(folder / "station.db", keyOf(1)));
  const ScopeId scope = ScopeId::make(random);
  const PulledChain chain(random, scope, 10);
  must(store.apply(chain.pulled(4, 6, 1)));
  PulledRun unchained = chain.pulled(7, 8, 2);
  unchained.after = chain.link(9);
  CHECK(store.apply(unchained).error().is(StoreError::failed));
  PulledRun badObject = chain.pulled(7, 8, 2);
  badObject.shiftObjects = {Bytes(10, 1)};
  CHECK_FALSE(store.apply(badObject).has_value());
  CHECK(must(store.counts()).records == 3);
  CHECK(must(store.cursor(scope)) == 1);
  must(store.apply(chain.pulled(7, 8, 2)));
}

TEST_CASE("station and server name the same chain ends for the same runs, in whatever order they came", "[store]") {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    INFO("seed " << seed);
    const Folder folder;
    SeededRandom random(seed);
    StationStore station = must(StationStore::create(folder / "station.db", keyOf(1)));
    const auto server = must(openEmbeddedServerStore(folder / "server.db", keyOf(2), Database::Create::yes));
    Officer officer(random, station);

    struct Cut {
      int chain;  // -1: the station's own
      std::uint64_t first, last;
    };
    std::vector<PulledChain> chains;
    for (int i = 0; i < 3; ++i) chains.emplace_back(random, officer.scope(), 20);
    std::vector<Cut> cuts;
    for (int chain = -1; chain < 3; ++chain) {
      for (std::uint64_t first = 1; first <= 20;) {
        const std::uint64_t last = std::min<std::uint64_t>(20, first + random.below(6));
        if (random.below(8) != 0) cuts.push_back({chain, first, last});  // now and then a gap stays
        if (random.below(4) == 0) cuts.push_back({chain, first, std::min<std::uint64_t>(20, last + 3)});
        first = last + 1;
      }
    }
    for (int i = 0; i < 20; ++i) officer.finish("ours");
    const auto own = must(station.outbox(officer.scope(), 0, 1 << 20));
    const auto ownRun = [&](const Cut& cut) {
      IncomingRun run;
      run.station = officer.station();
      run.scope = officer.scope();
      run.first = cut.first;
      run.last = cut.last;
      run.before = own[cut.first - 1].before;
      run.after = own[cut.last - 1].after;
      for (std::uint64_t i = cut.first; i <= cut.last; ++i) {
        run.revisions.push_back({i, own[i - 1].revision, must(SealedRevision::parse(own[i - 1].revision)).hash(), {}});
      }
      return run;
    };
    const auto shuffle = [&] {
      for (std::size_t i = cuts.size(); i > 1; --i) std::swap(cuts[i - 1], cuts[random.below(i)]);
    };
    shuffle();
    for (const Cut& cut : cuts) {
      const auto outcome = must(server->commit(
          {cut.chain < 0 ? ownRun(cut) : chains[static_cast<std::size_t>(cut.chain)].incoming(cut.first, cut.last)}));
      REQUIRE(outcome[0].kind != RunOutcome::Kind::chainConflict);
    }
    shuffle();
    for (const Cut& cut : cuts) {
      if (cut.chain < 0) {
        officer.confirm(cut.first, cut.last, random.below(2) == 0);
      } else {
        must(station.apply(chains[static_cast<std::size_t>(cut.chain)].pulled(cut.first, cut.last)));
      }
    }
    const auto atServer = must(server->chainEnds(officer.scope()));
    const auto atStation = must(station.chainEnds(officer.scope()));
    REQUIRE(atServer.size() == atStation.size());
    for (std::size_t i = 0; i < atServer.size(); ++i) {
      CHECK((atServer[i].station == atStation[i].station && atServer[i].counter == atStation[i].counter &&
             atServer[i].hash == atStation[i].hash));
      CHECK(atServer[i].behind == atStation[i].behind);
    }
  }
}

TEST_CASE("a station killed in the middle of saving keeps every record whose saving returned, whole", "[store]") {
  const Folder folder;
  const auto file = folder / "station.db";
  SeededRandom setup(9);
  const StationId station = StationId::make(setup);
  const ScopeId scope = ScopeId::make(setup);
  must(StationStore::create(file, keyOf(1)));
  std::uint64_t acknowledged = 0;
  for (std::uint64_t round = 0; round < 20; ++round) {
    int pipe[2];
    REQUIRE(::pipe(pipe) == 0);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      auto store = StationStore::open(file, keyOf(1));
      if (!store) ::_exit(1);
      SeededRandom random(1000 + round);
      for (;;) {
        const auto revision = SealedRevision::parse(sealedBytes(random, RecordId::make(random), 1));
        if (!revision) ::_exit(2);
        FinishedRecord record;
        record.scope = scope;
        record.form = "arrival";
        record.revision = &*revision;
        record.operational = {{"given_name", "synthetic person"}};
        record.summary = "synthetic";
        record.audit = auditAct("record.finish");
        const auto counter = store->finish(station, record);
        if (!counter) ::_exit(3);
        if (::write(pipe[1], &*counter, sizeof *counter) != sizeof *counter) ::_exit(4);
      }
    }
    ::close(pipe[1]);
    std::uint64_t last = 0;
    for (std::uint64_t wanted = 2 + 3 * (round % 7); wanted > 0 && ::read(pipe[0], &last, sizeof last) == sizeof last; --wanted)
      acknowledged = last;
    ::kill(child, SIGKILL);
    while (::read(pipe[0], &last, sizeof last) == sizeof last) acknowledged = last;
    ::close(pipe[0]);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFSIGNALED(status));

    StationStore store = must(StationStore::open(file, keyOf(1)));
    const std::uint64_t made = must(store.ownChain(station, scope)).counter;
    CHECK(made >= acknowledged);
    CHECK(made <= acknowledged + 1);
    const Counts counts = must(store.counts());
    CHECK((counts.records == made && counts.own == made));
    CHECK(must(store.outboxCount()) == made);
    CHECK(must(store.outbox(scope, 0, 64 << 20)).size() == made);
    CHECK(must(store.countRecords("synthetic")) == made);
    CHECK(must(store.auditEntries(1, 100'000)).size() == made);
    CHECK(must(store.database().integrityHolds()));
    acknowledged = made;
  }
}

TEST_CASE("no word of a record, its index or its draft is in any file of a station", "[store]") {
  const Folder folder;
  SeededRandom random(10);
  const std::string canary = "Canarywordsynthetic";
  const auto filesWith = [&](std::string_view words) {
    std::size_t found = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
      if (contentOf(entry.path()).find(words) != std::string::npos) ++found;
    }
    return found;
  };
  write(folder / "control", canary);
  REQUIRE(filesWith(canary) == 1);
  std::filesystem::remove(folder / "control");
  {
    StationStore store = must(StationStore::create(folder / "station.db", keyOf(1)));
    Officer officer(random, store);
    for (int i = 0; i < 200; ++i) officer.finish(canary + " " + std::to_string(i));
    DraftRow draft;
    draft.form = canary;
    draft.content = copyOf(bytesOf(canary));
    must(store.saveDraft(draft));
    must(store.put(canary, bytesOf(canary)));
    CHECK(must(store.countRecords(canary)) == 200);
    REQUIRE(std::filesystem::exists(folder / "station.db-wal"));
    REQUIRE(std::filesystem::file_size(folder / "station.db-wal") > 0);
    CHECK(filesWith(canary) == 0);
    CHECK(filesWith("canarywordsynthetic") == 0);  // as the index folds it
    CHECK(filesWith("record.finish") == 0);
  }
  CHECK(filesWith(canary) == 0);
  CHECK(filesWith("canarywordsynthetic") == 0);
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder.path())) ++files;
  CHECK(files == 1);
}
