// SPDX-License-Identifier: Apache-2.0
// Several drafts side by side, closing the shift with them, the slip, and correcting a record, at the keys of the real window.
#include <QFile>
#include <QListWidget>
#include <QTemporaryDir>

#include "app/pages/close_shift.h"
#include "app/pages/correction_page.h"
#include "app/pages/draft_card.h"
#include "app/pages/slip_card.h"
#include "app/questions/choice_button.h"
#include "tests/app/window_support.h"

using namespace limen;
using namespace limen::test;

namespace {

std::vector<DraftCard*> cards(const Desk& desk) {
  std::vector<DraftCard*> all;
  for (auto* card : desk.window->findChildren<DraftCard*>())
    if (card->isVisibleTo(desk.window.get())) all.push_back(card);
  return all;
}

QAbstractButton* in(const QWidget* card, const QString& text) {
  for (auto* each : card->findChildren<QAbstractButton*>())
    if (each->isVisibleTo(card) && each->text().startsWith(text)) return each;
  return nullptr;
}

void press(Desk& desk, QAbstractButton* button) {
  REQUIRE(button != nullptr);
  REQUIRE(button->isEnabled());
  button->setFocus();
  desk.key(Qt::Key_Space);
}

void toClosing(Desk& desk) {
  desk.window->goTo(Section::shift);
  Desk::settle();
  press(desk, desk.button("Close shift…"));
}

}  // namespace

TEST_CASE("a second record is begun while one is open, and each keeps its own answers", "[app]") {
  Desk desk;
  desk.start();
  desk.key(Qt::Key_Return);
  desk.key(Qt::Key_1);
  const DraftId first = desk.form()->flow().draft();
  const auto place = desk.form()->flow().page().questions.front();
  const auto answer = desk.form()->flow().form().value(place);
  desk.key(Qt::Key_N, Qt::AltModifier);
  REQUIRE(desk.form() == nullptr);
  CHECK(desk.sees("Not finished yet: 1"));
  CHECK(desk.sees("Started "));
  desk.start();
  REQUIRE(desk.form() != nullptr);
  const DraftId second = desk.form()->flow().draft();
  CHECK(second != first);
  desk.key(Qt::Key_Return);
  CHECK(forms::isEmpty(desk.form()->flow().form().value(place)));
  desk.key(Qt::Key_2);
  press(desk, desk.button("Set aside"));
  REQUIRE(cards(desk).size() == 2);
  press(desk, in(cards(desk)[1], "Go on"));
  REQUIRE(desk.form() != nullptr);
  CHECK(desk.form()->flow().draft() == first);
  CHECK(desk.form()->flow().form().value(place) == answer);
}

TEST_CASE("discarding a draft asks for the word, names what goes, and takes that one alone", "[app]") {
  Desk desk("en", {}, [](FakeModel& model) { model.addDrafts(3); });
  desk.window->goTo(Section::intake);
  Desk::settle();
  REQUIRE(cards(desk).size() == 3);
  CHECK(desk.sees("Answered so far: At which crossing point are we?; On which day did you arrive?"));
  const DraftId middle = desk.model.held[1].id;
  press(desk, in(cards(desk)[1], "Discard…"));
  CHECK(desk.sees("All answers of this draft go, for good."));
  CHECK(desk.sees("Finished records and other drafts stay."));
  desk.key(Qt::Key_Return);  // without the word nothing happens
  CHECK(desk.model.discarded.empty());
  desk.type("discard");
  desk.key(Qt::Key_Return);
  CHECK(desk.model.discarded == std::vector<DraftId>{middle});
  CHECK(cards(desk).size() == 2);
}

TEST_CASE("a draft that could not be discarded is still there, and the page says why", "[app]") {
  Desk desk("en", {}, [](FakeModel& model) { model.addDrafts(1); });
  desk.model.draftError = Error(StoreError::diskFull);
  desk.window->goTo(Section::intake);
  Desk::settle();
  press(desk, in(cards(desk)[0], "Discard…"));
  desk.type("discard");
  desk.key(Qt::Key_Return);
  CHECK(desk.sees("The disk of this laptop is full."));
  CHECK(desk.sees("The draft is still there."));
}

TEST_CASE("the shift closes only when each draft was finished, sealed, handed over or discarded", "[app]") {
  Desk desk("en", {}, [](FakeModel& model) {
    model.addDrafts(4);
    model.takers = {{UserId::make(model.random_), "Officer Two"}};
  });
  toClosing(desk);
  CHECK(desk.sees("4 drafts before the shift can close"));
  CHECK(desk.button("Close shift") == nullptr);
  const auto ids = desk.model.held;

  press(desk, in(cards(desk)[0], "Seal as incomplete…"));
  CHECK(desk.sees("Its answers stay, as a sealed record that its readers see marked as incomplete."));
  press(desk, in(cards(desk)[0], "Seal as incomplete"));
  CHECK(desk.model.sealed == std::vector<DraftId>{ids[0].id});
  REQUIRE(cards(desk).size() == 3);

  press(desk, in(cards(desk)[0], "Hand over…"));
  press(desk, in(cards(desk)[0], QString(QChar(0x2068)) + "Officer Two"));
  REQUIRE(desk.model.handedOver.size() == 1);
  CHECK(desk.model.handedOver[0].first == ids[1].id);

  press(desk, in(cards(desk)[0], "Discard…"));
  desk.type("discard");
  desk.key(Qt::Key_Return);
  CHECK(desk.model.discarded == std::vector<DraftId>{ids[2].id});

  press(desk, in(cards(desk)[0], "Finish it"));
  REQUIRE(desk.form() != nullptr);
  CHECK(desk.window->section() == Section::intake);
  desk.fillToReview();
  desk.key(Qt::Key_Return);
  CHECK(desk.sees("Record finished"));
  desk.window->goTo(Section::shift);  // closing goes on where it was
  Desk::settle();
  CHECK(desk.model.facts.shiftOpen);
  CHECK(desk.sees("All records stay"));
  desk.type("close");
  desk.key(Qt::Key_Return);
  CHECK_FALSE(desk.model.facts.shiftOpen);
  CHECK(desk.sees("The shift is closed"));
  CHECK(desk.sees("3A3A-3A3A"));
}

