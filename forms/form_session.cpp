// SPDX-License-Identifier: Apache-2.0
#include "forms/form_session.h"

#include <limits>
#include <set>

#include "forms/lexical.h"
#include "forms/session_state.h"
#include "forms/survey_types.h"

namespace limen::forms {

FormSession::FormSession(std::shared_ptr<const CompiledForm> form, const Clock& clock, Random& random, std::string language,
                         Preloads preloads)
    : impl_(std::make_unique<Impl>(std::move(form), clock, random, std::move(language), std::move(preloads))) {}
FormSession::~FormSession() = default;
FormSession::FormSession(FormSession&&) noexcept = default;

const CompiledForm& FormSession::form() const {
  return *impl_->form;
}
const std::shared_ptr<const CompiledForm>& FormSession::sharedForm() const {
  return impl_->form;
}
void FormSession::setLanguage(std::string language) {
  if (language == impl_->language) return;
  impl_->language = std::move(language);
  impl_->speak();
}
const std::string& FormSession::language() const {
  return impl_->language;
}

std::vector<Entry> FormSession::entries() const {
  std::vector<Entry> out;
  impl_->walk({0, 0}, 0, [&](NodeRef ref, int depth) {
    if (isShown(impl_->node(ref.node).type)) out.push_back({impl_->placeOf(ref), impl_->node(ref.node).type, depth});
  });
  return out;
}

Value FormSession::value(const Place& place) const {
  const auto ref = impl_->find(place);
  if (!ref || impl_->tree().isRepeat(ref->node)) return Empty{};
  return impl_->value(*ref);
}

Result<void> FormSession::set(const Place& place, Value value) {
  LIMEN_ASSIGN(const NodeRef ref, impl_->find(place));
  const Node& node = impl_->node(ref.node);
  const bool asks = isShown(node.type) && node.type != Type::note && node.type != Type::group && node.type != Type::repeat;
  if (!asks || impl_->readOnly(ref)) return unexpected(FormError::readOnly, node.name);
  if (!isEmpty(value) && !impl_->fits(ref, value)) return unexpected(FormError::notThatType, node.name);
  impl_->answer(ref, atomOf(value));
  return {};
}

Result<Value> FormSession::parse(const Place& place, std::string_view typed) const {
  LIMEN_ASSIGN(const NodeRef ref, impl_->find(place));
  const Node& node = impl_->node(ref.node);
  if (trimmed(typed).empty()) return Value(Empty{});
  Value value = impl_->typed(ref, typed);
  if (!impl_->fits(ref, value)) return unexpected(FormError::notThatType, node.name);
  return value;
}

bool FormSession::relevant(const Place& place) const {
  const auto ref = impl_->find(place);
  return ref && impl_->instance.relevant(ref->frame, ref->node);
}

bool FormSession::required(const Place& place) const {
  const auto ref = impl_->find(place);
  return ref && impl_->evaluator().test(impl_->question(ref->node).required, Focus(*ref), false);
}

bool FormSession::readOnly(const Place& place) const {
  const auto ref = impl_->find(place);
  return ref && impl_->readOnly(*ref);
}

std::string FormSession::label(const Place& place) const {
  const auto ref = impl_->find(place);
  return ref ? impl_->text(impl_->node(ref->node).label, *ref) : std::string();
}

std::string FormSession::hint(const Place& place) const {
  const auto ref = impl_->find(place);
  return ref ? impl_->text(impl_->node(ref->node).hint, *ref) : std::string();
}

std::vector<ChoiceView> FormSession::choices(const Place& place) const {
  return choices(place, 0, std::numeric_limits<std::size_t>::max());
}

std::size_t FormSession::choiceCount(const Place& place) const {
  const auto ref = impl_->find(place);
  return ref ? impl_->choiceCount(*ref) : 0;
}

std::vector<ChoiceView> FormSession::choices(const Place& place, std::size_t from, std::size_t most) const {
  const auto ref = impl_->find(place);
  return ref ? impl_->choices(*ref, from, most) : std::vector<ChoiceView>();
}

std::string FormSession::guidance(const Place& place) const {
  const auto ref = impl_->find(place);
  return ref ? impl_->text(impl_->node(ref->node).guidanceHint, *ref) : std::string();
}

std::string FormSession::media(const Place& place, std::string_view kind) const {
  const auto ref = impl_->find(place);
  if (!ref) return {};
  const auto& media = impl_->node(ref->node).media;
  const auto files = media.find(std::string(kind));
  return files == media.end() ? std::string() : impl_->text(files->second, *ref);
}

Problem FormSession::problem(const Place& place) const {
  const auto ref = impl_->find(place);
  return ref ? impl_->problem(*ref) : Problem::none;
}

std::string FormSession::problemMessage(const Place& place) const {
  const auto ref = impl_->find(place);
  return ref ? impl_->message(impl_->problem(*ref), *ref) : std::string();
}

std::vector<Place> FormSession::problems() const {
  std::vector<Place> out;
  impl_->walk({0, 0}, 0, [&](NodeRef ref, int) {
    if (impl_->problem(ref) != Problem::none) out.push_back(impl_->placeOf(ref));
  });
  return out;
}

std::vector<Violation> FormSession::violations() const {
  std::vector<Violation> out;
  impl_->walk({0, 0}, 0, [&](NodeRef ref, int) {
    if (const Problem problem = impl_->problem(ref); problem != Problem::none)
      out.push_back({impl_->placeOf(ref), problem, impl_->message(problem, ref)});
  });
  return out;
}

std::string FormSession::instanceName() const {
  const ExprIndex name = impl_->form->impl().instanceName;
  return name == 0 ? std::string() : impl_->evaluator().evaluate(name, Focus({0, 0})).toText();
}

std::vector<RepeatId> FormSession::instances(const Place& repeat) const {
  std::vector<RepeatId> out;
  const auto ref = impl_->find(repeat);
  const ScopeIndex scope = ref ? impl_->tree()[ref->node].inner : kNone;
  if (scope == kNone || impl_->instance.frame(ref->frame).scope == scope) return out;
  for (const FrameIndex frame : impl_->instance.instances(ref->frame, scope)) out.push_back(impl_->instance.frame(frame).id);
  return out;
}

Result<RepeatId> FormSession::addInstance(const Place& repeat) {
  LIMEN_ASSIGN(const NodeRef ref, impl_->find(repeat));
  const ScopeIndex scope = impl_->tree()[ref.node].inner;
  if (scope == kNone) return unexpected(FormError::notThatType);
  if (impl_->instance.frame(ref.frame).scope == scope) return unexpected(FormError::noSuchInstance);
  if (impl_->question(ref.node).repeatCount != 0) return unexpected(FormError::readOnly);
  const FrameIndex frame = impl_->addInstance(scope, ref.frame);
  if (frame == kNone) return unexpected(FormError::tooDeep, "more than 10,000 instances");
  impl_->markAll(frame);
  impl_->touch(valueVertex(ref.node), ref.frame);
  impl_->settle();
  return impl_->instance.frame(frame).id;
}

Result<void> FormSession::removeInstance(const Place& repeat, RepeatId instance) {
  Place place = repeat;
  place.instances.push_back(instance);
  LIMEN_ASSIGN(const NodeRef ref, impl_->find(place));
  if (impl_->instance.frame(ref.frame).scope != impl_->tree()[ref.node].inner) return unexpected(FormError::noSuchInstance);
  if (impl_->question(ref.node).repeatCount != 0) return unexpected(FormError::readOnly);
  const FrameIndex parent = impl_->instance.frame(ref.frame).parent;
  impl_->removeInstance(ref.frame);
  impl_->touch(valueVertex(ref.node), parent);
  impl_->settle();
  return {};
}

Submission FormSession::submission() {
  const FormTree& tree = impl_->tree();
  impl_->end();
  Submission out;
  impl_->walk({0, 0}, 0, [&](NodeRef ref, int) {
    if (tree.isRepeat(ref.node)) {
      if (impl_->instance.frame(ref.frame).scope == tree[ref.node].inner) out.emptyRepeats.push_back(impl_->placeOf(ref));
      return;
    }
    const Node& node = impl_->node(ref.node);
    if (!storesAnswer(node.type)) return;
    Value value = impl_->value(ref);
    if (!isEmpty(value)) out.answers.push_back({tree.uniqueName(ref.node), impl_->placeOf(ref).instances, std::move(value)});
  });
  std::set<std::vector<RepeatId>> answered;
  for (const Answer& answer : out.answers) answered.insert(answer.instances);
  std::erase_if(out.emptyRepeats, [&](const Place& place) { return answered.contains(place.instances); });
  return out;
}

}  // namespace limen::forms
