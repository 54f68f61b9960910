// SPDX-License-Identifier: Apache-2.0
#include "forms/session_state.h"

#include <algorithm>

#include "forms/lexical.h"
#include "forms/survey_types.h"

namespace limen::forms {

FormSession::Impl::Impl(std::shared_ptr<const CompiledForm> compiled, const Clock& c, Random& r, std::string lang, Preloads p)
    : form(std::move(compiled)), clock(c), random(r), language(std::move(lang)), preloads(std::move(p)), instance(tree()) {
  begin();
}

void FormSession::Impl::begin() {
  fillDefaults(0);
  name();
  addFirstInstances(0, nullptr);
  markAll(0);
  settle();
  quiet_ = false;
}

void FormSession::Impl::resume(Instance restored, std::size_t instances) {
  instance = std::move(restored);
  instances_ = instances;
  fresh_.clear();
  aside_.clear();
  quiet_ = true;
  markAll(0);
  settle();
  quiet_ = false;
}

void FormSession::Impl::speak() {
  const auto& impl = form->impl();
  for (const VertexIndex vertex : impl.spoken) {
    const ScopeIndex scope = tree()[vertexAt(vertex).node].scope;
    instance.below(0, scope, [&](FrameIndex frame) { queue_.push({impl.rank[vertex], vertex, frame}); });
  }
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
    frame = instance.find(frame, scopes[scopes.size() - 1 - i], place.instances[i]);
    if (frame == kNone) return unexpected(FormError::noSuchInstance);
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

FrameIndex FormSession::Impl::addInstance(ScopeIndex scope, FrameIndex parent, const StartingInstance* start) {
  if (instances_ >= kMaxInstances) return kNone;
  ++instances_;
  const FrameIndex frame = instance.add(scope, parent, RepeatId::make(random));
  fillDefaults(frame);
  if (start != nullptr) fillStart(frame, *start);
  addFirstInstances(frame, start);
  return frame;
}

void FormSession::Impl::addFirstInstances(FrameIndex frame, const StartingInstance* start) {
  const Scope& scope = tree().scope(instance.frame(frame).scope);
  for (const ScopeIndex repeat : scope.repeats) {
    const NodeIndex index = tree().scope(repeat).repeat;
    if (question(index).repeatCount != 0) continue;
    const std::vector<StartingInstance>* starts = &node(index).starts;
    std::size_t count = node(index).startsWith;
    if (start != nullptr) {
      const auto inside = start->repeats.find(tree().pathBelow(scope.repeat, index));
      starts = inside == start->repeats.end() ? nullptr : &inside->second;
      count = starts == nullptr ? 0 : starts->size();
    }
    for (std::size_t i = 0; i < count; ++i) {
      const bool said = starts != nullptr && i < starts->size();
      if (addInstance(repeat, frame, said ? &(*starts)[i] : nullptr) == kNone) return;
    }
  }
}

// Static, whatever the form says of a new instance: what stands in the form is there already.
void FormSession::Impl::fillStart(FrameIndex frame, const StartingInstance& start) {
  const Scope& scope = tree().scope(instance.frame(frame).scope);
  for (const NodeIndex index : scope.members) {
    const auto said = start.answers.find(tree().pathBelow(scope.repeat, index));
    if (said != start.answers.end())
      instance.frame(frame).cells[tree()[index].slot] = atomOf(valueOf(Atom(said->second), node(index).type));
  }
}

void FormSession::Impl::removeInstance(FrameIndex frame) {
  std::size_t gone = 0;
  const auto count = [&](const auto& self, FrameIndex top) -> void {
    ++gone;
    const auto first = aside_.lower_bound({top, 0});
    aside_.erase(first, aside_.lower_bound({top + 1, 0}));
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
    } else if (asked.type == Type::username) {
      cell = Atom(preloads.username);
    } else if (asked.type == Type::email) {
      cell = Atom(preloads.email);
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
    if (aside_.contains({frame, index})) continue;
    assign({frame, index}, calculated(question(index).defaultValue, {frame, index}));
  }
}

void FormSession::Impl::store(NodeRef ref, Atom value) {
  Atom& cell = instance.frame(ref.frame).cells[tree()[ref.node].slot];
  if (cell == value) return;
  cell = std::move(value);
  touch(valueVertex(ref.node), ref.frame);
  if (quiet_) return;
  for (const Edge& edge : form->impl().triggers[ref.node]) {
    const NodeIndex target = vertexAt(edge.dependent).node;
    instance.below(instance.up(ref.frame, edge.scope), tree()[target].scope, [&](FrameIndex frame) {
      triggered_.push_back({frame, target});
    });
  }
}

void FormSession::Impl::answer(NodeRef ref, Atom value) {
  aside_.erase({ref.frame, ref.node});
  store(ref, std::move(value));
  settle();
}

void FormSession::Impl::end() {
  const Moment now = localMoment(clock.now());
  for (NodeIndex index = 1; index < tree().size(); ++index) {
    if (node(index).type != Type::end) continue;
    instance.below(0, tree()[index].scope, [&](FrameIndex frame) { store({frame, index}, Atom(now)); });
  }
  settle();
}

void FormSession::Impl::assign(NodeRef ref, Atom value) {
  if (isSelect(node(ref.node).type)) {
    aside_.erase({ref.frame, ref.node});
    if (!value.isEmpty()) recheck_.insert({ref.frame, ref.node});
  }
  store(ref, std::move(value));
}

const Atom& FormSession::Impl::given(NodeRef ref) const {
  const auto aside = aside_.find({ref.frame, ref.node});
  return aside == aside_.end() ? instance.cell(ref.frame, ref.node) : aside->second;
}

void FormSession::Impl::touch(VertexIndex vertex, FrameIndex frame) {
  const auto& impl = form->impl();
  for (const Edge& edge : impl.dependents[vertex]) {
    instance.below(instance.up(frame, edge.scope), impl.scopeOf(edge.dependent), [&](FrameIndex affected) {
      queue_.push({impl.rank[edge.dependent], edge.dependent, affected});
    });
  }
  for (const Edge& edge : impl.choosers[vertex]) {
    const NodeIndex select = vertexAt(edge.dependent).node;
    instance.below(instance.up(frame, edge.scope), tree()[select].scope, [&](FrameIndex affected) {
      if (!given({affected, select}).isEmpty()) recheck_.insert({affected, select});
    });
  }
}

void FormSession::Impl::markAll(FrameIndex frame) {
  const auto& impl = form->impl();
  const Scope& scope = tree().scope(instance.frame(frame).scope);
  const auto push = [&](VertexIndex vertex) {
    if (impl.computed(vertex) && impl.scopeOf(vertex) == instance.frame(frame).scope)
      queue_.push({impl.rank[vertex], vertex, frame});
  };
  if (scope.repeat != kNone) push(relevanceVertex(scope.repeat));
  for (const NodeIndex index : scope.members) {
    for (const VertexIndex vertex : {valueVertex(index), relevanceVertex(index)}) push(vertex);
    if (isSelect(node(index).type) && !instance.cell(frame, index).isEmpty()) recheck_.insert({frame, index});
  }
  for (const auto& repeat : instance.frame(frame).repeats) {
    for (const FrameIndex child : repeat) markAll(child);
  }
}

void FormSession::Impl::settle() {
  ran_.clear();
  followed_.clear();
  rechecks_ = 0;
  steps_ = 0;
  for (;;) {
    while (!queue_.empty()) {
      const Task task = queue_.top();
      do queue_.pop();
      while (!queue_.empty() && queue_.top().rank == task.rank && queue_.top().frame == task.frame);
      if (exists(task)) recompute(task);
    }
    if (!recheck_.empty()) {
      recheckChoices();
    } else if (!triggered_.empty()) {
      runTriggers();
    } else if (!fresh_.empty()) {
      const bool before = std::exchange(quiet_, true);
      for (const FrameIndex frame : std::exchange(fresh_, {})) dynamicDefaults(frame);
      quiet_ = before;
    } else {
      return;
    }
  }
}

// Two selects may exclude each other's choices. After a few rounds answers are only taken away, so that it ends.
void FormSession::Impl::recheckChoices() {
  constexpr int kRounds = 8;
  const bool bringBack = ++rechecks_ <= kRounds;
  for (const Cell& at : std::exchange(recheck_, {})) {
    if (!exists(at.first, at.second)) continue;
    const NodeRef ref{at.first, at.second};
    const Atom whole = bringBack ? given(ref) : instance.cell(ref.frame, ref.node);
    if (whole.isEmpty()) continue;
    Atom left = offered(ref, whole);
    if (left != whole) {
      aside_.emplace(at, whole);
    } else if (bringBack) {
      aside_.erase(at);
    }
    store(ref, std::move(left));
  }
}

// Each at most once for what was asked: a chain of triggers may come back to where it began.
void FormSession::Impl::runTriggers() {
  for (const Cell& at : std::exchange(triggered_, {})) {
    const NodeRef ref{at.first, at.second};
    if (!exists(ref.frame, ref.node) || !ran_.insert(at).second) continue;
    assign(ref, calculated(question(ref.node).onTrigger, ref));
  }
}

Atom FormSession::Impl::computed(ExprIndex expression, NodeRef ref) {
  if (steps_ > kMaxStepsAtOnce) return Atom();
  Evaluator evaluator = this->evaluator();
  Atom value = evaluator.evaluate(expression, Focus(ref));
  steps_ += evaluator.steps();
  return value;
}

// As a question of its type stores it. A calculation keeps its own kind: a boolean stays one for `relevant`, as in JavaRosa.
Atom FormSession::Impl::calculated(ExprIndex calculation, NodeRef ref) {
  if (calculation == 0) return Atom();
  Atom value = computed(calculation, ref);
  if (value.isEmpty()) return Atom();
  const Type type = node(ref.node).type;
  return type == Type::calculate ? value : atomOf(valueOf(value, type));
}

void FormSession::Impl::recompute(const Task& task) {
  const auto [index, relevance] = vertexAt(task.vertex);
  const NodeRef ref{task.frame, index};
  const Question& asked = question(index);
  if (relevance) {
    const NodeIndex above = tree()[tree()[index].parent].relevance;
    const bool inherited = above == kNone || instance.relevant(task.frame, above);
    Frame& frame = instance.frame(task.frame);
    auto& kept = tree()[index].eachInstance ? frame.itself : frame.relevant[tree()[index].slot];
    const std::uint8_t before = std::exchange(kept, std::uint8_t{1});  // an instance is asked for its own answers, shown or not
    const std::uint8_t now = inherited && computed(asked.relevant, ref).toBoolean() ? 1 : 0;
    kept = now;
    if (before == now) return;
    touch(task.vertex, task.frame);
  } else if (asked.repeatCount != 0) {
    adjustRepeat(ref);
  } else {
    assign(ref, calculated(asked.calculation, ref));
  }
}

void FormSession::Impl::adjustRepeat(NodeRef repeat) {
  constexpr int kRounds = 8;  // an instance may begin with the answer that asks for another
  if (form->impl().follows.contains(repeat.node) && ++followed_[{repeat.frame, repeat.node}] > kRounds) return;
  const double asked = computed(question(repeat.node).repeatCount, repeat).toNumber();
  const std::size_t wanted = asked >= 1 ? static_cast<std::size_t>(std::min(asked, static_cast<double>(kMaxInstances))) : 0;
  const ScopeIndex scope = tree()[repeat.node].inner;
  const std::size_t before = instance.instances(repeat.frame, scope).size();
  while (instance.instances(repeat.frame, scope).size() > wanted) removeInstance(instance.instances(repeat.frame, scope).back());
  while (instance.instances(repeat.frame, scope).size() < wanted) {
    const auto& starts = node(repeat.node).starts;
    const std::size_t number = instance.instances(repeat.frame, scope).size();
    const FrameIndex added = addInstance(scope, repeat.frame, number < starts.size() ? &starts[number] : nullptr);
    if (added == kNone) break;
    markAll(added);
  }
  if (instance.instances(repeat.frame, scope).size() != before) touch(valueVertex(repeat.node), repeat.frame);
}

Problem FormSession::Impl::problem(NodeRef ref) const {
  const Type type = node(ref.node).type;
  if (!isShown(type) || type == Type::group || type == Type::repeat || !instance.relevant(ref.frame, ref.node))
    return Problem::none;
  const Question& asked = question(ref.node);
  // A note that is required can never be answered: forms use it to stop the interview until its cause is gone.
  if (instance.cell(ref.frame, ref.node).isEmpty())
    return evaluator().test(asked.required, Focus(ref), false) ? Problem::required : Problem::none;
  return evaluator().test(asked.constraint, Focus(ref), true) ? Problem::none : Problem::constraint;
}

bool FormSession::Impl::readOnly(NodeRef ref) const {
  while (ref.node != 0) {
    if (evaluator().test(question(ref.node).readOnly, Focus(ref), false)) return true;
    const TreeNode& at = tree()[ref.node];
    if (at.inner != kNone && instance.frame(ref.frame).scope == at.inner) ref.frame = instance.frame(ref.frame).parent;
    ref.node = at.parent;
  }
  return false;
}

std::string FormSession::Impl::message(Problem problem, NodeRef ref) const {
  if (problem == Problem::none) return {};
  return text(problem == Problem::required ? node(ref.node).requiredMessage : node(ref.node).constraintMessage, ref);
}

std::string FormSession::Impl::text(const Translations& texts, NodeRef ref) const {
  const std::string& written = translated(texts, language, form->definition());
  const auto filled = question(ref.node).texts.find(written);
  return filled == question(ref.node).texts.end() ? written : evaluator().fill(filled->second, Focus(ref));
}

}  // namespace limen::forms
