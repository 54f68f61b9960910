// SPDX-License-Identifier: Apache-2.0
#include "forms/instance.h"

#include <algorithm>

#include "core/check.h"

namespace limen::forms {

Frame Instance::makeFrame(ScopeIndex scope, FrameIndex parent, RepeatId id) const {
  Frame frame;
  frame.scope = scope;
  frame.parent = parent;
  frame.id = id;
  const Scope& layout = tree_->scope(scope);
  frame.cells.resize(layout.members.size());
  frame.relevant.resize(layout.members.size(), 1);
  frame.repeats.resize(layout.repeats.size());
  return frame;
}

FrameIndex Instance::add(ScopeIndex scope, FrameIndex parent, RepeatId id) {
  FrameIndex index = static_cast<FrameIndex>(frames_.size());
  if (free_.empty()) {
    frames_.push_back(makeFrame(scope, parent, id));
  } else {
    index = free_.back();
    free_.pop_back();
    frames_[index] = makeFrame(scope, parent, id);
  }
  frames_[parent].repeats[tree_->scope(scope).ordinal].push_back(index);
  return index;
}

void Instance::remove(FrameIndex index) {
  LIMEN_CHECK(index != 0);
  for (std::size_t i = 0; i < frames_[index].repeats.size(); ++i) {
    while (!frames_[index].repeats[i].empty()) remove(frames_[index].repeats[i].back());
  }
  auto& siblings = frames_[frames_[index].parent].repeats[tree_->scope(frames_[index].scope).ordinal];
  siblings.erase(std::find(siblings.begin(), siblings.end(), index));
  frames_[index] = Frame{};
  frames_[index].scope = kNone;
  free_.push_back(index);
}

std::size_t Instance::position(FrameIndex frame) const {
  const auto& siblings = instances(frames_[frame].parent, frames_[frame].scope);
  return static_cast<std::size_t>(std::find(siblings.begin(), siblings.end(), frame) - siblings.begin());
}

}  // namespace limen::forms
