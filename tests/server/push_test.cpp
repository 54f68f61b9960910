// SPDX-License-Identifier: Apache-2.0
// Pushing and pulling over real TLS against a real store.
#include <catch2/catch_test_macros.hpp>
#include <thread>

#include "tests/support/server_fixture.h"

using namespace limen;
using namespace limen::test;
using Outcome = sync_action::Finish::Outcome;

namespace {

struct OneStation : World {
  TestChain chain{organisation, 0, "intake"};
  StationMemory memory;

  OneStation() {
    memory.scopes[chain.scope()] = {};
    ownHash = [this](std::size_t, std::uint64_t counter) { return chain.hashAt(counter); };
    start();
    publish();
  }
  std::vector<StoredRun> stored() {
    stop();
    auto store = openServerStore(serverFolder(), storeKey);
    LIMEN_CHECK(store.has_value());
    return (*store)->runsAfter(chain.scope(), 0, 1 << 30).value();
  }
};

// Every revision of the chain once, in its own bytes, and numbers without a gap.
void checkStored(const std::vector<StoredRun>& runs, const TestChain& chain) {
  std::map<std::uint64_t, Bytes> revisions;
  std::uint64_t number = 0;
  for (const StoredRun& run : runs) {
    CHECK(run.number == ++number);
    for (const StoredRevision& revision : run.run.revisions) {
      const auto [at, fresh] = revisions.emplace(revision.counter, revision.revision);
      CHECK(at->second == revision.revision);
    }
  }
  REQUIRE(revisions.size() == chain.end());
  for (const auto& [counter, bytes] : revisions) CHECK(bytes == chain.revision(counter).serialise());
}

}  // namespace

TEST_CASE("what is pushed is stored once, numbered densely, and acknowledged with a signed receipt", "[server]") {
  OneStation world;
  world.chain.addRecords(50);
  const SessionResult result = world.sync(0, world.memory, world.chain.cutAll(7));
  CHECK(result.finish.outcome == Outcome::synced);
  CHECK(result.finish.cause.empty());
  CHECK_FALSE(result.finish.secondCopy);
  CHECK(result.acknowledgedRevisions() == 50);
  CHECK(result.refusals.empty());
  CHECK(result.directories.size() == 1);
  CHECK(result.packages.size() == 1);
  for (const Ack& ack : result.acks) {
    CHECK(ack.epoch() == 1);
    CHECK(ack.safe_size() == ack.stored_size());
  }
  CHECK(world.memory.scopes[world.chain.scope()].cursor == 8);
  const auto runs = world.stored();
  CHECK(runs.size() == 8);
  checkStored(runs, world.chain);
}

TEST_CASE("a session with nothing new is two small frames up and one down", "[server]") {
  OneStation world;
  world.chain.addRecords(3);
  REQUIRE(world.sync(0, world.memory, world.chain.cutAll(3)).finish.outcome == Outcome::synced);
  world.memory.directoryVersion = world.memory.epoch = 1;
  programme::Package package;
  REQUIRE(package.ParseFromString(text(world.organisation.package("intake"))));
  world.memory.packages.push_back(*PackageHash::from(hash256({bytesOf(package.body())}).bytes()));

  GrpcClient client = world.stationClient(0);
  auto transport = client.open();
  REQUIRE(transport);
  SyncEngine engine(world.startOf(0, world.memory));
  std::size_t up = 0, down = 0, frames = 0;
  Up end;
  end.mutable_end();
  const auto hello = std::get<sync_action::Send>(engine.begin()[0]).frame;
  for (const Up& frame : {hello, end}) {
    up += frame.ByteSizeLong();
    REQUIRE((*transport)->send(frame));
  }
  static_cast<void>(engine.on(sync_event::NoMoreRuns{}));
  std::vector<SyncAction> actions;
  while (true) {
    auto frame = (*transport)->receive();
    REQUIRE(frame);
    if (!*frame) break;
    down += (*frame)->ByteSizeLong();
    ++frames;
    actions = engine.on(sync_event::Received{**frame});
  }
  CHECK(frames == 1);
  REQUIRE(std::holds_alternative<sync_action::Finish>(actions.back()));
  CHECK(std::get<sync_action::Finish>(actions.back()).outcome == Outcome::synced);
  INFO(up << " bytes up, " << down << " down");
  CHECK(up + down <= 240);
}

TEST_CASE("pushed again with other cuts and in another order, nothing is stored twice", "[server]") {
  OneStation world;
  world.chain.addRecords(40);
  REQUIRE(world.sync(0, world.memory, world.chain.cutAll(10)).finish.outcome == Outcome::synced);
  CHECK(world.sync(0, world.memory, world.chain.cutAll(10)).acknowledgedRevisions() == 40);
  CHECK(world.sync(0, world.memory, world.chain.cutAll(7)).finish.outcome == Outcome::synced);
  std::vector<Run> backwards;
  for (std::uint64_t last = 40; last > 0; last -= 5) backwards.push_back(world.chain.cut(last - 4, last));
  CHECK(world.sync(0, world.memory, backwards).finish.outcome == Outcome::synced);
  const auto runs = world.stored();
  CHECK(runs.size() == 4);
  checkStored(runs, world.chain);
}

