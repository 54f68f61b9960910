// SPDX-License-Identifier: Apache-2.0
// Several users at one laptop: admitted, disabled, given a new passphrase; and what each of them may not do to the others.
#include "station/users.h"

#include "core/files.h"
#include "life.h"
#include "station/approval.h"
#include "station/passphrase.h"
#include "station/station_files.h"

using namespace limen;
using namespace limen::test;

namespace {

constexpr KdfCost kDearer{128 << 10, 2};
const std::string kOwnPassphrase = "amber plough stairway eleven";

forms::Workbook workbookWithSupervisor() {
  forms::Workbook book = smallWorkbook();
  for (forms::Sheet& sheet : book.sheets) {
    if (sheet.name == "roles") sheet.rows.push_back({5, {"supervisor", "capture sync supervise", "supervisor", "المشرف"}});
    if (sheet.name == "compartments") sheet.rows.front().cells[2] = "officer case_worker supervisor";
  }
  return book;
}

struct Shared {  // one laptop: the supervisor's, with an officer listed for it
  Shared() {
    world.addPackage(programmeOf(workbookWithSupervisor(), world.open().directory().organisation()));
    desk = world.enrolDesk("Supervisor One", "supervisor", "river post");
    officer = must(world.open().addUser("Officer Two", "officer", "main", world.random));
    Vault vault = world.unlock(desk);
    must(world.open().assignUser(officer, vault.station()));
    must(vault.takeDirectory(world.open().directory().bytes()));
  }
  Permit permit(Vault& vault, Act act, const UserId& about) {
    Approvals approvals(vault, Approvals::Entry::typedNow);
    return must(approvals.permit(act, about.bytes()));
  }
  Bytes admit() {
    Vault vault = world.unlock(desk);
    return must(admitUser(vault, permit(vault, Act::admitUser, officer), officer, secret(kFirst), kCheap));
  }
  Result<SecretBytes> tryUnlock(const UserId& user, const std::string& passphrase) {
    return unlockSlot(desk.home, user, secret(passphrase), world.clock);
  }
  void choose(const std::string& old, const std::string& fresh) {
    const SecretBytes own = must(tryUnlock(officer, old));
    must(changePassphrase(desk.home, officer, own, secret(fresh), kCheap, world.clock));
  }
  Result<Vault> openAs(const UserId& user, const std::string& passphrase) {
    LIMEN_ASSIGN(const SecretBytes own, tryUnlock(user, passphrase));
    return Vault::open(desk.home, user, own, world.surroundings());
  }
  const std::string kFirst = "handed over words of the first day";
  World world;
  Desk desk;
  UserId officer;
};

template <class T, ErrorCause E>
void refusedWith(const Result<T>& result, E cause) {
  REQUIRE_FALSE(result);
  INFO(result.error().room() << "." << result.error().name());
  CHECK(result.error().is(cause));
}

bool logged(Vault& vault, const std::string& act) {
  for (const AuditEntry& entry : must(vault.store().auditEntries(1, 1000)))
    if (entry.act.act == act && entry.act.result == "ok") return true;
  return false;
}

}  // namespace

