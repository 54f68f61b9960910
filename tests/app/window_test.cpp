// SPDX-License-Identifier: Apache-2.0
#include <QLineEdit>
#include <QTableWidget>

#include "app/questions/choice_button.h"
#include "tests/app/window_support.h"

using namespace limen;
using namespace limen::test;

TEST_CASE("Enter starts a record, digits choose, Enter continues and Alt+Left goes back", "[app]") {
  Desk desk;
  CHECK(desk.sees("River post, shift open since"));
  desk.start();
  REQUIRE(desk.form() != nullptr);
  const auto first = desk.form()->flow().at();
  desk.key(Qt::Key_Return);  // the note
  CHECK(desk.form()->flow().at() == first + 1);
  CHECK(desk.sees("At which crossing point are we?"));
  desk.key(Qt::Key_2);
  const auto place = desk.form()->flow().page().questions.front();
  CHECK(std::holds_alternative<std::string>(desk.form()->flow().form().value(place)));
  desk.key(Qt::Key_Return);
  CHECK(desk.form()->flow().at() == first + 2);
  desk.key(Qt::Key_Left, Qt::AltModifier);
  CHECK(desk.form()->flow().at() == first + 1);
  auto choices = desk.window->findChildren<ChoiceButton*>();
  REQUIRE(choices.size() >= 2);
  CHECK(choices[1]->isChecked());
}

TEST_CASE("a question that must be answered says so on top and beside, and the summary jumps to it", "[app]") {
  Desk desk;
  desk.start();
  desk.key(Qt::Key_Return);
  const auto at = desk.form()->flow().at();
  desk.key(Qt::Key_Return);
  CHECK(desk.form()->flow().at() == at);
  CHECK(desk.sees("Check these answers first"));
  CHECK(desk.sees("At which crossing point are we? \u2013 Choose one answer"));
  auto* link = qobject_cast<QPushButton*>(QApplication::focusWidget());
  REQUIRE(link != nullptr);
  CHECK(link->objectName() == "summaryLink");
  desk.key(Qt::Key_Space);
  CHECK(qobject_cast<ChoiceButton*>(QApplication::focusWidget()) != nullptr);
  desk.key(Qt::Key_1);
  desk.key(Qt::Key_Return);
  CHECK(desk.form()->flow().at() == at + 1);
}

TEST_CASE("what cannot be read stays as it was typed, with a sentence beside it", "[app]") {
  Desk desk;
  desk.start();
  desk.key(Qt::Key_Return);
  desk.key(Qt::Key_1);
  desk.key(Qt::Key_Return);
  REQUIRE(desk.sees("On which day did you arrive?"));
  REQUIRE(qobject_cast<QLineEdit*>(QApplication::focusWidget()) != nullptr);
  desk.type("31");
  desk.key(Qt::Key_Tab);
  desk.type("2");
  desk.key(Qt::Key_Return);
  INFO(desk.seen().toStdString());
  CHECK(desk.sees("Enter a real date: day, month and a year of four digits"));
  const auto fields = desk.form()->findChildren<QLineEdit*>();
  REQUIRE(fields.size() == 3);
  CHECK(fields[0]->text() == "31");
  CHECK(fields[1]->text() == "2");
}

TEST_CASE("a draft is saved when the focus leaves a field and the line about it is true", "[app]") {
  Desk desk;
  desk.start();
  desk.key(Qt::Key_Return);
  const int before = desk.model.saves;
  desk.key(Qt::Key_1);
  CHECK(desk.model.saves == before);
  desk.key(Qt::Key_Tab);
  CHECK(desk.model.saves == before + 1);
  desk.model.clock_.advance(Milliseconds(2000));
  CHECK(QTest::qWaitFor([&] { return desk.sees("Saved 2 s ago"); }, 5000));
  desk.model.saveError = Error(StoreError::diskFull);
  desk.key(Qt::Key_2);
  desk.key(Qt::Key_Return);
  CHECK(desk.sees("The disk of this laptop is full."));
  CHECK_FALSE(desk.sees("Saved 2 s ago"));
}

