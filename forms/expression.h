// SPDX-License-Identifier: Apache-2.0
// An expression, parsed once: a tree in one arena, references resolved to node indexes, functions to table entries. Chains of
// operators of one precedence are one flat node, so that the depth of the tree is the depth of its brackets.
#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "forms/form_tree.h"
#include "forms/workbook.h"

namespace re2 {
class RE2;
}

namespace limen::forms {

constexpr std::size_t kMaxExpressionBytes = std::size_t{64} << 10;
constexpr int kMaxExpressionDepth = 200;

using ExprIndex = std::uint32_t;  // 0 is no expression

enum class Op : std::uint8_t {
  nothing,    // empties: a path to a node that the form does not have
  number,     // number
  text,       // first: index into texts
  reference,  // node, scope: from the context's frame up to one of `scope`, then down to all frames of the node
  path,       // first operand: where it starts; steps `step`..`step + stepCount`
  column,     // first: index into texts; a column of the choice that a choice_filter is asked about
  call,       // function; operands
  negate,     // one operand
  either,
  both,
  equality,
  order,
  sum,
  product,
  join,  // operands and between them operators, see Operator
};
enum class Operator : std::uint32_t {
  or_,
  and_,
  equal,
  unequal,
  less,
  lessOrEqual,
  greater,
  greaterOrEqual,
  plus,
  minus,
  times,
  div,
  mod,
  union_
};

struct Function;

struct Expr {
  Op op = Op::nothing;
  bool fromOrigin = false;  // a reference that starts at the question asked, not at the node that a predicate is tested on
  double number = 0;
  NodeIndex node = kNone;
  ScopeIndex scope = 0;
  const Function* function = nullptr;
  std::uint32_t first = 0, count = 0;  // operands, a run of `operands`
  std::uint32_t step = 0, stepCount = 0;
};

enum class Axis : std::uint8_t { child, parent, self, descendantOrSelf };
struct Step {
  Axis axis = Axis::child;
  std::string name;  // "" is *
  std::vector<ExprIndex> predicates;
};

// What an expression reads: the node, and the scope up to which a change reaches: any of its frames below a frame of `scope` may
// be read from any place below that same frame.
struct Dependency {
  NodeIndex node = 0;
  ScopeIndex scope = 0;
};

struct ExpressionPool {
  ExpressionPool();
  ~ExpressionPool();
  std::vector<Expr> nodes;
  std::vector<std::uint32_t> operands;  // ExprIndex, or Operator between two
  std::vector<Step> steps;
  std::vector<std::string> texts;
  std::vector<std::pair<ExprIndex, std::unique_ptr<re2::RE2>>> patterns;  // of regex() with a literal, by its call
};

struct ExpressionContext {
  const FormTree& tree;
  NodeIndex node = 0;                                    // the question it belongs to
  const std::set<std::string>* choiceColumns = nullptr;  // of a choice_filter: bare names are columns of the list
};
struct Problems {
  std::vector<std::pair<Severity, std::string>> found;  // whole sentences
  void error(std::string sentence) { found.emplace_back(Severity::error, std::move(sentence)); }
  void warning(std::string sentence) { found.emplace_back(Severity::warning, std::move(sentence)); }
};

// Adds the tree to `pool` and what it reads to `reads`. 0 and an error in `problems` when it cannot be read.
ExprIndex parseExpression(std::string_view text, const ExpressionContext& context, ExpressionPool& pool,
                          std::vector<Dependency>& reads, Problems& problems);

}  // namespace limen::forms
