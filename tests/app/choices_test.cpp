// SPDX-License-Identifier: Apache-2.0
// Selects in every layout, answered with keys, and lists as long as they come.
#include <QListView>
#include <fstream>

#include "tests/app/preview_desk.h"

using namespace limen;
using namespace limen::test;

namespace {

const std::string kLanguages[] = {"English (en)", "Arabic (ar)"};
Qt::Key ahead() { return QApplication::isRightToLeft() ? Qt::Key_Left : Qt::Key_Right; }

std::vector<ChoiceButton*> buttonsOf(const QuestionWidget& question) {
  std::vector<ChoiceButton*> shown;
  for (auto* button : question.findChildren<ChoiceButton*>()) {
    if (button->isVisible()) shown.push_back(button);
  }
  return shown;
}

}  // namespace

TEST_CASE("buttons are chosen with digits, with arrows and the space bar, in every layout", "[app]") {
  for (const std::string& language : kLanguages) {
    PreviewDesk desk(catalogue(), language);
    for (const char* name : {"one", "in_columns", "packed", "likert", "searched"}) {
      INFO(language << ' ' << name);
      auto& question = desk.ask(name);
      if (std::string(name) == "searched") question.findChild<QListView*>()->setFocus();
      desk.key(Qt::Key_3);
      if (std::string(name) != "searched") CHECK(desk.answer(name) == "tense");
    }
    auto& rows = desk.ask("several");
    desk.key(Qt::Key_1);
    desk.key(Qt::Key_Down);
    desk.key(Qt::Key_Down);
    desk.key(Qt::Key_Space);
    CHECK(desk.answer("several") == "calm tense");
    CHECK(buttonsOf(rows)[2]->isChecked());
    desk.key(Qt::Key_Space);
    CHECK(desk.answer("several") == "calm");
    desk.ask("in_two");
    desk.key(ahead());
    desk.key(Qt::Key_Space);
    desk.key(Qt::Key_Down);
    desk.key(Qt::Key_Space);
    CHECK(desk.answer("in_two") == "busy loud");
    desk.ask("likert");
    desk.key(ahead());
    desk.key(Qt::Key_Space);
    CHECK(desk.answer("likert") == "loud");
  }
}

TEST_CASE("columns stand beside each other, in the reading direction", "[app]") {
  for (const std::string& language : kLanguages) {
    PreviewDesk desk(catalogue(), language);
    INFO(language);
    for (const auto& [name, columns] : std::initializer_list<std::pair<const char*, std::size_t>>{{"in_columns", 3}, {"in_two", 2}, {"likert", 5}}) {
      INFO(name);
      const auto buttons = buttonsOf(desk.ask(name));
      REQUIRE(buttons.size() == 5);
      std::size_t inLine = 0;
      for (const auto* button : buttons) inLine += button->y() == buttons[0]->y() ? 1 : 0;
      CHECK(inLine == columns);
      CHECK((buttons[1]->x() > buttons[0]->x()) == (language == kLanguages[0]));
      CHECK(std::abs(buttons[1]->width() - buttons[0]->width()) <= 1);
      CHECK(buttons[0]->height() >= theme::kControl);
    }
  }
}

TEST_CASE("quick moves on with the choice", "[app]") {
  PreviewDesk desk;
  desk.ask("quick");
  const auto at = desk.flow().at();
  desk.key(Qt::Key_2);
  CHECK(desk.answer("quick") == "busy");
  CHECK(desk.flow().at() == at + 1);
}

TEST_CASE("a longer list is searched: letters narrow it, Enter takes the marked line, then continues", "[app]") {
  for (const std::string& language : kLanguages) {
    PreviewDesk desk(catalogue(), language);
    INFO(language);
    auto& question = desk.ask("long");
    const auto at = desk.flow().at();
    auto* view = question.findChild<QListView*>();
    REQUIRE(view != nullptr);
    CHECK(view->model()->rowCount() == 12);
    desk.type(language == kLanguages[0] ? "MILL" : QStringLiteral("الطاحونة"));
    CHECK(view->model()->rowCount() == 2);
    desk.key(Qt::Key_Down);
    desk.key(Qt::Key_Down);
    desk.key(Qt::Key_Space);
    CHECK(desk.answer("long") == "new_mill");
    CHECK(view->model()->rowCount() == 12);
    CHECK(view->currentIndex().data(Qt::CheckStateRole).toInt() == Qt::Checked);
    question.takeFocus();
    desk.type("qqq");
    CHECK_FALSE(view->isVisible());
    CHECK(desk.sees(language == kLanguages[0] ? "Nothing matches." : QStringLiteral("لا شيء مطابق")));
    desk.key(Qt::Key_Return);
    CHECK(desk.flow().at() == at);
    for (int letter = 0; letter < 3; ++letter) desk.key(Qt::Key_Backspace);
    CHECK(view->isVisible());
    desk.type(language == kLanguages[0] ? "salt" : QStringLiteral("بحيرة"));
    desk.key(Qt::Key_Return);
    CHECK(desk.answer("long") == "salt_lake");
    CHECK(desk.flow().at() == at);
    desk.key(Qt::Key_Return);
    CHECK(desk.flow().at() == at + 1);
  }
}