TEST_CASE("relevance follows the answers page by page, and a repeat is asked as often as wanted", "[app]") {
  Desk desk;
  desk.start();
  auto& flow = const_cast<IntakeFlow&>(desk.form()->flow());
  const auto with = forms::Place{*flow.form().form().find("travelling_with"), {}};
  const auto pages = flow.flow().pages.size();
  flow.set(with, std::string("family"));
  CHECK(flow.flow().pages.size() > pages);
  const auto repeat = std::find_if(flow.flow().pages.begin(), flow.flow().pages.end(), [](const auto& p) { return p.kind == FormPage::Kind::repeat; });
  REQUIRE(repeat != flow.flow().pages.end());
  const auto place = *repeat->repeat;
  const auto once = flow.form().instances(place).size();
  flow.goTo(static_cast<std::size_t>(repeat - flow.flow().pages.begin()));
  Desk::settle();
  REQUIRE(desk.button("Add one more") != nullptr);
  desk.button("Add one more")->setFocus();
  desk.key(Qt::Key_Space);
  CHECK(flow.form().instances(place).size() == once + 1);
  CHECK(flow.page().instanceNumber == static_cast<int>(once) + 1);
  CHECK(desk.sees(QStringLiteral("Family member, number %1").arg(once + 1)));
}

TEST_CASE("the review shows each answer in its compartment, and finishing makes the record", "[app]") {
  Desk desk;
  desk.start();
  desk.fillToReview();
  REQUIRE(desk.form()->flow().page().kind == FormPage::Kind::review);
  CHECK(desk.sees("Will be sealed, readable by health team"));
  CHECK(desk.sees("Finish record"));
  desk.key(Qt::Key_Return);
  CHECK(desk.sees("Record finished"));
  CHECK(desk.sees("1 here, 0 confirmed"));
  REQUIRE(desk.model.finished);
  CHECK(desk.model.finished->answers.size() >= 3);
}

TEST_CASE("who changes one answer from the review goes back to the review", "[app]") {
  Desk desk;
  desk.start();
  desk.fillToReview();
  REQUIRE(desk.form()->flow().page().kind == FormPage::Kind::review);
  auto* change = desk.button("Change");
  REQUIRE(change != nullptr);
  change->setFocus();
  desk.key(Qt::Key_Space);
  REQUIRE(desk.form()->flow().page().kind == FormPage::Kind::questions);
  SECTION("with Enter") { desk.key(Qt::Key_Return); }
  SECTION("with Alt+Left") { desk.key(Qt::Key_Left, Qt::AltModifier); }
  CHECK(desk.form()->flow().page().kind == FormPage::Kind::review);
}

TEST_CASE("a record that cannot be finished stays a draft and says why", "[app]") {
  Desk desk;
  desk.model.finishError = Error(StoreError::diskFull);
  desk.start();
  desk.fillToReview();
  desk.key(Qt::Key_Return);
  CHECK(desk.sees("The record is not finished; all its answers are kept as a draft."));
  CHECK(desk.form()->flow().page().kind == FormPage::Kind::review);
}

TEST_CASE("why a question is asked, what is kept and who reads it is one press away", "[app]") {
  Desk desk;
  desk.start();
  desk.key(Qt::Key_Return);
  REQUIRE(desk.button("Why do you ask this?") != nullptr);
  desk.button("Why do you ask this?")->setFocus();
  desk.key(Qt::Key_Space);
  CHECK(desk.sees("Kept as it was answered."));
  CHECK(desk.sees("Readable by intake officer"));
}

