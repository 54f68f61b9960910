// SPDX-License-Identifier: Apache-2.0
// Every type and appearance of the catalogue, answered with keys as an officer would, from left to right and from right to left.
#include <QComboBox>
#include <QListView>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QSlider>

#include "tests/app/preview_desk.h"

using namespace limen;
using namespace limen::test;

namespace {

const std::string kLanguages[] = {"English (en)", "Arabic (ar)"};
Qt::Key ahead() { return QApplication::isRightToLeft() ? Qt::Key_Left : Qt::Key_Right; }
QLineEdit* line() { return qobject_cast<QLineEdit*>(QApplication::focusWidget()); }

}  // namespace

TEST_CASE("texts, codes and numbers are typed", "[app]") {
  for (const std::string& language : kLanguages) {
    PreviewDesk desk(catalogue(), language);
    INFO(language);
    CHECK((QApplication::layoutDirection() == Qt::RightToLeft) == (language != kLanguages[0]));
    desk.ask("plain");
    desk.type("A 7");
    CHECK(desk.answer("plain") == "A 7");
    desk.key(Qt::Key_Return);
    CHECK(desk.flow().page().key == desk.place("lines"));
    REQUIRE(qobject_cast<QPlainTextEdit*>(QApplication::focusWidget()) != nullptr);
    desk.type("First");
    desk.key(Qt::Key_Return);
    desk.type("Second");
    CHECK(desk.answer("lines") == "First\nSecond");
    desk.ask("digits");
    desk.type(QStringLiteral("\u0660\u0664\u0662"));
    CHECK(desk.answer("digits") == "042");
    desk.ask("code");
    desk.type("4006381333931");
    desk.key(Qt::Key_Return);  // as a scanner ends
    CHECK(desk.answer("code") == "4006381333931");
    CHECK(desk.flow().page().key == desk.place("whole"));
    desk.type(QStringLiteral("\u0664"));
    CHECK(desk.answer("whole") == "4");
    desk.ask("measured");
    desk.type("2.5");
    CHECK(desk.answer("measured") == "2.5");
  }
}

TEST_CASE("a masked text is hidden until it is asked for, and the review does not show it", "[app]") {
  PreviewDesk desk;
  desk.ask("hidden_word");
  desk.type("birch");
  CHECK(desk.answer("hidden_word") == "birch");
  REQUIRE(line() != nullptr);
  auto* edit = line();
  CHECK(edit->echoMode() == QLineEdit::Password);
  desk.key(Qt::Key_Tab);
  desk.key(Qt::Key_Space);
  CHECK(edit->echoMode() == QLineEdit::Normal);
  desk.flow().goTo(desk.flow().flow().pages.size() - 1);
  PreviewDesk::settle();
  CHECK(desk.sees("Entered, not shown"));
  CHECK_FALSE(desk.sees("birch"));
}

TEST_CASE("a code with a hidden answer is never shown, in its field or in the review", "[app]") {
  PreviewDesk desk;
  desk.ask("hidden_code");
  desk.type("4006381");
  CHECK(desk.answer("hidden_code") == "4006381");
  REQUIRE(line() != nullptr);
  CHECK(line()->echoMode() == QLineEdit::Password);
  desk.flow().goTo(desk.flow().flow().pages.size() - 1);
  PreviewDesk::settle();
  CHECK(desk.sees("Entered, not shown"));
  CHECK_FALSE(desk.sees("4006381"));
}

TEST_CASE("a counter counts, and thousands are set apart once the field is left", "[app]") {
  PreviewDesk desk;
  desk.ask("counter_whole");
  desk.key(Qt::Key_Up);
  desk.key(Qt::Key_Up);
  desk.key(Qt::Key_Down);
  CHECK(desk.answer("counter_whole") == "1");
  desk.button("+")->click();
  CHECK(desk.answer("counter_whole") == "2");
  desk.ask("grouped");
  desk.type("1,234 567");
  CHECK(desk.answer("grouped") == "1234567");
  auto* edit = line();
  desk.page().setFocus();
  PreviewDesk::settle();
  CHECK(edit->text() == QStringLiteral("1\u202F234\u202F567"));
  edit->setFocus();
  PreviewDesk::settle();
  CHECK(edit->text() == "1234567");
}

