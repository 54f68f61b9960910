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

TEST_CASE("a preview opens an XForm and a workbook as it opens a folder of sheets", "[app]") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "visit.xml";
  std::ofstream(file) << "<h:html xmlns=\"http://www.w3.org/2002/xforms\" xmlns:h=\"http://www.w3.org/1999/xhtml\"><h:head>"
                         "<h:title>Visit</h:title><model><instance><data id=\"visit\"><village/><size/></data></instance>"
                         "<bind nodeset=\"/data/size\" type=\"int\"/></model></h:head><h:body><group appearance=\"field-list\">"
                         "<label>The place</label><input ref=\"/data/village\"><label>Village</label></input><input "
                         "ref=\"/data/size\"><label>How many live there?</label></input></group></h:body></h:html>";
  {
    PreviewDesk desk(file);
    desk.ask("village");
    CHECK(desk.sees("The place"));
    CHECK(desk.sees("How many live there?"));  // one page, as the group without a node says
    desk.type("Nyala");
    CHECK(desk.answer("village") == "Nyala");
  }
  const char* corpus = std::getenv("LIMEN_CORPUS");
  const std::filesystem::path forms =
      corpus != nullptr ? std::filesystem::path(corpus) : std::filesystem::path(LIMEN_SOURCE_DIR) / ".." / "shared" / "forms";
  for (const char* name : {"all-question-types.xlsx", "household-survey-unhcr.xlsx", "who-verbal-autopsy.xlsx"}) {
    if (!std::filesystem::exists(forms / name)) SKIP("the corpus is not here: " << name);
    PreviewDesk desk(forms / name);
    INFO(name);
    REQUIRE(desk.window.flow() != nullptr);
    for (std::size_t at = 0; at < std::min<std::size_t>(desk.flow().flow().pages.size(), 40); ++at) {
      desk.flow().goTo(at);
      PreviewDesk::settle();
      CHECK(desk.window.findChild<FormPageView*>() != nullptr);
    }
  }
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
