// SPDX-License-Identifier: Apache-2.0
// Each refusal by its exact sheet, row and column: one cell of a whole workbook is made wrong, as refusals.tsv says.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <sstream>

#include "protection/package_body.h"
#include "protection/succession.h"
#include "tests/protection/support.h"

using namespace limen;
using test::Book;

namespace {

BuildOptions options(std::uint64_t version = 1) {
  BuildOptions out{test::someOrganisation(), version, false};
  out.today = forms::Date{std::chrono::days{20'775}};  // 18 November 2026
  return out;
}

Book wholeBook() {
  Book book = test::smallBook();
  auto& survey = book.tables["survey"];
  survey.front().push_back("protect::retain");
  survey.front().push_back("relevant");
  for (auto& row : survey) row.resize(13);
  book.tables["purposes"] = {
      {"name", "legal_basis", "retention", "assessment", "label::English", "label::French", "explanation::English",
       "explanation::French"},
      {"care", "vital_interest", "stay", "", "Care", "Soins", "To care for you.", "Pour vous soigner."},
      {"tracing", "consent", "case", "", "Tracing", "Recherche", "To find them.", "Pour les retrouver."},
      {"planning", "legitimate_interest", "stay", "LIA-1", "Planning", "Plans", "To plan.", "Pour prévoir."}};
  book.tables["retention"].push_back({"case", "12 months", "case_closed", "two_persons"});
  book.tables["assessment"].push_back({"LIA-1", "legitimate_interest", "2026-02-01", "2027-02-01"});
  book.tables["risk"] = {
      {"name", "condition", "safeguards", "readers", "retention", "label::English", "label::French"},
      {"ill", "${weeks} > 2", "seal narrow", "reader", "", "Ill for long.", "Malade depuis longtemps."},
      {"ill_alone", "${risk.ill} and ${need} = 'shelter'", "no_list shorten", "", "stay", "Ill.", "Malade."}};
  book.tables["partners"] = {{"name", "purposes", "answers", "agreement", "expiry"},
                             {"clinic", "care", "weeks need", "DSA-1", "2027-06-30"}};
  return book;
}

std::vector<forms::Finding> errorsOf(const Book& book, const BuildOptions& with = options()) {
  ProgrammeReading reading = readProgramme(book.workbook(), with);
  std::erase_if(reading.findings, [](const forms::Finding& each) { return each.severity != forms::Severity::error; });
  CHECK(reading.programme.has_value() == reading.findings.empty());
  return reading.findings;
}

void onlyError(const Book& book, const char* sheet, std::uint32_t row, const char* column, const char* part,
               const BuildOptions& with = options()) {
  const auto errors = errorsOf(book, with);
  INFO(test::described(errors));
  REQUIRE(errors.size() == 1);
  CHECK((errors[0].sheet == sheet && errors[0].row == row && errors[0].column == column));
  CHECK(errors[0].message.find(part) != std::string::npos);
  CHECK(errors[0].message.ends_with("."));
}

std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> out;
  std::istringstream in(line);
  for (std::string cell; std::getline(in, cell, '\t');) out.push_back(cell);
  return out;
}

Programme next(Book book, std::uint64_t version = 2) {
  auto programme = *test::programmeOf(book.workbook(), options(version));
  programme.hash.value.fill(static_cast<Byte>(version));
  return programme;
}

}  // namespace

TEST_CASE("each refusal of a workbook names its sheet, row and column and the sentence to write", "[protection]") {
  REQUIRE(errorsOf(wholeBook()).empty());
  std::ifstream table(LIMEN_SOURCE_DIR "/tests/protection/refusals.tsv");
  int count = 0;
  for (std::string line; std::getline(table, line);) {
    if (line.starts_with('#')) continue;
    auto row = cells(line);
    row.resize(8);
    INFO(line);
    Book book = wholeBook();
    book.set(row[0], std::stoul(row[1]), row[2], row[3]);
    const auto errors = errorsOf(book);
    INFO(test::described(errors));
    const auto found = std::count_if(errors.begin(), errors.end(), [&](const forms::Finding& each) {
      return each.sheet == row[4] && each.row == std::stoul(row[5]) && each.column == row[6] &&
             each.message.find(row[7]) != std::string::npos && each.message.ends_with(".");
    });
    CHECK(found == 1);
    // Nothing else is said but what follows from the missing row.
    CHECK(errors.size() <= 3);
    ++count;
  }
  CHECK(count >= 50);
}

TEST_CASE("a sheet that is missing is said once, by its name", "[protection]") {
  for (const char* sheet : {"notices", "stewards"}) {
    Book book = wholeBook();
    book.tables.erase(sheet);
    onlyError(book, sheet, 0, "", "add the sheet with the columns");
  }
  Book book = test::smallBook();
  book.tables.erase("retention");
  onlyError(book, "retention", 0, "", "add the sheet with the columns");
  book = wholeBook();
  book.tables["stewards"].pop_back();
  onlyError(book, "stewards", 0, "duty", "The duty \"retention\" is missing");
  book = test::smallBook();
  book.tables.erase("assessment");
  onlyError(book, "assessment", 0, "id", "The question \"weeks\" asks for a special category of data");
}

TEST_CASE("risk rules that ask each other in a circle are refused with the way round", "[protection]") {
  Book book = wholeBook();
  book.set("risk", 2, "condition", "${risk.ill_alone} or ${weeks} > 2");
  const auto errors = errorsOf(book);
  INFO(test::described(errors));
  REQUIRE(errors.size() == 2);
  CHECK((errors[0].sheet == "risk" && errors[0].row == 2 && errors[0].column == "condition"));
  CHECK(errors[0].message.find("ill -> ill_alone -> ill") != std::string::npos);
  CHECK(errors[1].row == 3);
}

TEST_CASE("a sheet has at most 200 rows and a text at most 16 KiB", "[protection]") {
  Book book = wholeBook();
  for (int i = 0; i < 199; ++i) book.tables["partners"].push_back({"p" + std::to_string(i), "care", "need", "DSA", "2027-06-30"});
  CHECK(errorsOf(book).empty());
  book.tables["risk"].resize(2);
  for (int i = 0; i < 200; ++i) book.tables["retention"].push_back({"r" + std::to_string(i), "1 day", "captured", "none"});
  onlyError(book, "retention", 202, "name", "more than 200 rows");
  book = wholeBook();
  book.set("notices", 2, "text::English", std::string(16 << 10, 'x'));
  CHECK(errorsOf(book).empty());
  book.set("notices", 2, "text::English", std::string((16 << 10) + 1, 'x'));
  onlyError(book, "notices", 2, "text::English", "more than 16384 bytes");
}

TEST_CASE("relevance across compartments is a warning with its row", "[protection]") {
  Book book = wholeBook();
  book.set("survey", 5, "relevant", "${need} = 'water'");  // health asks operational
  book.set("survey", 3, "relevant", "${given_name} != ''");  // identity asks identity
  const ProgrammeReading reading = readProgramme(book.workbook(), options());
  REQUIRE(reading.programme);
  REQUIRE(reading.findings.size() == 1);
  const forms::Finding& warning = reading.findings[0];
  CHECK((warning.severity == forms::Severity::warning && warning.sheet == "survey" && warning.row == 5 && warning.column == "relevant"));
  CHECK(warning.message.find("hangs on \"need\" of the compartment \"operational\"") != std::string::npos);
}

TEST_CASE("built after a version, a lowered protection or a new reader needs a new assessment", "[protection]") {
  const Programme before = next(wholeBook(), 1);
  BuildOptions with = options(2);
  with.previous = &before;
  CHECK(errorsOf(wholeBook(), with).empty());

  Book lower = wholeBook();
  lower.set("compartments", 4, "sensitivity", "2");
  onlyError(lower, "compartments", 4, "sensitivity", "falls from 3 to 2", with);
  Book reader = wholeBook();
  reader.set("compartments", 4, "readers", "reader officer");
  onlyError(reader, "compartments", 4, "readers", "gets the reader \"officer\"", with);
  Book moved = wholeBook();
  moved.set("survey", 2, "protect::compartment", "operational");
  onlyError(moved, "survey", 2, "protect::compartment", "moves from \"identity\" to \"operational\"", with);
  for (Book book : {lower, reader, moved}) {
    book.set("assessment", 2, "id", "DPIA-2");
    CHECK(errorsOf(book, with).empty());
  }
  Book fewer = wholeBook();
  fewer.set("compartments", 2, "readers", "officer");
  CHECK(errorsOf(fewer, with).empty());

  with.version = 1;
  onlyError(wholeBook(), "settings", 0, "version", "--version 2", with);
  with.version = 2;
  Book renamed = wholeBook();
  renamed.set("settings", 2, "form_id", "other");
  onlyError(renamed, "settings", 2, "form_id", "a version keeps its name", with);
}

TEST_CASE("what is older, expired or weaker may not follow what is held", "[protection]") {
  const forms::Date today{std::chrono::days{20'775}};
  const Programme held = next(wholeBook(), 2);
  CHECK(maySucceed(nullptr, held, today));
  CHECK(maySucceed(&held, held, today));
  CHECK(maySucceed(&held, next(wholeBook(), 3), today));
  CHECK(maySucceed(&held, next(wholeBook(), 1), today).error().is(ProgrammeError::older));
  Programme sameVersion = next(wholeBook(), 2);
  sameVersion.hash.value.fill(9);
  CHECK(maySucceed(&held, sameVersion, today).error().is(ProgrammeError::older));
  const forms::Date after = *held.expires + std::chrono::days{1};
  CHECK(maySucceed(&held, next(wholeBook(), 3), after).error().is(ProgrammeError::expired));
  CHECK(maySucceed(nullptr, held, after).error().is(ProgrammeError::expired));
  Book reader = wholeBook();
  reader.set("compartments", 4, "readers", "reader officer");
  CHECK(maySucceed(&held, next(reader, 3), today).error().is(ProgrammeError::weakened));
  reader.set("assessment", 2, "id", "DPIA-2");
  CHECK(maySucceed(&held, next(reader, 3), today));
}

TEST_CASE("a survey may not take the names of notice and consent", "[protection]") {
  Book book = wholeBook();
  book.set("survey", 4, "name", "limen_mode");
  const ProgrammeReading reading = readProgramme(book.workbook(), options());
  CHECK_FALSE(reading.programme);
  const bool said = std::any_of(reading.findings.begin(), reading.findings.end(), [](const forms::Finding& each) {
    return each.sheet == "survey" && each.row == 4 && each.column == "name" &&
           each.message.find("give \"limen_mode\" another name") != std::string::npos;
  });
  INFO(test::described(reading.findings));
  CHECK(said);
}

TEST_CASE("a signed body whose sheets do not hold together is damaged", "[protection]") {
  const auto broken = [](auto&& breakIt) {
    Programme programme = *test::programmeOf(wholeBook().workbook(), options());
    REQUIRE(programmeFromBody(packageBody(programme)));
    breakIt(programme);
    const auto opened = programmeFromBody(packageBody(programme));
    return !opened && opened.error().is(ProgrammeError::damaged);
  };
  CHECK(broken([](Programme& p) { p.stewards.pop_back(); }));
  CHECK(broken([](Programme& p) { p.stewards[0].owner.clear(); }));
  CHECK(broken([](Programme& p) { p.notices.clear(); }));
  CHECK(broken([](Programme& p) { p.assessments.erase(p.assessments.begin()); }));
  CHECK(broken([](Programme& p) { p.assessments.pop_back(); }));  // the one of the legitimate interest
  CHECK(broken([](Programme& p) { p.retentions[0].event = "someday"; }));
  CHECK(broken([](Programme& p) { p.retentions[0].days = 0; }));
  CHECK(broken([](Programme& p) { p.purposes[0].retention = "ever"; }));
  CHECK(broken([](Programme& p) { p.protections[1].retain = "case"; }));  // two times in one compartment
  CHECK(broken([](Programme& p) { p.risks[0].safeguards = {"refuse_entry"}; }));
  CHECK(broken([](Programme& p) { p.risks[0].readers.clear(); }));
  CHECK(broken([](Programme& p) { p.risks[0].condition = "${risk.ill_alone}"; }));
  CHECK(broken([](Programme& p) { p.risks[1].retention = "ever"; }));
  Programme later = *test::programmeOf(wholeBook().workbook(), options());
  later.format = kProgrammeFormat + 1;
  CHECK(programmeFromBody(packageBody(later)).error().is(ProgrammeError::newerVersion));
}
