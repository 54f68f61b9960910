// SPDX-License-Identifier: Apache-2.0
#include "station/fit.h"

#include <algorithm>

#include "protection/form_layout.h"

namespace limen {

namespace {

// What another moment or another device answers otherwise, and what is found by a path and not by a name.
constexpr std::array<std::string_view, 8> kUnsteady{"today(", "now(", "random(", "uuid(", "once(", "last-saved", "/", "pulldata("};

class Fit {
 public:
  Fit(const std::shared_ptr<const Programme>& programme, const std::map<std::string, std::vector<MergedAnswer>>& merged,
      const OpenedRecord& record, Vault& vault)
      : programme_(programme),
        form_(*programme->form),
        layout_(form_.definition()),
        session_(programme->form, vault.clock(), vault.random(), form_.definition().defaultLanguage) {
    for (const auto& [name, compartment] : record.compartments)
      if (compartment.opened && !compartment.damaged && compartment.revisions.size() == compartment.seen.size()) open_.push_back(name);
    std::vector<std::uint32_t> path;
    relevants_.resize(form_.size());
    walkForm(form_.definition().nodes, [&](std::uint32_t index, const forms::Node& node, int depth) {
      path.resize(static_cast<std::size_t>(depth) - 1);
      path.push_back(index);
      for (const std::uint32_t each : path)
        if (!form_.node(each).relevant.empty()) relevants_[index].push_back(form_.node(each).relevant);
      (void)node;
    });
    fill(merged);
  }

  Misfit of(const std::string& name) {
    const auto question = form_.find(name);
    if (!question || !known(*question) || !form_.node(*question).calculation.empty()) return Misfit::none;
    const forms::Node& node = form_.node(*question);
    const auto& relevants = relevants_[*question];
    const bool asked = std::all_of(relevants.begin(), relevants.end(), [&](const std::string& each) { return readable(each); });
    if (!asked) return Misfit::none;
    if (!session_.relevant({*question, {}})) return Misfit::notRelevant;
    if (std::find(refused_.begin(), refused_.end(), *question) != refused_.end())
      return !node.choiceFilter.empty() && readable(node.choiceFilter) ? Misfit::noSuchChoice : Misfit::none;
    if (!node.constraint.empty() && readable(node.constraint) && session_.problem({*question, {}}) == forms::Problem::constraint)
      return Misfit::rule;
    return Misfit::none;
  }
  std::string sentence(const std::string& name) const { return session_.problemMessage({*form_.find(name), {}}); }

 private:
  // Its value here is the one that its writers saw.
  bool known(std::uint32_t question, int depth = 0) const {
    if (question == 0 || question >= form_.size() || depth > kMaxDepth) return false;
    const FormLayout::Question& place = layout_.questions[question];
    if (place.repeat || !layout_.scopes[place.scope].repeats.empty()) return false;
    const forms::Node& node = form_.node(question);
    if (!node.calculation.empty()) return readable(node.calculation, depth + 1);
    if (!place.stored || programme_->protections[question].minimise.kind != Minimise::Kind::asIs) return false;
    return std::find(open_.begin(), open_.end(), programme_->compartments[programme_->protections[question].compartment].name) !=
           open_.end();
  }
  bool readable(const std::string& expression, int depth = 0) const {
    for (const std::string_view each : kUnsteady)
      if (expression.find(each) != std::string::npos) return false;
    for (std::size_t at = 0; (at = expression.find("${", at)) != std::string::npos;) {
      const std::size_t end = expression.find('}', at);
      if (end == std::string::npos) return false;
      const auto question = form_.find(std::string_view(expression).substr(at + 2, end - at - 2));
      if (!question || !known(*question, depth)) return false;
      at = end;
    }
    return true;
  }
  void fill(const std::map<std::string, std::vector<MergedAnswer>>& merged) {
    std::map<std::uint32_t, forms::Value> answers;  // what counts until it is decided
    for (const auto& [name, compartment] : merged)
      for (const MergedAnswer& answer : compartment)
        if (const auto question = form_.find(answer.question); question && answer.instances.empty())
          answers[*question] = answer.standing.front().value;
    // Twice: a choice may hang on an answer that stands after it.
    for (int round = 0; round < 2; ++round) {
      refused_.clear();
      for (std::uint32_t question = 1; question < form_.size(); ++question) {
        if (!known(question) || !form_.node(question).calculation.empty()) continue;
        const auto answer = answers.find(question);
        const forms::Value value = answer == answers.end() ? forms::Value(forms::Empty{}) : answer->second;
        if (!session_.set({question, {}}, value)) refused_.push_back(question);
      }
    }
  }

  static constexpr int kMaxDepth = 32;
  const std::shared_ptr<const Programme>& programme_;
  const forms::CompiledForm& form_;
  const FormLayout layout_;
  forms::FormSession session_;
  std::vector<std::string> open_;
  std::vector<std::vector<std::string>> relevants_;  // its own and those of the groups around it, by question
  std::vector<std::uint32_t> refused_;
};

}  // namespace

void labelMisfits(const std::shared_ptr<const Programme>& programme, const std::map<std::string, std::vector<MergedAnswer>>& merged,
                  const OpenedRecord& record, Vault& vault, RecordView& view) {
  Fit fit(programme, merged, record, vault);
  for (ShownCompartment& compartment : view.compartments) {
    for (ShownAnswer& answer : compartment.answers) {
      if (!answer.instances.empty()) continue;
      answer.inconsistent = fit.of(answer.question);
      if (answer.inconsistent == Misfit::rule) answer.inconsistentWhy = fit.sentence(answer.question);
    }
  }
}

}  // namespace limen
