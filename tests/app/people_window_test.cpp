// SPDX-License-Identifier: Apache-2.0
// People, approvals and somebody else's shift, at the keys of the real window.
#include "app/frame/approval_panel.h"
#include "tests/app/window_support.h"

using namespace limen;
using namespace limen::test;

namespace {

Desk inCharge(const std::function<void(FakeModel&)>& more = {}) {
  return Desk("en", {}, [&](FakeModel& model) {
    model.addPeople();
    if (more) more(model);
  });
}

QAbstractButton* named(const Desk& desk, const QString& name) {
  for (auto* each : desk.window->findChildren<QAbstractButton*>())
    if (each->isVisibleTo(desk.window.get()) && each->accessibleName() == name) return each;
  return nullptr;
}

void press(Desk& desk, QAbstractButton* button) {
  REQUIRE(button != nullptr);
  REQUIRE(button->isEnabled());
  button->setFocus();
  desk.key(Qt::Key_Space);
}

void toPeople(Desk& desk) {
  desk.key(Qt::Key_6, Qt::AltModifier);
  REQUIRE(desk.window->section() == Section::people);
}

}  // namespace

TEST_CASE("the page of people is there for who is in charge, and for nobody else", "[app]") {
  {
    Desk officer;
    CHECK(officer.button("  People") == nullptr);
    officer.key(Qt::Key_6, Qt::AltModifier);
    CHECK(officer.window->section() == Section::intake);
  }
  Desk desk = inCharge();
  toPeople(desk);
  CHECK(desk.sees("Supervisor One (you)"));
  CHECK(desk.sees("Officer Two"));
  CHECK(desk.sees("intake officer"));
  CHECK(desk.sees("Has to choose a new passphrase at the next unlock"));
  CHECK(desk.sees("Disabled: cannot unlock"));
  CHECK_FALSE(desk.sees("Nobody else here is in charge"));
  CHECK(named(desk, "Disable Supervisor One") == nullptr);  // nobody shuts themselves out
}

TEST_CASE("a new passphrase asks for one's own, and shows six words once", "[app]") {
  Desk desk = inCharge();
  toPeople(desk);
  press(desk, named(desk, "New passphrase for Officer Two"));
  CHECK(desk.sees("The passphrase of Officer Two stops working at once."));
  press(desk, desk.button("Make six words"));
  REQUIRE(desk.sees("Your passphrase again"));
  desk.type("not the passphrase");
  desk.key(Qt::Key_Return);
  CHECK(desk.sees("That is not the passphrase."));
  CHECK_FALSE(desk.sees("lorem ipsum"));
  desk.type("the synthetic passphrase");
  desk.key(Qt::Key_Return);
  CHECK(desk.sees("Six words for Officer Two"));
  CHECK(desk.sees("lorem ipsum dolor sit amet elit"));
  press(desk, desk.button("Hide them"));
  CHECK_FALSE(desk.sees("lorem ipsum"));
  for (auto* field : desk.window->findChildren<QLineEdit*>()) CHECK_FALSE(field->text().contains("passphrase"));
}

TEST_CASE("disabling asks for a second person where the act does, never for oneself", "[app]") {
  Desk desk = inCharge([](FakeModel& model) { model.secondAsked = true; });
  toPeople(desk);
  press(desk, named(desk, "Disable Officer Two"));
  CHECK(desk.sees("Their drafts and records stay, and you can let them in again."));
  desk.key(Qt::Key_Return);  // the act has the focus
  desk.type("the synthetic passphrase");
  desk.key(Qt::Key_Return);
  REQUIRE(desk.sees("A second person confirms"));
  auto* panel = desk.window->findChild<ApprovalPanel*>();
  REQUIRE(panel != nullptr);
  int people = 0;
  for (auto* each : panel->findChildren<QAbstractButton*>()) people += each->isCheckable();
  CHECK(people == 1);  // those who may confirm
  desk.type("the synthetic passphrase");
  desk.key(Qt::Key_Return);
  CHECK(desk.sees("That is not the passphrase."));
  CHECK_FALSE(desk.model.people[1].who.disabled);
  desk.type("a second passphrase");
  desk.key(Qt::Key_Return);
  CHECK(desk.model.people[1].who.disabled);
  CHECK_FALSE(desk.sees("A second person confirms"));
  press(desk, named(desk, "Enable Officer Two"));
  CHECK_FALSE(desk.model.people[1].who.disabled);
}

TEST_CASE("who gives an approval up does nothing", "[app]") {
  Desk desk = inCharge();
  toPeople(desk);
  press(desk, named(desk, "Disable Officer Two"));
  desk.key(Qt::Key_Return);  // the act has the focus
  REQUIRE(desk.sees("Your passphrase again"));
  press(desk, desk.button("Cancel"));
  CHECK_FALSE(desk.sees("Your passphrase again"));
  CHECK_FALSE(desk.model.people[1].who.disabled);
}

