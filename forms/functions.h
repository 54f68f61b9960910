// SPDX-License-Identifier: Apache-2.0
// The functions that expressions may call: XPath's and ODK's.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "forms/evaluator.h"

namespace limen::forms {

struct Function {
  std::string_view name;
  std::uint8_t fewest = 0, most = 0;  // operands; kAny: no upper bound
  Atom (*run)(Evaluator& evaluator, const Expr& call, const Focus& focus);
  // Of those that give nodes: appended in their order. `run` then gives the value of the first.
  void (*nodes)(Evaluator& evaluator, const Expr& call, const Focus& focus, std::vector<XNode>& out) = nullptr;
  bool values = false;  // may give nodes, but stands for their value: a set of nodes only where one is asked for
};
constexpr std::uint8_t kAny = 255;

std::vector<std::string_view> functionNames();
const Function* findFunction(std::string_view name);
std::optional<std::string_view> nearestFunction(std::string_view name);  // for "did you mean"

// In the order that randomize() gives for a seed; what randomize() takes for one.
void shuffleNodes(std::vector<XNode>& nodes, double seed);
double randomSeed(const Atom& seed);

}  // namespace limen::forms