TEST_CASE("a change of language keeps the answers and the place, and mirrors the frame", "[app]") {
  Desk desk;
  desk.start();
  desk.key(Qt::Key_Return);
  desk.key(Qt::Key_1);
  const auto at = desk.form()->flow().at();
  const int navigationBefore = desk.button("  Intake")->mapTo(desk.window.get(), QPoint()).x();
  desk.window->useLanguage("ar");
  CHECK(QTest::qWaitFor([&] { return desk.sees("في أي نقطة عبور نحن الآن؟"); }, 5000));
  CHECK(QApplication::layoutDirection() == Qt::RightToLeft);
  CHECK(desk.form()->flow().at() == at);
  CHECK(desk.window->findChildren<ChoiceButton*>().at(0)->isChecked());
  CHECK(desk.sees("متابعة"));
  CHECK_FALSE(desk.sees("Continue"));
  const int navigationAfter = desk.button("  الاستقبال")->mapTo(desk.window.get(), QPoint()).x();
  CHECK(navigationBefore < theme::kNavigation);
  CHECK(navigationAfter > desk.window->width() - theme::kNavigation - 1);
  CHECK(desk.kept.language == "ar");
  // A right-to-left step bar begins on the right.
  Desk::settle();
  std::vector<QPushButton*> steps;
  for (auto* step : desk.window->findChild<StepBar*>()->findChildren<QPushButton*>()) {
    if (step->isVisible()) steps.push_back(step);
  }
  REQUIRE(steps.size() > 2);
  CHECK(steps[0]->x() > steps[1]->x());
  desk.window->useLanguage("en");
  CHECK(QTest::qWaitFor([&] { return desk.sees("At which crossing point are we?"); }, 5000));
}

TEST_CASE("the records list searches, pages by fifty and shows what is sealed as sealed", "[app]") {
  Desk desk;
  desk.model.addRecords(120);
  desk.window->goTo(Section::records);
  Desk::settle();
  CHECK(desk.sees("1 to 50 of 120"));
  auto* table = desk.window->findChild<QTableWidget*>();
  REQUIRE(table != nullptr);
  CHECK(table->rowCount() == 50);
  CHECK(table->item(2, 0)->text() == "Sealed record");
  desk.button("Next 50")->click();
  Desk::settle();
  CHECK(desk.sees("51 to 100 of 120"));
  desk.window->findChild<QTableWidget*>()->setFocus();
  desk.key(Qt::Key_Return);
  CHECK(desk.sees("Sealed, readable by health team"));
  CHECK(desk.sees("Sealed, readable by case worker"));
  desk.key(Qt::Key_Left, Qt::AltModifier);
  CHECK(desk.sees("51 to 100 of 120"));
}

TEST_CASE("an empty list says what to do, and an error says what happened and offers another try", "[app]") {
  Desk desk;
  desk.window->goTo(Section::records);
  Desk::settle();
  CHECK(desk.sees("No records yet"));
  desk.model.listError = Error(StoreError::busy);
  desk.window->goTo(Section::records);
  Desk::settle();
  CHECK(desk.sees("Another program is using the records file."));
  desk.model.listError.reset();
  desk.button("Try again")->click();
  Desk::settle();
  CHECK(desk.sees("No records yet"));
}

TEST_CASE("the sync page tells the truth before, during and after", "[app]") {
  Desk desk;
  desk.model.addRecords(12);
  emit desk.model.countsChanged(desk.model.counts);
  desk.window->goTo(Section::sync);
  Desk::settle();
  CHECK(desk.sees("12 records here, 9 confirmed by the server"));
  CHECK(desk.sees("3 records of this laptop wait to be sent"));
  desk.model.syncError = Error(TransportError::unreachable);
  desk.key(Qt::Key_S, Qt::ControlModifier);
  CHECK(desk.sees("The server cannot be reached."));
  CHECK(desk.sees("Every record is kept on this laptop"));
  CHECK(desk.sees("12 records here, 9 confirmed by the server"));
  desk.model.syncError.reset();
  desk.model.holdSync = true;
  desk.key(Qt::Key_S, Qt::ControlModifier);
  CHECK(desk.sees("Sent 1 of 3, confirmed 0, received 0."));
  REQUIRE(desk.button("Cancel") != nullptr);
  desk.button("Cancel")->click();
  CHECK(desk.model.cancelled);
  desk.model.endSync();
  Desk::settle();
  CHECK(desk.sees("12 records here, 12 confirmed by the server"));
  CHECK(desk.sees("Everything taken here is confirmed by the server"));
}

