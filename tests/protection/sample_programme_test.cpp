// SPDX-License-Identifier: Apache-2.0
// The programme that we ship as an example is one that a supervisor could run.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "protection/package_body.h"
#include "tests/protection/support.h"

using namespace limen;

namespace {

std::shared_ptr<const Programme> sample() {
  const auto book = forms::readWorkbook(LIMEN_SOURCE_DIR "/resources/programmes/border-intake");
  REQUIRE(book);
  return test::programmeOf(*book);
}

// One person at the desk, answering by name.
class Desk {
 public:
  explicit Desk(const std::string& language = "English")
      : programme_(sample()), session_(programme_->form, clock_, random_, language) {}

  std::uint32_t question(const char* name) const {
    const auto found = programme_->form->find(name);
    INFO(name);
    REQUIRE(found);
    return *found;
  }
  void answer(const char* name, const char* typed, std::vector<RepeatId> at = {}) {
    INFO(name << " = " << typed);
    const forms::Place place{question(name), std::move(at)};
    const auto value = session_.parse(place, typed);
    REQUIRE(value);
    REQUIRE(session_.set(place, *value));
  }
  void agree() {
    for (const auto& [name, typed] : std::initializer_list<std::pair<const char*, const char*>>{{"limen_language", "Arabic"},
                                                                                                {"limen_mode", "interpreter"},
                                                                                                {"limen_interpreter", "TI-204"},
                                                                                                {"limen_alone", "yes"},
                                                                                                {"limen_consent_family_unity", "yes"},
                                                                                                {"limen_consent_legal_help", "yes"},
                                                                                                {"limen_consent_contact", "yes"}})
      answer(name, typed);
  }
  bool relevant(const char* name, std::vector<RepeatId> at = {}) const {
    return session_.relevant({question(name), std::move(at)});
  }
  forms::Problem problem(const char* name) const { return session_.problem({question(name), {}}); }
  std::string value(const char* name) const { return forms::toLexical(session_.value({question(name), {}})); }
  forms::FormSession& session() { return session_; }
  const std::shared_ptr<const Programme>& programme() const { return programme_; }

 private:
  ManualClock clock_;  // 18 November 2026
  SeededRandom random_{3};
  std::shared_ptr<const Programme> programme_;
  forms::FormSession session_;
};

}  // namespace

TEST_CASE("the sample programme builds without an error, and warns only where logic crosses compartments", "[protection]") {
  const auto book = forms::readWorkbook(LIMEN_SOURCE_DIR "/resources/programmes/border-intake");
  REQUIRE(book);
  const ProgrammeReading reading = readProgramme(*book, {test::someOrganisation(), 1, false});
  for (const forms::Finding& each : reading.findings) {
    INFO(each.row << ' ' << each.column << ' ' << each.message);
    CHECK((each.severity == forms::Severity::warning && each.column == "relevant"));
  }
  CHECK(reading.findings.size() == 2);  // the family one travels with, pregnancy by sex and age
  REQUIRE(reading.programme);
  CHECK(reading.programme->form->definition().languages == std::vector<std::string>{"English", "French", "Spanish", "Arabic"});
  std::vector<std::string> names;
  for (const Compartment& each : reading.programme->compartments) names.push_back(each.name);
  CHECK(names == std::vector<std::string>{"operational", "identity", "family", "health", "legal"});
  CHECK(packageBody(*reading.programme).size() < 80 * 1024);
}

