// SPDX-License-Identifier: Apache-2.0
#include "forms/instance.h"

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
  auto& siblings = frames_[parent].repeats[tree_->scope(scope).ordinal];
  frames_[index].position = static_cast<std::uint32_t>(siblings.size());
  siblings.push_back(index);
  byId_.emplace(id, index);
  return index;
}

void Instance::remove(FrameIndex index) {
  LIMEN_CHECK(index != 0);
  for (std::size_t i = 0; i < frames_[index].repeats.size(); ++i) {
    while (!frames_[index].repeats[i].empty()) remove(frames_[index].repeats[i].back());
  }
  auto& siblings = frames_[frames_[index].parent].repeats[tree_->scope(frames_[index].scope).ordinal];
  const std::size_t position = frames_[index].position;
  siblings.erase(siblings.begin() + static_cast<std::ptrdiff_t>(position));
  for (std::size_t i = position; i < siblings.size(); ++i) frames_[siblings[i]].position = static_cast<std::uint32_t>(i);
  byId_.erase(frames_[index].id);
  frames_[index] = Frame{};
  frames_[index].scope = kNone;
  free_.push_back(index);
}

FrameIndex Instance::find(FrameIndex parent, ScopeIndex scope, const RepeatId& id) const {
  const auto found = byId_.find(id);
  if (found == byId_.end()) return kNone;
  const Frame& frame = frames_[found->second];
  return frame.parent == parent && frame.scope == scope ? found->second : kNone;
}

}  // namespace limen::forms
