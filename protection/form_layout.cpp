// SPDX-License-Identifier: Apache-2.0
#include "protection/form_layout.h"

namespace limen {

FormLayout::FormLayout(const forms::FormDefinition& form) : questions(1), scopes(1) {
  add(form.nodes, 0);
}

void FormLayout::add(const std::vector<forms::Node>& nodes, std::uint32_t scope) {
  for (const forms::Node& node : nodes) {
    const auto index = static_cast<std::uint32_t>(questions.size());
    Question question{&node, scope, 0, false, node.type == forms::Type::repeat, 0};
    question.stored = question.repeat || forms::storesAnswer(node.type);
    if (question.stored) {
      question.slot = static_cast<std::uint32_t>(scopes[scope].slots.size());
      scopes[scope].slots.push_back(index);
    }
    if (question.repeat) {
      question.inner = static_cast<std::uint32_t>(scopes.size());
      Scope inner;
      inner.repeats = scopes[scope].repeats;
      inner.repeats.push_back(index);
      scopes.push_back(std::move(inner));
    }
    questions.push_back(question);
    add(node.children, question.repeat ? question.inner : scope);
  }
}

}  // namespace limen
