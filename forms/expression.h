// SPDX-License-Identifier: Apache-2.0
// An expression, parsed once: a tree in one arena, references resolved to node indexes, functions to table entries. Chains of
// operators of one precedence are one flat node, so that the depth of the tree is the depth of its brackets.
#pragma once

#include <cstdint>
#include <map>
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
  broken,     // a call that cannot be: its sentence, said when it is computed; first: index into texts
  number,     // number
  text,       // first: index into texts
  reference,  // node, scope: from the context's frame up to one of `scope`, then down to all frames of the node
  here,       // the node that is asked about, whatever it is
  document,   // the root of the primary instance
  path,       // first operand: where it starts; steps `step`..`step + stepCount`; lookup, when it starts at a document
  call,       // function; operands; of instance() `node` is the document, of regex() `step` the pattern + 1
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
  bool fromOrigin = false;  // starts at the question asked, not at the node that a predicate is tested on
  bool column = false;      // a path from an item to one of its columns: where the item has none, it counts as empty
  double number = 0;
  NodeIndex node = kNone;
  ScopeIndex scope = 0;
  const Function* function = nullptr;
  std::uint32_t first = 0, count = 0;  // operands, a run of `operands`
  std::uint32_t step = 0, stepCount = 0;
  std::uint32_t lookup = 0;  // 0 is none
};

// Whether it may stand for nodes, not only for a value.
bool isSetOp(const Expr& expr);

enum class Axis : std::uint8_t {
  child,
  parent,
  self,
  descendant,
  descendantOrSelf,
  ancestor,
  ancestorOrSelf,
  following,
  followingSibling,
  preceding,
  precedingSibling,
  attribute,
  nameSpace,
};
enum class NodeTest : std::uint8_t { name, any, node, text, comment, instruction };
struct Step {
  Axis axis = Axis::child;
  NodeTest test = NodeTest::node;
  std::string prefix, uri;  // of a name or *; "" when none was written
  std::string name;         // local; of an instruction its target
  std::vector<ExprIndex> predicates;
  bool plain() const { return axis == Axis::child && test == NodeTest::name && prefix.empty(); }
};

// How a filter is answered from an index: which items may pass. Every item that passes is among them.
struct Plan {
  enum class Kind : std::uint8_t { none, equals, both, either };
  Kind kind = Kind::none;
  std::string column;   // of equals
  ExprIndex value = 0;  // of equals: does not hang on the item
  std::vector<Plan> parts;
};
// The steps that lead from a document to its items by names alone, and the plan for the first predicate there.
struct Lookup {
  std::uint32_t document = 0;
  std::vector<std::string> path;
  Plan plan;
  bool apart = true;  // each item passes or not whatever the others do: no predicate counts places
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
  std::vector<Lookup> lookups;
  std::vector<std::string> texts;
  std::vector<std::unique_ptr<re2::RE2>> patterns;  // of regex() with a literal
};

class Document;
using Documents = std::vector<std::unique_ptr<Document>>;

struct ExpressionContext {
  const FormTree& tree;
  const Documents& documents;
  NodeIndex node = 0;  // the question it belongs to
  // Asked about nodes that are known only when it is computed; then a call that cannot be is an error only where it is reached.
  bool anywhere = false;
  const std::map<std::string, std::string>* namespaces = nullptr;  // prefix -> URI, beside those that every form knows
  bool eachInstance = false;  // the node is a repeat, and each of its instances is asked about
};
struct Problems {
  std::vector<std::pair<Severity, std::string>> found;  // whole sentences
  void error(std::string sentence) { found.emplace_back(Severity::error, std::move(sentence)); }
  void warning(std::string sentence) { found.emplace_back(Severity::warning, std::move(sentence)); }
};

// Adds the tree to `pool` and what it reads to `reads`. 0 and an error in `problems` when it cannot be read.
ExprIndex parseExpression(std::string_view text, const ExpressionContext& context, ExpressionPool& pool,
                          std::vector<Dependency>& reads, Problems& problems);

// instance('document')/root/item[filter]: what a select with a list offers. `columns` are the list's; one that the filter names
// and the list does not have is a warning, unless they are not known. No filter when it is empty.
ExprIndex parseItems(std::uint32_t document, std::string_view filter, const std::set<std::string>* columns,
                     const ExpressionContext& context, ExpressionPool& pool, std::vector<Dependency>& reads, Problems& problems);

// An expression that is asked about items, `value` and `label` of an itemset.
ExprIndex parseOfItem(std::string_view text, const ExpressionContext& context, ExpressionPool& pool,
                      std::vector<Dependency>& reads, Problems& problems);

}  // namespace limen::forms
