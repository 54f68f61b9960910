// SPDX-License-Identifier: Apache-2.0
// widgets.tsv says which field each type and appearance gets and which test answers it. It is read here, so that it stays true; and
// whatever the matrix of forms calls "yes" has to be in it.
#include <fstream>
#include <set>
#include <sstream>

#include "app/questions/choice_field.h"
#include "tests/app/preview_desk.h"

using namespace limen;
using namespace limen::test;

namespace {

using Line = std::vector<std::string>;

std::filesystem::path top() { return LIMEN_SOURCE_DIR; }

std::vector<Line> table(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::vector<Line> lines;
  for (std::string text; std::getline(in, text);) {
    Line cells;
    std::istringstream cut(text);
    for (std::string cell; std::getline(cut, cell, '\t');) cells.push_back(cell);
    lines.push_back(std::move(cells));
  }
  REQUIRE(lines.size() > 10);
  lines.erase(lines.begin());
  return lines;
}

std::string testSources() {
  std::ostringstream all;
  for (const auto& entry : std::filesystem::directory_iterator(top() / "tests/app")) {
    if (entry.path().extension() == ".cpp") all << std::ifstream(entry.path()).rdbuf();
  }
  return all.str();
}

}  // namespace

TEST_CASE("every type and appearance has the field that the table says, and a test that answers it", "[app]") {
  const auto rows = table(top() / "tests/app/widgets.tsv");
  const TemporaryFolder folder;
  std::ofstream survey(folder.path() / "survey.csv");
  survey << "type,name,label,appearance\n";
  for (std::size_t at = 0; at < rows.size(); ++at) {
    const bool listed = rows[at][1].starts_with("select") || rows[at][1] == "rank";
    survey << rows[at][1] << (listed ? " yn" : "") << ",q" << at << ",A question," << (rows[at][0] == "-" ? "" : rows[at][0]) << '\n';
  }
  survey.close();
  std::ofstream(folder.path() / "choices.csv") << "list_name,name,label\nyn,y,Yes\nyn,n,No\n";
  std::ofstream(folder.path() / "settings.csv") << "form_title,form_id\nWidgets,widgets\n";
  PreviewDesk desk(folder.path());
  const std::string sources = testSources();
  for (std::size_t at = 0; at < rows.size(); ++at) {
    const Line& row = rows[at];
    INFO(row[1] << ' ' << row[0]);
    REQUIRE(row.size() == 5);
    auto& question = desk.ask(("q" + std::to_string(at)).c_str());
    CHECK(std::string(question.field().metaObject()->className()) == "limen::" + row[2]);
    const auto* area = question.findChild<ChoiceArea*>();
    CHECK((area != nullptr ? std::string(area->metaObject()->className()) : "limen::-") == "limen::" + row[3]);
    CHECK(sources.find("TEST_CASE(\"" + row[4] + "\"") != std::string::npos);
  }
}

TEST_CASE("what the matrix of appearances promises has a field", "[app]") {
  std::set<std::pair<std::string, std::string>> shown;
  for (const Line& row : table(top() / "tests/app/widgets.tsv")) shown.emplace(row[0], row[1]);
  std::size_t promised = 0;
  for (const Line& row : table(top() / "tests/forms/matrix/appearances.tsv")) {
    REQUIRE(row.size() >= 5);
    const bool layout = row[0].find('(') == std::string::npos && !row[1].starts_with("begin_") && row[3].find("did you mean") == std::string::npos;
    if (row[4] != "yes" || !layout) continue;
    INFO(row[1] << ' ' << row[0]);
    CHECK(shown.contains({row[0], row[1]}));
    ++promised;
  }
  CHECK(promised > 30);
}
