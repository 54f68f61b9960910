// SPDX-License-Identifier: Apache-2.0
// When a session locks by itself, by a clock that a test moves.
#include <QTemporaryDir>
#include <fstream>

#include "tests/app/window_support.h"

using namespace limen;
using namespace limen::test;
using std::chrono::hours;
using std::chrono::minutes;

TEST_CASE("nobody at the keys for three minutes locks, and a key or a movement begins them anew", "[app]") {
  Desk desk;
  desk.model.clock_.advance(minutes(3) - Milliseconds(1));
  desk.window->lookAtClock();
  CHECK_FALSE(desk.model.lockedDown);
  SECTION("a key") { desk.key(Qt::Key_Tab); }
  SECTION("a movement") { QTest::mouseMove(desk.window.get(), QPoint(200, 200)); Desk::settle(); }
  SECTION("a press") { QTest::mouseClick(desk.window.get(), Qt::LeftButton, Qt::NoModifier, QPoint(700, 700)); Desk::settle(); }
  desk.model.clock_.advance(minutes(3) - Milliseconds(1));
  desk.window->lookAtClock();
  CHECK_FALSE(desk.model.lockedDown);
  desk.model.clock_.advance(Milliseconds(1));
  desk.window->lookAtClock();
  CHECK(desk.model.lockedDown);
  CHECK_FALSE(desk.model.shiftEnded);
  CHECK_FALSE(desk.window->isVisible());
}

TEST_CASE("after twelve hours a session locks, however busy it was", "[app]") {
  Desk desk;
  for (int minute = 0; minute < 12 * 60 - 1; ++minute) {
    desk.model.clock_.advance(minutes(1));
    QTest::mouseMove(desk.window.get(), QPoint(100 + minute % 50, 100));
    QCoreApplication::processEvents();
    desk.window->lookAtClock();
  }
  desk.model.clock_.advance(minutes(1) - Milliseconds(1));
  desk.window->lookAtClock();
  CHECK_FALSE(desk.model.lockedDown);
  desk.key(Qt::Key_Tab);
  desk.model.clock_.advance(Milliseconds(1));
  desk.window->lookAtClock();
  CHECK(desk.model.lockedDown);
}

TEST_CASE("the clock is looked at again in time, also when a timer stood still with the machine", "[app]") {
  ManualClock clock;
  LockWatch watch(clock);
  CHECK(watch.lookAfter(minutes(3)) == kLookAgain);
  clock.advance(minutes(2) + std::chrono::seconds(50));
  CHECK(watch.lookAfter(minutes(3)) == std::chrono::seconds(10));
  clock.advance(hours(7));  // asleep
  CHECK(watch.due(minutes(3)));
  CHECK(watch.lookAfter(minutes(3)) == Milliseconds(1));
  watch.touched();
  CHECK_FALSE(watch.due(minutes(3)));
  clock.setWall(clock.now() + hours(100));  // the wall clock locks nothing
  CHECK_FALSE(watch.due(minutes(3)));
}

TEST_CASE("the time is chosen on the Shift page, kept, and stays within one and ten minutes", "[app]") {
  Desk desk;
  desk.window->goTo(Section::shift);
  Desk::settle();
  REQUIRE(desk.button("10 min") != nullptr);
  desk.button("10 min")->click();
  Desk::settle();
  CHECK(desk.kept.lockAfterMinutes == 10);
  desk.model.clock_.advance(minutes(9));
  desk.window->lookAtClock();
  CHECK_FALSE(desk.model.lockedDown);
  desk.model.clock_.advance(minutes(1));
  desk.window->lookAtClock();
  CHECK(desk.model.lockedDown);

  QTemporaryDir folder;
  const std::filesystem::path home = folder.path().toStdString();
  for (const auto& [written, read] : {std::pair{"7", 7}, {"0", 1}, {"-5", 1}, {"600", 10}, {"never", 1}}) {
    std::ofstream(home / "interface") << "language=en\nlock=" << written << "\n";
    CHECK(readPreferences(home).lockAfterMinutes == read);
  }
  Preferences chosen;
  chosen.lockAfterMinutes = 5;
  writePreferences(home, chosen);
  CHECK(readPreferences(home) == chosen);
}
