// SPDX-License-Identifier: Apache-2.0
// All readers' machines are lost, and the data protection officer's key with them: what three of five holders bring back.
#include "station/recovery.h"

#include "served.h"

using namespace limen;
using namespace limen::test;

namespace fs = std::filesystem;

namespace {

template <class T, ErrorCause E>
void refusedWith(const Result<T>& result, E cause) {
  REQUIRE_FALSE(result);
  INFO(result.error().room() << "." << result.error().name() << " " << result.error().context());
  CHECK(result.error().is(cause));
}

const std::string kNewOfficerPassphrase = "walnut ferry blanket sixteen";

OfficerPassphrases passphrases() {
  return {secret(kRootPassphrase), secret(kAdministratorPassphrase), secret(kNewOfficerPassphrase)};
}

}  // namespace

TEST_CASE("with all readers' machines and the officer's key lost, holders bring every compartment back to a new reader", "[station]") {
  Served at;
  RecordId record;
  {
    Vault vault = at.world.unlockInShift(at.desk);
    record = capture(vault, at.programme, "Zqvxperson", "tall");
    REQUIRE(must(at.sync(vault)).outcome == SyncReport::Outcome::synced);
    must(vault.closeShift());
  }
  fs::remove_all(at.desk.home);
  const fs::path lost = at.world.organisation() / "protection-officer.key";

  const auto all = at.shares(3);
  refusedWith(recoverProtectionOfficer(at.world.organisation(), passphrases(), all, kCheap, at.world.clock), FileError::exists);
  fs::remove(lost);
  refusedWith(recoverProtectionOfficer(at.world.organisation(), passphrases(), at.shares(2), kCheap, at.world.clock),
              BackupError::tooFewShares);
  CHECK_FALSE(fs::exists(lost));
  CHECK(must(recoverCompartments(at.world.organisation(), at.world.open().directory(), all)).size() == 3);
  CHECK(must(recoverProtectionOfficer(at.world.organisation(), passphrases(), all, kCheap, at.world.clock)) == 3);

  // A reader on a new machine, approved and granted by the new officer alone.
  Organisation organisation = at.world.open();
  GrpcClient client({at.address(), organisation.authority().certificatePem}, &organisation.administratorTls());
  must(client.publishDirectory(organisation.directory().bytes()));
  Desk reader;
  reader.user = must(organisation.addUser("Reader New", "case_worker", "main", at.world.random));
  reader.home = at.world.folder / "home-reader";
  must(client.publishDirectory(organisation.directory().bytes()));
  const auto invitation = must(organisation.invite(reader.user, "north gate", at.world.random));
  must(client.offer(invitation.offer));
  GrpcClient stranger({at.address(), organisation.authority().certificatePem}, nullptr);
  const auto ask = [&] {
    return must(enrol(reader.home, organisation.kit(), invitation.code, "Reader New", secret(kUserPassphrase), kCheap,
                      at.world.surroundings(), [&](const EnrolRequest& request) { return stranger.enrol(request); }));
  };
  const EnrolResult first = ask();
  const Applicants waiting = must(client.waiting());
  REQUIRE(waiting.waiting_size() == 1);
  must(client.approve(must(organisation.approve(waiting.waiting(0), first.fingerprint, secret(kNewOfficerPassphrase)))));
  REQUIRE(ask().approved);
  const Bytes grant = must(organisation.grantReader(reader.user, "identity", secret(kNewOfficerPassphrase)));
  must(client.publishDirectory(organisation.directory().bytes()));
  Vault vault = at.world.unlock(reader);
  REQUIRE(must(at.sync(vault)).outcome == SyncReport::Outcome::synced);
  must(vault.takeGrant(grant));
  CHECK(textOfAnswer(must(showRecord(vault, record, "English")), "given_name") == "Zqvxperson");
}

TEST_CASE("a station whose users are all gone comes back from its backup for a user who was never there", "[station]") {
  Served at;
  fs::create_directories(at.world.folder / "stick");
  fs::path file;
  StationId station;
  {
    Vault vault = at.world.unlockInShift(at.desk);
    capture(vault, at.programme, "Person", "tall");
    Approvals approvals(vault, Approvals::Entry::typedNow);
    file = must(createBackup(vault, must(approvals.permit(Act::backup)), at.world.folder / "stick")).file;
    station = vault.station();
  }
  fs::remove_all(at.desk.home);
  Organisation organisation = at.world.open();
  const UserId fresh = must(organisation.addUser("Supervisor Nine", "supervisor", "main", at.world.random));
  const UserId officer = must(organisation.addUser("Officer Nine", "officer", "main", at.world.random));
  const SecretBytes chosen = secret(kUserPassphrase);
  const auto recovering = [&](const std::string& name, std::size_t shares) {
    return recoverStation(at.desk.home, file, at.shares(shares), organisation.directory().bytes(), {name, &chosen, kCheap},
                          at.world.surroundings());
  };
  refusedWith(recovering("Supervisor Nine", 3), UserError::notListed);
  must(organisation.assignUser(fresh, station));
  must(organisation.assignUser(officer, station));
  refusedWith(recovering("Supervisor Nine", 2), BackupError::tooFewShares);
  refusedWith(recovering("Officer Nine", 3), RightsError::notYourRole);
  CHECK_FALSE(fs::exists(at.desk.home));

  const Bytes keys = must(recovering("Supervisor Nine", 3));
  must(organisation.confirmUser(keys, secret(kOfficerPassphrase)));
  GrpcClient client({at.address(), organisation.authority().certificatePem}, &organisation.administratorTls());
  must(client.publishDirectory(organisation.directory().bytes()));
  Desk desk;
  desk.home = at.desk.home;
  desk.user = fresh;
  Vault vault = at.world.unlock(desk);
  CHECK(must(vault.store().counts()).own == 1);
  REQUIRE(must(at.sync(vault)).outcome == SyncReport::Outcome::synced);
  CHECK(must(vault.store().counts()).confirmed == 1);
}
