// SPDX-License-Identifier: Apache-2.0
// The sample programme's risk rules over a synthetic panel: the same circumstances for each language, sex and nationality, and
// how often each rule is met. More between two groups than the limit of safeguard S56 fails the build.
#include <algorithm>
#include <iomanip>
#include <iostream>
#include <map>

#include "forms/workbook.h"
#include "protection/notice.h"
#include "protection/risk.h"
#include "tests/protection/support.h"

using namespace limen;

namespace {

constexpr double kMostBetweenGroups = 0.05;
constexpr int kCircumstances = 60;

struct Circumstance {
  std::map<std::string, std::string> answers;
};

struct Group {
  std::string attribute, value;
};

// What a rule may ask about, drawn without a look at who it is.
std::vector<Circumstance> circumstances(SeededRandom& random) {
  const auto oneOf = [&](std::initializer_list<const char*> words) {
    return std::string(words.begin()[random.below(words.size())]);
  };
  std::vector<Circumstance> out(kCircumstances);
  for (Circumstance& each : out) {
    each.answers = {{"travelling_with", oneOf({"alone", "family", "others"})},
                    {"birth_date_known", "no"},
                    {"birth_year", std::to_string(1950 + random.below(74))},
                    {"safe_contact", oneOf({"none", "phone"})},
                    {"missing_relative", "no"},
                    {"doctor_now", oneOf({"yes", "no", "no"})},
                    {"daily_medicine", oneOf({"yes", "no", "no"})},
                    {"asked_alone", oneOf({"yes", "no"})}};
  }
  return out;
}

std::vector<std::string> wordsOf(const Programme& programme, const std::string& list) {
  std::vector<std::string> out;
  for (const forms::Choice& each : programme.form->definition().lists.at(list)) out.push_back(each.name);
  return out;
}

using Rates = std::map<std::string, double>;  // by rule

Rates ratesOf(const Programme& programme, const std::vector<Circumstance>& panel, const Group& group) {
  ManualClock clock;
  SeededRandom random(3);
  Rates rates;
  for (const RiskRule& rule : programme.risks) rates[rule.name] = 0;
  for (const Circumstance& each : panel) {
    forms::FormSession form(programme.form, clock, random, "English");
    auto answers = each.answers;
    answers.insert({{"spoken_language", "en"},
                    {"sex", "woman"},
                    {"nationality_status", "has"},
                    {"nationality", "Synthetic"},
                    {"given_name", "Synthetic"}});
    answers[group.attribute] = group.value;
    for (std::uint32_t i = 1; i < form.form().size(); ++i) {  // in the form's order: what is asked hangs on what was answered
      const std::string& name = form.form().node(i).name;
      const auto found = answers.find(name);
      const std::string typed = found != answers.end() ? found->second : name.starts_with(kConsentPrefix) ? "yes" : "";
      if (typed.empty()) continue;
      const auto value = form.parse({i, {}}, typed);
      REQUIRE(value);
      static_cast<void>(form.set({i, {}}, *value));
    }
    for (const std::size_t rule : safeguardsOf(programme, form).triggered)
      rates[programme.risks[rule].name] += 1.0 / kCircumstances;
  }
  return rates;
}

double widestGap(const Programme& programme, bool print) {
  SeededRandom random(11);
  const auto panel = circumstances(random);
  std::vector<Group> groups;
  for (const std::string& word : wordsOf(programme, "language")) groups.push_back({"spoken_language", word});
  for (const std::string& word : wordsOf(programme, "sex")) groups.push_back({"sex", word});
  for (const char* name : {"Alphaland", "Бетия", "غاما", "ዴልታ", "Epsilonia"}) groups.push_back({"nationality", name});
  for (const char* name : {"Zoë", "Наталья", "يوسف", "ሳራ", "রহিম", "अनिता"}) groups.push_back({"given_name", name});
  std::map<std::pair<std::string, std::string>, std::pair<double, double>> range;  // of an attribute and a rule
  for (const Group& group : groups) {
    if (print) std::cout << group.attribute << ' ' << group.value << ':';
    for (const auto& [rule, rate] : ratesOf(programme, panel, group)) {
      if (print) std::cout << ' ' << rule << ' ' << std::setprecision(3) << rate;
      const auto [at, fresh] = range.try_emplace({group.attribute, rule}, rate, rate);
      at->second = {std::min(at->second.first, rate), std::max(at->second.second, rate)};
    }
    if (print) std::cout << '\n';
  }
  double widest = 0;
  for (const auto& [which, between] : range) widest = std::max(widest, between.second - between.first);
  return widest;
}

Programme sample() {
  const auto book = forms::readCsvFolder(std::filesystem::path(LIMEN_SOURCE_DIR) / "resources/programmes/border-intake");
  REQUIRE(book);
  ProgrammeReading reading = readProgramme(*book, {});
  REQUIRE(reading.programme);
  return std::move(*reading.programme);
}

}  // namespace

TEST_CASE("in the same circumstances the risk rules are met alike in every language, sex, nationality and script",
          "[protection]") {
  Programme programme = sample();
  CHECK(widestGap(programme, true) <= kMostBetweenGroups);
  SeededRandom random(11);
  const Rates rates = ratesOf(programme, circumstances(random), {"sex", "man"});
  for (const RiskRule& rule : programme.risks) {  // a rule that nothing meets would be as equal
    INFO(rule.name);
    CHECK(rates.at(rule.name) > 0.02);
    CHECK(rates.at(rule.name) < 0.98);
  }
  // The panel sees a rule that looks at who somebody is.
  for (const char* unfair :
       {"${spoken_language} = 'ti' and ${under_18} = 'yes'", "${nationality} = 'ዴልታ'", "string-length(${given_name}) < 4"}) {
    Programme planted = programme;
    planted.risks[1].condition = unfair;
    INFO(unfair);
    CHECK(widestGap(planted, false) > kMostBetweenGroups);
  }
}
