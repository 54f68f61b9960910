// SPDX-License-Identifier: Apache-2.0
// What a select offers, and whether a name is among it.
#include <algorithm>

#include "forms/choice_source.h"
#include "forms/session_state.h"

namespace limen::forms {

namespace {

constexpr std::string_view kOther = "other";

}  // namespace

// The last of a select with or_other, where the list has none.
bool FormSession::Impl::addsOther(NodeRef ref) const {
  if (!node(ref.node).orOther) return false;
  const auto& lists = form->definition().lists;
  const auto list = lists.find(node(ref.node).list);
  return list == lists.end() ||
         std::none_of(list->second.begin(), list->second.end(), [](const Choice& choice) { return choice.name == kOther; });
}

std::vector<ChoiceView> FormSession::Impl::choices(NodeRef ref, std::size_t from, std::size_t most) const {
  std::vector<ChoiceView> out;
  Evaluator evaluator = this->evaluator();
  ChoiceSource source(evaluator, ref.node);
  const Focus focus(ref);
  const auto items = source.items(focus);
  for (std::size_t i = from; i < items.size() && out.size() < most; ++i) {
    ChoiceView view;
    view.name = source.nameOf(items[i], focus);
    if (const Choice* choice = source.choiceOf(items[i])) {
      view.label = text(choice->label, ref);
      for (const auto& [kind, files] : choice->media) view.media.emplace(kind, translated(files, language, form->definition()));
    } else {
      view.label = source.labelOf(items[i], focus);
    }
    out.push_back(std::move(view));
  }
  if (addsOther(ref) && from <= items.size() && out.size() < most) out.push_back({std::string(kOther), "Other", {}});
  return out;
}

std::size_t FormSession::Impl::choiceCount(NodeRef ref) const {
  Evaluator evaluator = this->evaluator();
  return ChoiceSource(evaluator, ref.node).items(Focus(ref)).size() + (addsOther(ref) ? 1 : 0);
}

bool FormSession::Impl::isChoice(NodeRef ref, const std::string& name) const {
  if (name == kOther && addsOther(ref)) return true;
  Evaluator evaluator = this->evaluator();
  return ChoiceSource(evaluator, ref.node).offers(name, Focus(ref));
}

}  // namespace limen::forms
