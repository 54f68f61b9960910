// SPDX-License-Identifier: Apache-2.0
// The form as flat arrays: nodes in order of the form, and the scopes that repeats make. A scope is what exists once per repeat
// instance: scope 0 is the form itself, each repeat opens one more. A frame (see instance.h) is one instance of a scope.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "forms/definition.h"

namespace limen::forms {

using NodeIndex = std::uint32_t;   // 0 is the form's root, a group without a name
using ScopeIndex = std::uint32_t;  // 0 is the form

constexpr std::uint32_t kNone = 0xffffffff;

struct TreeNode {
  const Node* node = nullptr;
  NodeIndex parent = kNone;
  NodeIndex end = 0;            // one past the last descendant
  ScopeIndex scope = 0;         // where its cell lives; a repeat's own cell lives outside it
  std::uint32_t slot = 0;       // of that cell in a frame
  ScopeIndex inner = kNone;     // of a repeat: the scope it opens
  NodeIndex relevance = kNone;  // nearest self or ancestor with an expression for `relevant`
  bool eachInstance = false;    // of a repeat: each instance has a relevance of its own, kept in its frame
};

struct Scope {
  NodeIndex repeat = kNone;  // that opens it; none for the form
  ScopeIndex parent = kNone;
  std::uint32_t depth = 0;
  std::uint32_t ordinal = 0;        // among the repeats of its parent scope
  std::vector<NodeIndex> members;   // by slot
  std::vector<ScopeIndex> repeats;  // by ordinal
};

class FormTree {
 public:
  explicit FormTree(const FormDefinition& definition);  // which must outlive it, unmoved
  FormTree(const FormTree&) = delete;
  FormTree& operator=(const FormTree&) = delete;

  const TreeNode& operator[](NodeIndex index) const { return nodes_[index]; }
  NodeIndex size() const { return static_cast<NodeIndex>(nodes_.size()); }
  const Scope& scope(ScopeIndex index) const { return scopes_[index]; }
  ScopeIndex scopeCount() const { return static_cast<ScopeIndex>(scopes_.size()); }

  bool isRepeat(NodeIndex index) const { return nodes_[index].inner != kNone; }
  // A group that is only shown: paths lead through it as if it were not there.
  bool isSection(NodeIndex index) const { return index != 0 && nodes_[index].node->name.empty(); }
  NodeIndex above(NodeIndex index) const {  // the parent as paths have it
    NodeIndex up = nodes_[index].parent;
    while (isSection(up)) up = nodes_[up].parent;
    return up;
  }
  void askEachInstance(NodeIndex repeat) { nodes_[repeat].eachInstance = true; }
  // The scope whose frame stands for the node: for a repeat the one it opens.
  ScopeIndex frameScope(NodeIndex index) const { return isRepeat(index) ? nodes_[index].inner : nodes_[index].scope; }
  ScopeIndex common(ScopeIndex a, ScopeIndex b) const;
  bool encloses(NodeIndex outer, NodeIndex inner) const { return outer <= inner && inner < nodes_[outer].end; }

  NodeIndex childNamed(NodeIndex parent, std::string_view name) const;  // kNone when missing
  // All questions, groups and repeats of that name, in order of the form.
  const std::vector<NodeIndex>& named(std::string_view name) const;
  const std::string& rootName() const { return rootName_; }
  // The name, or the path of names where another node has the same one: what identifies an answer.
  std::string uniqueName(NodeIndex index) const;
  std::string path(NodeIndex index) const;
  std::string pathBelow(NodeIndex top, NodeIndex index) const;

 private:
  void add(const Node& node, NodeIndex parent, ScopeIndex scope);

  Node root_;
  std::string rootName_;
  std::vector<TreeNode> nodes_;
  std::vector<Scope> scopes_;
  std::unordered_map<std::string, std::vector<NodeIndex>> byName_;
};

}  // namespace limen::forms