TEST_CASE("a second user is admitted offline, changes the passphrase and works with rights of their own", "[station]") {
  Shared at;
  const Bytes keys = at.admit();
  refusedWith(at.openAs(at.officer, at.kFirst), VaultError::mustChange);
  CHECK(must(mustChangePassphrase(at.desk.home, at.officer)));
  const SecretBytes own = must(at.tryUnlock(at.officer, at.kFirst));
  const auto change = [&](const std::string& to) {
    return changePassphrase(at.desk.home, at.officer, own, secret(to), kCheap, at.world.clock);
  };
  for (const auto& [to, reason] : {std::pair{at.kFirst, "same"}, {std::string("too short"), "short"}, {std::string("password123456789"), "common"}}) {
    const auto refused = change(to);
    refusedWith(refused, VaultError::weakPassphrase);
    CHECK(refused.error().context() == reason);
  }
  refusedWith(at.openAs(at.officer, at.kFirst), VaultError::mustChange);
  must(change(kOwnPassphrase));
  refusedWith(at.tryUnlock(at.officer, at.kFirst), SlotError::wrongPassphrase);
  Vault vault = must(at.openAs(at.officer, kOwnPassphrase));
  CHECK(vault.userName() == "Officer Two");
  CHECK(vault.may(Act::capture));
  CHECK_FALSE(vault.may(Act::admitUser));
  CHECK(logged(vault, "user.admit"));
  CHECK(logged(vault, "user.passphrase"));
  CHECK(vault.compartmentKey("operational", 1) == nullptr);

  // The administrator enters the keys; then the officer is given the desk's compartment, and nobody else's grant is lost by it.
  const auto grants = must(at.world.open().confirmUser(keys, secret(kOfficerPassphrase)));
  REQUIRE(grants.size() == 1);
  must(vault.takeDirectory(at.world.open().directory().bytes()));
  must(vault.takeGrant(grants.front()));
  CHECK(vault.compartmentKey("operational", 1) != nullptr);
  Vault supervisor = at.world.unlock(at.desk);
  CHECK(supervisor.compartmentKey("operational", 1) != nullptr);

  Bytes altered = keys;
  altered[70] ^= 1;
  refusedWith(at.world.open().confirmUser(altered, secret(kOfficerPassphrase)), UserError::badRequest);
  for (std::size_t size = 0; size < keys.size(); size += 16)
    refusedWith(at.world.open().confirmUser(ByteView(keys).first(size), secret(kOfficerPassphrase)), UserError::badRequest);
}

TEST_CASE("who is not listed is not admitted, and who is there is not admitted twice", "[station]") {
  Shared at;
  Vault vault = at.world.unlock(at.desk);
  SeededRandom random(3);
  const UserId stranger = UserId::make(random);
  refusedWith(admitUser(vault, at.permit(vault, Act::admitUser, stranger), stranger, secret(at.kFirst), kCheap), UserError::notListed);
  const UserId elsewhere = must(at.world.open().addUser("Officer Three", "officer", "main", at.world.random));
  must(vault.takeDirectory(at.world.open().directory().bytes()));
  refusedWith(admitUser(vault, at.permit(vault, Act::admitUser, elsewhere), elsewhere, secret(at.kFirst), kCheap),
              UserError::notListed);
  (void)at.admit();
  refusedWith(admitUser(vault, at.permit(vault, Act::admitUser, at.officer), at.officer, secret(at.kFirst), kCheap),
              SlotError::alreadyListed);
  const auto weak = admitUser(vault, at.permit(vault, Act::admitUser, at.officer), at.officer, secret("short"), kCheap);
  refusedWith(weak, VaultError::weakPassphrase);
  CHECK(must(stationUsers(vault)).size() == 2);
}

TEST_CASE("a supervisor disables and enables others, never themselves, and it holds over a restart", "[station]") {
  Shared at;
  (void)at.admit();
  at.choose(at.kFirst, kOwnPassphrase);
  Vault vault = at.world.unlock(at.desk);
  must(disableUser(vault, at.permit(vault, Act::disableUser, at.officer), at.officer, true));
  refusedWith(at.tryUnlock(at.officer, kOwnPassphrase), SlotError::disabled);
  must(disableUser(vault, at.permit(vault, Act::disableUser, at.officer), at.officer, false));
  CHECK(at.openAs(at.officer, kOwnPassphrase));
  refusedWith(disableUser(vault, at.permit(vault, Act::disableUser, at.desk.user), at.desk.user, true), RightsError::ownRequest);
  CHECK(logged(vault, "user.disable"));
  CHECK(logged(vault, "user.enable"));

  // Twenty wrong tries disable as well, until a supervisor acts.
  for (int i = 0; i < 20; ++i) {
    CHECK_FALSE(at.tryUnlock(at.officer, "a wrong passphrase typed"));
    at.world.clock.advance(std::chrono::hours(1));
  }
  refusedWith(at.tryUnlock(at.officer, kOwnPassphrase), SlotError::disabled);
  Vault again = at.world.unlock(at.desk);
  must(disableUser(again, at.permit(again, Act::disableUser, at.officer), at.officer, false));
  CHECK(at.openAs(at.officer, kOwnPassphrase));

  Vault officer = must(at.openAs(at.officer, kOwnPassphrase));
  Approvals approvals(officer, Approvals::Entry::typedNow);
  for (const Act act : {Act::disableUser, Act::admitUser, Act::resetPassphrase})
    refusedWith(approvals.permit(act, at.desk.user.bytes()), RightsError::notYourRole);
}