TEST_CASE("every word of the sample programme stands in all four languages", "[protection]") {
  const auto programme = sample();
  const forms::FormDefinition& form = programme->form->definition();
  const auto complete = [&](const forms::Translations& texts, bool mayBeAbsent) {
    if (texts.empty() && mayBeAbsent) return true;
    return std::all_of(form.languages.begin(), form.languages.end(), [&](const std::string& language) {
      const auto text = texts.find(language);
      return text != texts.end() && !text->second.empty();
    });
  };
  const auto arabic = [](const forms::Translations& texts) {  // written in its own script
    const auto text = texts.find("Arabic");
    return text == texts.end() || std::any_of(text->second.begin(), text->second.end(), [](char c) {
             return static_cast<Byte>(c) >= 0xd8 && static_cast<Byte>(c) <= 0xdb;
           });
  };
  for (std::uint32_t i = 1; i < programme->form->size(); ++i) {
    const forms::Node& node = programme->form->node(i);
    INFO("row " << node.row);
    const bool hidden = node.type == forms::Type::calculate || node.type == forms::Type::today;
    CHECK(complete(node.label, hidden));
    for (const auto* texts : {&node.hint, &node.requiredMessage, &node.constraintMessage, &programme->protections[i].why})
      CHECK(complete(*texts, true));
    for (const auto* texts : {&node.label, &node.hint, &node.constraintMessage, &programme->protections[i].why})
      CHECK(arabic(*texts));
    if (!node.constraint.empty()) CHECK_FALSE(node.constraintMessage.empty());
    if (!hidden && forms::storesAnswer(node.type)) CHECK_FALSE(programme->protections[i].why.empty());
  }
  for (const auto& [list, choices] : form.lists) {
    for (const forms::Choice& choice : choices) {
      INFO(list << ' ' << choice.name);
      CHECK(complete(choice.label, false));
      if (list != "limen_languages") CHECK(arabic(choice.label));  // a language is called by its own name
    }
  }
  CHECK(complete(programme->title, false));
  for (const Purpose& each : programme->purposes) CHECK((complete(each.label, false) && complete(each.explanation, false)));
  for (const Compartment& each : programme->compartments) CHECK(complete(each.label, false));
  for (const Role& each : programme->roles) CHECK(complete(each.label, false));
}

TEST_CASE("the sample asks only what follows from the answers before", "[protection]") {
  Desk desk;
  CHECK_FALSE(desk.relevant("safe_contact"));  // nothing that rests on consent alone is asked before it is given
  desk.agree();
  CHECK_FALSE(desk.relevant("birth_date"));
  desk.answer("birth_date_known", "yes");
  CHECK(desk.relevant("birth_date"));
  CHECK_FALSE(desk.relevant("birth_year"));
  desk.answer("birth_date", "2009-11-19");
  CHECK(desk.value("age") == "16");
  CHECK(desk.value("under_18") == "yes");
  CHECK(desk.relevant("child_note"));
  desk.answer("birth_date_known", "no");
  CHECK_FALSE(desk.relevant("birth_date"));
  desk.answer("birth_year", "1980");
  CHECK(desk.value("age") == "46");
  CHECK(desk.value("under_18") == "no");
  CHECK_FALSE(desk.relevant("child_note"));

  CHECK_FALSE(desk.relevant("phone"));
  desk.answer("safe_contact", "phone");
  CHECK(desk.relevant("phone"));
  CHECK_FALSE(desk.relevant("nationality"));
  desk.answer("nationality_status", "has");
  CHECK(desk.relevant("nationality"));
  CHECK_FALSE(desk.relevant("missing_details"));
  desk.answer("missing_relative", "yes");
  CHECK(desk.relevant("missing_details"));
  CHECK_FALSE(desk.relevant("medicine_days"));
  desk.answer("daily_medicine", "yes");
  CHECK(desk.relevant("medicine_days"));

  CHECK(desk.relevant("pregnant"));
  desk.answer("sex", "man");
  CHECK_FALSE(desk.relevant("pregnant"));
  desk.answer("sex", "woman");
  desk.answer("birth_year", "1950");
  CHECK_FALSE(desk.relevant("pregnant"));

  CHECK_FALSE(desk.relevant("most_urgent"));
  desk.answer("needs", "water shelter");
  CHECK(desk.relevant("most_urgent"));
  std::vector<std::string> offered;
  for (const auto& choice : desk.session().choices({desk.question("most_urgent"), {}})) offered.push_back(choice.name);
  CHECK(offered == std::vector<std::string>{"water", "shelter"});
}

