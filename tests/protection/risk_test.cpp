// SPDX-License-Identifier: Apache-2.0
// Risk rules over the answers of a form: risk_cases.tsv says, for each set of answers, which rules are met and what follows.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <sstream>

#include "protection/risk.h"
#include "tests/protection/support.h"

using namespace limen;

namespace {

std::shared_ptr<const Programme> guarded() {
  test::Book book = test::smallBook();
  book.tables["retention"].push_back({"short", "30 days", "captured", "none"});
  book.tables["risk"] = {
      {"name", "condition", "safeguards", "readers", "retention", "label::English", "label::French"},
      {"ill", "${weeks} > 2", "seal narrow", "reader", "", "Ill.", "Malade."},
      {"ill_roof", "${risk.ill} and ${need} = 'shelter'", "second_approval shorten", "", "short", "Ill.", "Malade."},
      {"minor", "${birth_date} != '' and (today() - ${birth_date}) < 6574", "second_approval", "", "", "Minor.", "Mineur."},
      {"minor_alone", "${risk.minor} and count(${member_name}[. != '']) = 0", "no_list narrow", "officer", "", "Alone.", "Seul."},
      {"nameless", "${given_name} = 'Nobody'", "no_list", "", "", "Nameless.", "Sans nom."},
      {"long", "${weeks} > 53", "shorten", "", "stay", "Long.", "Long."}};
  return test::programmeOf(book.workbook());
}

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string each; std::getline(in, each, at);)
    if (!each.empty() || at == '\t') out.push_back(each);
  return out;
}

void answer(forms::FormSession& session, const std::string& name, const std::string& typed) {
  const auto question = session.form().find(name);
  REQUIRE(question);
  forms::Place place{*question, {}};
  if (name == "member_name") place.instances = session.instances({*session.form().find("member"), {}});
  const auto value = session.parse(place, typed);
  REQUIRE(value);
  REQUIRE(session.set(place, *value));
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out.empty() ? "-" : out;
}

}  // namespace

TEST_CASE("risk rules raise the safeguards that the sheet says, over forty sets of answers", "[protection]") {
  const auto programme = guarded();
  ManualClock clock;  // 18 November 2026
  SeededRandom random(5);
  std::ifstream table(LIMEN_SOURCE_DIR "/tests/protection/risk_cases.tsv");
  int count = 0;
  for (std::string line; std::getline(table, line);) {
    if (line.starts_with('#')) continue;
    const auto cells = split(line, '\t');
    INFO(line);
    REQUIRE(cells.size() == 7);
    forms::FormSession session(programme->form, clock, random, "English");
    for (const std::string& each : split(cells[0], ' ')) answer(session, each.substr(0, each.find('=')), each.substr(each.find('=') + 1));
    const Safeguards raised = safeguardsOf(*programme, session);
    std::vector<std::string> met;
    for (const std::size_t rule : raised.triggered) met.push_back(programme->risks[rule].name);
    CHECK(joined(met) == cells[1]);
    CHECK(raised.seal == (cells[2] == "yes"));
    CHECK(raised.secondApproval == (cells[3] == "yes"));
    CHECK(raised.noList == (cells[4] == "yes"));
    CHECK((raised.narrow ? joined(raised.readers) : "*") == cells[5]);
    CHECK(joined(raised.retentions) == cells[6]);
    ++count;
  }
  CHECK(count >= 40);
}

TEST_CASE("what cannot be computed counts as met, so that it guards", "[protection]") {
  Programme programme = *guarded();
  ManualClock clock;
  SeededRandom random(5);
  const forms::FormSession session(programme.form, clock, random, "English");
  programme.risks[0].condition = "${weeks} >";
  const Safeguards raised = safeguardsOf(programme, session);
  CHECK(raised.seal);
  CHECK(raised.triggered == std::vector<std::size_t>{0});
}

