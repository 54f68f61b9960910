// SPDX-License-Identifier: Apache-2.0
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTest>
#include <catch2/catch_test_macros.hpp>

#include "app/unlock/unlock_window.h"
#include "crypto/key_slots.h"

using namespace limen;

namespace {

bool sees(const QWidget& window, const QString& text) {
  for (auto* label : window.findChildren<QLabel*>()) {
    if (label->isVisibleTo(&window) && label->text().contains(text)) return true;
  }
  return false;
}

UserId userOne() {
  UserId id;
  id.value.fill(1);
  return id;
}

UnlockDoor door(const std::string& right) {
  return {[] { return Result<std::vector<UnlockChoice>>({{userOne(), "Officer One", false, 0}}); },
          [right](const UserId&, const UnlockWay&, const SecretBytes& typed, const SecretBytes&) -> Result<SecretBytes> {
            if (textOf(typed.expose(SecretAccess{})) != right) return unexpected(SlotError::wrongPassphrase);
            return SecretBytes::copyOf(bytesOf("user secret"));
          },
          [](const UserId&) { return false; },
          {},
          {}};
}

}  // namespace

TEST_CASE("a wrong passphrase gets a sentence and another try, the right one unlocks", "[app]") {
  ManualClock clock;
  UnlockWindow window(door("a long passphrase"), clock, {}, [](const Preferences&) {});
  window.show();
  window.activateWindow();
  QCoreApplication::processEvents();
  std::shared_ptr<SecretBytes> got;
  QObject::connect(&window, &UnlockWindow::unlocked, [&](const UserId& user, const std::shared_ptr<SecretBytes>& secret) {
    CHECK(user == userOne());
    got = secret;
  });
  CHECK(sees(window, "Officer One"));
  const auto tryWith = [&](const QString& typed) {
    auto* field = window.findChild<QLineEdit*>();
    REQUIRE(field != nullptr);
    CHECK(field->echoMode() == QLineEdit::Password);
    QTest::keyClicks(field, typed);
    QTest::keyClick(field, Qt::Key_Return);
  };
  tryWith("another passphrase");
  REQUIRE(QTest::qWaitFor([&] { return sees(window, "That is not the passphrase."); }, 5000));
  CHECK(got == nullptr);
  tryWith("a long passphrase");
  REQUIRE(QTest::qWaitFor([&] { return got != nullptr; }, 5000));
  CHECK(textOf(got->expose(SecretAccess{})) == "user secret");
}

TEST_CASE("a folder that is no station is told as such, with nothing to type into", "[app]") {
  ManualClock clock;
  UnlockDoor none{[]() -> Result<std::vector<UnlockChoice>> { return unexpected(VaultError::notAStation); }, {}, {}, {}, {}};
  UnlockWindow window(none, clock, {}, [](const Preferences&) {});
  window.show();
  CHECK(sees(window, "This laptop is not a station yet."));
  CHECK(window.findChild<QLineEdit*>() == nullptr);
}

