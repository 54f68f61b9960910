// SPDX-License-Identifier: Apache-2.0
// The form as the coding of answers sees it: scopes (the form itself, and each repeat) with the places for answers in them,
// groups unfolded. Question indices are CompiledForm's: 0 is the form itself, then every node, depth first.
#pragma once

#include <cstdint>
#include <vector>

#include "forms/definition.h"

namespace limen {

// Calls visit(index, node, depth) for every node, depth first; returns the index after the last.
template <class Visit>
std::uint32_t walkForm(const std::vector<forms::Node>& nodes, Visit&& visit, std::uint32_t first = 1, int depth = 1) {
  for (const forms::Node& node : nodes) {
    const std::uint32_t index = first++;
    visit(index, node, depth);
    first = walkForm(node.children, visit, first, depth + 1);
  }
  return first;
}

struct FormLayout {
  struct Question {
    const forms::Node* node = nullptr;
    std::uint32_t scope = 0;  // where its answer stands
    std::uint32_t slot = 0;   // and at which place there
    bool stored = false;      // an answer of its own, or a repeat
    bool repeat = false;
    std::uint32_t inner = 0;  // of a repeat: the scope of its instances
  };
  struct Scope {
    std::vector<std::uint32_t> slots;    // question indices: answers and repeats, in order of the form
    std::vector<std::uint32_t> repeats;  // the repeats it lies in, outermost first
  };
  std::vector<Question> questions;
  std::vector<Scope> scopes;

  explicit FormLayout(const forms::FormDefinition& form);

 private:
  void add(const std::vector<forms::Node>& nodes, std::uint32_t scope);
};

}  // namespace limen
