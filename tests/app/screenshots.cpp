// SPDX-License-Identifier: Apache-2.0
// Every page as a picture, to be looked at: run with the tag [screenshots] and LIMEN_SHOTS naming a folder.
#include <QDir>

#include "app/unlock/unlock_window.h"
#include "station/passphrase.h"
#include "tests/app/preview_desk.h"
#include "tests/app/window_support.h"

using namespace limen;
using namespace limen::test;

namespace {

struct Shots {
  QString folder, suffix;
  void take(QWidget& window, const QString& name) const {
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

  desk.model.addRecords(120);
  desk.window->goTo(Section::records);
  shots.take(*desk.window, "15-records");
  desk.key(Qt::Key_Return);
  shots.take(*desk.window, "16-record-sealed");
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
  desk.window->goTo(Section::notices);
  shots.take(*desk.window, "21-notices");
  desk.window->goTo(Section::shift);
  shots.take(*desk.window, "22-shift");
  desk.model.closeShift();
  shots.take(*desk.window, "23-shift-closed");
  desk.window->goTo(Section::intake);
  desk.key(Qt::Key_F3);
  shots.take(*desk.window, "24-covered");
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
    windowPages({folder, '-' + language}, language, {});
  }
  questionPages({folder, "-en"}, "English (en)");
  questionPages({folder, "-ar"}, "Arabic (ar)");
  windowPages({folder, "-en-dark"}, "en", {theme::Scheme::dark, 100});
  windowPages({folder, "-fr-contrast"}, "fr", {theme::Scheme::contrast, 100});
  applyPreferences(*qApp, {});
}
