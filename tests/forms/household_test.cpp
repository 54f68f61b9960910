// SPDX-License-Identifier: Apache-2.0
// The real forms, read and filled in. They are test data from outside the tree.
#include <cstdlib>
#include <filesystem>

#include "tests/forms/scenario.h"

using namespace limen;
using namespace limen::forms;
namespace fs = std::filesystem;

namespace {

FormReading readReal(const char* name) {
  const char* set = std::getenv("LIMEN_CORPUS");
  const fs::path path = (set != nullptr ? fs::path(set) : fs::path(LIMEN_SOURCE_DIR) / ".." / "shared" / "forms") / name;
  if (!fs::exists(path)) SKIP("the corpus is not here: " << name);
  const auto book = readWorkbook(path);
  if (!book) FAIL(book.error().name() << " " << book.error().context());
  return readForm(*book);
}

std::string errorsOf(const FormReading& reading) {
  std::string out;
  for (const auto& f : reading.findings) {
    if (f.severity == Severity::error) out += f.sheet + " " + std::to_string(f.row) + " " + f.column + ": " + f.message + "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("the household form reads without an error and says what it does not store", "[forms]") {
  const auto reading = readReal("household-survey-unhcr.xlsx");
  CHECK(errorsOf(reading) == "");
  REQUIRE(reading.form);
  CHECK(reading.form->id == "RQ-etr6-v1");
  CHECK(reading.form->languages == std::vector<std::string>{"English", "Tigirigna", "Amharic", "Oromiffa"});
  CHECK(reading.form->defaultLanguage == "English");
  for (const std::uint32_t row : {4u, 5u, 6u}) {
    const auto* finding = findingAt(reading, row, "type");
    REQUIRE(finding != nullptr);
    CHECK(finding->severity == Severity::warning);
  }
  // The choice `never` stands twice, and row 11 calculates a bare word.
  REQUIRE(findingAt(reading, 7, "name") != nullptr);
  REQUIRE(findingAt(reading, 11, "calculation") != nullptr);
  CHECK(findingAt(reading, 11, "calculation")->severity == Severity::warning);
}

TEST_CASE("a household of two is interviewed to a valid submission", "[forms]") {
  auto reading = readReal("household-survey-unhcr.xlsx");
  REQUIRE(reading.form);
  Scenario s(compiled(std::move(*reading.form)), "English");
  CHECK(s.answerOf("today") == "2026-11-18");
  CHECK(s.answerOf("this_country") == "");
  CHECK_FALSE(s.relevant("hh_rpt"));
  s.answer("your_name", "Test Officer").answer("name_typed", "Test Officer");
  s.answer("structure", "12").answer("household", "3").answer("hh_duplicate_check", "no");
  CHECK_FALSE(s.relevant("begin_interview"));
  s.answer("available", "yes").answer("begin_interview", "yes");
  CHECK(s.answerOf("consent_obtained") == "true");
  CHECK(s.relevant("hh_rpt"));
  CHECK(s.session.label(s.place("witness_auto")) == "010. Interviewer's name: Test Officer");
  s.answer("school_level_001", "higher").answer("confirm_interview", "no").answer("witness_auto", "1");
  s.answer("witness_manual", "Somebody Else");
  CHECK(s.problem("witness_manual") == Problem::constraint);
  CHECK(s.session.problemMessage(s.place("witness_manual")) ==
        "That is not what you entered for your name earlier in this survey.");
  s.answer("witness_manual", "Test Officer").answer("respondent_firstname", "Person One").answer("school_level", "primary");

  REQUIRE(s.count("hh_rpt") == 1);
  s.addTo("hh_rpt");
  CHECK(s.answerOf("num_HH_members") == "2");
  s.answer("hh_rpt[1]/firstname_raw", "Person One").answer("hh_rpt[1]/respondent_match", "1");
  s.answer("hh_rpt[1]/gender", "female").answer("hh_rpt[1]/age", "34").answer("hh_rpt[1]/marital_status", "widow");
  s.answer("hh_rpt[1]/usually_live", "yes").answer("hh_rpt[1]/last_night", "yes").answer("hh_rpt[1]/more_hh_members", "yes");
  CHECK(s.answerOf("hh_rpt[1]/eligible") == "true");
  CHECK(s.relevant("hh_rpt[1]/eligibility_screen_yes"));
  CHECK_FALSE(s.relevant("hh_rpt[1]/eligibility_screen_no"));
  CHECK(s.relevant("error_noheads"));
  s.answer("hh_rpt[1]/relationship", "head").answer("hh_rpt[1]/religion", "other");
  CHECK_FALSE(s.relevant("error_noheads"));
  s.answer("hh_rpt[2]/firstname_raw", "Person Two").answer("hh_rpt[2]/relationship", "head");
  CHECK(s.answerOf("heads") == "2");
  CHECK(s.relevant("error_extraheads"));
  s.answer("hh_rpt[2]/relationship", "child").answer("hh_rpt[2]/gender", "male").answer("hh_rpt[2]/age", "7");
  CHECK_FALSE(s.relevant("hh_rpt[2]/marital_status"));
  CHECK_FALSE(s.relevant("hh_rpt[2]/religion"));
  s.answer("hh_rpt[2]/usually_live", "yes").answer("hh_rpt[2]/last_night", "no").answer("hh_rpt[2]/more_hh_members", "no");
  CHECK(s.answerOf("heads") == "1");
  CHECK(s.answerOf("names") == "Person One, Person Two");
  CHECK_FALSE(s.relevant("respondent_in_roster"));
  CHECK(s.session.label(s.place("roster_complete")).find("There are 2 household members who are named Person One, Person Two.") !=
        std::string::npos);
  s.answer("roster_complete", "yes").answer("floor", "earth").answer("roof", "metal").answer("walls", "bricks");
  s.answer("gps_point", "9.03 38.74 2355 4.5").answer("survey_language", "english");
  s.answer("RQ_result", "not_at_home");
  CHECK(s.problems() == std::vector<std::string>{"RQ_result"});
  s.answer("RQ_result", "completed");
  CHECK(s.problems().empty());

  const auto submission = s.session.submission();
  CHECK(submission.emptyRepeats.empty());
  std::size_t members = 0, ends = 0;
  for (const auto& answer : submission.answers) {
    members += answer.question == "age" ? 1 : 0;
    ends += answer.question == "end" ? 1 : 0;
    CHECK(answer.question != "deviceid");
    CHECK(answer.question != "religion_of_two");
  }
  CHECK(members == 2);
  CHECK(ends == 1);
}

TEST_CASE("forms that are not yet wholly understood end in findings that name their place", "[forms]") {
  for (const char* name : {"who-verbal-autopsy.xlsx", "all-question-types.xlsx"}) {
    const auto reading = readReal(name);
    for (const auto& finding : reading.findings) {
      CHECK_FALSE(finding.sheet.empty());
      CHECK(finding.message.ends_with('.') + finding.message.ends_with('?') == 1);
    }
    INFO(errorsOf(reading));
    CHECK(reading.form.has_value() == errorsOf(reading).empty());
  }
}