TEST_CASE("what waits is written to a stick, and counts as sent when the answer is taken from it", "[app]") {
  Desk desk;
  desk.model.addRecords(12);
  emit desk.model.countsChanged(desk.model.counts);
  desk.window->goTo(Section::sync);
  auto* page = desk.window->findChild<SyncPage*>();
  REQUIRE(page != nullptr);
  page->chooseFolderBy([] { return QString(); });
  desk.button("Write to a stick…")->click();
  Desk::settle();
  CHECK(desk.model.stick.empty());  // nobody chose one
  page->chooseFolderBy([] { return QStringLiteral("/media/صندوق"); });
  desk.model.holdSync = true;
  desk.button("Write to a stick…")->click();
  Desk::settle();
  CHECK(desk.model.stick == "/media/صندوق");
  CHECK(desk.sees("Writing to the stick: 2 of 3 changes"));
  CHECK_FALSE(desk.button("Take the answer…")->isEnabled());
  desk.button("Cancel")->click();
  CHECK(desk.model.cancelled);
  emit desk.model.syncFailed(Error(TransportError::cancelled));
  Desk::settle();
  CHECK(desk.sees("The sync was cancelled."));
  desk.model.holdSync = false;
  desk.button("Write to a stick…")->click();
  Desk::settle();
  CHECK(desk.sees("196 kB"));
  CHECK(desk.sees("It counts as sent when the server's answer has been taken here."));
  CHECK(desk.sees("12 records here, 9 confirmed by the server"));

  desk.button("Take the answer…")->click();
  Desk::settle();
  CHECK(desk.sees("No answer for this station was on the stick."));
  CHECK_FALSE(desk.sees("Written to the stick"));
  desk.model.answer.refused.emplace_back("0011223344556677.limen-courier", Error(CourierError::truncated));
  desk.button("Take the answer…")->click();
  Desk::settle();
  CHECK(desk.sees("A file on the stick is damaged or cut short, and was not taken."));
  CHECK(desk.sees("12 records here, 9 confirmed by the server"));
  desk.model.answer = {};
  desk.model.answer.bundles = 1;
  desk.model.answer.confirmed = 3;
  desk.model.answer.pulled = 4;
  desk.button("Take the answer…")->click();
  Desk::settle();
  CHECK(desk.sees("Taken from the stick: confirmed 3, received 4"));
  CHECK(desk.sees("12 records here, 12 confirmed by the server"));
  desk.model.syncError = Error(CourierError::noFolder);
  desk.button("Write to a stick…")->click();
  Desk::settle();
  CHECK(desk.sees("The stick or folder is not there."));
}

TEST_CASE("F2 saves the draft and locks, and ends the shift only with Ctrl and Shift", "[app]") {
  for (const bool panic : {false, true}) {
    Desk desk;
    desk.start();
    desk.key(Qt::Key_Return);
    desk.key(Qt::Key_1);
    const Bytes before = desk.model.lastDraft;
    desk.key(Qt::Key_F2, panic ? Qt::ControlModifier | Qt::ShiftModifier : Qt::NoModifier);
    CHECK(desk.model.lockedDown);
    CHECK(desk.model.shiftEnded == panic);
    CHECK(desk.model.lastDraft != before);
    CHECK_FALSE(desk.window->isVisible());
  }
}

TEST_CASE("closing the window locks", "[app]") {
  Desk desk;
  desk.window->close();
  CHECK(desk.model.lockedDown);
}

TEST_CASE("the privacy screen covers everything, takes no answer, and goes with F3", "[app]") {
  Desk desk;
  desk.start();
  desk.key(Qt::Key_Return);
  desk.key(Qt::Key_F3);
  CHECK(desk.sees("The screen is covered"));
  const auto at = desk.form()->flow().at();
  desk.key(Qt::Key_1);
  desk.key(Qt::Key_Return);
  CHECK(desk.form()->flow().at() == at);
  desk.key(Qt::Key_F3);
  CHECK_FALSE(desk.sees("The screen is covered"));
}

