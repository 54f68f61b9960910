// SPDX-License-Identifier: Apache-2.0
// What a select offers, and whether a name is among it.
#include <algorithm>

#include "forms/session_state.h"

namespace limen::forms {

std::vector<ChoiceView> FormSession::Impl::choices(NodeRef ref) const {
  std::vector<ChoiceView> out;
  const auto& lists = form->definition().lists;
  const auto list = lists.find(node(ref.node).list);
  if (list == lists.end()) return out;
  Focus focus(ref);
  Evaluator evaluator = this->evaluator();
  for (const Choice& choice : list->second) {
    focus.choice = &choice;
    if (evaluator.test(question(ref.node).choiceFilter, focus, true)) out.push_back({choice.name, text(choice.label, ref)});
  }
  return out;
}

bool FormSession::Impl::isChoice(NodeRef ref, const std::string& name) const {
  const auto& lists = form->definition().lists;
  const auto list = lists.find(node(ref.node).list);
  if (list == lists.end()) return false;
  Focus focus(ref);
  Evaluator evaluator = this->evaluator();
  return std::any_of(list->second.begin(), list->second.end(), [&](const Choice& choice) {
    focus.choice = &choice;
    return choice.name == name && evaluator.test(question(ref.node).choiceFilter, focus, true);
  });
}

}  // namespace limen::forms
