// SPDX-License-Identifier: Apache-2.0
#include "forms/session_state.h"

#include <algorithm>

#include "forms/lexical.h"

namespace limen::forms {

FormSession::Impl::Impl(std::shared_ptr<const CompiledForm> compiled, const Clock& c, Random& r, std::string lang)
    : form(std::move(compiled)), clock(c), random(r), language(std::move(lang)), instance(tree()) {
  begin();
}

void FormSession::Impl::begin() {
  fillDefaults(0);
  const Scope& top = tree().scope(0);
  for (const ScopeIndex repeat : top.repeats) {
    if (question(tree().scope(repeat).repeat).repeatCount == 0) addInstance(repeat, 0);
  }
  markAll(0);
  settle();
}

void FormSession::Impl::resume(Instance restored, std::size_t instances) {
  instance = std::move(restored);
  instances_ = instances;
  fresh_.clear();
  markAll(0);
  settle();
}

Result<NodeRef> FormSession::Impl::find(const Place& place) const {
  if (place.question == 0 || place.question >= tree().size()) return unexpected(FormError::unknownQuestion);
  const TreeNode& target = tree()[place.question];
  // From the outermost repeat inwards; the place of a repeat may go one further, to one of its instances.
  const bool atInstance = target.inner != kNone && place.instances.size() == tree().scope(target.inner).depth;
  const ScopeIndex last = atInstance ? target.inner : target.scope;
  if (place.instances.size() != tree().scope(last).depth) return unexpected(FormError::noSuchInstance);
  std::vector<ScopeIndex> scopes;
  for (ScopeIndex scope = last; scope != 0; scope = tree().scope(scope).parent) scopes.push_back(scope);
  FrameIndex frame = 0;
  for (std::size_t i = 0; i < place.instances.size(); ++i) {
    const auto& frames = instance.instances(frame, scopes[scopes.size() - 1 - i]);
    const auto found =
        std::find_if(frames.begin(), frames.end(), [&](FrameIndex f) { return instance.frame(f).id == place.instances[i]; });
    if (found == frames.end()) return unexpected(FormError::noSuchInstance);
    frame = *found;
  }
  return NodeRef{frame, place.question};
}

Place FormSession::Impl::placeOf(NodeRef ref) const {
  Place place{ref.node, {}};
  for (FrameIndex frame = ref.frame; frame != 0; frame = instance.frame(frame).parent)
    place.instances.push_back(instance.frame(frame).id);
  std::reverse(place.instances.begin(), place.instances.end());
  return place;
}

FrameIndex FormSession::Impl::addInstance(ScopeIndex scope, FrameIndex parent) {
  if (instances_ >= kMaxInstances) return kNone;
  ++instances_;
  const FrameIndex frame = instance.add(scope, parent, RepeatId::make(random));
  fillDefaults(frame);
  for (const ScopeIndex repeat : tree().scope(scope).repeats) {
    if (question(tree().scope(repeat).repeat).repeatCount == 0) addInstance(repeat, frame);
  }
  return frame;
}

void FormSession::Impl::removeInstance(FrameIndex frame) {
  std::size_t gone = 0;
  const auto count = [&](const auto& self, FrameIndex top) -> void {
    ++gone;
    for (const auto& repeat : instance.frame(top).repeats) {
      for (const FrameIndex child : repeat) self(self, child);
    }
  };
  count(count, frame);
  instances_ -= gone;
  instance.remove(frame);
}

void FormSession::Impl::fillDefaults(FrameIndex frame) {
  const Scope& scope = tree().scope(instance.frame(frame).scope);
  const Moment now = localMoment(clock.now());
  for (const NodeIndex index : scope.members) {
    const Node& asked = node(index);
    Atom& cell = instance.frame(frame).cells[tree()[index].slot];
    if (asked.type == Type::start) {
      cell = Atom(now);
    } else if (asked.type == Type::today) {
      cell = Atom(dateOf(now));
    } else if (!asked.defaultValue.empty() && question(index).defaultValue == 0) {
      cell = atomOf(valueOf(Atom(asked.defaultValue), asked.type));
    }
  }
  fresh_.push_back(frame);
}

// Once for each frame, after all that they may refer to is there.
void FormSession::Impl::dynamicDefaults(FrameIndex frame) {
  if (instance.frame(frame).scope == kNone) return;  // removed again
  for (const NodeIndex index : tree().scope(instance.frame(frame).scope).members) {
    if (question(index).defaultValue == 0 || !instance.cell(frame, index).isEmpty()) continue;
    const NodeRef ref{frame, index};
    store(ref, atomOf(valueOf(evaluator().evaluate(question(index).defaultValue, Focus(ref)), node(index).type)));
  }
}

void FormSession::Impl::store(NodeRef ref, Atom value) {
  Atom& cell = instance.frame(ref.frame).cells[tree()[ref.node].slot];
  if (cell == value) return;
  cell = std::move(value);
  touch(valueVertex(ref.node), ref.frame);
}

void FormSession::Impl::touch(VertexIndex vertex, FrameIndex frame) {
  const auto& impl = form->impl();
  for (const Edge& edge : impl.dependents[vertex]) {
    instance.below(instance.up(frame, edge.scope), tree()[vertexAt(edge.dependent).node].scope, [&](FrameIndex affected) {
      queue_.push({impl.rank[edge.dependent], edge.dependent, affected});
    });
  }
}

void FormSession::Impl::markAll(FrameIndex frame) {
  const auto& impl = form->impl();
  for (const NodeIndex index : tree().scope(instance.frame(frame).scope).members) {
    for (const VertexIndex vertex : {valueVertex(index), relevanceVertex(index)}) {
      if (impl.computed(vertex)) queue_.push({impl.rank[vertex], vertex, frame});
    }
  }
  for (const auto& repeat : instance.frame(frame).repeats) {
    for (const FrameIndex child : repeat) markAll(child);
  }
}

void FormSession::Impl::settle() {
  for (;;) {
    while (!queue_.empty()) {
      const Task task = queue_.top();
      do queue_.pop();
      while (!queue_.empty() && queue_.top().rank == task.rank && queue_.top().frame == task.frame);
      if (instance.frame(task.frame).scope != kNone) recompute(task);
    }
    if (fresh_.empty()) return;
    const auto frames = std::exchange(fresh_, {});
    for (const FrameIndex frame : frames) dynamicDefaults(frame);
  }
}

void FormSession::Impl::recompute(const Task& task) {
  const auto [index, relevance] = vertexAt(task.vertex);
  const NodeRef ref{task.frame, index};
  const Question& asked = question(index);
  if (relevance) {
    const NodeIndex above = tree()[tree()[index].parent].relevance;
    const bool inherited = above == kNone || instance.relevant(task.frame, above);
    const std::uint8_t now = inherited && evaluator().test(asked.relevant, Focus(ref), true) ? 1 : 0;
    auto& kept = instance.frame(task.frame).relevant[tree()[index].slot];
    if (kept == now) return;
    kept = now;
    touch(task.vertex, task.frame);
  } else if (asked.repeatCount != 0) {
    adjustRepeat(ref);
  } else {
    const Type type = node(index).type;
    Atom value = evaluator().evaluate(asked.calculation, Focus(ref));
    if (value.isEmpty()) value = Atom();
    // A calculation keeps its own kind (a boolean stays one for `relevant`); a question stores what its type holds.
    store(ref, type == Type::calculate ? std::move(value) : atomOf(valueOf(value, type)));
  }
}

void FormSession::Impl::adjustRepeat(NodeRef repeat) {
  const double asked = evaluator().evaluate(question(repeat.node).repeatCount, Focus(repeat)).toNumber();
  const std::size_t wanted = asked >= 1 ? static_cast<std::size_t>(std::min(asked, static_cast<double>(kMaxInstances))) : 0;
  const ScopeIndex scope = tree()[repeat.node].inner;
  const std::size_t before = instance.instances(repeat.frame, scope).size();
  while (instance.instances(repeat.frame, scope).size() > wanted) removeInstance(instance.instances(repeat.frame, scope).back());
  while (instance.instances(repeat.frame, scope).size() < wanted) {
    const FrameIndex added = addInstance(scope, repeat.frame);
    if (added == kNone) break;
    markAll(added);
  }
  if (instance.instances(repeat.frame, scope).size() != before) touch(valueVertex(repeat.node), repeat.frame);
}

bool FormSession::Impl::displayed(NodeIndex index) const {
  switch (node(index).type) {
    case Type::calculate:
    case Type::hidden:
    case Type::start:
    case Type::end:
    case Type::today:
    case Type::username:
    case Type::email:
    case Type::audit:
    case Type::startGeopoint:
    case Type::backgroundAudio:
    case Type::deviceid:
    case Type::subscriberid:
    case Type::simserial:
    case Type::phonenumber:
      return false;
    default:
      return true;
  }
}

Problem FormSession::Impl::problem(NodeRef ref) const {
  const Type type = node(ref.node).type;
  if (!displayed(ref.node) || type == Type::group || type == Type::repeat || !instance.relevant(ref.frame, ref.node))
    return Problem::none;
  const Question& asked = question(ref.node);
  // A note that is required can never be answered: forms use it to stop the interview until its cause is gone.
  if (instance.cell(ref.frame, ref.node).isEmpty())
    return evaluator().test(asked.required, Focus(ref), false) ? Problem::required : Problem::none;
  return evaluator().test(asked.constraint, Focus(ref), true) ? Problem::none : Problem::constraint;
}

std::string FormSession::Impl::text(const Translations& texts, NodeRef ref) const {
  const std::string& written = translated(texts, language, form->definition());
  const auto filled = question(ref.node).texts.find(written);
  return filled == question(ref.node).texts.end() ? written : evaluator().fill(filled->second, Focus(ref));
}

}  // namespace limen::forms