TEST_CASE("risk rules are checked against the form and each other", "[protection]") {
  const auto programme = guarded();
  CHECK(checkRiskRules(programme->risks, programme->form->definition()).empty());
  std::vector<RiskRule> rules = programme->risks;
  rules[0].condition = "${risk.long}";
  rules[5].condition = "${risk.ill_roof}";
  const auto wrong = checkRiskRules(rules, programme->form->definition());
  REQUIRE(wrong.size() == 3);
  CHECK(wrong[0].first == 0);
  CHECK(wrong[0].second.find("ill -> long -> ill_roof -> ill") != std::string::npos);
  // Who only leads into a circle is not in it, and who names a rule that is not there is told.
  rules[3].condition = "${risk.long}";
  CHECK(checkRiskRules(rules, programme->form->definition()).size() == 3);
  rules[3].condition = "${risk.nobody_knows}";
  const auto unknown = checkRiskRules(rules, programme->form->definition());
  REQUIRE(unknown.size() == 4);
  CHECK(unknown[2].first == 3);
  CHECK(unknown[2].second.find("There is no rule \"nobody_knows\"") != std::string::npos);
}

TEST_CASE("a circle or a rule that is not there, past the checks of a build, guards rather than not", "[protection]") {
  Programme programme = *guarded();
  ManualClock clock;
  SeededRandom random(5);
  const forms::FormSession session(programme.form, clock, random, "English");
  programme.risks[0].condition = "${risk.long}";
  programme.risks[5].condition = "${risk.ill}";
  CHECK(safeguardsOf(programme, session).triggered == std::vector<std::size_t>{0, 5});
  programme.risks[0].condition = "${risk.nobody_knows}";
  programme.risks[5].condition = "false()";
  CHECK(safeguardsOf(programme, session).triggered == std::vector<std::size_t>{0});
}

TEST_CASE("a rule with narrow sends a compartment's answers to the one with its readers, and where none is a second person is needed", "[protection]") {
  test::Book book = test::smallBook();
  book.tables["roles"].push_back({"nurse", "read sync", "nurse", "infirmier"});
  book.set("compartments", 4, "readers", "reader nurse");
  book.tables["risk"] = {{"name", "condition", "safeguards", "readers", "retention", "label::English", "label::French"},
                         {"ill", "${weeks} > 2", "narrow", "nurse", "", "Ill.", "Malade."}};
  const auto reading = readProgramme(book.workbook(), {test::someOrganisation(), 1, false});
  INFO(test::described(reading.findings));
  REQUIRE(reading.programme);
  const auto warned = std::find_if(reading.findings.begin(), reading.findings.end(), [](const forms::Finding& each) { return each.sheet == "risk"; });
  REQUIRE(warned != reading.findings.end());
  CHECK(warned->severity == forms::Severity::warning);
  CHECK(warned->row == 2);
  CHECK(warned->column == "readers");
  CHECK(warned->message.find("leaves nurse of the readers of \"health\"") != std::string::npos);
  const auto narrowing = [](const Programme& programme, const char* weeks) {
    ManualClock clock;
    SeededRandom random(5);
    forms::FormSession session(programme.form, clock, random, "English");
    answer(session, "weeks", weeks);
    return narrowingOf(programme, safeguardsOf(programme, session));
  };
  CHECK(narrowing(*reading.programme, "3").missing);
  CHECK(narrowing(*reading.programme, "3").into.empty());
  CHECK_FALSE(narrowing(*reading.programme, "2").missing);

  book.tables["compartments"].push_back({"health_few", "3", "nurse", "Health, nurses", "Sante, infirmiers"});
  const auto programme = test::programmeOf(book.workbook());
  CHECK(narrowing(*programme, "3").into == std::map<std::uint8_t, std::uint8_t>{{2, 4}});
  CHECK_FALSE(narrowing(*programme, "3").missing);
  CHECK(narrowing(*programme, "2").into.empty());
  CHECK(isNarrower(*programme, 4, 2));
  CHECK_FALSE(isNarrower(*programme, 2, 4));
  CHECK_FALSE(isNarrower(*programme, 4, 1));  // nurses do not read identity
  Programme lower = *programme;
  lower.compartments[4].sensitivity = 2;
  CHECK_FALSE(isNarrower(lower, 4, 2));
}
