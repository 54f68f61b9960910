// SPDX-License-Identifier: Apache-2.0
// The line is cut at a hundred places of a session, handshake included: nothing acknowledged is lost, nothing is there twice, and
// the next session ends in order. Real gRPC over TLS, both stores on disk.
#include <catch2/catch_test_macros.hpp>

#include "station/intake.h"
#include "tests/bench/world.h"

using namespace limen;
using bench::must;

namespace {

constexpr int kPlaces = 100;

struct Desk {
  bench::World world;
  std::shared_ptr<const Programme> programme;
  std::uint64_t own = 0;

  void save() {
    must(importRecord(*world.vault, programme, R"({"registration_number":"R2026-100001-1","limen_language":"English","limen_mode":"read","limen_alone":"yes"})"), "record");
    ++own;
  }
  // A line of its own each time: what the last one left half sent is gone with it.
  Result<SyncReport> sync() {
    GrpcClient client({world.vault->serverAddress(), world.vault->authorityPem()}, &world.vault->tls());
    const std::atomic<bool> never{false};
    return syncNow(
        *world.vault, client, [](const SyncProgress&) {}, never);
  }
  std::uint64_t bytes() const { return world.link.bytesUp() + world.link.bytesDown(); }
};

}  // namespace

TEST_CASE("a session that is cut at a hundred places loses nothing and doubles nothing", "[station]") {
  Desk desk;
  REQUIRE(must(desk.sync(), "sync").outcome == SyncReport::Outcome::synced);
  desk.programme = must(desk.world.vault->programmes(), "programme").front();
  desk.save();
  const std::uint64_t before = desk.bytes();
  REQUIRE(must(desk.sync(), "sync").outcome == SyncReport::Outcome::synced);
  const std::uint64_t whole = desk.bytes() - before;
  REQUIRE(whole > 1000);

  int broken = 0;
  for (int place = 0; place < kPlaces; ++place) {
    desk.save();
    const std::uint64_t confirmedBefore = must(desk.world.vault->store().counts(), "counts").confirmed;
    desk.world.link.cutAfter(1 + whole * static_cast<std::uint64_t>(place) / kPlaces);
    const auto cut = desk.sync();
    broken += !cut || cut->outcome != SyncReport::Outcome::synced;
    desk.world.link.cutAfter(std::nullopt);
    CHECK(must(desk.world.vault->store().counts(), "counts").confirmed >= confirmedBefore);

    const auto healed = must(desk.sync(), "sync");
    INFO("cut at place " << place << " of " << kPlaces << ", then " << healed.cause);
    REQUIRE(healed.outcome == SyncReport::Outcome::synced);
    REQUIRE(healed.counts.confirmed == desk.own);
  }
  CHECK(broken >= kPlaces * 9 / 10);
  CHECK(must(desk.world.vault->store().outboxCount(), "outbox") == 0);
  // The server's fingerprint matched a chain in which each record stands once.
  const ScopeId scope = desk.world.vault->scope(*desk.programme);
  CHECK(must(desk.world.vault->store().ownChain(desk.world.vault->station(), scope), "chain").counter == desk.own);
}
