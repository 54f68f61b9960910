// SPDX-License-Identifier: Apache-2.0
// docs/xlsform-support.md is written from the tables in tests/forms/matrix, whose every row a test plays. So it cannot drift from what
// the engine does: LIMEN_WRITE_DOCS=1 writes it anew.
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

const fs::path kTop = LIMEN_SOURCE_DIR;

std::string contents(const fs::path& path) {
  std::ifstream in(path);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

using Row = std::map<std::string, std::string>;  // by heading

std::vector<Row> table(const std::string& name) {
  std::istringstream lines(contents(kTop / "tests" / "forms" / "matrix" / (name + ".tsv")));
  const auto cells = [](const std::string& line) {
    std::vector<std::string> out;
    std::istringstream in(line);
    for (std::string cell; std::getline(in, cell, '\t');) out.push_back(cell);
    return out;
  };
  std::string line;
  std::getline(lines, line);
  const auto headings = cells(line);
  std::vector<Row> rows;
  while (std::getline(lines, line)) {
    const auto values = cells(line);
    Row row;
    for (std::size_t i = 0; i < headings.size(); ++i) row[headings[i]] = i < values.size() ? values[i] : "";
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string cell(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '|' ? "\\|" : std::string(1, c);
  return out;
}

std::string code(const std::string& text) {
  if (text.empty()) return "";
  return text.find('`') == std::string::npos ? "`" + cell(text) + "`" : "`` " + cell(text) + " ``";
}

struct Section {
  std::string table, title, words;
  std::vector<std::pair<std::string, std::string>> columns;  // heading in the table -> in the document
};

const std::vector<Section>& sections() {
  static const std::vector<Section> all{
      {"types", "Types", "The words of column `type`.", {{"word", "type"}, {"where", "sheet"}}},
      {"columns", "Columns and settings", "Headings in any case, with `_` or a space, `::` or `:`.", {{"word", "column"}, {"where", "sheet"}}},
      {"appearances", "Appearances", "The words of column `appearance`, and the types that they are for.", {{"word", "appearance"}, {"where", "of"}}},
      {"functions", "Functions", "Each with an example as the test asks it, and its answer.",
       {{"name", "function"}, {"expression", "example"}, {"expected", "answer"}}},
  };
  return all;
}

std::string document() {
  std::string out =
      "# What Limen runs of XLSForm and ODK XForms\n\n"
      "Written from `tests/forms/matrix` by `test_forms`; each row there is a test. **yes** behaves as the specification says, **partial** as the "
      "note says, **no** is refused or ignored with a finding that names its place.\n";
  for (const Section& section : sections()) {
    std::map<std::string, int> count;
    std::string rows;
    for (const Row& row : table(section.table)) {
      rows += '|';
      for (const auto& [heading, as] : section.columns) rows += ' ' + code(row.at(heading)) + " |";
      rows += ' ' + row.at("status") + " | " + cell(row.at("note")) + " |\n";
      ++count[row.at("status")];
    }
    out += "\n## " + section.title + "\n" + section.words + " Rows: " + std::to_string(count["yes"]) + " yes, " +
           std::to_string(count["partial"]) + " partial, " + std::to_string(count["no"]) + " no.\n\n|";
    for (const auto& [heading, as] : section.columns) out += ' ' + as + " |";
    out += " supported | note |\n|";
    for (std::size_t i = 0; i < section.columns.size() + 2; ++i) out += "---|";
    out += '\n' + rows;
  }
  return out;
}

}  // namespace

TEST_CASE("the document of what is supported says what the matrix says", "[forms][matrix]") {
  for (const Section& section : sections()) {
    for (const Row& row : table(section.table)) {
      const std::string& status = row.at("status");
      INFO(section.table << ": " << row.begin()->second);
      CHECK((status == "yes" || status == "partial" || status == "no"));
      if (status != "yes") CHECK(!row.at("note").empty());
    }
  }
  const fs::path path = kTop / "docs" / "xlsform-support.md";
  if (std::getenv("LIMEN_WRITE_DOCS") != nullptr) std::ofstream(path) << document();
  CHECK(contents(path) == document());
}