TEST_CASE("guidance is folded behind a line, and named once it is opened", "[app]") {
  PreviewDesk desk;
  desk.ask("plain");
  CHECK(desk.sees("As it is written there."));
  CHECK_FALSE(desk.sees("read them back aloud"));
  desk.key(Qt::Key_Tab);
  desk.key(Qt::Key_Space);
  CHECK(desk.sees("read them back aloud"));
}

TEST_CASE("a slider answers with its first arrow, goes with the reading direction, and can be cleared", "[app]") {
  for (const std::string& language : kLanguages) {
    PreviewDesk desk(catalogue(), language);
    INFO(language);
    auto& question = desk.ask("slider");
    CHECK(desk.answer("slider").empty());
    REQUIRE(qobject_cast<QSlider*>(QApplication::focusWidget()) != nullptr);
    desk.key(ahead());
    CHECK(desk.answer("slider") == "0");
    desk.key(ahead());
    desk.key(ahead());
    CHECK(desk.answer("slider") == "10");
    desk.key(Qt::Key_End);
    CHECK(desk.answer("slider") == "40");
    desk.key(Qt::Key_Delete);
    CHECK(desk.answer("slider").empty());
    auto* number = question.findChild<QLineEdit*>();
    number->setFocus();
    desk.type("25");
    CHECK(desk.answer("slider") == "25");
    CHECK(question.findChild<QSlider*>()->value() == 5);
    desk.ask("upright");
    desk.key(Qt::Key_Up);
    desk.key(Qt::Key_Up);
    CHECK(desk.answer("upright") == "0.1");
  }
}

TEST_CASE("a picker steps and stays on its scale, a rating takes digits and arrows", "[app]") {
  for (const std::string& language : kLanguages) {
    PreviewDesk desk(catalogue(), language);
    INFO(language);
    desk.ask("picker");
    desk.key(Qt::Key_Up);
    CHECK(desk.answer("picker") == "1");
    desk.key(Qt::Key_Down);
    CHECK(desk.answer("picker") == "1");
    desk.key(Qt::Key_Up);
    CHECK(desk.answer("picker") == "2");
    desk.ask("rating");
    desk.key(Qt::Key_4);
    CHECK(desk.answer("rating") == "4");
    desk.key(ahead());
    CHECK(desk.answer("rating") == "5");
    desk.key(ahead());
    CHECK(desk.answer("rating") == "5");
    desk.key(Qt::Key_Backspace);
    CHECK(desk.answer("rating").empty());
  }
}

TEST_CASE("a day, a month, a year and a time are typed and said again", "[app]") {
  for (const std::string& language : kLanguages) {
    PreviewDesk desk(catalogue(), language);
    INFO(language);
    for (const char* name : {"day", "typed"}) {
      desk.ask(name);
      for (const char* part : {"22", "11", "2026"}) {
        desk.type(part);
        desk.key(Qt::Key_Tab);
      }
      CHECK(desk.answer(name) == "2026-11-22");
      CHECK(desk.sees(language == kLanguages[0] ? "Sunday, 22 November 2026" : QStringLiteral("الأحد، 22 نوفمبر 2026")));
    }
    desk.ask("month");
    REQUIRE(qobject_cast<QComboBox*>(QApplication::focusWidget()) != nullptr);
    for (int press = 0; press < 3; ++press) desk.key(Qt::Key_Down);
    desk.key(Qt::Key_Tab);
    desk.type("1998");
    CHECK(desk.answer("month") == "1998-03-01");
    desk.ask("year");
    desk.type("1987");
    CHECK(desk.answer("year") == "1987-01-01");
    desk.ask("hour");
    desk.type("7");
    desk.key(Qt::Key_Tab);
    desk.type("05");
    CHECK(desk.answer("hour").substr(0, 5) == "07:05");
    desk.ask("moment");
    for (const char* part : {"1", "2", "2026", "18", "30"}) {
      desk.type(part);
      desk.key(Qt::Key_Tab);
    }
    CHECK(desk.answer("moment").substr(0, 16) == "2026-02-01T18:30");
  }
}