TEST_CASE("runs that arrive in the wrong order are all kept, and the fingerprint matches once the gap is closed", "[server]") {
  OneStation world;
  world.chain.addRecords(30);
  const SessionResult result =
      world.sync(0, world.memory, {world.chain.cut(21, 30), world.chain.cut(11, 20, false), world.chain.cut(1, 10, false)});
  CHECK(result.finish.outcome == Outcome::synced);
  CHECK(result.acknowledgedRevisions() == 30);
  checkStored(world.stored(), world.chain);
}

TEST_CASE("two stations that push at once share one dense order and then see each other's runs", "[server]") {
  World world(2);
  TestChain a(world.organisation, 0, "intake"), b(world.organisation, 1, "intake");
  a.addRecords(300);
  b.addRecords(300);
  world.ownHash = [&](std::size_t station, std::uint64_t counter) { return (station == 0 ? a : b).hashAt(counter); };
  world.start();
  world.publish();
  StationMemory memoryA, memoryB;
  memoryA.scopes[a.scope()] = {};
  memoryB.scopes[b.scope()] = {};
  REQUIRE(a.scope() == b.scope());
  SessionResult resultA, resultB;
  {
    std::thread other([&] { resultB = world.sync(1, memoryB, b.cutAll(3)); });
    resultA = world.sync(0, memoryA, a.cutAll(3));
    other.join();
  }
  CHECK(resultA.finish.outcome == Outcome::synced);
  CHECK(resultB.finish.outcome == Outcome::synced);
  // Whatever the interleaving was, one more session each brings both to the same end.
  resultA = world.sync(0, memoryA, std::vector<Run>{});
  resultB = world.sync(1, memoryB, std::vector<Run>{});
  CHECK(resultA.finish.outcome == Outcome::synced);
  CHECK(resultB.finish.outcome == Outcome::synced);
  CHECK(memoryA.scopes[a.scope()].cursor == 200);
  CHECK(memoryB.scopes[a.scope()].cursor == 200);
  CHECK(memoryA.scopes[a.scope()].heads.size() == 2);
  world.stop();
  auto store = openServerStore(world.serverFolder(), world.storeKey);
  REQUIRE(store);
  const auto runs = (*store)->runsAfter(a.scope(), 0, 1 << 30).value();
  REQUIRE(runs.size() == 200);
  for (std::size_t i = 0; i < runs.size(); ++i) CHECK(runs[i].number == i + 1);
}

TEST_CASE("a server that was restarted between pushes goes on where it was", "[server]") {
  OneStation world;
  world.chain.addRecords(20);
  REQUIRE(world.sync(0, world.memory, {world.chain.cut(1, 12)}).finish.outcome == Outcome::synced);
  world.stop();
  world.start();
  const SessionResult result = world.sync(0, world.memory, {world.chain.cut(1, 12), world.chain.cut(13, 20)});
  CHECK(result.finish.outcome == Outcome::synced);
  CHECK(result.packages.size() == 1);  // published before the restart
  const auto runs = world.stored();
  CHECK(runs.size() == 2);
  checkStored(runs, world.chain);
}

TEST_CASE("a station whose server was away reaches it as soon as it is back, on the same channel", "[server]") {
  OneStation world;
  world.chain.addRecords(3);
  GrpcClient client = world.stationClient(0);
  const Bytes run = world.chain.cut(1, 3).serialise();
  const ServerOptions same{.listen = "127.0.0.1:" + std::to_string(world.port), .limits = {}};
  world.stop();
  for (int i = 0; i < 3; ++i) {  // each failure doubles how long the channel itself would wait
    const SessionResult away = world.syncOver(client, 0, world.memory, {run});
    REQUIRE(away.failure);
    CHECK(away.failure->is(TransportError::unreachable));
  }
  world.start(same);
  CHECK(world.syncOver(client, 0, world.memory, {run}).finish.outcome == Outcome::synced);
}

