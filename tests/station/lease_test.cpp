// SPDX-License-Identifier: Apache-2.0
// A station that has not heard from its server for too long opens nothing, keeps taking records, and opens again after the next contact.
#include "station/lease.h"

#include "erasing.h"
#include "station/station_office.h"

using namespace limen;
using namespace limen::test;

namespace {

struct Leased : Served {
  Leased() {
    must(setLease(world.organisation(), 72, secret(kAdministratorPassphrase), world.clock));
    publish();
    synced();  // brings the directory
    synced();
  }
  void synced() {
    Vault vault = world.unlock(desk);
    const SyncReport report = must(sync(vault));
    INFO(report.cause);
    REQUIRE(report.outcome == SyncReport::Outcome::synced);
  }
  LeaseState state() {
    Vault vault = world.unlock(desk);
    return must(leaseState(vault.store(), vault.directory(), world.clock));
  }
};

}  // namespace

TEST_CASE("a lease that has run out opens nothing, takes new records and keeps drafts, and the next contact begins it anew", "[station]") {
  Leased here;
  CHECK(here.state().hours == 72);
  Vault vault = here.world.unlockInShift(here.desk);
  const RecordId record = capture(vault, must(vault.programmes()).front(), "Synthia", "tall");
  must(showRecord(vault, record, "en"));
  here.world.clock.advance(std::chrono::hours(71));
  must(showRecord(vault, record, "en"));
  must(listRecords(vault, "", 0, 10));
  here.world.clock.advance(std::chrono::hours(2));
  refusedWith(listRecords(vault, "", 0, 10), LeaseError::ranOut);
  refusedWith(listRecords(vault, "synthia", 0, 10), LeaseError::ranOut);
  refusedWith(showRecord(vault, record, "en"), LeaseError::ranOut);
  CHECK(must(leaseState(vault.store(), vault.directory(), here.world.clock)).ranOut);
  const RecordId meanwhile = capture(vault, must(vault.programmes()).front(), "Syntho", "small");
  REQUIRE(must(here.sync(vault)).outcome == SyncReport::Outcome::synced);
  must(showRecord(vault, record, "en"));
  must(showRecord(vault, meanwhile, "en"));
  CHECK(must(leaseState(vault.store(), vault.directory(), here.world.clock)).left == std::chrono::hours(72));
  // A contact with nothing to say is one too.
  must(here.sync(vault));
  here.world.clock.advance(std::chrono::hours(40));
  must(here.sync(vault));
  CHECK(must(leaseState(vault.store(), vault.directory(), here.world.clock)).left == std::chrono::hours(72));
}

TEST_CASE("a clock that is put back makes no lease longer, by the hour or by ten years, and a restart of the machine neither", "[station]") {
  Leased here;
  here.world.clock.advance(std::chrono::hours(40));
  CHECK(here.state().left <= std::chrono::hours(32));
  const WallTime then = here.world.clock.now();
  for (const auto back : {std::chrono::hours(39), std::chrono::hours(24 * 3650)}) {
    here.world.clock.setWall(then - back);
    const LeaseState now = here.state();
    CHECK(now.left <= std::chrono::hours(32));
    CHECK_FALSE(now.ranOut);
  }
  here.world.clock.advance(std::chrono::hours(31));
  CHECK_FALSE(here.state().ranOut);
  Vault vault = here.world.unlock(here.desk);
  // The machine starts anew: its running clock with it, and the wall still says ten years ago.
  ManualClock restarted(here.world.clock.now());
  CHECK_FALSE(must(leaseState(vault.store(), vault.directory(), restarted)).ranOut);
  restarted.advance(std::chrono::minutes(61));
  CHECK(must(leaseState(vault.store(), vault.directory(), restarted)).ranOut);
}

TEST_CASE("a clock ten years ahead at the contact, and right again afterwards, costs nobody the lease", "[station]") {
  Leased here;
  Vault vault = here.world.unlock(here.desk);
  ManualClock ahead(here.world.clock.now() + std::chrono::hours(24 * 3650));
  must(beginLease(vault.store(), ahead));
  ManualClock right(here.world.clock.now());
  const LeaseState now = must(leaseState(vault.store(), vault.directory(), right));
  CHECK_FALSE(now.ranOut);
  CHECK(now.left == std::chrono::hours(72));
}

TEST_CASE("without a lease in the directory nothing runs out, and what is taken out of it ends with the next directory", "[station]") {
  Leased here;
  here.world.clock.advance(std::chrono::hours(100));
  CHECK(here.state().ranOut);
  must(setLease(here.world.organisation(), 0, secret(kAdministratorPassphrase), here.world.clock));
  here.publish();
  here.synced();
  CHECK(here.state().hours == 0);
  here.world.clock.advance(std::chrono::hours(1000));
  CHECK_FALSE(here.state().ranOut);
  Vault vault = here.world.unlock(here.desk);
  must(listRecords(vault, "", 0, 10));
}
