// SPDX-License-Identifier: Apache-2.0
#include "access.h"
#include "station/approval.h"

using namespace limen;
using namespace limen::test;

TEST_CASE("the passphrase counts as typed again for five minutes, and a wrong one climbs the ladder", "[station]") {
  Staff staff(Keys::asTheProgrammeSays);
  const Person& person = staff.of("supervisor");
  Vault vault = staff.unlock(person);
  Approvals approvals(vault, Approvals::Entry::handedOver);
  const auto early = approvals.permit(Act::backup);
  REQUIRE_FALSE(early);
  CHECK(early.error().is(RightsError::notFresh));
  CHECK(early.error().context() == "backup");
  const auto wrong = approvals.reauthenticate(secret("seven wrong words in one long row"));
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().is(SlotError::wrongPassphrase));
  CHECK_FALSE(approvals.permit(Act::backup));
  must(approvals.reauthenticate(secret(kUserPassphrase)));
  CHECK(approvals.permit(Act::backup));
  staff.world.clock.advance(kFreshFor - Milliseconds{1});
  CHECK(approvals.permit(Act::backup));
  staff.world.clock.setWall(staff.world.clock.now() - std::chrono::hours(5));  // the wall clock does not make it fresh for longer
  staff.world.clock.advance(Milliseconds{1});
  CHECK_FALSE(approvals.permit(Act::backup));
  for (int i = 0; i < 5; ++i) CHECK_FALSE(approvals.reauthenticate(secret("seven wrong words in one long row")));
  const auto waits = approvals.reauthenticate(secret(kUserPassphrase));
  REQUIRE_FALSE(waits);
  CHECK(waits.error().is(SlotError::waiting));
  int logged = 0;
  for (const AuditEntry& entry : must(vault.store().auditEntries(1, 1000)))
    logged += entry.act.act == "reauthenticate" && entry.act.result == "wrongPassphrase";
  CHECK(logged == 6);
}

TEST_CASE("an act without the right is refused before anything else is asked", "[station]") {
  Staff staff(Keys::asTheProgrammeSays);
  const Person& person = staff.of("officer");
  Vault vault = staff.unlock(person);
  Approvals approvals(vault, Approvals::Entry::handedOver);
  const auto refused = approvals.permit(Act::restore);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().is(RightsError::notYourRole));
  CHECK_FALSE(approvals.ask(Act::restore));
  bool logged = false;
  for (const AuditEntry& entry : must(vault.store().auditEntries(1, 1000)))
    logged = logged || (entry.act.act == "restore" && entry.act.result == "notYourRole" && entry.act.actor == person.desk.user);
  CHECK(logged);
}
