// SPDX-License-Identifier: Apache-2.0
// What opens things, put back as it was before: a ring of the key before, a grant of a reader who left, a package that was replaced.
#include <catch2/catch_test_macros.hpp>

#include "access.h"
#include "core/files.h"
#include "served.h"
#include "station/key_rotation.h"

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

}  // namespace

TEST_CASE("a ring of the key before, put back, opens nothing and harms nothing", "[station]") {
  Served at;
  std::vector<UserId> others;
  for (const UnlockChoice& choice : must(unlockChoices(at.desk.home)))
    if (choice.user != at.desk.user) others.push_back(choice.user);
  for (const UserId& user : others) (void)at.unlockAs(user, at.kSecondPassphrase);
  const fs::path before = at.world.folder / "before", now = at.world.folder / "now";
  fs::copy(at.desk.home, before, fs::copy_options::recursive);
  {
    Vault vault = at.world.unlock(at.desk);
    Approvals approvals(vault, Approvals::Entry::typedNow);
    must(rotateStationKey(vault, must(approvals.permit(Act::rotateKey))));
  }
  fs::copy(at.desk.home, now, fs::copy_options::recursive);
  const auto opened = [&](const UserId& user, const std::string& passphrase) -> Result<void> {
    LIMEN_ASSIGN(const SecretBytes own, unlockSlot(at.desk.home, user, secret(passphrase), at.world.clock));
    LIMEN_TRY(Vault::open(at.desk.home, user, own, at.world.surroundings()));
    return {};
  };
  const auto put = [&](const fs::path& from, const fs::path& file) {
    fs::copy_file(from / fs::relative(file, at.desk.home), file, fs::copy_options::overwrite_existing);
  };
  const UserId two = others.front();
  // The ring alone, the ring with the slots of then, and in the place where a change that was cut off leaves the next ring.
  put(before, ringPath(at.desk.home, two));
  refusedWith(opened(two, at.kSecondPassphrase), VaultError::damaged);  // today's slots are not that key's
  put(before, slotsPath(at.desk.home));
  refusedWith(opened(two, at.kSecondPassphrase), StoreError::wrongKey);
  put(now, slotsPath(at.desk.home));
  put(now, ringPath(at.desk.home, two));
  const fs::path staged = rotation::nextRingPath(at.desk.home, two);
  fs::copy_file(ringPath(before, two), staged);
  must(opened(two, at.kSecondPassphrase));
  CHECK_FALSE(fs::exists(staged));
  must(opened(at.desk.user, kUserPassphrase));
}

TEST_CASE("a grant of a reader who left, put back, opens neither what was sealed since nor what was before", "[station]") {
  Staff staff(Keys::asTheProgrammeSays);
  const Person& person = staff.of("case_worker");
  const auto shows = [&](Vault& vault) {
    return Staff::shown(must(showRecord(vault, staff.record, "English")), "identity").find(kMarks.at("identity")) != std::string::npos;
  };
  const auto finds = [&](Vault& vault) { return must(listRecords(vault, kMarks.at("identity"), 0, 10)).total > 0; };
  Vault vault = staff.unlock(person);
  REQUIRE((shows(vault) && finds(vault)));
  std::optional<Bytes> old;
  for (const Bytes& grant : must(vault.store().grants())) {
    SignedGrant outer;
    Grant content;
    REQUIRE((outer.ParseFromArray(grant.data(), static_cast<int>(grant.size())) && content.ParseFromString(outer.body())));
    if (content.compartment() == "identity") old = grant;
  }
  REQUIRE(old);
  must(staff.world.open().removeReader(person.desk.user, "identity", secret(kOfficerPassphrase)));
  must(vault.takeDirectory(staff.world.open().directory().bytes()));
  CHECK_FALSE(shows(vault));
  CHECK_FALSE(finds(vault));
  // Back through the front door, and past it into the store.
  must(vault.takeGrant(*old));
  CHECK_FALSE(shows(vault));
  must(vault.store().putGrant(person.desk.user, "identity", "main", 2, *old));
  while (must(indexPulled(vault, 10))) {
  }
  CHECK_FALSE(finds(vault));
  Vault again = staff.unlock(person);
  CHECK_FALSE(shows(again));
  CHECK_FALSE(finds(again));
}

TEST_CASE("a package that was replaced, delivered again, begins no record", "[station]") {
  World world;
  const OrganisationId organisation = world.open().directory().organisation();
  const Bytes first = world.addPackage(programmeOf(smallWorkbook(), organisation, 1));
  const Desk desk = world.enrolDesk("Officer One", "officer", "river post");
  Vault vault = world.unlockInShift(desk);
  const auto replaced = must(vault.programmes()).front();
  must(vault.takePackage(world.addPackage(programmeOf(smallWorkbook(), organisation, 2))));
  const PackageHash held = must(vault.programmes()).front()->hash;
  REQUIRE(held != replaced->hash);
  must(vault.takePackage(first));
  CHECK(must(vault.programmes()).front()->hash == held);
  Vault again = world.unlockInShift(desk);
  CHECK(must(again.programmes()).front()->hash == held);
  refusedWith(Intake::start(again, replaced, "English"), ProgrammeError::older);
}
