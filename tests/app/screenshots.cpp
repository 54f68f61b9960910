// SPDX-License-Identifier: Apache-2.0
// Every page as a picture, to be looked at: run with the tag [screenshots] and LIMEN_SHOTS naming a folder.
#include <QDir>

#include "app/frame/approval_panel.h"
#include "app/pages/draft_card.h"
#include "app/pages/receipt_card.h"
#include "app/unlock/unlock_window.h"
#include "station/passphrase.h"
#include "tests/app/preview_desk.h"
#include "tests/app/window_support.h"

using namespace limen;
using namespace limen::test;

namespace {

struct Shots {
  QString folder, suffix;
  QSize size = {theme::kUsualWidth, theme::kUsualHeight};
  void take(QWidget& window, const QString& name) const {
    window.resize(size);
    Desk::settle();
    REQUIRE(window.grab().save(folder + '/' + name + suffix + ".png"));
  }
};

void unlockPages(const Shots& shots, const Preferences& preferences) {
  ManualClock clock;
  UnlockDoor door{[] {
                    return Result<std::vector<UnlockChoice>>({{UserId{}, "Officer One", false, 0}, {UserId{}, "Officer Two", false, 0}});
                  },
                  [](const UserId&, const UnlockWay&, const SecretBytes&, const SecretBytes&) -> Result<SecretBytes> { return unexpected(SlotError::wrongPassphrase); },
                  [](const UserId&) { return false; },
                  {},
                  {}};
  UnlockWindow window(door, clock, preferences, [](const Preferences&) {});
  window.show();
  shots.take(window, "01-unlock");
  auto* field = window.findChild<QLineEdit*>();
  QTest::keyClicks(field, "a synthetic passphrase");
  QTest::keyClick(field, Qt::Key_Return);
  REQUIRE(QTest::qWaitFor([&] { return window.findChild<QFrame*>("card")->findChildren<QFrame*>("card").size() > 0; }, 5000));
  shots.take(window, "02-unlock-wrong");
  const auto plain = door.choices;
  for (const bool chip : {true, false}) {
    door.choices = [chip] {
      UnlockChoice choice{UserId{}, "Officer One", false, 0};
      choice.ways = {{SlotKind::tpm, {}, "TPM"}, {SlotKind::oneTimeCode, {}, {}, 6}};
      if (!chip) std::swap(choice.ways[0], choice.ways[1]);
      return Result<std::vector<UnlockChoice>>({choice});
    };
    UnlockWindow ways(door, clock, preferences, [](const Preferences&) {});
    ways.show();
    shots.take(ways, chip ? "02-unlock-chip" : "02-unlock-code");
  }
  door.choices = plain;
  door.open = [](const UserId&, const UnlockWay&, const SecretBytes&, const SecretBytes&) -> Result<SecretBytes> { return SecretBytes::copyOf(bytesOf("a synthetic secret")); };
  door.mustChange = [](const UserId&) { return true; };
  door.suggest = &suggestPassphrase;
  UnlockWindow change(door, clock, preferences, [](const Preferences&) {});
  change.show();
  field = change.findChild<QLineEdit*>();
  QTest::keyClicks(field, "a synthetic passphrase");
  QTest::keyClick(field, Qt::Key_Return);
  REQUIRE(QTest::qWaitFor([&] { return change.findChild<QLabel*>("suggestion") != nullptr; }, 5000));
  shots.take(change, "02-unlock-change");
}

void noticePages(const Shots& shots, const QString& language, const theme::Look& look) {
  Desk desk(language, look, [](FakeModel& model) { model.told = false; });
  desk.start();
  auto& flow = const_cast<IntakeFlow&>(desk.form()->flow());
  const auto place = [&](const char* question) { return forms::Place{*flow.form().form().find(question), {}}; };
  shots.take(*desk.window, "04-notice");
  flow.set(place("limen_language"), std::string(language == "ar" ? "French" : "Arabic"));
  flow.set(place("limen_mode"), std::string("interpreter"));
  Desk::settle();
  shots.take(*desk.window, "04-notice-side-by-side");
  flow.goTo(place("limen_alone"));
  shots.take(*desk.window, "04-notice-alone");
  desk.key(Qt::Key_F4);
  shots.take(*desk.window, "04-notice-alone-shown");
  desk.key(Qt::Key_Return);
  flow.goTo(place("limen_consent_contact"));
  shots.take(*desk.window, "04-notice-choices");
  desk.key(Qt::Key_F4);
  shots.take(*desk.window, "04-notice-choices-shown");
  desk.key(Qt::Key_Return);
  desk.key(Qt::Key_P, Qt::AltModifier);
  shots.take(*desk.window, "04-notice-pause");
  desk.key(Qt::Key_Return);
}

// Who may be the same person, what stands in free text, and what the risk rules raise.
void guardPages(const Shots& shots, const QString& language, const theme::Look& look) {
  Desk desk(language, look, [](FakeModel& model) {
    model.facts.mayCompare = true;
    model.addAlike();
  });
  desk.start();
  auto& flow = const_cast<IntakeFlow&>(desk.form()->flow());
  const auto place = [&](const char* question) { return forms::Place{*flow.form().form().find(question), {}}; };
  flow.goTo(place("family_name"));
  desk.type(language == "ar" ? QStringLiteral("شريف") : QStringLiteral("Sharif"));
  desk.key(Qt::Key_Return);
  shots.take(*desk.window, "51-alike");
  desk.key(Qt::Key_D, Qt::AltModifier);
  shots.take(*desk.window, "52-alike-compared");
  desk.model.sayAlike(flow.draft(), desk.model.alike[0].alike, AlikeWord::another);
  Desk::settle();
  shots.take(*desk.window, "53-alike-said");
  desk.key(Qt::Key_D, Qt::AltModifier);
  flow.set(place("missing_relative"), std::string("yes"));
  flow.goTo(place("missing_details"));
  desk.type(language == "ar" ? QStringLiteral("أخوها، هاتف 01715550199") : QStringLiteral("Her brother, 0171 555 0199"));
  desk.key(Qt::Key_Tab);
  shots.take(*desk.window, "54-free-text");
  flow.set(place("birth_date_known"), std::string("no"));
  flow.set(place("birth_year"), std::int64_t{2015});
  flow.set(place("travelling_with"), std::string("alone"));
  flow.goTo(flow.flow().pages.size() - 1);
  shots.take(*desk.window, "55-review-guarded");
  desk.window->goTo(Section::records);
  shots.take(*desk.window, "56-records-twice");
  auto* twice = desk.button(QCoreApplication::translate("limen::RecordsPage", "The same person twice?"));
  REQUIRE(twice != nullptr);
  twice->click();
  Desk::settle();
  shots.take(*desk.window, "57-alike-pairs");
}

void windowPages(const Shots& shots, const QString& language, const theme::Look& look) {
  Desk desk(language, look);
  shots.take(*desk.window, "03-intake");
  desk.start();
  shots.take(*desk.window, "04-note");
  desk.key(Qt::Key_Return);
  desk.key(Qt::Key_Return);
  shots.take(*desk.window, "05-choice-missing");
  desk.key(Qt::Key_1);
  QTest::keyClick(desk.form(), Qt::Key_1);
  auto* why = desk.form()->findChildren<QuestionWidget*>().front()->findChildren<QPushButton*>().back();
  why->click();
  shots.take(*desk.window, "06-choice-why");
  auto& flow = const_cast<IntakeFlow&>(desk.form()->flow());
  flow.set({*flow.form().form().find("crossing_point"), {}}, flow.form().choices({*flow.form().form().find("crossing_point"), {}}).front().name);
  desk.form()->setFocus();
  desk.key(Qt::Key_Return);
  shots.take(*desk.window, "07-date");
  flow.goTo(forms::Place{*flow.form().form().find("arrival_place"), {}});
  shots.take(*desk.window, "08-place");
  flow.goTo(forms::Place{*flow.form().form().find("given_name"), {}});
  desk.type("Amal");
  shots.take(*desk.window, "09-text");
  flow.set({*flow.form().form().find("travelling_with"), {}}, std::string("family"));
  flow.goTo(forms::Place{*flow.form().form().find("needs"), {}});
  desk.key(Qt::Key_1);
  desk.key(Qt::Key_3);
  shots.take(*desk.window, "10-several");
  for (std::size_t at = 0; at < flow.flow().pages.size(); ++at) {
    if (flow.flow().pages[at].kind == FormPage::Kind::repeat) flow.goTo(at);
  }
  shots.take(*desk.window, "11-repeat");
  flow.goTo(flow.flow().pages.size() - 1);
  shots.take(*desk.window, "12-review");
  desk.key(Qt::Key_Return);
  shots.take(*desk.window, "13-review-missing");
  flow.set({*flow.form().form().find("travelling_with"), {}}, std::string("alone"));
  flow.goTo(0);
  desk.fillToReview();
  desk.key(Qt::Key_Return);
  shots.take(*desk.window, "14-finished");
  const Receipt receipt = receiptOf(minimise(sampleProgramme(), *desk.model.finished, forms::Date{}), ReceiptCode::make(desk.model.random_),
                                    language == "ar" ? "Arabic" : "French");
  REQUIRE(writeReceiptPdf(receipt, shots.folder + "/14-receipt" + shots.suffix + ".pdf"));

  desk.model.addRecords(120);
  desk.window->goTo(Section::records);
  shots.take(*desk.window, "15-records");
  desk.key(Qt::Key_Return);
  shots.take(*desk.window, "16-record-sealed");
  desk.model.facts.mayAmend = true;
  emit desk.model.factsChanged(desk.model.facts);
  desk.model.addConflicts();
  desk.key(Qt::Key_Left, Qt::AltModifier);
  shots.take(*desk.window, "16-records-decisions");
  const auto press = [&](const char* text) {
    auto* found = desk.button(QCoreApplication::translate("limen::ConflictsPage", text));
    REQUIRE(found != nullptr);
    found->click();
    Desk::settle();
  };
  auto* decisions = desk.button(QCoreApplication::translate("limen::RecordsPage", "Decisions: %1").arg(2));
  REQUIRE(decisions != nullptr);
  decisions->click();
  shots.take(*desk.window, "16-decisions");
  press("Compare the answers");
  shots.take(*desk.window, "16-decisions-sides");
  press("Keep this answer");
  shots.take(*desk.window, "16-decisions-none");
  press("Back to the records");
  emit desk.model.countsChanged(desk.model.counts);
  desk.window->goTo(Section::sync);
  shots.take(*desk.window, "17-sync");
  desk.model.syncError = Error(TransportError::unreachable);
  desk.key(Qt::Key_S, Qt::ControlModifier);
  shots.take(*desk.window, "18-sync-failed");
  desk.model.syncError.reset();
  desk.model.holdSync = true;
  desk.key(Qt::Key_S, Qt::ControlModifier);
  shots.take(*desk.window, "19-sync-running");
  desk.model.endSync();
  shots.take(*desk.window, "20-synced");
  auto* syncPage = desk.window->findChild<SyncPage*>();
  REQUIRE(syncPage != nullptr);
  syncPage->chooseFolderBy([] { return QStringLiteral("/media/stick"); });
  const auto stick = [&](const char* text) {
    auto* found = desk.button(QCoreApplication::translate("limen::SyncPage", text));
    REQUIRE(found != nullptr);
    found->click();
    Desk::settle();
  };
  desk.model.holdSync = true;
  stick("Write to a stick…");
  shots.take(*desk.window, "20-stick-writing");
  emit desk.model.bundlesWritten({.files = {}, .bytes = 196'000, .changes = 3});
  shots.take(*desk.window, "20-stick-written");
  desk.model.answer.bundles = 1;
  desk.model.answer.confirmed = 3;
  desk.model.answer.refused.emplace_back("a", Error(CourierError::truncated));
  stick("Take the answer…");
  shots.take(*desk.window, "20-stick-taken");
  desk.window->goTo(Section::notices);
  shots.take(*desk.window, "21-notices");
  desk.window->goTo(Section::shift);
  shots.take(*desk.window, "22-shift");
  desk.model.closeShift();
  Desk::settle();
  shots.take(*desk.window, "23-shift-closed");
  desk.window->goTo(Section::intake);
  desk.key(Qt::Key_F3);
  shots.take(*desk.window, "24-covered");
}

QAbstractButton* buttonIn(const QWidget* top, const QString& source, const char* context) {
  const QString text = QCoreApplication::translate(context, source.toUtf8().constData());
  for (auto* each : top->findChildren<QAbstractButton*>())
    if (each->isVisibleTo(top) && each->text().startsWith(text)) return each;
  FAIL("no button " << source.toStdString());
  return nullptr;
}

void click(const QWidget* top, const QString& source, const char* context) {
  buttonIn(top, source, context)->click();
  Desk::settle();
}

template <class T>
std::vector<T*> seen(const Desk& desk) {
  std::vector<T*> all;
  for (auto* each : desk.window->findChildren<T*>())
    if (each->isVisibleTo(desk.window.get())) all.push_back(each);
  return all;
}

// Who is in charge: people, what an act asks for, another's shift, drafts at closing, the slip, correcting, and what stands above every page.
void chargePages(const Shots& shots, const QString& language, const theme::Look& look) {
  Desk desk(language, look, [](FakeModel& model) {
    model.addPeople();
    model.people[0].phone = model.people[0].securityKey = model.people[0].printedCodes = true;
    model.people[2].phone = model.secondAsked = true;
    StationPerson third = model.people[2];
    third.who.name = "Supervisor Five";
    third.phone = false;
    model.people.push_back(third);
    model.addDrafts(4);
    model.addRecords(12);
    model.takers = {{UserId::make(model.random_), "Officer Two"}, {UserId::make(model.random_), "Officer Four"}};
    model.facts.mayAmend = true;
  });
  auto* window = desk.window.get();
  desk.window->goTo(Section::intake);
  shots.take(*window, "30-drafts");
  click(seen<DraftCard>(desk)[1], "Discard…", "limen::DraftCard");
  shots.take(*window, "31-draft-discard");

  desk.window->goTo(Section::people);
  shots.take(*window, "32-people");
  const QString reset = QCoreApplication::translate("limen::PeoplePage", "New passphrase for %1").arg("Officer Two");
  for (auto* each : seen<QAbstractButton>(desk))
    if (each->accessibleName() == reset) {
      each->click();
      break;
    }
  shots.take(*window, "33-people-new-passphrase");
  click(window, "Make six words", "limen::PeoplePage");
  shots.take(*window, "34-approval-own");
  desk.type("the synthetic passphrase");
  desk.key(Qt::Key_Return);
  desk.type("1");
  desk.key(Qt::Key_Return);
  shots.take(*window, "35-approval-refused");
  desk.model.people[0].phone = false;
  desk.type("the synthetic passphrase");
  desk.key(Qt::Key_Tab);
  desk.key(Qt::Key_Tab);
  desk.type("123456");
  desk.key(Qt::Key_Return);
  shots.take(*window, "36-six-words");
  desk.window->goTo(Section::people);
  Desk::settle();
  const QString disable = QCoreApplication::translate("limen::PeoplePage", "Disable %1").arg("Officer Two");
  for (auto* each : seen<QAbstractButton>(desk))
    if (each->accessibleName() == disable) {
      each->click();
      break;
    }
  Desk::settle();
  desk.key(Qt::Key_Return);
  REQUIRE_FALSE(seen<ApprovalPanel>(desk).empty());
  shots.take(*window, "37-approval-second-person");

  desk.window->goTo(Section::records);
  desk.key(Qt::Key_Return);
  shots.take(*window, "38-record");
  click(window, "Correct an answer…", "limen::RecordViewPage");
  shots.take(*window, "39-correction");
  desk.type(language == "ar" ? QStringLiteral("نقطة عبور") : QStringLiteral("crossing"));
  desk.key(Qt::Key_Return);
  shots.take(*window, "40-correction-question");

  BackupState backup;
  backup.plan = BackupPlan{"stick", std::chrono::hours(24)};
  backup.lastResult = "ok";
  backup.lastMs = desk.model.facts.shiftOpenedMs;
  emit desk.model.backupKnown(backup);
  desk.window->goTo(Section::sync);
  shots.take(*window, "41-sync-backup");
  backup.lastResult = "noFolder";
  emit desk.model.backupKnown(backup);
  desk.model.anotherLog = true;
  desk.key(Qt::Key_S, Qt::ControlModifier);
  shots.take(*window, "42-sync-warnings");
  desk.window->goTo(Section::intake);
  shots.take(*window, "43-intake-warnings");
  desk.model.anotherLog = false;
  backup.lastResult = "ok";
  emit desk.model.backupKnown(backup);
  desk.key(Qt::Key_S, Qt::ControlModifier);

  desk.window->goTo(Section::shift);
  click(window, "Close shift…", "limen::ShiftPage");
  shots.take(*window, "44-closing-drafts");
  click(seen<DraftCard>(desk)[0], "Seal as incomplete…", "limen::DraftCard");
  shots.take(*window, "45-closing-seal");
  click(seen<DraftCard>(desk)[1], "Hand over…", "limen::DraftCard");
  shots.take(*window, "46-closing-hand-over");
  desk.model.held.clear();
  desk.window->goTo(Section::shift);
  shots.take(*window, "47-closing-word");
  desk.model.closeShift();
  Desk::settle();
  window = desk.window.get();
  shots.take(*window, "48-slip");
  desk.model.facts.othersShift = "Officer Two";
  desk.model.fresh = false;
  emit desk.model.factsChanged(desk.model.facts);
  Desk::settle();
  desk.window->goTo(Section::shift);
  shots.take(*window, "49-others-shift");
  desk.window->goTo(Section::intake);
  shots.take(*window, "50-others-shift-intake");
}

// Every type and appearance, each as its page stands before an answer, by the name of its first question.
void questionPages(const Shots& shots, const std::string& language) {
  PreviewDesk desk(catalogue(), language);
  for (std::size_t at = 0; at < desk.flow().flow().pages.size(); ++at) {
    desk.flow().goTo(at);
    const FormPage& page = desk.flow().page();
    const std::string name = page.kind == FormPage::Kind::review ? "review" : desk.flow().form().form().node(page.key.question).name;
    shots.take(desk.window, QStringLiteral("q%1-%2").arg(at + 1, 2, 10, QChar('0')).arg(QString::fromStdString(name)));
  }
}

}  // namespace

TEST_CASE("every page as a picture", "[.screenshots]") {
  const QString folder = qEnvironmentVariable("LIMEN_SHOTS", "screenshots");
  REQUIRE(QDir().mkpath(folder));
  for (const QString& language : {QStringLiteral("en"), QStringLiteral("ar")}) {
    unlockPages({folder, '-' + language}, {language, {}});
    noticePages({folder, QString("-") + language}, language, {});
    windowPages({folder, '-' + language}, language, {});
    chargePages({folder, '-' + language}, language, {});
    guardPages({folder, '-' + language}, language, {});
    const Shots small{folder, '-' + language + "-small", {theme::kSmallestWidth, theme::kSmallestHeight}};
    noticePages(small, language, {});
    windowPages(small, language, {});
    chargePages(small, language, {});
    guardPages(small, language, {});
  }
  questionPages({folder, "-en"}, "English (en)");
  questionPages({folder, "-ar"}, "Arabic (ar)");
  windowPages({folder, "-en-dark"}, "en", {theme::Scheme::dark, 100});
  windowPages({folder, "-fr-contrast"}, "fr", {theme::Scheme::contrast, 100});
  applyPreferences(*qApp, {});
}