TEST_CASE("a folded list opens with a letter or an arrow, folds with the choice or Escape, and says what is chosen", "[app]") {
  PreviewDesk desk;
  auto& question = desk.ask("folded");
  auto* view = question.findChild<QListView*>();
  CHECK_FALSE(view->isVisible());
  CHECK(desk.sees("Choose one of 12"));
  desk.key(Qt::Key_Down);
  CHECK(view->isVisible());
  desk.key(Qt::Key_Escape);
  CHECK_FALSE(view->isVisible());
  desk.type("s");
  CHECK(view->isVisible());
  desk.type("tone");
  desk.key(Qt::Key_Return);
  CHECK(desk.answer("folded") == "stone_bridge");
  CHECK_FALSE(view->isVisible());
  CHECK(desk.sees("Stone bridge"));
  desk.ask("folded_several");
  desk.key(Qt::Key_Space);
  desk.type("north");
  desk.key(Qt::Key_Return);
  desk.type("south");
  desk.key(Qt::Key_Return);
  CHECK(desk.answer("folded_several") == "north south");
  CHECK(desk.sees("North shore, South shore"));
}

TEST_CASE("pictures of choices are shown, and without buttons the chosen one is still marked", "[app]") {
  PreviewDesk desk;
  const auto buttons = buttonsOf(desk.ask("pictures"));
  REQUIRE(buttons.size() == 3);
  CHECK(buttons[0]->height() > theme::kControl + 60);
  const QImage before = buttons[1]->grab().toImage();
  desk.key(Qt::Key_2);
  CHECK(desk.answer("pictures") == "square");
  CHECK(buttons[1]->isChecked());
  desk.key(Qt::Key_1);
  CHECK(buttons[0]->isChecked());
  CHECK(desk.answer("pictures") == "circle");
  CHECK(buttons[1]->grab().toImage() == before);
  desk.ask("map");
  CHECK(desk.sees("The picture of this question cannot be pressed here. Choose from the list."));
  desk.ask("with_media");
  CHECK(desk.sees("Sound bell.mp3: this laptop plays none."));
  CHECK_FALSE(desk.sees("Picture plan.png is not on this laptop."));
}

TEST_CASE("a table has one line a question and the labels of the choices once", "[app]") {
  for (const std::string& language : kLanguages) {
    PreviewDesk desk(catalogue(), language);
    INFO(language);
    auto& water = desk.ask("table_water");
    CHECK(desk.flow().page().questions.size() == 3);
    CHECK(water.size() == QuestionWidget::Size::tableHead);
    desk.key(Qt::Key_2);
    CHECK(desk.answer("table_water") == "seldom");
    desk.key(Qt::Key_Tab);
    desk.key(ahead());
    desk.key(ahead());
    desk.key(Qt::Key_Space);
    CHECK(desk.answer("table_light") == "often");
    desk.key(Qt::Key_Tab);
    desk.key(Qt::Key_1);
    desk.key(Qt::Key_4);
    CHECK(desk.answer("table_food") == "never always");
    const QString never = language == kLanguages[0] ? QStringLiteral("Never") : QStringLiteral("أبدًا");
    int heads = 0;
    for (const auto* label : desk.page().findChildren<QLabel*>()) heads += label->isVisible() && label->text() == never ? 1 : 0;
    CHECK(heads == 1);
    desk.ask("line_cars");
    desk.key(Qt::Key_3);
    CHECK(desk.answer("line_cars") == "often");
    CHECK(desk.answer("head").empty());
  }
}

TEST_CASE("groups within a page keep their headings, and a repeat within a repeat is asked", "[app]") {
  PreviewDesk desk;
  desk.ask("together_word");
  CHECK(desk.flow().page().questions.size() == 3);
  CHECK(desk.sees("A group within"));
  desk.ask("together_often");
  desk.key(Qt::Key_3);
  CHECK(desk.answer("together_often") == "often");
  const auto& pages = desk.flow().flow().pages;
  CHECK(std::count_if(pages.begin(), pages.end(), [](const FormPage& page) { return page.kind == FormPage::Kind::repeat; }) == 2);
}

TEST_CASE("choices follow the answers, and none is said in words", "[app]") {
  PreviewDesk desk;
  desk.ask("by_region");
  CHECK(desk.sees("There is nothing to choose from with the answers so far."));
  desk.flow().set(desk.place("long"), std::string("north"));
  const auto buttons = buttonsOf(desk.ask("by_region"));
  CHECK(buttons.size() == 2);
  desk.key(Qt::Key_2);
  CHECK(desk.answer("by_region") == "dune");
}

TEST_CASE("a list of 100,000 choices has two widgets, not 100,000, and is narrowed letter by letter", "[app]") {
  const TemporaryFolder folder;
  std::ofstream(folder.path() / "survey.csv") << "type,name,label\nselect_one place,place,Where?\ntext,after,After\n";
  std::ofstream choices(folder.path() / "choices.csv");
  choices << "list_name,name,label\n";
  constexpr int kMany = 100'000;
  for (int at = 0; at < kMany; ++at) choices << "place,p" << at << ",Place " << at << "\n";
  choices.close();
  std::ofstream(folder.path() / "settings.csv") << "form_title,form_id\nLong,long\n";
  PreviewDesk desk(folder.path());
  auto& question = desk.ask("place");
  auto* view = question.findChild<QListView*>();
  REQUIRE(view != nullptr);
  CHECK(view->model()->rowCount() == kMany);
  CHECK(question.findChildren<QWidget*>().size() < 40);
  int resets = 0;
  QObject::connect(view->model(), &QAbstractItemModel::modelReset, view, [&] { ++resets; });
  desk.type("99999");
  CHECK(resets == 5);
  CHECK(view->model()->rowCount() == 1);
  desk.key(Qt::Key_Return);
  CHECK(desk.answer("place") == "p99999");
  desk.key(Qt::Key_Return);
  CHECK(desk.flow().page().key == desk.place("after"));
}