TEST_CASE("a forgotten passphrase is reset at the laptop, the drafts are kept, and a new one is chosen at once", "[station]") {
  Shared at;
  (void)at.admit();
  at.choose(at.kFirst, kOwnPassphrase);
  {
    Vault vault = must(at.openAs(at.officer, kOwnPassphrase));
    must(vault.enterShift(at.desk.carrier));
    Intake intake = begun(vault, must(vault.programmes()).front(), "English");
    answer(intake, "given_name", "Synthia");
    must(intake.save());
  }
  Vault supervisor = at.world.unlock(at.desk);
  CHECK(must(whoMayReset(supervisor)).empty());  // nobody resets the supervisor's own
  const SecretBytes words =
      must(resetPassphrase(supervisor, at.permit(supervisor, Act::resetPassphrase, at.officer), at.officer, kCheap));
  CHECK(checkPassphrase(textOf(words.expose(SecretAccess{}))));
  CHECK(logged(supervisor, "user.reset"));
  refusedWith(at.tryUnlock(at.officer, kOwnPassphrase), SlotError::wrongPassphrase);
  const std::string given(textOf(words.expose(SecretAccess{})));
  refusedWith(at.openAs(at.officer, given), VaultError::mustChange);
  at.choose(given, "another meadow of copper whistles");
  Vault officer = must(at.openAs(at.officer, "another meadow of copper whistles"));
  CHECK(must(whoMayReset(officer)) == std::vector<UserId>{at.desk.user});
  CHECK(must(drafts(officer, "English")).size() == 1);
  refusedWith(resetPassphrase(supervisor, at.permit(supervisor, Act::resetPassphrase, at.desk.user), at.desk.user, kCheap),
              RightsError::ownRequest);
  SeededRandom random(9);
  const UserId nobody = UserId::make(random);
  refusedWith(resetPassphrase(supervisor, at.permit(supervisor, Act::resetPassphrase, nobody), nobody, kCheap), SlotError::unknownUser);
}

TEST_CASE("an officer's vault cannot open what is kept for the supervisor", "[station]") {
  Shared at;
  (void)at.admit();
  at.choose(at.kFirst, kOwnPassphrase);
  Vault officer = must(at.openAs(at.officer, kOwnPassphrase));
  const auto held = must(officer.store().get("rescue." + at.officer.hex() + "." + at.desk.user.hex()));
  REQUIRE(held);
  REQUIRE(held->size() > 32);
  CHECK_FALSE(officer.userBox().open(ByteView(*held).subspan(32)));
  Vault supervisor = at.world.unlock(at.desk);
  CHECK(supervisor.userBox().open(ByteView(*held).subspan(32)));

  // A supervisor no more: the box goes with the next unlock.
  must(at.world.open().changeRole(at.desk.user, "officer"));
  must(officer.takeDirectory(at.world.open().directory().bytes()));
  Vault again = must(at.openAs(at.officer, kOwnPassphrase));
  CHECK(must(again.store().get("rescue." + at.officer.hex() + "." + at.desk.user.hex()))->empty());
  CHECK(must(whoMayReset(again)).empty());
}

