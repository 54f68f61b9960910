// SPDX-License-Identifier: Apache-2.0
// The answers of a form being filled in: one frame for the form and one for every repeat instance, each a flat vector of cells.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "core/ids.h"
#include "forms/atom.h"
#include "forms/form_tree.h"

namespace limen::forms {

using FrameIndex = std::uint32_t;  // 0 is the form's

struct Frame {
  ScopeIndex scope = 0;
  FrameIndex parent = kNone;
  RepeatId id;
  std::uint32_t position = 0;                    // among the instances of its repeat, from 0
  std::vector<Atom> cells;                       // by slot
  std::vector<std::uint8_t> relevant;            // by slot, of nodes with an expression; includes that of its ancestors
  std::uint8_t itself = 1;                       // the same of this instance, where each has its own
  std::vector<std::vector<FrameIndex>> repeats;  // by ordinal: the instances in order
};

// A node of the filled form; of a repeat, the frame is the instance.
struct NodeRef {
  FrameIndex frame = 0;
  NodeIndex node = 0;
  bool operator==(const NodeRef&) const = default;
};

class Instance {
 public:
  explicit Instance(const FormTree& tree) : tree_(&tree) { frames_.push_back(makeFrame(0, kNone, {})); }

  const Frame& frame(FrameIndex index) const { return frames_[index]; }
  Frame& frame(FrameIndex index) { return frames_[index]; }

  // At the end of the repeat's instances in `parent`; nested repeats are left empty.
  FrameIndex add(ScopeIndex scope, FrameIndex parent, RepeatId id);
  void remove(FrameIndex index);  // with all below it

  FrameIndex up(FrameIndex frame, ScopeIndex scope) const {
    while (frames_[frame].scope != scope) frame = frames_[frame].parent;
    return frame;
  }
  const Atom& cell(FrameIndex frame, NodeIndex node) const { return frames_[frame].cells[(*tree_)[node].slot]; }
  bool relevant(FrameIndex frame, NodeIndex node) const {
    NodeIndex owner = (*tree_)[node].relevance;
    // A repeat as a whole is there where what is around it is.
    while (owner == node && (*tree_)[owner].eachInstance && frames_[frame].scope == (*tree_)[owner].scope)
      owner = (*tree_)[(*tree_)[owner].parent].relevance;
    if (owner == kNone) return true;
    const TreeNode& at = (*tree_)[owner];
    return at.eachInstance ? frames_[up(frame, at.inner)].itself != 0 : frames_[up(frame, at.scope)].relevant[at.slot] != 0;
  }
  // Place among the instances of its repeat, from 0.
  std::size_t position(FrameIndex frame) const { return frames_[frame].position; }
  // The instance of `scope` in `parent` with that id; kNone when there is none.
  FrameIndex find(FrameIndex parent, ScopeIndex scope, const RepeatId& id) const;
  const std::vector<FrameIndex>& instances(FrameIndex parent, ScopeIndex scope) const {
    return frames_[parent].repeats[tree_->scope(scope).ordinal];
  }
  // All frames of `scope` at or below `top`, in order of the form.
  template <class Visit>
  void below(FrameIndex top, ScopeIndex scope, const Visit& visit) const {
    if (frames_[top].scope == scope) return visit(top);
    ScopeIndex next = scope;
    while (tree_->scope(next).parent != frames_[top].scope) next = tree_->scope(next).parent;
    for (FrameIndex child : instances(top, next)) below(child, scope, visit);
  }

 private:
  Frame makeFrame(ScopeIndex scope, FrameIndex parent, RepeatId id) const;

  const FormTree* tree_;
  std::vector<Frame> frames_;
  std::unordered_map<RepeatId, FrameIndex> byId_;
  std::vector<FrameIndex> free_;
};

}  // namespace limen::forms
