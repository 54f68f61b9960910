// SPDX-License-Identifier: Apache-2.0
#include "protection/risk.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <optional>
#include <set>

namespace limen {

namespace {

constexpr std::string_view kReference = "${risk.";

struct Reference {
  std::size_t begin = 0, end = 0;
  std::string rule;
};

std::vector<Reference> referencesIn(std::string_view condition) {
  std::vector<Reference> out;
  for (std::size_t at = condition.find(kReference); at != std::string_view::npos; at = condition.find(kReference, at + 1)) {
    const std::size_t close = condition.find('}', at);
    if (close == std::string_view::npos) break;
    const std::size_t name = at + kReference.size();
    out.push_back({at, close + 1, std::string(condition.substr(name, close - name))});
  }
  return out;
}

// With each other rule replaced by what it gave.
std::string filled(const std::string& condition, const std::function<bool(const std::string&)>& met) {
  std::string out;
  std::size_t at = 0;
  for (const Reference& each : referencesIn(condition)) {
    out += condition.substr(at, each.begin - at) + (met(each.rule) ? "true()" : "false()");
    at = each.end;
  }
  return out + condition.substr(at);
}

std::optional<std::size_t> indexOf(const std::vector<RiskRule>& rules, const std::string& name) {
  for (std::size_t i = 0; i < rules.size(); ++i)
    if (rules[i].name == name) return i;
  return std::nullopt;
}

class Circles {
 public:
  explicit Circles(const std::vector<RiskRule>& rules) : rules_(rules), state_(rules.size()) {}
  // The names of a circle that is reached from `rule`, the first again at the end; empty when there is none.
  std::vector<std::string> from(std::size_t rule) {
    path_.push_back(rule);
    state_[rule] = State::open;
    for (const Reference& each : referencesIn(rules_[rule].condition)) {
      const auto next = indexOf(rules_, each.rule);
      if (!next || state_[*next] == State::done) continue;
      if (state_[*next] == State::open) {
        std::vector<std::string> names;
        for (auto at = std::find(path_.begin(), path_.end(), *next); at != path_.end(); ++at) names.push_back(rules_[*at].name);
        names.push_back(rules_[*next].name);
        return names;
      }
      if (auto circle = from(*next); !circle.empty()) return circle;
    }
    state_[rule] = State::done;
    path_.pop_back();
    return {};
  }

 private:
  enum class State { fresh, open, done };
  const std::vector<RiskRule>& rules_;
  std::vector<State> state_;
  std::vector<std::size_t> path_;
};

std::string wrongIn(const RiskRule& rule, const forms::FormDefinition& form) {
  forms::FormDefinition asked = form;
  forms::Node node;
  node.type = forms::Type::calculate;
  node.name = "risk_rule_of_the_programme";
  node.calculation = filled(rule.condition, [](const std::string&) { return true; });
  asked.nodes.push_back(std::move(node));
  const auto compiled = forms::CompiledForm::compile(std::move(asked));
  return compiled ? "" : compiled.error().context();
}

void addOnce(std::vector<std::string>& to, const std::string& word) {
  if (std::find(to.begin(), to.end(), word) == to.end()) to.push_back(word);
}

}  // namespace

std::vector<std::pair<std::size_t, std::string>> checkRiskRules(const std::vector<RiskRule>& rules, const forms::FormDefinition& form) {
  std::vector<std::pair<std::size_t, std::string>> out;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const RiskRule& rule = rules[i];
    const auto references = referencesIn(rule.condition);
    const auto unknown = std::find_if(references.begin(), references.end(),
                                      [&](const Reference& each) { return !indexOf(rules, each.rule); });
    if (unknown != references.end()) {
      out.emplace_back(i, "There is no rule \"" + unknown->rule + "\" in sheet \"risk\"; correct the name after ${risk.");
      continue;
    }
    Circles circles(rules);
    if (const auto circle = circles.from(i); !circle.empty() && circle.front() == rule.name) {
      std::string path;
      for (const std::string& name : circle) path += (path.empty() ? "" : " -> ") + name;
      out.emplace_back(i, "The rule hangs on itself: " + path + "; take one of these references out");
      continue;
    }
    if (std::string wrong = wrongIn(rule, form); !wrong.empty())
      out.emplace_back(i, "The condition cannot be read: " + std::move(wrong));
  }
  return out;
}

Safeguards safeguardsOf(const Programme& programme, const forms::FormSession& answers) {
  const std::vector<RiskRule>& rules = programme.risks;
  const std::string whole = '/' + programme.form->definition().root;
  std::vector<std::optional<bool>> given(rules.size());
  const std::function<bool(const std::string&)> met = [&](const std::string& name) {
    const auto rule = indexOf(rules, name);
    if (!rule) return true;
    if (!given[*rule]) {
      given[*rule] = true;  // a circle was refused at build; were there one, it would count as met
      const auto computed = answers.evaluate("boolean(" + filled(rules[*rule].condition, met) + ")", whole);
      given[*rule] = !computed || computed->boolean;
    }
    return *given[*rule];
  };
  Safeguards out;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const RiskRule& rule = rules[i];
    if (!met(rule.name)) continue;
    out.triggered.push_back(i);
    for (const std::string& word : rule.safeguards) {
      out.seal = out.seal || word == "seal";
      out.secondApproval = out.secondApproval || word == "second_approval";
      out.noList = out.noList || word == "no_list";
      if (word == "shorten") addOnce(out.retentions, rule.retention);
      if (word != "narrow") continue;
      if (!out.narrow) {
        out.readers = rule.readers;
      } else {  // who every rule leaves
        std::erase_if(out.readers, [&](const std::string& role) {
          return std::find(rule.readers.begin(), rule.readers.end(), role) == rule.readers.end();
        });
      }
      out.narrow = true;
    }
  }
  return out;
}