TEST_CASE("a slot file of yesterday is told as older, whatever it would let in", "[station]") {
  Shared at;
  const Bytes yesterday = must(readFile(slotsPath(at.desk.home), KeySlots::kMaxFileBytes));
  (void)at.admit();
  const Bytes today = must(readFile(slotsPath(at.desk.home), KeySlots::kMaxFileBytes));
  must(writeFile(slotsPath(at.desk.home), yesterday));
  refusedWith(at.openAs(at.desk.user, kUserPassphrase), VaultError::olderSlots);
  const SecretBytes own = must(at.tryUnlock(at.desk.user, kUserPassphrase));
  refusedWith(changePassphrase(at.desk.home, at.desk.user, own, secret(kOwnPassphrase), kCheap, at.world.clock), VaultError::olderSlots);
  must(writeFile(slotsPath(at.desk.home), today));
  CHECK(at.openAs(at.desk.user, kUserPassphrase));

  // Newer than the store knows: the stop came between the file and the store. It is taken, and counts from then on.
  KeySlots ahead = must(KeySlots::parse(today));
  {
    Vault vault = at.world.unlock(at.desk);
    ahead.seal(vault.stationSubkey("slots"));
  }
  must(writeFile(slotsPath(at.desk.home), ahead.serialise()));
  CHECK(at.openAs(at.desk.user, kUserPassphrase));
  must(writeFile(slotsPath(at.desk.home), today));
  refusedWith(at.openAs(at.desk.user, kUserPassphrase), VaultError::olderSlots);
}

TEST_CASE("old parameters are raised with the passphrase that was typed, once", "[station]") {
  Shared at;
  const auto costNow = [&] { return must(KeySlots::parse(must(readFile(slotsPath(at.desk.home), KeySlots::kMaxFileBytes)))).list().front().cost; };
  REQUIRE(costNow() == kCheap);
  CHECK_FALSE(unlockSlot(at.desk.home, at.desk.user, secret("a wrong passphrase typed"), at.world.clock, kDearer));
  CHECK(costNow() == kCheap);
  must(unlockSlot(at.desk.home, at.desk.user, secret(kUserPassphrase), at.world.clock, kDearer));
  CHECK(costNow() == kDearer);
  const Bytes file = must(readFile(slotsPath(at.desk.home), KeySlots::kMaxFileBytes));
  must(unlockSlot(at.desk.home, at.desk.user, secret(kUserPassphrase), at.world.clock, kDearer));
  CHECK(must(readFile(slotsPath(at.desk.home), KeySlots::kMaxFileBytes)) == file);
  must(unlockSlot(at.desk.home, at.desk.user, secret(kUserPassphrase), at.world.clock, kCheap));
  CHECK(costNow() == kDearer);  // never down
  CHECK(at.openAs(at.desk.user, kUserPassphrase));
}

