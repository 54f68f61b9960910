// SPDX-License-Identifier: Apache-2.0
// What stands in free text and belongs elsewhere, and what the risk rules raise: said in the window, by keys and to who does not
// see it.
#include <QAccessible>

#include "app/questions/question_widget.h"
#include "tests/app/window_support.h"

using namespace limen;
using namespace limen::test;

namespace {

// What a screen reader gets of a widget. No reader is there under test, so that what it is told unasked is not heard here.
QString readOut(QWidget* widget, QAccessible::Text which) {
  QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(widget);
  return interface == nullptr ? QString() : interface->text(which);
}

forms::Place place(IntakeFlow& flow, const char* question) {
  return {*flow.form().form().find(question), {}};
}

QLabel* warning(const Desk& desk) {
  for (auto* each : desk.form()->findChildren<QLabel*>("stray"))
    if (each->isVisibleTo(desk.form())) return each;
  return nullptr;
}

IntakeFlow& atFreeText(Desk& desk, bool filled = false) {
  desk.start();
  if (filled) desk.fillToReview();
  auto& flow = const_cast<IntakeFlow&>(desk.form()->flow());
  flow.set(place(flow, "missing_relative"), std::string("yes"));
  flow.goTo(std::size_t{0});
  flow.goTo(place(flow, "missing_details"));
  Desk::settle();
  return flow;
}

const QString kPhone = "This seems to hold a telephone number. It belongs into a question of its own, or nowhere.";

}  // namespace

TEST_CASE(
    "a telephone number in free text is said beside the field once it is left, spoken, reached by keys, and gone when it is "
    "mended",
    "[app]") {
  Desk desk;
  IntakeFlow& flow = atFreeText(desk);
  desk.type("Her brother, 0171 555 0199");
  CHECK(warning(desk) == nullptr);  // nobody is warned while they type
  desk.key(Qt::Key_Tab);
  REQUIRE(warning(desk) != nullptr);
  CHECK(warning(desk)->text() == kPhone);
  CHECK(readOut(warning(desk), QAccessible::Name) == kPhone);
  auto* question = desk.form()->findChild<QuestionWidget*>();
  CHECK(readOut(question->field().entry(), QAccessible::Description) == kPhone);
  CHECK(forms::toLexical(flow.form().value(place(flow, "missing_details"))) == "Her brother, 0171 555 0199");
  desk.key(Qt::Key_Backtab, Qt::ShiftModifier);
  CHECK(QApplication::focusWidget() == warning(desk));

  question->takeFocus();
  desk.key(Qt::Key_A, Qt::ControlModifier);
  desk.type("Her brother");
  CHECK(warning(desk) == nullptr);
  CHECK(question->field().entry()->accessibleDescription().isEmpty());
}

TEST_CASE("whoever goes on past a warning is told on the next page and on the review, and finishes all the same", "[app]") {
  Desk desk;
  IntakeFlow& flow = atFreeText(desk, true);
  desk.type("write to amal@example.org");
  const auto at = flow.at();
  const auto goOn = [&] {  // several lines are typed there: Enter is one of them
    auto* on = desk.button("Continue");
    REQUIRE(on != nullptr);
    on->setFocus();
    desk.key(Qt::Key_Return);
  };
  goOn();
  CHECK(flow.at() == at + 1);  // it is never in the way
  CHECK(desk.sees("Something stands in free text that belongs elsewhere"));
  CHECK(desk.sees("This seems to hold an e-mail address."));
  flow.goTo(flow.flow().pages.size() - 1);
  Desk::settle();
  CHECK(desk.sees("This seems to hold an e-mail address."));
  QAbstractButton* link = desk.form()->findChild<QPushButton*>("strayLink");
  REQUIRE(link != nullptr);
  link->setFocus();
  desk.key(Qt::Key_Return);
  CHECK(flow.page().key == place(flow, "missing_details"));
  goOn();  // as it is: back to the review
  REQUIRE(flow.page().kind == FormPage::Kind::review);
  desk.form()->setFocus();
  desk.key(Qt::Key_Return);
  CHECK(desk.model.finished.has_value());
}

TEST_CASE("a name's own field holds names, and a field for a number its number: neither is warned about", "[app]") {
  Desk desk;
  IntakeFlow& flow = atFreeText(desk);
  flow.set(place(flow, "safe_contact"), flow.form().choices(place(flow, "safe_contact")).front().name);
  for (const char* question : {"given_name", "phone"}) {
    if (!flow.form().relevant(place(flow, question))) continue;
    flow.goTo(place(flow, question));
    Desk::settle();
    desk.type("0171 555 0199");
    desk.key(Qt::Key_Tab);
    CHECK(warning(desk) == nullptr);
  }
  CHECK(forms::toLexical(flow.form().value(place(flow, "given_name"))) == "0171 555 0199");
}

TEST_CASE("what the risk rules raise stands on the review, in the programme's words, and nothing there lowers it", "[app]") {
  Desk desk;
  desk.start();
  auto& flow = const_cast<IntakeFlow&>(desk.form()->flow());
  flow.goTo(flow.flow().pages.size() - 1);
  Desk::settle();
  CHECK_FALSE(desk.sees("This record is guarded"));
  flow.set(place(flow, "birth_date_known"), std::string("no"));
  flow.set(place(flow, "birth_year"), std::int64_t{2015});
  flow.set(place(flow, "travelling_with"), std::string("alone"));
  flow.goTo(0);
  flow.goTo(flow.flow().pages.size() - 1);
  Desk::settle();
  REQUIRE(desk.sees("This record is guarded"));
  CHECK(desk.sees("A child travelling alone: the record is in no list and is sealed at once."));
  CHECK(desk.sees("Opened elsewhere only with a second person"));
  CHECK(desk.sees("Sealed at once: nobody reads it here, not even in this shift"));
  CHECK(desk.sees("It is not taken away here"));
}

TEST_CASE("a guarded record opens in the window with the passphrase again and a second person, once", "[app]") {
  Desk desk("en", {}, [](FakeModel& model) {
    model.addPeople();
    model.addRecords(3);
    model.guarded = true;
  });
  const auto press = [&](const QString& text) {
    auto* found = desk.button(text);
    INFO(desk.seen().toStdString());
    REQUIRE(found != nullptr);
    found->setFocus();
    desk.key(Qt::Key_Return);
  };
  desk.window->goTo(Section::records);
  Desk::settle();
  desk.key(Qt::Key_Return);
  REQUIRE(desk.sees("Opened only with a second person"));
  CHECK_FALSE(desk.sees("2026-11-22"));
  press("Open with a second person");
  desk.type("the synthetic passphrase");
  desk.key(Qt::Key_Return);
  REQUIRE(desk.sees("A second person confirms"));
  CHECK(desk.sees("Opened only with a second person"));
  desk.type("a second passphrase");
  desk.key(Qt::Key_Return);
  CHECK(desk.sees("2026-11-22"));
  CHECK_FALSE(desk.sees("Opened only with a second person"));
  desk.key(Qt::Key_Left, Qt::AltModifier);
  desk.key(Qt::Key_Return);
  CHECK(desk.sees("Opened only with a second person"));
  CHECK_FALSE(desk.sees("2026-11-22"));
}
