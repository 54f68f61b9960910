// SPDX-License-Identifier: Apache-2.0
// tests/forms/matrix/functions.tsv: every function with an expression that shows it. docs/xlsform-support.md is made from the
// same rows, so what it says is what this runs.
#include <algorithm>
#include <fstream>
#include <set>

#include "crypto/keys.h"
#include "forms/functions.h"
#include "tests/forms/scenario.h"

using namespace limen;
using namespace limen::forms;

namespace {

struct MatrixRow {
  std::string name, expression, expected, status;
};

std::vector<MatrixRow> rows() {
  std::ifstream file(LIMEN_SOURCE_DIR "/tests/forms/matrix/functions.tsv");
  std::vector<MatrixRow> out;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::vector<std::string> cells;
    for (std::size_t at = 0; at <= line.size();) {
      const std::size_t end = std::min(line.find('\t', at), line.size());
      cells.push_back(line.substr(at, end - at));
      at = end + 1;
    }
    cells.resize(5);
    out.push_back({cells[0], cells[1], cells[2], cells[3]});
  }
  return out;
}

// Three people of an interview, seen from a calculation.
FormDefinition formAround(const std::string& expression) {
  auto form = formOf({"integer | a", "text | t", "date | d", "select_multiple l | multi", "select_one l | one", "text | empty",
                      "begin_repeat | r", "integer | n", "text | w", "end_repeat", "calculate | it | calculation=0"},
                     "list_name | name | label\nl | x | Ex\nl | y | Wye\nl | z | Zed");
  form.itext["greeting"] = {{"", "Good day"}};
  form.defaultLanguage = "en";
  form.version = "1";
  form.nodes.back().calculation = expression;
  return form;
}

std::string computed(const std::string& expression) {
  auto form = CompiledForm::compile(formAround(expression), verifyPlain);
  REQUIRE(form);
  Scenario s(*form, "en");
  s.answer("a", "3").answer("t", "hello").answer("d", "2026-11-22").answer("multi", "x z").answer("one", "y");
  s.addTo("r").addTo("r").answer("r[1]/n", "10").answer("r[2]/n", "20").answer("r[3]/n", "30");
  s.answer("r[1]/w", "p").answer("r[3]/w", "q");
  return s.answerOf("it");
}

}  // namespace

TEST_CASE("every function of the matrix answers what its row says", "[forms]") {
  REQUIRE(rows().size() > 80);
  for (const MatrixRow& row : rows()) {
    INFO(row.name << ": " << row.expression);
    if (row.status == "no") {
      CHECK(findFunction(row.name) == nullptr);
      continue;
    }
    CHECK((row.status == "yes" || row.status == "partial"));
    CHECK(row.expression.find(row.name + "(") != std::string::npos);
    CHECK(computed(row.expression) == row.expected);
  }
}

TEST_CASE("the matrix names every function that an expression may call", "[forms]") {
  std::set<std::string> named;
  for (const MatrixRow& row : rows()) named.insert(row.name);
  for (const std::string_view function : functionNames()) {
    INFO(function);
    CHECK(named.contains(std::string(function)));
  }
}
