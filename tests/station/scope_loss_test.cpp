// SPDX-License-Identifier: Apache-2.0
// A compartment is taken out of a station's reach: what is here of it goes, what the server has not got goes up first, the rest stays.
#include "station/scope_loss.h"

#include "erasing.h"

using namespace limen;
using namespace limen::test;

namespace {

struct Losing : Served {
  Losing() {
    Organisation organisation = world.open();
    const Bytes grant = must(organisation.grantReader(desk.user, "identity", secret(kOfficerPassphrase)));
    publish();
    synced();
    Vault vault = world.unlock(desk);
    must(vault.takeGrant(grant));
  }
  void synced() {
    Vault vault = world.unlock(desk);
    REQUIRE(must(sync(vault)).outcome == SyncReport::Outcome::synced);
  }
  RecordId captured(bool sent) {
    Vault vault = world.unlockInShift(desk);
    const RecordId record = capture(vault, must(vault.programmes()).front(), "Synthia", "tall");
    if (sent) REQUIRE(must(sync(vault)).outcome == SyncReport::Outcome::synced);
    return record;
  }
  void lose() {
    Organisation organisation = world.open();
    must(organisation.removeReader(desk.user, "identity", secret(kOfficerPassphrase)));
    publish();
  }
  // How many parts of a compartment lie here sealed, and how many erasure parts of it.
  std::pair<int, int> heldOf(Vault& vault, const RecordId& record, const std::string& compartment) {
    std::pair<int, int> out;
    for (const RevisionRow& row : must(vault.store().revisions(record))) {
      const auto in = must(vault.programme(row.revision.header().package));
      const auto name = [&](std::uint8_t at) { return in->compartments[at].name; };
      for (const SealedPart& part : row.revision.parts()) out.first += name(part.compartment) == compartment && !part.ciphertext.empty();
      for (const auto& [at, part] : row.erasureParts) out.second += name(at) == compartment;
    }
    return out;
  }
  std::vector<std::string> purges(Vault& vault) {
    std::vector<std::string> out;
    for (const AuditEntry& entry : must(vault.store().auditEntries(1, 5000)))
      if (entry.act.act == "scope.purge") out.push_back(entry.act.result);
    return out;
  }
};

}  // namespace

TEST_CASE("a compartment that leaves a station's reach leaves its disk with the next sync, and nothing else does", "[station]") {
  Losing here;
  const RecordId record = here.captured(true);
  {
    Vault vault = here.world.unlock(here.desk);
    REQUIRE(here.heldOf(vault, record, "identity").first == 1);
    REQUIRE(here.heldOf(vault, record, "identity").second >= 1);
  }
  here.lose();
  here.synced();
  Vault vault = here.world.unlock(here.desk);
  CHECK(here.heldOf(vault, record, "identity") == std::pair(0, 0));
  CHECK(here.heldOf(vault, record, "operational").first == 1);
  CHECK(here.heldOf(vault, record, "operational").second >= 1);
  CHECK(here.purges(vault) == std::vector<std::string>{"1"});
  here.synced();  // the chains are what they were, and nothing is purged twice
  CHECK(here.purges(vault) == std::vector<std::string>{"1"});
  CHECK(must(vault.store().record(record))->confirmed);
}

TEST_CASE("what the server has not got stays until it has, although it is out of reach", "[station]") {
  Losing here;
  const RecordId sent = here.captured(true), waiting = here.captured(false);
  here.lose();
  {
    Vault vault = here.world.unlock(here.desk);
    must(vault.takeDirectory(here.world.open().directory().bytes()));
    must(vault.pullAgainWhatMayNowBeRead());
    CHECK(must(purgeWhatIsLost(vault)) == 1);
    CHECK(here.heldOf(vault, sent, "identity") == std::pair(0, 0));
    CHECK(here.heldOf(vault, waiting, "identity").first == 1);
    CHECK(must(purgeWhatIsLost(vault)) == 0);
  }
  here.synced();
  Vault vault = here.world.unlock(here.desk);
  CHECK(must(vault.store().record(waiting))->confirmed);
  CHECK(here.heldOf(vault, waiting, "identity") == std::pair(0, 0));
  CHECK(here.purges(vault) == std::vector<std::string>{"1", "1"});
}

TEST_CASE("what comes back into reach before it was purged stays, and what was purged is pulled again", "[station]") {
  Losing here;
  const RecordId sent = here.captured(true);
  here.lose();
  here.synced();
  const RecordId waiting = here.captured(false);
  {
    Organisation organisation = here.world.open();
    must(organisation.grantReader(here.desk.user, "identity", secret(kOfficerPassphrase)));
    here.publish();
  }
  here.synced();
  Vault vault = here.world.unlock(here.desk);
  CHECK(here.heldOf(vault, waiting, "identity").first == 1);
  CHECK(here.heldOf(vault, sent, "operational").first == 1);
}
