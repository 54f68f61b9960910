// SPDX-License-Identifier: Apache-2.0
// What two versions of a form have in common.
#include "forms/compiled_form.h"

namespace limen::forms {

std::optional<std::uint32_t> CompiledForm::sameAs(const CompiledForm& other, std::uint32_t question) const {
  const FormTree& mine = impl_->tree;
  const FormTree& theirs = other.impl_->tree;
  if (question == 0 || question >= theirs.size()) return std::nullopt;
  const std::string& name = theirs[question].node->name;
  const auto& named = mine.named(name);
  const std::string path = theirs.path(question);
  const auto alike = [&](NodeIndex node) { return mine.isRepeat(node) == theirs.isRepeat(question); };
  for (const NodeIndex node : named) {
    if (alike(node) && mine.path(node) == path) return node;
  }
  if (named.size() != 1 || theirs.named(name).size() != 1 || !alike(named.front())) return std::nullopt;
  return named.front();
}

}  // namespace limen::forms
