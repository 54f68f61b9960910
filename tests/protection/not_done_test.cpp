// SPDX-License-Identifier: Apache-2.0
// Each sentence of "what we do not do": promised, and made false by the one cell that not_done.tsv names.
#include "protection/not_done.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <sstream>

#include "tests/protection/support.h"

using namespace limen;
using test::Book;

namespace {

Book promising(const std::string& ids) {
  Book book = test::smallBook();
  book.tables["settings"][0].push_back(kNotDoneColumn);
  book.tables["settings"][1].push_back(ids);
  book.tables["risk"] = {{"name", "condition", "safeguards", "label::English", "label::French"},
                         {"ill", "${weeks} > 2", "seal", "Ill for long.", "Malade depuis longtemps."}};
  const bool nobody = ids.find("nobody") != std::string::npos;
  if (nobody) book.set("purposes", 2, "recipients", "");
  if (!nobody)
    book.tables["partners"] = {{"name", "purposes", "answers", "agreement", "expiry"},
                               {"clinic", "care", "need", "DSA-1", "2027-06-30"}};
  return book;
}

std::vector<forms::Finding> findingsOf(const Book& book) {
  return readProgramme(book.workbook(), {test::someOrganisation(), 1, false}).findings;
}

std::ptrdiff_t refusals(const std::vector<forms::Finding>& findings, const std::string& part) {
  return std::count_if(findings.begin(), findings.end(), [&](const forms::Finding& each) {
    return each.severity == forms::Severity::error && each.sheet == "settings" && each.row == 2 &&
           each.column == kNotDoneColumn && each.message.find(part) != std::string::npos && each.message.ends_with(".");
  });
}

}  // namespace

TEST_CASE("each sentence of what is not done is promised, made false by one cell, and then refused", "[protection]") {
  std::ifstream table(LIMEN_SOURCE_DIR "/tests/protection/not_done.tsv");
  std::size_t count = 0;
  for (std::string line; std::getline(table, line);) {
    if (line.starts_with('#')) continue;
    INFO(line);
    std::vector<std::string> row;
    std::istringstream in(line);
    for (std::string cell; std::getline(in, cell, '\t');) row.push_back(cell);
    REQUIRE(row.size() == 6);
    Book book = promising(row[0]);
    const auto before = findingsOf(book);
    INFO(test::described(before));
    CHECK(before.empty());
    book.set(row[2], std::stoul(row[3]), row[4], row[5]);
    const auto after = findingsOf(book);
    INFO(test::described(after));
    CHECK(refusals(after, "promises \"" + row[0] + "\", which the ") == 1);
    ++count;
  }
  CHECK(count == notDoneSentences().size());
  CHECK(refusals(findingsOf(promising("miracles")), "\"miracles\" is not a sentence of what is not done; write biometrics") == 1);
}

TEST_CASE("no question keeps a score of a person", "[protection]") {
  for (const char* name : {"score", "RiskScore", "pain_score", "rank1", "trust.rating", "credibility"}) CHECK(namesScore(name));
  for (const char* name : {"scorecard", "frank", "underscored", "integrating", "priority_need", ""})
    CHECK_FALSE(namesScore(name));
  Book book = test::smallBook();
  book.set("survey", 9, "name", "vulnerability_score");
  const auto findings = findingsOf(book);
  INFO(test::described(findings));
  REQUIRE(findings.size() == 1);
  CHECK((findings[0].sheet == "survey" && findings[0].row == 9 && findings[0].column == "name"));
  CHECK(findings[0].message.find("would keep a score of a person") != std::string::npos);
}