TEST_CASE("what is no day or no time stays as it was typed, with a sentence", "[app]") {
  PreviewDesk desk;
  auto& question = desk.ask("hour");
  desk.type("25");
  desk.key(Qt::Key_Tab);
  desk.type("00");
  desk.key(Qt::Key_Return);
  CHECK(desk.answer("hour").empty());
  CHECK(desk.sees("Enter a time of day: an hour up to 23 and a minute up to 59"));
  CHECK(question.findChildren<QLineEdit*>().front()->text() == "25");
  auto& nepali = desk.ask("nepali");
  desk.type("33");
  desk.key(Qt::Key_Tab);
  desk.key(Qt::Key_Down);
  desk.key(Qt::Key_Tab);
  desk.type("2083");
  desk.key(Qt::Key_Return);
  CHECK(desk.answer("nepali").empty());
  CHECK(desk.sees("Enter a real date: day, month and a year of four digits"));
  CHECK(nepali.findChildren<QLineEdit*>().front()->text() == "33");
  CHECK(nepali.findChild<QComboBox*>()->currentIndex() == 1);
}

TEST_CASE("a day in another calendar is entered in it and kept as the Gregorian day", "[app]") {
  struct Case {
    const char *name, *day;
    int month;
    const char *year, *kept, *monthName;
  };
  const Case cases[] = {{"ethiopian", "13", 3, "2019", "2026-11-22", "Hidar"},
                        {"coptic", "13", 3, "1743", "2026-11-22", "Hathor"},
                        {"islamic", "11", 6, "1448", "2026-11-22", "Jumada al-Akhira"},
                        {"persian", "1", 9, "1405", "2026-11-22", "Azar"},
                        {"nepali", "12", 1, "2072", "2015-04-25", "Baisakh"},
                        {"buddhist", "22", 11, "2569", "2026-11-22", "November"}};
  for (const std::string& language : kLanguages) {
    PreviewDesk desk(catalogue(), language);
    for (const Case& each : cases) {
      INFO(language << ' ' << each.name);
      auto& question = desk.ask(each.name);
      desk.type(each.day);
      desk.key(Qt::Key_Tab);
      for (int press = 0; press < each.month; ++press) desk.key(Qt::Key_Down);
      desk.key(Qt::Key_Tab);
      desk.type(each.year);
      CHECK(desk.answer(each.name) == each.kept);
      if (language != kLanguages[0]) continue;
      CHECK(question.findChild<QComboBox*>()->currentText().contains(each.monthName));
      CHECK(desk.sees("In the Gregorian calendar:"));
    }
  }
  PreviewDesk desk;
  desk.ask("sambat_month");
  desk.key(Qt::Key_Down);
  desk.key(Qt::Key_Tab);
  desk.type("2083");
  CHECK(desk.answer("sambat_month") == "2026-04-14");
  desk.flow().goTo(desk.flow().flow().pages.size() - 1);
  PreviewDesk::settle();
  CHECK(desk.sees("Baisakh 2083"));
}

TEST_CASE("the review says a day as it was asked, with the Gregorian day behind it", "[app]") {
  PreviewDesk desk;
  desk.flow().set(desk.place("ethiopian"), forms::Date(std::chrono::sys_days(std::chrono::year(2026) / 11 / 22)));
  desk.flow().set(desk.place("month"), forms::Date(std::chrono::sys_days(std::chrono::year(1998) / 3 / 1)));
  desk.flow().goTo(desk.flow().flow().pages.size() - 1);
  PreviewDesk::settle();
  CHECK(desk.sees("13 Hidar 2019 (22 November 2026)"));
  CHECK(desk.sees("March 1998"));
}