namespace {

using Roles = std::set<std::string>;

Roles rolesOf(const std::vector<std::string>& names) {
  return {names.begin(), names.end()};
}

Roles both(const Roles& one, const Roles& other) {
  Roles out;
  std::set_intersection(one.begin(), one.end(), other.begin(), other.end(), std::inserter(out, out.end()));
  return out;
}

bool holdsQuestions(const Programme& programme, std::uint8_t compartment) {
  for (std::uint32_t i = 1; i < programme.protections.size(); ++i)
    if (forms::storesAnswer(programme.form->node(i).type) && programme.protections[i].compartment == compartment) return true;
  return false;
}

bool narrows(const RiskRule& rule) {
  return std::find(rule.safeguards.begin(), rule.safeguards.end(), "narrow") != rule.safeguards.end();
}

// The compartments of what a condition asks about, by itself or through another rule.
void askedBy(const Programme& programme, const std::string& condition, std::set<std::string>& rules, std::set<std::uint8_t>& out) {
  for (std::size_t at = condition.find("${"); at != std::string::npos; at = condition.find("${", at + 1)) {
    const std::size_t close = condition.find('}', at);
    if (close == std::string::npos) return;
    const std::string name = condition.substr(at + 2, close - at - 2);
    if (const auto question = programme.form->find(name)) out.insert(programme.protections[*question].compartment);
    if (!name.starts_with("risk.")) continue;
    const auto rule = indexOf(programme.risks, name.substr(5));
    if (rule && rules.insert(name).second) askedBy(programme, programme.risks[*rule].condition, rules, out);
  }
}

std::set<std::uint8_t> askedBy(const Programme& programme, const RiskRule& rule) {
  std::set<std::string> rules;
  std::set<std::uint8_t> out;
  askedBy(programme, rule.condition, rules, out);
  return out;
}

// Who is left to read this compartment under the rules.
Roles leftBy(const Programme& programme, const std::vector<const RiskRule*>& rules, std::uint8_t compartment) {
  Roles left = rolesOf(programme.compartments[compartment].readers);
  for (const RiskRule* rule : rules)
    if (askedBy(programme, *rule).contains(compartment)) left = both(left, rolesOf(rule->readers));
  return left;
}

std::optional<std::uint8_t> compartmentOf(const Programme& programme, std::uint8_t of, const Roles& readers) {
  for (std::uint8_t i = 0; i < programme.compartments.size(); ++i)
    if (isNarrower(programme, i, of) && rolesOf(programme.compartments[i].readers) == readers) return i;
  return std::nullopt;
}

}  // namespace

bool isNarrower(const Programme& programme, std::uint8_t narrower, std::uint8_t of) {
  if (narrower == of || narrower >= programme.compartments.size() || of >= programme.compartments.size()) return false;
  const Compartment &inner = programme.compartments[narrower], &outer = programme.compartments[of];
  const Roles few = rolesOf(inner.readers), many = rolesOf(outer.readers);
  return !few.empty() && few.size() < many.size() && both(few, many) == few && inner.sensitivity >= outer.sensitivity && !holdsQuestions(programme, narrower);
}

Narrowing narrowingOf(const Programme& programme, const Safeguards& raised) {
  Narrowing out;
  if (!raised.narrow) return out;
  std::vector<const RiskRule*> rules;
  for (const std::size_t each : raised.triggered)
    if (narrows(programme.risks[each])) rules.push_back(&programme.risks[each]);
  for (std::uint8_t i = 0; i < programme.compartments.size(); ++i) {
    const Roles left = leftBy(programme, rules, i);
    if (left == rolesOf(programme.compartments[i].readers) || !holdsQuestions(programme, i)) continue;
    const auto into = compartmentOf(programme, i, left);
    into ? static_cast<void>(out.into.emplace(i, *into)) : static_cast<void>(out.missing = true);
  }
  return out;
}

std::vector<std::pair<std::string, std::vector<std::string>>> lackingFor(const Programme& programme, const RiskRule& rule) {
  std::vector<std::pair<std::string, std::vector<std::string>>> out;
  if (!narrows(rule)) return out;
  for (std::uint8_t i = 0; i < programme.compartments.size(); ++i) {
    const Compartment& compartment = programme.compartments[i];
    const Roles left = leftBy(programme, {&rule}, i);
    if (left == rolesOf(compartment.readers) || !holdsQuestions(programme, i) || compartmentOf(programme, i, left)) continue;
    out.emplace_back(compartment.name, std::vector<std::string>(left.begin(), left.end()));
  }
  return out;
}

}  // namespace limen
