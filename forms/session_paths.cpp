// SPDX-License-Identifier: Apache-2.0
// Places by their absolute paths, positions counted from 1.
#include <charconv>

#include "forms/session_state.h"

namespace limen::forms {

namespace {

struct PathStep {
  std::string_view name;
  std::size_t position = 0;  // 0: none was given
};

// Takes the first step off; false when it is no name with at most one position.
bool takeStep(std::string_view& path, PathStep& step) {
  if (!path.starts_with('/')) return false;
  path.remove_prefix(1);
  const std::size_t end = std::min(path.find('/'), path.size());
  std::string_view text = path.substr(0, end);
  path.remove_prefix(end);
  step = {};
  if (text.ends_with(']')) {
    const std::size_t open = text.find('[');
    if (open == std::string_view::npos) return false;
    const std::string_view number = text.substr(open + 1, text.size() - open - 2);
    const auto read = std::from_chars(number.data(), number.data() + number.size(), step.position);
    if (read.ec != std::errc{} || read.ptr != number.data() + number.size() || step.position == 0) return false;
    text = text.substr(0, open);
  }
  step.name = text;
  return !text.empty();
}

}  // namespace

std::string FormSession::pathOf(const Place& place) const {
  const auto ref = impl_->find(place);
  if (!ref) return {};
  const FormTree& tree = impl_->tree();
  std::string out;
  FrameIndex frame = ref->frame;
  for (NodeIndex node = ref->node; node != 0; node = tree.above(node)) {
    std::string step = "/" + impl_->node(node).name;
    if (tree.isRepeat(node) && impl_->instance.frame(frame).scope == tree[node].inner) {
      step += "[" + std::to_string(impl_->instance.position(frame) + 1) + "]";
      frame = impl_->instance.frame(frame).parent;
    }
    out.insert(0, step);
  }
  return "/" + impl_->form->definition().root + out;
}

Result<Place> FormSession::placeAt(std::string_view path) const {
  const FormTree& tree = impl_->tree();
  PathStep step;
  if (!takeStep(path, step) || step.name != impl_->form->definition().root || step.position > 1 || path.empty())
    return unexpected(FormError::unknownQuestion);
  NodeRef at{0, 0};
  while (!path.empty()) {
    if (!takeStep(path, step)) return unexpected(FormError::unknownQuestion);
    at.node = tree.childNamed(at.node, step.name);
    if (at.node == kNone) return unexpected(FormError::unknownQuestion);
    if (!tree.isRepeat(at.node)) {
      if (step.position > 1) return unexpected(FormError::noSuchInstance);
    } else if (step.position > 0 || !path.empty()) {
      const auto& instances = impl_->instance.instances(at.frame, tree[at.node].inner);
      const std::size_t position = std::max<std::size_t>(step.position, 1);
      if (position > instances.size()) return unexpected(FormError::noSuchInstance);
      at.frame = instances[position - 1];
    }
  }
  return impl_->placeOf(at);
}

}  // namespace limen::forms