TEST_CASE("a station gets the parts its users read, the rest as hashes, and the erasure parts of what it got", "[server]") {
  World world(1);
  const std::size_t south = world.addStation("south"), centre = world.addStation("centre");
  const std::size_t stranger = world.addStation("centre");
  for (const std::string compartment : {"identity", "health"}) {
    world.organisation.letRead(world.organisation.stations[centre].user, compartment, "border");
  }
  TestChain chain(world.organisation, 0, "intake");
  chain.addRecords(12);
  world.ownHash = [&](std::size_t, std::uint64_t counter) { return chain.hashAt(counter); };
  world.start();
  world.publish();
  StationMemory own;
  own.scopes[chain.scope()] = {};
  REQUIRE(world.sync(0, own, chain.cutAll(5)).finish.outcome == Outcome::synced);

  const auto check = [&](std::size_t reader, const std::set<std::string>& readable) {
    StationMemory memory;
    memory.scopes[chain.scope()] = {};
    const SessionResult result = world.sync(reader, memory, std::vector<Run>{});
    CHECK(result.finish.outcome == Outcome::synced);
    REQUIRE(result.pulled.size() == 3);
    CHECK(memory.scopes[chain.scope()].cursor == 3);
    std::uint64_t counter = 0;
    std::size_t shiftObjects = 0;
    for (const NumberedRun& numbered : result.pulled) {
      const auto run = Run::parse(bytesOf(numbered.run()));
      REQUIRE(run);
      CHECK(run->check(world.organisation.stations[0].signer.publicKey()));
      CHECK(run->seeds.empty());
      shiftObjects += run->shiftObjects.size();
      const auto box = world.organisation.stations[reader].box.open(run->erasureParts);
      REQUIRE(box);
      ByteReader parts(box->expose(SecretAccess{}));
      const ShiftKeys keys =
          ShiftKeys::read(chain.shift().object, [&](std::string_view compartment, std::uint32_t) -> const BoxKeys* {
            for (std::size_t i = 0; i < world.organisation.compartmentNames.size(); ++i) {
              if (world.organisation.compartmentNames[i] == compartment) return &world.organisation.compartmentKeys[i];
            }
            return nullptr;
          });
      for (const SealedRevision& revision : run->revisions) {
        ++counter;
        for (const SealedPart& part : revision.parts()) {
          const std::string& name = world.organisation.compartmentNames[part.compartment];
          CHECK(part.ciphertext.empty() != readable.contains(name));
          if (part.ciphertext.empty()) continue;
          const ErasurePart erasure = parts.array<16>();
          CHECK(erasure == erasurePart(chain.seed(counter), name));
          CHECK(Sealer::open(revision, part.compartment, keys, erasure));
        }
      }
      CHECK(parts.done());
    }
    CHECK(shiftObjects == 1);  // once a session
  };
  SECTION("a colleague of the same site group reads operational") {
    check(south, {"operational"});
  }
  SECTION("a reader at headquarters reads what was granted and nothing else") {
    check(centre, {"identity", "health"});
  }
  SECTION("a station without business in the scope gets nothing of it") {
    StationMemory memory;
    memory.scopes[chain.scope()] = {};
    const SessionResult result = world.sync(stranger, memory, std::vector<Run>{});
    CHECK(result.finish.outcome == Outcome::refused);
    CHECK(result.finish.cause == "scope");
    CHECK(result.pulled.empty());
  }
}

TEST_CASE("with everything the server has, no part opens", "[server]") {
  OneStation world;
  world.chain.addRecords(5);
  REQUIRE(world.sync(0, world.memory, world.chain.cutAll(5)).finish.outcome == Outcome::synced);
  const auto runs = world.stored();
  const auto folder = ServerFolder::load(world.serverFolder(), world.storeKey);
  REQUIRE(folder);
  const BoxKeys erasure = BoxKeys::fromSecret(folder->erasureSecret).value();
  const BoxKeys fromReceipt = BoxKeys::fromSecret(folder->receiptSeed).value();
  const BoxKeys fromStoreKey = BoxKeys::fromSecret(world.storeKey).value();
  std::size_t tried = 0;
  for (const StoredRun& stored : runs) {
    const ShiftObject object = ShiftObject::parse(stored.run.shiftObjects.at(0)).value();
    for (const StoredRevision& each : stored.run.revisions) {
      const SealedRevision revision = SealedRevision::parse(each.revision).value();
      REQUIRE(each.erasureParts.size() == world.organisation.compartmentNames.size());
      for (const auto& [compartment, part] : each.erasureParts) {
        for (const BoxKeys* held : {&erasure, &fromReceipt, &fromStoreKey}) {
          const ShiftKeys keys = ShiftKeys::read(object, [&](std::string_view, std::uint32_t) { return held; });
          CHECK_FALSE(Sealer::open(revision, compartment, keys, part));
          ++tried;
        }
        // The positive control: with a reader's key the server's erasure part is the right one.
        const ShiftKeys reader = ShiftKeys::read(
            object, [&, at = compartment](std::string_view, std::uint32_t) { return &world.organisation.compartmentKeys[at]; });
        CHECK(Sealer::open(revision, compartment, reader, part));
      }
    }
  }
  CHECK(tried == 75);
}
