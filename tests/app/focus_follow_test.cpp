// SPDX-License-Identifier: Apache-2.0
// At the smallest window: what has the focus is on the screen, with what it is about.
#include <QListWidget>
#include <QScrollArea>

#include "app/frame/approval_panel.h"
#include "app/pages/draft_card.h"
#include "app/theme/theme.h"
#include "tests/app/window_support.h"

using namespace limen;
using namespace limen::test;

namespace {

// All of it, within the page that scrolls.
bool onScreen(const Desk& desk, const QWidget* widget) {
  const QWidget* area = widget;
  while (area != nullptr && area->objectName() != theme::kFollowingArea) area = area->parentWidget();
  if (area == nullptr || !widget->isVisibleTo(desk.window.get())) return false;
  const auto* viewport = qobject_cast<const QScrollArea*>(area)->viewport();
  return viewport->rect().contains(QRect(widget->mapTo(viewport, QPoint()), widget->size()));
}

std::vector<DraftCard*> cards(const Desk& desk) {
  std::vector<DraftCard*> all;
  for (auto* card : desk.window->findChildren<DraftCard*>())
    if (card->isVisibleTo(desk.window.get())) all.push_back(card);
  return all;
}

void press(Desk& desk, QWidget* top, const QString& text) {
  for (auto* each : top->findChildren<QAbstractButton*>()) {
    if (!each->isVisibleTo(top) || !each->text().startsWith(text)) continue;
    each->setFocus();
    return desk.key(Qt::Key_Space);
  }
  FAIL("no button " << text.toStdString());
}

Desk smallest() {
  return Desk("en", {}, [](FakeModel& model) {
    model.addPeople();
    model.addDrafts(6);
    model.addRecords(3);
    model.facts.mayAmend = true;
    model.people[0].phone = model.people[0].securityKey = true;
  });
}

void shrink(Desk& desk) {
  desk.window->resize(theme::kSmallestWidth, theme::kSmallestHeight);
  Desk::settle();
}

}  // namespace

TEST_CASE("a question about a draft is on the screen with the draft that it is about", "[app]") {
  Desk desk = smallest();
  shrink(desk);
  desk.window->goTo(Section::intake);
  Desk::settle();
  REQUIRE(cards(desk).size() == 6);
  for (const int at : {1, 5}) {
    auto* card = cards(desk)[static_cast<std::size_t>(at)];
    press(desk, card, "Discard…");
    CHECK(onScreen(desk, card));
    REQUIRE(QApplication::focusWidget() != nullptr);
    CHECK(onScreen(desk, QApplication::focusWidget()));
  }
  desk.window->goTo(Section::shift);
  desk.window->goTo(Section::intake);  // back to the top, where the focus is
  Desk::settle();
  CHECK(onScreen(desk, QApplication::focusWidget()));
}

TEST_CASE("who closes a shift sees what goes and what stays beside the word to type", "[app]") {
  Desk desk = smallest();
  desk.model.held.clear();
  shrink(desk);
  desk.window->goTo(Section::shift);
  Desk::settle();
  press(desk, desk.window.get(), "Close shift…");
  for (auto* label : desk.window->findChildren<QLabel*>())
    if (label->text().startsWith("The keys of this shift go") || label->text().startsWith("All records stay")) CHECK(onScreen(desk, label));
  CHECK(onScreen(desk, QApplication::focusWidget()));
}

TEST_CASE("a refused approval says why where the officer looks", "[app]") {
  Desk desk = smallest();
  shrink(desk);
  desk.window->goTo(Section::people);
  Desk::settle();
  press(desk, desk.window.get(), "New passphrase…");
  desk.key(Qt::Key_Return);
  auto* panel = desk.window->findChild<ApprovalPanel*>();
  REQUIRE(panel != nullptr);
  desk.type("not the passphrase");
  desk.key(Qt::Key_Return);
  desk.type("123456");
  desk.key(Qt::Key_Return);
  bool said = false;
  for (auto* label : panel->findChildren<QLabel*>()) {
    if (label->text() != "That is not the passphrase.") continue;
    said = true;
    CHECK(onScreen(desk, label));
  }
  CHECK(said);
  CHECK(onScreen(desk, QApplication::focusWidget()));
}

TEST_CASE("the list of questions to correct is as long as what fits, and says when nothing does", "[app]") {
  Desk desk = smallest();
  shrink(desk);
  desk.window->goTo(Section::records);
  desk.key(Qt::Key_Return);
  press(desk, desk.window.get(), "Correct an answer…");
  auto* list = desk.window->findChild<QListWidget*>();
  REQUIRE(list != nullptr);
  const int whole = list->height();
  desk.type("crossing point");
  REQUIRE(list->count() == 1);
  CHECK(list->height() < whole / 2);
  desk.key(Qt::Key_Return);
  CHECK(onScreen(desk, QApplication::focusWidget()));
  QLineEdit* filter = nullptr;
  for (auto* field : desk.window->findChildren<QLineEdit*>())
    if (field->accessibleName() == "Which question?") filter = field;
  REQUIRE(filter != nullptr);
  filter->setFocus();
  desk.type("zzz");
  CHECK(desk.sees("No question has these words. Try fewer letters."));
  CHECK_FALSE(list->isVisibleTo(desk.window.get()));
}

TEST_CASE("a name in other letters stands at the side where the page is read from", "[app]") {
  Desk desk("ar", {}, [](FakeModel& model) { model.addPeople(); });
  desk.window->goTo(Section::people);
  Desk::settle();
  int names = 0;
  for (auto* label : desk.window->findChildren<QLabel*>()) {
    if (!label->isVisibleTo(desk.window.get()) || !label->text().contains("Officer Two") || label->property("role") != "lead") continue;
    ++names;
    const QImage drawn = label->grab().toImage();
    const QRgb ground = drawn.pixel(0, 0);
    int first = drawn.width(), last = -1;
    for (int y = 0; y < drawn.height(); ++y)
      for (int x = 0; x < drawn.width(); ++x)
        if (drawn.pixel(x, y) != ground) {
          first = std::min(first, x);
          last = std::max(last, x);
        }
    REQUIRE(last >= first);
    CHECK(first > drawn.width() - last);  // nearer to the right
  }
  CHECK(names == 1);
  applyPreferences(*qApp, {});
}