TEST_CASE("who leaves the shift open leaves every draft as it was", "[app]") {
  Desk desk("en", {}, [](FakeModel& model) { model.addDrafts(2); });
  toClosing(desk);
  press(desk, desk.button("Leave the shift open"));
  CHECK(desk.sees("Open since"));
  CHECK(desk.model.held.size() == 2);
  CHECK(desk.model.facts.shiftOpen);
}

TEST_CASE("the slip is a picture and a sheet that say the same, and nobody's name", "[app]") {
  FakeModel model;
  const ShiftSlip slip = model.slip();
  const QImage code = qrImage(slip.text(), 3);
  REQUIRE_FALSE(code.isNull());
  CHECK(code.width() == code.height());
  CHECK(code.pixel(0, 0) == qRgb(255, 255, 255));       // the quiet zone
  CHECK(code.pixel(3 * 4, 3 * 4) == qRgb(0, 0, 0));     // the corner of the first finder
  CHECK(qrImage(std::string(8000, 'x'), 1).isNull());   // no code holds so much
  QTemporaryDir folder;
  QString asked;
  const QString pdf = folder.filePath("slip.pdf"), png = folder.filePath("slip.png");
  SlipCard card(slip, [&](const QString& proposal) {
    asked = proposal;
    return proposal.endsWith("pdf") ? pdf : png;
  });
  in(&card, "Save to print")->click();
  CHECK(asked == "shift-slip-2026-11-18.pdf");
  in(&card, "Save as picture")->click();
  QFile sheet(pdf);
  REQUIRE(sheet.open(QIODevice::ReadOnly));
  CHECK(sheet.read(5) == "%PDF-");
  CHECK(sheet.size() > 5000);
  const QImage picture(png);
  CHECK(picture.size() == QSize(1240, 1748));
  int dark = 0;
  for (int x = 0; x < picture.width(); ++x)
    for (int y = picture.height() / 2; y < picture.height(); ++y) dark += qGray(picture.pixel(x, y)) < 128;
  CHECK(dark > 50'000);  // the code, and not a white sheet
  SlipCard full(slip, [&](const QString&) { return folder.filePath("no/such/folder/slip.pdf"); });
  in(&full, "Save to print")->click();
  QString said;
  for (auto* label : full.findChildren<QLabel*>()) said += label->text();
  CHECK(said.contains("The file was not written."));
}

TEST_CASE("one answer of a record is corrected or cleared, by who may and while a shift is open", "[app]") {
  for (const bool may : {false, true}) {
    Desk desk("en", {}, [&](FakeModel& model) {
      model.addRecords(2);
      model.facts.mayAmend = may;
    });
    desk.window->goTo(Section::records);
    Desk::settle();
    desk.key(Qt::Key_Return);
    REQUIRE(desk.sees("Sealed, readable by"));
    CHECK((desk.button("Correct an answer…") != nullptr) == may);
    if (!may) continue;
    press(desk, desk.button("Correct an answer…"));
    auto* list = desk.window->findChild<QListWidget*>();
    REQUIRE(list != nullptr);
    const int all = list->count();
    desk.type("crossing");
    CHECK(list->count() < all);
    REQUIRE(list->count() >= 1);
    desk.key(Qt::Key_Return);
    REQUIRE(desk.window->findChildren<ChoiceButton*>().size() >= 2);
    desk.key(Qt::Key_2);
    press(desk, desk.button("Seal the correction"));
    REQUIRE(desk.model.corrections.size() == 1);
    CHECK(desk.model.corrections[0].question == "crossing_point");
    CHECK(std::holds_alternative<std::string>(desk.model.corrections[0].value));
    CHECK(desk.sees("Sealed, readable by"));  // back at the record

    press(desk, desk.button("Correct an answer…"));
    desk.type("name");
    desk.key(Qt::Key_Return);
    press(desk, desk.button("Clear this answer"));
    REQUIRE(desk.model.corrections.size() == 1);
    CHECK(forms::isEmpty(desk.model.corrections[0].value));
  }
}

TEST_CASE("the title of the present step is cut where its heavier letters end", "[app]") {
  StepBar bar;
  bar.resize(480, 60);
  bar.setVisible(true);
  bar.show({"Arrival and the way here", "Identity of the person", "Family and the household"}, 1, 1);
  Desk::settle();
  for (auto* step : bar.findChildren<QPushButton*>()) {
    if (!step->isVisible()) continue;
    QFont font = step->font();
    if (step->isChecked()) font.setWeight(QFont::DemiBold);
    INFO(step->text().toStdString());
    CHECK(QFontMetrics(font).horizontalAdvance(step->text()) <= step->width() - 14);  // padding and ring
  }
}