TEST_CASE("the sample's constraints hold, and say so in Arabic", "[protection]") {
  using forms::Problem;
  Desk desk("Arabic");
  desk.agree();
  desk.answer("arrival_date", "2026-11-01");
  CHECK(desk.problem("arrival_date") == Problem::none);
  for (const char* date : {"2026-11-30", "2026-01-01"}) {
    desk.answer("arrival_date", date);
    CHECK(desk.problem("arrival_date") == Problem::constraint);
  }
  CHECK(desk.session().problemMessage({desk.question("arrival_date"), {}}).find("\xd8\xa3\xd8\xaf\xd8\xae\xd9\x84") == 0);
  desk.answer("safe_contact", "phone");
  desk.answer("phone", "+999 5550 100");
  CHECK(desk.problem("phone") == Problem::none);
  desk.answer("phone", "call my brother");
  CHECK(desk.problem("phone") == Problem::constraint);
  desk.answer("needs", "water none");
  CHECK(desk.problem("needs") == Problem::constraint);
  desk.answer("needs", "none");
  CHECK(desk.problem("needs") == Problem::none);
  desk.answer("birth_date_known", "no");
  desk.answer("birth_year", "2027");
  CHECK(desk.problem("birth_year") == Problem::constraint);
  CHECK(desk.problem("given_name") == Problem::required);
  CHECK(desk.problem("family_name") == Problem::none);  // some people have none
}

TEST_CASE("of a whole intake the sample keeps the year, the area and the age group", "[protection]") {
  Desk desk;
  for (const auto& [name, typed] :
       std::initializer_list<std::pair<const char*, const char*>>{{"crossing_point", "river_post"},
                                                                  {"arrival_place", "12.3456 40.0512 800 5"},
                                                                  {"travelling_with", "family"},
                                                                  {"spoken_language", "ti"},
                                                                  {"given_name", "Example"},
                                                                  {"birth_date_known", "yes"},
                                                                  {"birth_date", "1990-05-04"},
                                                                  {"protection_wish", "advice_first"},
                                                                  {"doctor_now", "no"}})
    desk.answer(name, typed);
  desk.agree();
  const auto members = desk.session().instances({desk.question("member"), {}});  // a repeat starts with one
  REQUIRE(members.size() == 1);
  desk.answer("member_name", "Sample", members);
  desk.answer("member_birth_year", "2019", members);
  CHECK(desk.value("persons") == "2");
  CHECK(desk.session().problems().empty());

  const MinimalRecord record = minimise(desk.programme(), desk.session().submission(), forms::Date{std::chrono::days{20775}});
  std::string kept;
  for (std::size_t i = 0; i < record.compartments().size(); ++i) {
    kept += desk.programme()->compartments[i].name + ':';
    for (const KeptAnswer& each : record.compartments()[i])
      kept += ' ' + desk.programme()->form->node(each.question).name + '=' + forms::toLexical(each.value);
    kept += '\n';
  }
  CHECK(kept ==
        "operational: registered_on=2026-11-18 crossing_point=river_post arrival_date=2026-11-18 arrival_place=12.5 40 0 0 "
        "travelling_with=family "
        "spoken_language=ti under_18=no persons=2 limen_notice=arrival-1 limen_language=Arabic limen_mode=interpreter "
        "limen_interpreter=TI-204 limen_alone=yes limen_consent_family_unity=yes limen_consent_legal_help=yes "
        "limen_consent_contact=yes\n"
        "identity: given_name=Example birth_date=1990\n"
        "family: member_name=Sample member_birth_year=5-9\n"
        "health: doctor_now=no\n"
        "legal: protection_wish=advice_first\n");
}