TEST_CASE("a name that must wait says until when", "[app]") {
  ManualClock clock;
  UnlockDoor waiting = door("x");
  waiting.choices = [&] {
    return Result<std::vector<UnlockChoice>>({{userOne(), "Officer One", false, toUnixMs(clock.now()) + 60'000}});
  };
  UnlockWindow window(waiting, clock, {}, [](const Preferences&) {});
  window.show();
  CHECK(sees(window, "There were too many tries."));
  CHECK(sees(window, "The next try is possible at"));
}

TEST_CASE("a passphrase that somebody else gave is changed before anything opens", "[app]") {
  ManualClock clock;
  UnlockDoor given = door("six words that were given");
  bool must = true;
  std::string chosen;
  given.mustChange = [&](const UserId&) { return must; };
  given.change = [&](const UserId&, const SecretBytes& secret, const SecretBytes& passphrase, DevicesAre) -> Result<void> {
    CHECK(textOf(secret.expose(SecretAccess{})) == "user secret");
    const std::string typed(textOf(passphrase.expose(SecretAccess{})));
    if (typed == "six words that were given") return unexpected(VaultError::weakPassphrase, "same");
    chosen = typed;
    return {};
  };
  given.suggest = [] { return SecretBytes::copyOf(bytesOf("bamo kire tosa nole diva rapo")); };
  UnlockWindow window(given, clock, {}, [](const Preferences&) {});
  window.show();
  window.activateWindow();
  bool opened = false;
  QObject::connect(&window, &UnlockWindow::unlocked, [&](const UserId&, const std::shared_ptr<SecretBytes>& secret) {
    opened = textOf(secret->expose(SecretAccess{})) == "user secret";
  });
  QTest::keyClicks(window.findChild<QLineEdit*>(), "six words that were given");
  QTest::keyClick(window.findChild<QLineEdit*>(), Qt::Key_Return);
  REQUIRE(QTest::qWaitFor([&] { return sees(window, "Choose a passphrase of your own"); }, 5000));
  CHECK_FALSE(opened);
  const auto choose = [&](const QString& first, const QString& second) {
    QList<QLineEdit*> fields;
    for (auto* field : window.findChildren<QLineEdit*>())
      if (field->isVisibleTo(&window)) fields.push_back(field);
    REQUIRE(fields.size() == 2);
    QTest::keyClicks(fields[0], first);
    QTest::keyClicks(fields[1], second);
    QTest::keyClick(fields[1], Qt::Key_Return);
  };
  choose("copper meadow whistle two", "copper meadow whistle three");
  REQUIRE(QTest::qWaitFor([&] { return sees(window, "The two are not the same."); }, 5000));
  CHECK(chosen.empty());
  for (auto* field : window.findChildren<QLineEdit*>()) field->clear();
  choose("six words that were given", "six words that were given");
  REQUIRE(QTest::qWaitFor([&] { return sees(window, "That is the passphrase that you were given."); }, 5000));
  CHECK_FALSE(opened);
  for (auto* button : window.findChildren<QPushButton*>())
    if (button->text().contains("Suggest")) button->click();
  CHECK(sees(window, "bamo kire tosa nole diva rapo"));
  choose("copper meadow whistle two", "copper meadow whistle two");
  REQUIRE(QTest::qWaitFor([&] { return opened; }, 5000));
  CHECK(chosen == "copper meadow whistle two");
}

TEST_CASE("who has several ways chooses one by the keyboard, and is told what each protects", "[app]") {
  ManualClock clock;
  UnlockDoor several = door("x");
  SlotId chip{};
  chip.value.fill(9);
  several.choices = [&] {
    UnlockChoice choice{userOne(), "Officer One", false, 0};
    choice.ways = {{SlotKind::tpm, chip, "TPM"}, {SlotKind::oneTimeCode, {}, {}, 6}};
    return Result<std::vector<UnlockChoice>>({choice});
  };
  std::vector<SlotKind> tried;
  SlotId triedSlot{};
  several.open = [&](const UserId&, const UnlockWay& way, const SecretBytes& typed, const SecretBytes&) -> Result<SecretBytes> {
    tried.push_back(way.kind);
    if (way.kind == SlotKind::tpm) triedSlot = way.slot;
    if (way.kind == SlotKind::tpm) return unexpected(DeviceError::noChip);
    if (textOf(typed.expose(SecretAccess{})) != "ABCD-EFGH") return unexpected(SlotError::wrongPassphrase);
    return SecretBytes::copyOf(bytesOf("user secret"));
  };
  several.mustChange = [](const UserId&) { return true; };
  std::optional<DevicesAre> said;
  several.change = [&](const UserId&, const SecretBytes&, const SecretBytes&, DevicesAre devices) -> Result<void> {
    said = devices;
    return {};
  };
  UnlockWindow window(several, clock, {}, [](const Preferences&) {});
  window.show();
  window.activateWindow();
  bool opened = false;
  QObject::connect(&window, &UnlockWindow::unlocked, [&](const UserId&, const std::shared_ptr<SecretBytes>&) { opened = true; });
  const auto field = [&] { return window.findChild<QLineEdit*>(); };
  CHECK(sees(window, "A disk taken out of this laptop does not open."));
  QTest::keyClicks(field(), "a long passphrase");
  QTest::keyClick(field(), Qt::Key_Return);
  REQUIRE(QTest::qWaitFor([&] { return sees(window, "The security chip of this laptop cannot be reached."); }, 5000));
  CHECK(triedSlot == chip);

  auto* how = window.findChild<QPushButton*>("way");
  REQUIRE(how != nullptr);
  CHECK(how->focusPolicy() != Qt::NoFocus);
  how->setFocus(Qt::TabFocusReason);
  QTest::keyClick(how, Qt::Key_Space);
  auto* menu = how->findChild<QMenu*>();
  REQUIRE(menu != nullptr);
  REQUIRE(QTest::qWaitFor([&] { return menu->isVisible(); }, 5000));
  CHECK(menu->actions().size() == 2);
  QTest::keyClick(menu, Qt::Key_Down);
  QTest::keyClick(menu, Qt::Key_Down);
  QTest::keyClick(menu, Qt::Key_Return);
  REQUIRE(QTest::qWaitFor([&] { return sees(window, "Each code works once"); }, 5000));
  CHECK_FALSE(sees(window, "A disk taken out of this laptop"));
  CHECK(window.findChild<QPushButton*>("way")->text().contains("6"));
  QTest::keyClicks(field(), "WRNG");
  QTest::keyClick(field(), Qt::Key_Return);
  REQUIRE(QTest::qWaitFor([&] { return sees(window, "That is not one of your codes"); }, 5000));
  QTest::keyClicks(field(), "ABCD-EFGH");
  QTest::keyClick(field(), Qt::Key_Return);
  REQUIRE(QTest::qWaitFor([&] { return sees(window, "Choose a passphrase of your own"); }, 5000));
  CHECK(sees(window, "The code that you typed is used up."));
  CHECK_FALSE(opened);
  auto* lost = window.findChild<QCheckBox*>();
  REQUIRE(lost != nullptr);
  QTest::keyClick(lost, Qt::Key_Space);
  QList<QLineEdit*> fields;
  for (auto* each : window.findChildren<QLineEdit*>())
    if (each->isVisibleTo(&window)) fields.push_back(each);
  REQUIRE(fields.size() == 2);
  QTest::keyClicks(fields[0], "copper meadow whistle two");
  QTest::keyClicks(fields[1], "copper meadow whistle two");
  QTest::keyClick(fields[1], Qt::Key_Return);
  REQUIRE(QTest::qWaitFor([&] { return opened; }, 5000));
  REQUIRE(said.has_value());
  CHECK(*said == DevicesAre::lost);
  CHECK(tried == std::vector<SlotKind>{SlotKind::tpm, SlotKind::oneTimeCode, SlotKind::oneTimeCode});
}
