// SPDX-License-Identifier: Apache-2.0
// Who may be the same person, at the keys of the real window: at capture above the questions, for readers beside each other.
#include <QTableWidget>

#include "app/pages/alike_page.h"
#include "app/pages/alike_panel.h"
#include "app/pages/record_view.h"
#include "tests/app/window_support.h"

using namespace limen;
using namespace limen::test;

namespace {

const auto kAlike = [](FakeModel& model) { model.addAlike(); };

AlikePanel& panel(const Desk& desk) {
  auto* found = desk.form()->findChild<AlikePanel*>();
  REQUIRE(found != nullptr);
  return *found;
}

void askName(Desk& desk) {
  desk.start();
  auto& flow = const_cast<IntakeFlow&>(desk.form()->flow());
  flow.goTo(forms::Place{*flow.form().form().find("family_name"), {}});
  Desk::settle();
  CHECK_FALSE(panel(desk).isVisibleTo(desk.form()));
  desk.type("Sharif");
  desk.key(Qt::Key_Return);
  REQUIRE(panel(desk).isVisibleTo(desk.form()));
}

// The n-th of those with this text, reached and pressed by the keys.
void press(Desk& desk, const QString& text, int which = 0) {
  for (auto* each : desk.window->findChildren<QAbstractButton*>()) {
    if (!each->isVisibleTo(desk.window.get()) || !each->text().startsWith(text) || which-- > 0) continue;
    each->setFocus();
    desk.key(Qt::Key_Return);
    return;
  }
  FAIL("no button " << text.toStdString() << " in " << desk.seen().toStdString());
}

bool reachedByTab(Desk& desk, const QString& text) {
  for (int step = 0; step < 40; ++step) {
    desk.key(Qt::Key_Tab);
    auto* button = qobject_cast<QAbstractButton*>(QApplication::focusWidget());
    if (button != nullptr && button->text().startsWith(text)) return true;
  }
  return false;
}

}  // namespace

TEST_CASE(
    "who may be here already is said above the questions once there is a name, with reasons, and keeps nobody from going on",
    "[app]") {
  Desk desk("en", {}, kAlike);
  askName(desk);
  CHECK(desk.sees("Perhaps the same person is here already: 3"));
  CHECK_FALSE(desk.sees("Шариф Амаль"));  // whoever stands before the desk reads no other person's name off the screen
  CHECK(panel(desk).accessibleName() == "Perhaps the same person is here already: 3");
  const auto at = desk.form()->flow().at();
  desk.key(Qt::Key_Return);
  desk.key(Qt::Key_1);
  CHECK(desk.form()->flow().at() != at);  // nothing waited for an answer
  desk.key(Qt::Key_D, Qt::AltModifier);
  CHECK(desk.sees("Шариф Амаль"));
  CHECK(desk.sees("Agrees: names that sound alike in another spelling or script; the same year of birth"));
  CHECK(desk.sees("Agrees: the names in another order; day and month of birth swapped"));
  CHECK(desk.sees("A draft of yours, saved"));
  CHECK(desk.sees("A record of another shift"));
  CHECK(desk.seen().count("Same person: open it") == 1);  // what this officer cannot read is not opened from here
  CHECK(desk.seen().count("Same person: go on with it") == 1);
  CHECK(desk.seen().count("Another person") == 3);
  REQUIRE(reachedByTab(desk, "Ask a supervisor"));
  desk.key(Qt::Key_D, Qt::AltModifier);
  CHECK_FALSE(desk.sees("Шариф Амаль"));
  CHECK(desk.model.said.empty());
  CHECK_FALSE(desk.window->windowTitle().contains("Амаль"));
}

TEST_CASE("an officer says who it is: another person, or a supervisor is asked, and the question is answered", "[app]") {
  Desk desk("en", {}, kAlike);
  askName(desk);
  desk.key(Qt::Key_D, Qt::AltModifier);
  press(desk, "Another person");
  REQUIRE(desk.model.said.size() == 1);
  CHECK(desk.model.said[0].first.record == desk.model.records[0].record);
  CHECK(desk.model.said[0].second == AlikeWord::another);
  CHECK(desk.sees("Perhaps the same person is here already: 2"));
  CHECK(desk.sees("Said: another person"));
  press(desk, "Another person");
  press(desk, "Ask a supervisor", 2);
  REQUIRE(desk.model.said.size() == 3);
  CHECK(desk.model.said[2].first.record == desk.model.records[1].record);
  CHECK(desk.model.said[2].second == AlikeWord::asked);
  CHECK(desk.sees("A supervisor is asked"));
  CHECK(desk.sees("Compared with others who are here"));
  desk.model.alikeError = Error(StoreError::diskFull);
  press(desk, "Ask a supervisor");
  CHECK(desk.model.said.size() == 3);
  CHECK(desk.sees(explain(Error(StoreError::diskFull), Doing::save).happened));
}

TEST_CASE("the same person: the record that is there opens, or the draft goes on, and this one stays a draft", "[app]") {
  {
    Desk desk("en", {}, kAlike);
    askName(desk);
    const DraftId own = desk.form()->flow().draft();
    desk.key(Qt::Key_D, Qt::AltModifier);
    press(desk, "Same person: open it");
    REQUIRE(desk.model.said.size() == 1);
    CHECK(desk.model.said[0].second == AlikeWord::same);
    CHECK(desk.window->section() == Section::records);
    CHECK(desk.window->findChild<RecordViewPage*>() != nullptr);
    CHECK(desk.model.find(own) != nullptr);
    CHECK_FALSE(desk.model.finished);
  }
  Desk desk("en", {}, kAlike);
  const DraftId other = *desk.model.alike[1].alike.draft;
  askName(desk);
  desk.key(Qt::Key_D, Qt::AltModifier);
  press(desk, "Same person: go on with it");
  REQUIRE(desk.form() != nullptr);
  CHECK(desk.form()->flow().draft() == other);
  CHECK_FALSE(panel(desk).isVisibleTo(desk.form()));  // of the draft that is asked now, nothing is known yet
}

TEST_CASE("readers see pairs side by side, decide by a key, and learn no name that is sealed for them", "[app]") {
  Desk officer("en", {}, kAlike);
  officer.window->goTo(Section::records);
  CHECK(officer.button("The same person twice?") == nullptr);

  Desk desk("en", {}, [](FakeModel& model) {
    model.facts.mayCompare = true;
    model.addAlike();
  });
  desk.window->goTo(Section::records);
  Desk::settle();
  press(desk, "The same person twice?");
  CHECK(desk.sees("A desk asks you to look"));
  CHECK(desk.seen().count("The name is sealed for you") == 2);
  CHECK(desk.sees("Шариф Амаль"));
  CHECK(desk.sees("Amal Sharif"));
  CHECK(desk.seen().count("The same person\n") + desk.seen().endsWith("The same person") ==
        1);  // only where this user may decide
  press(desk, "The same person");
  CHECK(desk.sees("Said: the same person"));
  CHECK(desk.model.pairs[1].word == AlikeWord::same);
  press(desk, "Two persons");
  CHECK_FALSE(desk.sees("Amal Sharif"));
  CHECK(desk.model.pairs.size() == 1);
  desk.model.pairs.clear();
  desk.model.listAlike();
  Desk::settle();
  CHECK(desk.sees("Nothing to compare"));
  desk.key(Qt::Key_Left, Qt::AltModifier);
  CHECK(desk.window->findChild<AlikePage*>() == nullptr);
  CHECK(desk.button("The same person twice?") != nullptr);
}
