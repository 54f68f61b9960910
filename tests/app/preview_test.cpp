// SPDX-License-Identifier: Apache-2.0
#include <QTableWidget>
#include <fstream>

#include "tests/app/preview_desk.h"

using namespace limen;
using namespace limen::test;

namespace {

void write(const std::filesystem::path& file, const std::string& text) { std::ofstream(file) << text; }

struct Sheets {
  Sheets() {
    write(folder.path() / "settings.csv", "form_title,form_id,version\nA small form,small,3\n");
    survey("text,word,A word,\ninteger,count,A count,yes\nbegin_repeat,bag,Bag,\ntext,colour,Its colour,\nend_repeat,,,\n");
  }
  void survey(const std::string& rows) const { write(folder.path() / "survey.csv", "type,name,label,required\n" + rows); }
  TemporaryFolder folder;
};

}  // namespace

TEST_CASE("a preview asks the form, validates it, ends with a review, and says on every page that nothing is kept", "[app]") {
  const Sheets sheets;
  PreviewDesk desk(sheets.folder.path());
  CHECK(desk.sees("A small form, version 3"));
  std::size_t pages = 0;
  desk.type("birch");
  desk.key(Qt::Key_Return);
  desk.key(Qt::Key_Return);
  CHECK(desk.sees("Check these answers first"));
  desk.ask("count");
  desk.type("2");
  for (; desk.flow().page().kind != FormPage::Kind::review && pages < 20; ++pages) {
    CHECK(desk.sees("Preview: nothing is kept"));
    CHECK_FALSE(desk.sees("Not saved yet"));
    desk.key(Qt::Key_Return);
  }
  CHECK(desk.sees("birch"));
  CHECK(desk.sees("Preview: nothing is kept"));
  desk.key(Qt::Key_Return);
  CHECK(desk.sees("The form can be finished"));
  CHECK(desk.sees("Preview: nothing is kept"));
  desk.key(Qt::Key_Space);  // "Start again"
  CHECK(desk.answer("word").empty());
}

TEST_CASE("when the file changes the form is read anew, and the answers and the place stay", "[app]") {
  const Sheets sheets;
  PreviewDesk desk(sheets.folder.path());
  desk.type("birch");
  auto& flow = desk.flow();
  const auto bag = desk.place("bag");
  REQUIRE(flow.form().addInstance(bag));
  const auto instances = flow.form().instances(bag);
  REQUIRE(instances.size() == 2);
  flow.set({*flow.form().form().find("colour"), {instances[1]}}, std::string("red"));
  desk.ask("count");
  desk.type("7");
  bool again = false;
  QObject::connect(&desk.window, &PreviewWindow::reloaded, &desk.window, [&] { again = true; });
  sheets.survey("text,first,The first,\ntext,word,A better word,\ninteger,count,A count,yes\nbegin_repeat,bag,Bag,\ntext,colour,Its colour,\nend_repeat,,,\n");
  CHECK(QTest::qWaitFor([&] { return again; }, 10'000));
  PreviewDesk::settle();
  CHECK(desk.answer("word") == "birch");
  CHECK(desk.answer("count") == "7");
  CHECK(desk.flow().page().key == desk.place("count"));
  const auto carried = desk.flow().form().instances(desk.place("bag"));
  REQUIRE(carried.size() == 2);
  CHECK(forms::toLexical(desk.flow().form().value({*desk.flow().form().form().find("colour"), {carried[1]}})) == "red");
}

TEST_CASE("a form with errors shows each with its row, and comes back when they are mended", "[app]") {
  const Sheets sheets;
  sheets.survey("text,word,A word,\nselect_one missing,which,Which?,\n");
  PreviewDesk desk(sheets.folder.path());
  CHECK(desk.window.flow() == nullptr);
  CHECK(desk.sees("The form has errors"));
  CHECK(desk.sees("Preview: nothing is kept"));
  auto* table = desk.window.findChild<QTableWidget*>();
  REQUIRE(table != nullptr);
  REQUIRE(table->rowCount() >= 1);
  CHECK(table->item(0, 1)->text() == "survey");
  CHECK(table->item(0, 2)->text() == "3");
  CHECK_FALSE(table->item(0, 4)->text().isEmpty());
  sheets.survey("text,word,A word,\n");
  CHECK(QTest::qWaitFor([&] { return desk.window.flow() != nullptr; }, 10'000));
  PreviewDesk::settle();
  CHECK(desk.sees("A word"));
}

TEST_CASE("a form whose expressions go in a circle is shown as an error, not asked", "[app]") {
  const Sheets sheets;
  write(sheets.folder.path() / "survey.csv", "type,name,label,calculation\ncalculate,a,,${b}\ncalculate,b,,${a}\ntext,c,C,\n");
  PreviewDesk desk(sheets.folder.path());
  CHECK(desk.window.flow() == nullptr);
  CHECK_FALSE(desk.window.findings().empty());
}

TEST_CASE("a file that is not there is said in a sentence", "[app]") {
  const TemporaryFolder folder;
  PreviewDesk desk(folder.path() / "none.xlsx");
  CHECK(desk.sees("The file of the form cannot be read."));
}

TEST_CASE("the language of the form is switched with its direction, and the answers stay", "[app]") {
  PreviewDesk desk;
  desk.ask("plain");
  desk.type("A 7");
  desk.window.useFormLanguage("Arabic (ar)");
  PreviewDesk::settle();
  CHECK(QApplication::layoutDirection() == Qt::RightToLeft);
  CHECK(desk.sees("ما المكتوب على الحقيبة؟"));
  CHECK(desk.sees("معاينة: لا يُحفظ شيء"));
  CHECK(desk.answer("plain") == "A 7");
  CHECK(desk.flow().page().key == desk.place("plain"));
}