TEST_CASE("closing the shift asks for the word and names what goes and what stays", "[app]") {
  Desk desk;
  desk.window->goTo(Section::shift);
  desk.button("Close shift…")->click();
  Desk::settle();
  CHECK(desk.sees("All records stay"));
  auto* close = desk.button("Close shift");
  REQUIRE(close != nullptr);
  CHECK_FALSE(close->isEnabled());
  desk.type("close");
  CHECK(close->isEnabled());
  desk.key(Qt::Key_Return);
  CHECK_FALSE(desk.model.facts.shiftOpen);
  CHECK(desk.sees("No shift is open"));
  CHECK(desk.sees("no shift open"));
}

TEST_CASE("a form without protection says so on every page", "[app]") {
  Desk desk("en", {}, [](FakeModel& model) { model.facts.programmes.push_back(demoProgramme()); });
  for (int at = 0; at < kSections; ++at) {
    desk.window->goTo(static_cast<Section>(at));
    Desk::settle();
    CHECK(desk.sees("Demonstration: this station runs a form without protection rules."));
  }
}

TEST_CASE("a draft that was left is offered again", "[app]") {
  Desk desk;
  desk.start();
  desk.key(Qt::Key_Return);
  desk.key(Qt::Key_1);
  desk.key(Qt::Key_N, Qt::AltModifier);  // out of the form
  CHECK(desk.sees("Not finished yet"));
  desk.button("Go on")->click();
  Desk::settle();
  REQUIRE(desk.form() != nullptr);
}

TEST_CASE("the frame fits the smallest and the usual screen in every language", "[app]") {
  for (const Language& language : languages()) {
    Desk desk(language.code);
    for (const QSize size : {QSize(theme::kSmallestWidth, theme::kSmallestHeight), QSize(theme::kUsualWidth, theme::kUsualHeight)}) {
      desk.window->resize(size);
      Desk::settle();
      INFO(language.code.toStdString() << ' ' << size.width() << ": " << desk.window->minimumSizeHint().width() << 'x'
                                       << desk.window->minimumSizeHint().height());
      CHECK(desk.window->size() == size);
      CHECK(desk.window->minimumSizeHint().width() <= size.width());
      CHECK(desk.window->minimumSizeHint().height() <= size.height());
    }
  }
  applyPreferences(*qApp, {});
}

TEST_CASE("a server that knows another log of this station is said on every page, until a sync says otherwise", "[app]") {
  Desk desk;
  const QString sentence = "The server knows another log of this station";
  desk.model.anotherLog = true;
  desk.key(Qt::Key_S, Qt::ControlModifier);
  for (int at = 0; at < kSections; ++at) {
    desk.window->goTo(static_cast<Section>(at));
    Desk::settle();
    CHECK(desk.sees(sentence));
    CHECK(desk.sees("Begin no new record here. Tell your administrator now."));
  }
  desk.window->useLanguage("ar");
  Desk::settle();
  CHECK(desk.window->findChild<QLabel*>("warnings")->isVisible());
  desk.window->useLanguage("en");
  Desk::settle();
  desk.model.anotherLog = false;
  desk.key(Qt::Key_S, Qt::ControlModifier);
  CHECK_FALSE(desk.sees(sentence));
}

TEST_CASE("a backup that could not be made is said with what to do, by its cause", "[app]") {
  Desk desk;
  BackupState state;
  state.plan = BackupPlan{"stick", std::chrono::hours(24)};
  state.lastMs = toUnixMs(desk.model.clock_.now());
  const auto told = [&](const std::string& result) {
    state.lastResult = result;
    emit desk.model.backupKnown(state);
    Desk::settle();
  };
  told("noFolder");
  CHECK(desk.sees("No backup was made. Its stick or folder is not there; your work goes on. Put the stick in"));
  told("diskFull");
  CHECK(desk.sees("Use another stick"));
  told("notWritten");
  CHECK(desk.sees("It could not be written; your work goes on. Tell your administrator."));
  told("ok");
  CHECK_FALSE(desk.sees("No backup was made"));
  desk.window->goTo(Section::sync);
  Desk::settle();
  CHECK(desk.sees("The last backup was made on"));
}
