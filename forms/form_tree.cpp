// SPDX-License-Identifier: Apache-2.0
#include "forms/form_tree.h"

namespace limen::forms {

FormTree::FormTree(const FormDefinition& definition) {
  root_.type = Type::group;
  rootName_ = definition.root;
  scopes_.emplace_back();
  nodes_.emplace_back();
  nodes_[0].node = &root_;
  scopes_[0].members.push_back(0);
  for (const Node& node : definition.nodes) add(node, 0, 0);
  nodes_[0].end = size();
}

void FormTree::add(const Node& node, NodeIndex parent, ScopeIndex scope) {
  const NodeIndex index = size();
  TreeNode entry;
  entry.node = &node;
  entry.parent = parent;
  entry.scope = scope;
  entry.slot = static_cast<std::uint32_t>(scopes_[scope].members.size());
  entry.relevance = node.relevant.empty() ? nodes_[parent].relevance : index;
  scopes_[scope].members.push_back(index);
  byName_[node.name].push_back(index);
  ScopeIndex inside = scope;
  if (node.type == Type::repeat) {
    inside = scopeCount();
    entry.inner = inside;
    Scope opened;
    opened.repeat = index;
    opened.parent = scope;
    opened.depth = scopes_[scope].depth + 1;
    opened.ordinal = static_cast<std::uint32_t>(scopes_[scope].repeats.size());
    scopes_[scope].repeats.push_back(inside);
    scopes_.push_back(std::move(opened));
  }
  nodes_.push_back(entry);
  for (const Node& child : node.children) add(child, index, inside);
  nodes_[index].end = size();
}

ScopeIndex FormTree::common(ScopeIndex a, ScopeIndex b) const {
  while (a != b) {
    if (scopes_[a].depth >= scopes_[b].depth) {
      a = scopes_[a].parent;
    } else {
      b = scopes_[b].parent;
    }
  }
  return a;
}

NodeIndex FormTree::childNamed(NodeIndex parent, std::string_view name) const {
  for (NodeIndex child = parent + 1; child < nodes_[parent].end;) {
    if (nodes_[child].node->name == name) return child;
    child = isSection(child) ? child + 1 : nodes_[child].end;
  }
  return kNone;
}

const std::vector<NodeIndex>& FormTree::named(std::string_view name) const {
  static const std::vector<NodeIndex> kNobody;
  const auto found = byName_.find(std::string(name));
  return found == byName_.end() ? kNobody : found->second;
}

std::string FormTree::path(NodeIndex index) const {
  return pathBelow(0, index);
}

std::string FormTree::pathBelow(NodeIndex top, NodeIndex index) const {
  std::string out = nodes_[index].node->name;
  for (NodeIndex up = nodes_[index].parent; up != top && up != kNone; up = nodes_[up].parent) {
    if (!isSection(up)) out = nodes_[up].node->name + "/" + out;
  }
  return out;
}

std::string FormTree::uniqueName(NodeIndex index) const {
  return named(nodes_[index].node->name).size() > 1 ? path(index) : nodes_[index].node->name;
}

}  // namespace limen::forms
