// SPDX-License-Identifier: Apache-2.0
// A new station key: who stays works on, what a leaver carried away opens nothing, and a cut between any two steps costs nothing.
#include "station/key_rotation.h"

#include "served.h"
#include "store/station_copy.h"

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

// Whoever was admitted has to have unlocked once, so that their secret is kept for the supervisors.
struct Rotating : Served {
  Rotating() {
    two = admit("Officer Five", "officer", kSecondPassphrase);
    leaver = admit("Officer Six", "officer", kSecondPassphrase);
    for (const UserId& user : everybody()) (void)unlockAs(user, kSecondPassphrase);
  }
  std::vector<UserId> everybody() {
    std::vector<UserId> out;
    for (const UnlockChoice& choice : must(unlockChoices(desk.home)))
      if (choice.user != desk.user) out.push_back(choice.user);
    return out;
  }
  void dismiss(const UserId& user) {
    Vault vault = world.unlock(desk);
    Approvals approvals(vault, Approvals::Entry::typedNow);
    must(disableUser(vault, must(approvals.permit(Act::disableUser, user.bytes())), user, true));
  }
  Result<RotationReport> rotate(Vault& vault) {
    Approvals approvals(vault, Approvals::Entry::typedNow);
    return rotateStationKey(vault, must(approvals.permit(Act::rotateKey)));
  }
  // Everybody unlocks, and the rows add up.
  void works() {
    for (const UserId& user : everybody()) {
      Vault vault = unlockAs(user, kSecondPassphrase);
      must(vault.rowsHold());
    }
    Vault vault = world.unlock(desk);
    must(vault.rowsHold());
    CHECK(must(vault.store().counts()).own == records);
    for (const auto& [path, content] : filesBelow(desk.home)) CHECK(path.find(".next") == std::string::npos);
  }
  UserId two, leaver;
  std::uint64_t records = 0;
};

}  // namespace

TEST_CASE("after a change of the station key a leaver's ring and slot open nothing, and who stays works on", "[station]") {
  Rotating at;
  {
    Vault vault = at.world.unlockInShift(at.desk);
    capture(vault, at.programme, "Person", "tall");
    at.records = 1;
    must(vault.closeShift());
  }
  const fs::path carried = at.world.folder / "carried";
  fs::copy(at.desk.home, carried, fs::copy_options::recursive);
  const SecretBytes leaversSecret = must(unlockSlot(carried, at.leaver, secret(at.kSecondPassphrase), at.world.clock));
  REQUIRE(Vault::open(carried, at.leaver, leaversSecret, at.world.surroundings()));

  at.dismiss(at.leaver);
  {
    Vault vault = at.world.unlock(at.desk);
    const Hash before = must(vault.store().logHead()).hash;
    const AuditAct act = vault.act("probe", RecordId{});
    const RotationReport report = must(at.rotate(vault));
    CHECK(report.leftOut == 1);
    CHECK(report.kept == 4);
    CHECK(must(vault.store().logHead()).hash != before);
    CHECK(vault.act("probe", RecordId{}).pseudonym == act.pseudonym);
    must(vault.store().counts());  // the vault works on
    // All is done: nothing is left for the next unlock to finish.
    for (const auto& [path, content] : filesBelow(at.desk.home)) CHECK(path.find(".next") == std::string::npos);
    CHECK(must(readSlots(at.desk.home)).macValid(vault.stationSubkey("slots")));
  }
  at.works();
  CHECK(at.world.unlock(at.desk).act("probe", RecordId{}).pseudonym != Mac16{});

  // The store as it is now, with all that the leaver carried away.
  fs::remove(carried / "station.db");
  fs::copy_file(at.desk.home / "station.db", carried / "station.db");
  refusedWith(Vault::open(carried, at.leaver, leaversSecret, at.world.surroundings()), StoreError::wrongKey);
  refusedWith(unlockSlot(at.desk.home, at.leaver, secret(at.kSecondPassphrase), at.world.clock), SlotError::unknownUser);
  CHECK_FALSE(fs::exists(ringPath(at.desk.home, at.leaver)));
  // And the slots of then put back into the folder of now.
  fs::copy_file(slotsPath(carried), slotsPath(at.desk.home), fs::copy_options::overwrite_existing);
  fs::copy_file(ringPath(carried, at.leaver), ringPath(at.desk.home, at.leaver), fs::copy_options::overwrite_existing);
  refusedWith(Vault::open(at.desk.home, at.leaver, leaversSecret, at.world.surroundings()), StoreError::wrongKey);
}

TEST_CASE("a change of the station key that is cut between any two steps is finished or forgotten at the next unlock", "[station]") {
  for (int steps = 0; steps <= 4; ++steps) {
    INFO(steps);
    Rotating at;
    const SecretBytes next = SecretBytes::random(32);
    {
      Vault vault = at.world.unlock(at.desk);
      must(vault.rowsHold());
      const SecretBytes before = vault.stationKey().clone();
      if (steps >= 1) must(rotation::stage(vault, next));
      if (steps == 1) fs::remove(rotation::nextRingPath(at.desk.home, at.two));  // not all of them were written
      if (steps >= 2) must(vault.changeStationKey(next));
      if (steps >= 3) {
        KeySlots slots = must(readSlots(at.desk.home));
        slots.seal(subkeyOf(next, "slots"));
        must(writeFile(slotsPath(at.desk.home), slots.serialise()));
      }
      if (steps >= 4) fs::rename(rotation::nextRingPath(at.desk.home, at.two), ringPath(at.desk.home, at.two));
    }
    at.works();
    Vault vault = at.world.unlock(at.desk);
    CHECK(vault.stationKey().equals(next) == (steps >= 2));
    must(at.rotate(vault));
  }
}

TEST_CASE("a station key is not changed over somebody who would be shut out, nor by who may not", "[station]") {
  Rotating at;
  const UserId fresh = at.admit("Officer Seven", "officer", at.kSecondPassphrase);
  {
    Vault vault = at.world.unlock(at.desk);
    // What was kept of them for the supervisor is gone.
    must(vault.store().put("rescue." + fresh.hex() + "." + at.desk.user.hex(), Bytes()));
    refusedWith(at.rotate(vault), UserError::noRescue);
  }
  at.works();
  Vault officer = at.unlockAs(at.two, at.kSecondPassphrase);
  Approvals approvals(officer, Approvals::Entry::typedNow);
  refusedWith(approvals.permit(Act::rotateKey), RightsError::notYourRole);
}
