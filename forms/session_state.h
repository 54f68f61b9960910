// SPDX-License-Identifier: Apache-2.0
// The inside of a FormSession: the filled instance and the queue of what has to be recomputed.
#pragma once

#include <map>
#include <memory>
#include <queue>
#include <set>
#include <string>
#include <vector>

#include "forms/compiled_form.h"
#include "forms/evaluator.h"
#include "forms/form_session.h"
#include "forms/instance.h"

namespace limen::forms {

constexpr std::size_t kMaxInstances = 10'000;  // of all repeats of one form together
// Of all that one answer, or the start, brings with it; what would be computed after that is blank. A form of many expressions
// that each take kMaxSteps would otherwise hold its window up for hours.
constexpr std::uint64_t kMaxStepsAtOnce = 100'000'000;

struct FormSession::Impl {
  Impl(std::shared_ptr<const CompiledForm> compiled, const Clock& c, Random& r, std::string lang, Preloads p);

  // --- places ---
  const FormTree& tree() const { return form->impl().tree; }
  const Question& question(NodeIndex node) const { return form->impl().questions[node]; }
  const Node& node(NodeIndex index) const { return *tree()[index].node; }
  // The node's frame, of a repeat the frame it lies in, or, when the place ends with an instance of it, that instance.
  Result<NodeRef> find(const Place& place) const;
  Place placeOf(NodeRef ref) const;
  Evaluator evaluator() const { return {form->impl(), instance, clock, random, language}; }

  // --- recalculation ---
  void begin();                                           // fills a fresh instance
  void resume(Instance restored, std::size_t instances);  // takes a draft's answers and recomputes everything
  // With all that it holds, as the form's own instance has it where that says so; kNone beyond kMaxInstances.
  FrameIndex addInstance(ScopeIndex scope, FrameIndex parent, const StartingInstance* start = nullptr);
  void addFirstInstances(FrameIndex frame, const StartingInstance* start);  // of the repeats in it that are not counted
  void removeInstance(FrameIndex frame);
  void store(NodeRef ref, Atom value);   // and marks what hangs on it
  void assign(NodeRef ref, Atom value);  // the same, of whatever source: a select's is checked against its choices
  void answer(NodeRef ref, Atom value);  // what fits(), and all that follows from it
  void end();                            // fills `end`
  void speak();                          // computes anew what answers in the session's language
  void touch(VertexIndex vertex, FrameIndex frame);
  void markAll(FrameIndex frame);  // every vertex of the frame and below
  void settle();
  // The answer as it was given, also where the choice filter has set it aside.
  const Atom& given(NodeRef ref) const;

  // --- what a question is ---
  Problem problem(NodeRef ref) const;
  bool readOnly(NodeRef ref) const;  // or lies in a group that is
  std::string message(Problem problem, NodeRef ref) const;
  std::string text(const Translations& texts, NodeRef ref) const;
  // --- what a question takes: session_values.cpp ---
  bool fits(NodeRef ref, Value& value) const;             // false refuses; may bring `value` into the form it is kept in
  Value value(NodeRef ref) const;                         // what is kept, of the question's type
  Value typed(NodeRef ref, std::string_view text) const;  // Empty when it cannot be read as the question's type
  // --- what a select offers: session_choices.cpp ---
  std::vector<ChoiceView> choices(NodeRef ref, std::size_t from, std::size_t most) const;  // after choice_filter
  std::size_t choiceCount(NodeRef ref) const;
  bool addsOther(NodeRef ref) const;
  bool isChoice(NodeRef ref, const std::string& name) const;  // one of choices(), without making them all
  // Relevant nodes in order of the form: visit(ref, depth), groups and instances before what they hold.
  template <class Visit>
  void walk(NodeRef parent, int depth, const Visit& visit) const {
    for (NodeIndex child = parent.node + 1; child < tree()[parent.node].end; child = tree()[child].end) {
      if (!instance.relevant(parent.frame, child)) continue;
      const NodeRef ref{parent.frame, child};
      visit(ref, depth);
      if (node(child).type == Type::group) walk(ref, depth + 1, visit);
      if (!tree().isRepeat(child)) continue;
      for (const FrameIndex frame : instance.instances(parent.frame, tree()[child].inner)) {
        if (!instance.relevant(frame, child)) continue;
        visit({frame, child}, depth + 1);
        walk({frame, child}, depth + 2, visit);
      }
    }
  }

  std::shared_ptr<const CompiledForm> form;
  const Clock& clock;
  Random& random;
  std::string language;
  const Preloads preloads;
  Instance instance;
  std::string instanceId;
  // Ids of entities that are made, drawn when first asked for: of one at a place.
  mutable std::map<std::pair<std::size_t, RepeatId>, std::string> entityIds;
  struct InstanceWriter;
  struct Remembering;

 private:
  struct Task {
    std::uint32_t rank = 0;
    VertexIndex vertex = 0;
    FrameIndex frame = 0;
    bool operator>(const Task& other) const { return std::pair(rank, frame) > std::pair(other.rank, other.frame); }
  };
  void name();  // draws the instance's id
  using Cell = std::pair<FrameIndex, NodeIndex>;
  bool exists(FrameIndex frame, NodeIndex node) const { return instance.frame(frame).scope == tree()[node].scope; }
  bool exists(const Task& task) const { return instance.frame(task.frame).scope == form->impl().scopeOf(task.vertex); }
  void recompute(const Task& task);
  Atom computed(ExprIndex expression, NodeRef ref);
  Atom calculated(ExprIndex calculation, NodeRef ref);
  void adjustRepeat(NodeRef repeat);
  Atom offered(NodeRef ref, const Atom& answer) const;
  void recheckChoices();
  void runTriggers();
  void fillDefaults(FrameIndex frame);
  void fillStart(FrameIndex frame, const StartingInstance& start);
  void dynamicDefaults(FrameIndex frame);

  std::priority_queue<Task, std::vector<Task>, std::greater<>> queue_;
  std::map<Cell, Atom> aside_;     // answers of selects as they were given, where the choices no longer hold all of it
  std::set<Cell> recheck_;         // selects whose choices or answers have changed
  std::vector<Cell> triggered_;    // whose triggers have changed
  std::map<Cell, int> followed_;   // how often a count that hangs on answers in its repeat was adjusted, in this settle()
  std::set<Cell> ran_;             // those that were computed already, in this settle()
  bool quiet_ = true;              // triggers wait for answers, not for what a form starts with
  std::vector<FrameIndex> fresh_;  // frames whose dynamic defaults are still to come
  int rechecks_ = 0;
  std::uint64_t steps_ = 0;  // taken in this settle()
  std::size_t instances_ = 0;
};

}  // namespace limen::forms