TEST_CASE("another user's shift is neither taken nor ended by unlocking beside it, and a supervisor may end it", "[station]") {
  Shared at;
  (void)at.admit();
  at.choose(at.kFirst, kOwnPassphrase);
  const SecretBytes carrier = SecretBytes::random(32);
  RecordId record;
  {
    Vault officer = must(at.openAs(at.officer, kOwnPassphrase));
    must(officer.enterShift(carrier));
    record = capture(officer, must(officer.programmes()).front(), "Synthia");
  }
  {
    Vault supervisor = at.world.unlock(at.desk);
    CHECK(must(supervisor.shiftHolder()) == at.officer);
    refusedWith(supervisor.enterShift(carrier), VaultError::anothersShift);
    CHECK_FALSE(supervisor.shiftIsOpen());
    CHECK(compartment(must(showRecord(supervisor, record, "English")), "identity").state == ShownCompartment::State::sealed);
  }
  {
    Vault officer = must(at.openAs(at.officer, kOwnPassphrase));
    must(officer.enterShift(carrier));
    CHECK(textOfAnswer(must(showRecord(officer, record, "English")), "given_name") == "Synthia");
  }
  SECTION("the supervisor ends it, and then has one of their own, which the officer cannot end") {
    Vault supervisor = at.world.unlock(at.desk);
    refusedWith(supervisor.endShift(), VaultError::anothersShift);
    Approvals untyped(supervisor, Approvals::Entry::handedOver);
    refusedWith(untyped.permit(Act::endShift, at.officer.bytes()), RightsError::notFresh);
    must(supervisor.endShift(at.permit(supervisor, Act::endShift, at.officer)));
    CHECK(logged(supervisor, "shift.end"));
    refusedWith(supervisor.endShift(), VaultError::noShift);
    must(supervisor.enterShift(carrier));
    Vault officer = must(at.openAs(at.officer, kOwnPassphrase));
    refusedWith(officer.enterShift(carrier), VaultError::anothersShift);
    refusedWith(officer.endShift(), VaultError::anothersShift);
    Approvals theirs(officer, Approvals::Entry::typedNow);
    refusedWith(theirs.permit(Act::endShift, at.desk.user.bytes()), RightsError::notYourRole);
    CHECK(must(officer.shiftHolder()) == at.desk.user);
  }
  SECTION("after sixteen hours nothing can have kept it") {
    at.world.clock.advance(kShiftLastsAtMost - Milliseconds{1});
    Vault supervisor = at.world.unlock(at.desk);
    refusedWith(supervisor.enterShift(carrier), VaultError::anothersShift);
    at.world.clock.advance(Milliseconds{1});
    must(supervisor.enterShift(carrier));
    CHECK(logged(supervisor, "shift.lost"));
  }
}

TEST_CASE("a second person confirms with their own passphrase, for one act on one thing, once", "[station]") {
  Shared at;
  (void)at.admit();
  at.choose(at.kFirst, kOwnPassphrase);
  const UserId third = must(at.world.open().addUser("Supervisor Three", "supervisor", "main", at.world.random));
  {
    Vault vault = at.world.unlock(at.desk);
    must(at.world.open().assignUser(third, vault.station()));
    must(vault.takeDirectory(at.world.open().directory().bytes()));
    must(admitUser(vault, at.permit(vault, Act::admitUser, third), third, secret(at.kFirst), kCheap));
  }
  Vault vault = at.world.unlock(at.desk);
  Approvals approvals(vault, Approvals::Entry::typedNow);
  const Bytes subject = copyOf(bytesOf("backup of Monday"));
  refusedWith(approvals.permit(Act::restore, subject), RightsError::secondNeeded);
  const RequestId request = must(approvals.ask(Act::restore, subject));
  refusedWith(approvals.permit(Act::restore, subject), RightsError::secondNeeded);
  refusedWith(approvals.confirm(request, at.desk.user, secret(kUserPassphrase)), RightsError::ownRequest);
  refusedWith(approvals.confirm(request, at.officer, secret(kOwnPassphrase)), RightsError::notSecond);
  refusedWith(approvals.confirm(request, third, secret("a wrong passphrase typed")), SlotError::wrongPassphrase);
  SeededRandom random(4);
  refusedWith(approvals.confirm(RequestId::make(random), third, secret(at.kFirst)), RightsError::unknownRequest);
  refusedWith(approvals.permit(Act::restore, subject), RightsError::secondNeeded);
  must(approvals.confirm(request, third, secret(at.kFirst)));
  refusedWith(approvals.permit(Act::restore, bytesOf("backup of Tuesday")), RightsError::secondNeeded);
  CHECK(must(approvals.permit(Act::restore, subject)).act() == Act::restore);
  refusedWith(approvals.permit(Act::restore, subject), RightsError::secondNeeded);

  const RequestId late = must(approvals.ask(Act::restore, subject));
  at.world.clock.advance(kRequestLasts);
  refusedWith(approvals.confirm(late, third, secret(at.kFirst)), RightsError::unknownRequest);
  int confirmed = 0;
  for (const AuditEntry& entry : must(vault.store().auditEntries(1, 1000)))
    confirmed += entry.act.act == "restore.confirm" && entry.act.result == "ok" && entry.act.actor == third;
  CHECK(confirmed == 1);
}
