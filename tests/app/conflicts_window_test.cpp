// SPDX-License-Identifier: Apache-2.0
// Decisions in the real window: found from the list of records, compared side by side, decided by who may.
#include "app/pages/conflicts_page.h"
#include "tests/app/window_support.h"

using namespace limen;
using namespace limen::test;

namespace {

void press(Desk& desk, const QString& text) {
  auto* found = desk.button(text);
  INFO(text.toStdString() << "\n" << desk.seen().toStdString());
  REQUIRE(found != nullptr);
  found->click();
  Desk::settle();
}

}  // namespace

TEST_CASE("two answers stand side by side with station and role, and one click keeps one of them", "[app]") {
  Desk desk("en", {}, [](FakeModel& model) {
    model.facts.mayAmend = true;
    model.facts.shiftOpen = true;
    model.addRecords(3);
  });
  desk.window->goTo(Section::records);
  Desk::settle();
  CHECK(desk.button("Decisions") == nullptr);  // nothing waits, nothing is offered
  desk.model.addConflicts();
  desk.window->goTo(Section::sync);
  desk.window->goTo(Section::records);
  Desk::settle();
  press(desk, "Decisions: 2");
  CHECK(desk.sees("Answers to decide: 1"));
  CHECK(desk.sees("Answers that no longer fit the others: 1"));
  CHECK(desk.sees("Changed by two, sealed here. Ask: case worker"));
  press(desk, "Compare the answers");
  CHECK(desk.sees("North bridge"));
  CHECK(desk.sees("River post"));
  CHECK(desk.sees("station 3a41c7"));
  CHECK(desk.sees("station b20e96"));
  CHECK(desk.seen().count("This laptop") == 1);
  CHECK(desk.seen().count("by this laptop's clock") == 1);
  CHECK(desk.seen().count("Here since " ) == 1);
  CHECK(desk.seen().count("Since when it is here is not known") == 1);
  CHECK(desk.sees(", number 2: "));
  CHECK(desk.seen().count("Counts until it is decided") == 1);
  CHECK(desk.seen().count("Keep this answer") == 2);
  CHECK(desk.sees("Beside the other answers, this question is not asked any more."));
  CHECK_FALSE(desk.window->windowTitle().contains("bridge"));

  desk.model.decideError = Error(ConflictError::notOpen);
  press(desk, "Keep this answer");
  CHECK(desk.sees("It is no longer there."));
  CHECK(desk.model.decided.empty());
  desk.model.decideError.reset();
  QList<QAbstractButton*> keep;
  for (auto* each : desk.window->findChildren<QAbstractButton*>())
    if (each->text() == "Keep this answer") keep << each;
  REQUIRE(keep.size() == 2);
  keep.last()->click();
  Desk::settle();
  REQUIRE(desk.model.decided.size() == 1);
  CHECK(desk.model.decided.front() == std::pair<std::string, std::size_t>("5f3a09c1", 1));
  CHECK(desk.sees("Nothing to decide"));
  press(desk, "Back to the records");
  CHECK(desk.button("Decisions") == nullptr);
}

TEST_CASE("who may not decide sees both answers and whom to ask, and nothing to click", "[app]") {
  Desk desk("en", {}, [](FakeModel& model) {
    model.facts.mayAmend = false;
    model.facts.shiftOpen = true;
    model.addRecords(3);
    model.addConflicts();
  });
  desk.window->goTo(Section::records);
  Desk::settle();
  press(desk, "Decisions: 2");
  CHECK(desk.sees("You may not decide here. Ask: "));
  press(desk, "Compare the answers");
  CHECK(desk.sees("North bridge"));
  CHECK(desk.button("Keep this answer") == nullptr);
  CHECK(desk.sees("You may not decide here. Ask: "));
  press(desk, "Open the record");
  CHECK(desk.sees("Two people answered differently. It waits for a decision."));
  CHECK(desk.sees("Changed by two who had not seen each other"));
}