TEST_CASE("a list in an order is moved by keys, by digits and by a drop", "[app]") {
  for (const std::string& language : kLanguages) {
    PreviewDesk desk(catalogue(), language);
    INFO(language);
    desk.ask("order");
    auto* list = qobject_cast<QListWidget*>(QApplication::focusWidget());
    REQUIRE(list != nullptr);
    CHECK(desk.answer("order").empty());
    desk.key(Qt::Key_Down, Qt::AltModifier);
    CHECK(desk.answer("order") == "busy calm tense loud sad");
    desk.key(Qt::Key_Up, Qt::AltModifier);
    CHECK(desk.answer("order") == "calm busy tense loud sad");
    desk.key(Qt::Key_4);
    CHECK(desk.answer("order") == "busy tense loud calm sad");
    CHECK(list->item(0)->text().contains('1'));
    list->model()->moveRow({}, 4, {}, 0);  // what a drop does
    PreviewDesk::settle();
    CHECK(desk.answer("order") == "sad busy tense loud calm");
  }
}

TEST_CASE("an order that is right already is kept with one press", "[app]") {
  PreviewDesk desk;
  desk.ask("order");
  CHECK_FALSE(desk.sees("Put the lines in order"));
  auto* keep = desk.button("This order is right");
  REQUIRE(keep != nullptr);
  keep->setFocus();
  desk.key(Qt::Key_Space);
  CHECK(desk.answer("order") == "calm busy tense loud sad");
  CHECK_FALSE(desk.sees("This order is right"));
}

TEST_CASE("what must be confirmed is ticked and can be unticked", "[app]") {
  PreviewDesk desk;
  desk.ask("seen");
  desk.key(Qt::Key_Space);
  CHECK(desk.answer("seen") == "OK");
  desk.key(Qt::Key_1);
  CHECK(desk.answer("seen").empty());
}

TEST_CASE("a line and an area are typed point by point, and the area is closed by itself", "[app]") {
  for (const std::string& language : kLanguages) {
    PreviewDesk desk(catalogue(), language);
    INFO(language);
    desk.ask("point");
    desk.type("36.8");
    desk.key(Qt::Key_Tab);
    desk.type("10.2");
    CHECK(desk.answer("point").substr(0, 9) == "36.8 10.2");
    const auto enter = [&](const char* latitude, const char* longitude) {
      desk.type(latitude);
      desk.key(Qt::Key_Tab);
      desk.type(longitude);
      desk.key(Qt::Key_Tab);  // past "Remove"
      desk.key(Qt::Key_Tab);
    };
    desk.ask("trace");
    enter("1", "2");
    enter("3", "4");
    CHECK(desk.answer("trace") == "1 2 0 0;3 4 0 0");
    desk.page().findChild<QPushButton*>("addPoint")->setFocus();
    desk.key(Qt::Key_Space);
    desk.type("5");
    desk.key(Qt::Key_Tab);
    desk.type("6");
    CHECK(desk.answer("trace") == "1 2 0 0;3 4 0 0;5 6 0 0");
    desk.ask("shape");
    enter("0", "0");
    enter("0", "1");
    CHECK(desk.answer("shape").empty());
    enter("1", "1");
    CHECK(desk.answer("shape") == "0 0 0 0;0 1 0 0;1 1 0 0;0 0 0 0");
  }
}

TEST_CASE("half a point is refused with a sentence and stays on the screen", "[app]") {
  PreviewDesk desk;
  auto& question = desk.ask("trace");
  desk.type("91");
  desk.key(Qt::Key_Return);
  CHECK(desk.answer("trace").empty());
  CHECK(desk.sees("Enter latitude and longitude of every point in degrees, such as 36.82 and 10.17"));
  CHECK(question.findChildren<QLineEdit*>().front()->text() == "91");
}

TEST_CASE("a preview keeps no pictures and says so", "[app]") {
  PreviewDesk desk;
  for (const char* name : {"picture", "signature", "drawing", "sound", "film", "paper"}) {
    INFO(name);
    auto& question = desk.ask(name);
    CHECK(desk.sees("nothing is stored for this question."));
    CHECK(question.field().entry() == nullptr);
    CHECK(question.findChildren<QLineEdit*>().empty());
    CHECK(desk.answer(name).empty());
    const auto at = desk.flow().at();
    desk.key(Qt::Key_Return);
    CHECK(desk.flow().at() == at + 1);
  }
}