TEST_CASE("beside somebody else's shift one reads and syncs, and ends it only with the passphrase again", "[app]") {
  Desk desk = inCharge([](FakeModel& model) {
    model.facts.shiftOpen = false;
    model.facts.othersShift = "Officer Two";
    model.addRecords(3);
  });
  CHECK(desk.sees("River post, shift of Officer Two open"));
  CHECK(desk.sees("The shift of Officer Two is open on this laptop."));
  CHECK(desk.button("Start record") == nullptr);
  desk.key(Qt::Key_S, Qt::ControlModifier);
  CHECK(desk.sees("Synced at"));
  CHECK(desk.model.facts.othersShift == "Officer Two");
  desk.window->goTo(Section::shift);
  Desk::settle();
  press(desk, desk.button("End their shift…"));
  CHECK(desk.sees("Their records stay, and so do their drafts, which only they can open."));
  press(desk, desk.button("End their shift"));
  REQUIRE(desk.sees("Your passphrase again"));
  CHECK(desk.model.ended == 0);
  desk.type("the synthetic passphrase");
  desk.key(Qt::Key_Return);
  CHECK(desk.model.ended == 1);
  CHECK(desk.sees("No shift is open"));
  CHECK(desk.sees("no shift open"));
}

TEST_CASE("who may not end another's shift is not offered it", "[app]") {
  Desk desk("en", {}, [](FakeModel& model) {
    model.facts.shiftOpen = false;
    model.facts.othersShift = "Officer Two";
  });
  desk.window->goTo(Section::shift);
  Desk::settle();
  CHECK(desk.sees("The shift of Officer Two is open"));
  CHECK(desk.button("End their shift…") == nullptr);
}

TEST_CASE("each person who confirms is asked for what that person has, and for nothing that confirms nothing", "[app]") {
  Desk desk = inCharge([](FakeModel& model) {
    model.secondAsked = true;
    model.people[0].printedCodes = true;
    model.people[2].phone = model.people[2].securityKey = true;
    StationPerson other = model.people[2];
    other.who.name = "Supervisor Five";
    other.phone = other.securityKey = false;
    model.people.push_back(other);
  });
  toPeople(desk);
  press(desk, named(desk, "Disable Officer Two"));
  desk.key(Qt::Key_Return);
  CHECK_FALSE(desk.sees("Six digits of the phone"));
  CHECK(desk.sees("A printed code unlocks this laptop. It confirms nothing."));
  desk.type("the synthetic passphrase");
  desk.key(Qt::Key_Return);
  REQUIRE(desk.sees("A second person confirms"));
  CHECK(desk.sees("Six digits of the phone"));
  CHECK(desk.sees("Plug the security key in, and touch it when it blinks."));
  CHECK_FALSE(desk.sees("A printed code unlocks"));
  desk.type("typed by one");
  auto* panel = desk.window->findChild<ApprovalPanel*>();
  for (auto* each : panel->findChildren<QAbstractButton*>())
    if (each->isCheckable() && each->text().contains("Five")) press(desk, each);
  CHECK_FALSE(desk.sees("Six digits of the phone"));
  for (auto* field : panel->findChildren<QLineEdit*>()) CHECK(field->text().isEmpty());  // never another's under one's name
  for (auto* each : panel->findChildren<QAbstractButton*>())
    if (each->isCheckable() && each->text().contains("Three")) press(desk, each);
  auto* code = panel->findChild<QLineEdit*>("phoneCode");
  REQUIRE(code != nullptr);
  for (auto* field : panel->findChildren<QLineEdit*>()) {
    if (field != code && field->accessibleName().startsWith("PIN")) {
      field->setFocus();
      desk.type("0000");
    } else if (field != code) {
      field->setFocus();
      desk.type("a second passphrase");
    }
  }
  code->setFocus();
  desk.type("654 321");
  desk.key(Qt::Key_Return);
  CHECK(desk.model.people[1].who.disabled);
  REQUIRE(desk.model.lastProof);
  REQUIRE(desk.model.lastProof->pin);
  CHECK(textOf(desk.model.lastProof->pin->expose(SecretAccess{})) == "0000");
}

TEST_CASE("a phone that was set up since is asked for when the station says so", "[app]") {
  Desk desk = inCharge();
  toPeople(desk);
  press(desk, named(desk, "Disable Officer Two"));
  desk.key(Qt::Key_Return);
  REQUIRE(desk.sees("Your passphrase again"));
  CHECK_FALSE(desk.sees("Six digits of the phone"));
  desk.model.people[0].phone = true;
  desk.type("the synthetic passphrase");
  desk.key(Qt::Key_Return);
  CHECK(desk.sees("Six digits of the phone"));
  CHECK_FALSE(desk.model.people[1].who.disabled);
}
