// SPDX-License-Identifier: Apache-2.0
// Computes parsed expressions over an Instance and the form's documents. It changes nothing, and it ends: every step is counted,
// and an expression that takes more than kMaxSteps is empty.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/random.h"
#include "forms/atom.h"
#include "forms/compiled_form.h"
#include "forms/instance.h"
#include "forms/xnode.h"

namespace limen::forms {

constexpr std::uint32_t kMaxSteps = 10'000'000;

// What an expression is asked about.
struct Focus {
  XNode here;                // "." : the question, or the node that a predicate is tested on
  XNode origin;              // the question; current()
  std::size_t position = 1;  // in a predicate
  std::size_t size = 1;
  explicit Focus(NodeRef question) : here(question), origin(question) {}
  explicit Focus(const XNode& node) : here(node), origin(node) {}
};

class Evaluator {
 public:
  Evaluator(const CompiledForm::Impl& form, const Instance& instance, const Clock& clock, Random& random,
            const std::string& language)
      : Evaluator(form, form.pool, instance, clock, random, language) {}
  // For expressions that are not the form's own.
  Evaluator(const CompiledForm::Impl& form, const ExpressionPool& pool, const Instance& instance, const Clock& clock,
            Random& random, const std::string& language)
      : form_(form), pool_(pool), instance_(instance), clock_(clock), random_(random), language_(language) {}

  // The whole of one expression; `whenNone` where there is none.
  Atom evaluate(ExprIndex expression, const Focus& focus);
  bool test(ExprIndex expression, const Focus& focus, bool whenNone);
  std::string fill(const Template& text, const Focus& focus);
  std::vector<XNode> select(ExprIndex expression, const Focus& focus);  // its nodes, in document order
  bool exhausted() const { return steps_ > kMaxSteps; }                 // the last one was cut off

  std::uint32_t steps() const { return steps_; }  // that the last one took

  // What the last one could not be computed for, a sentence; "" when it could.
  const std::string& failure() const { return failure_; }
  void fail(std::string why) { failure_ = failure_.empty() ? std::move(why) : failure_; }

  // For functions: the value of an operand, its nodes when it is a set, its expression.
  Atom operand(const Expr& call, std::uint32_t index, const Focus& focus) { return value(operandIndex(call, index), focus); }
  const Expr& operandExpr(const Expr& call, std::uint32_t index) const { return pool_.nodes[operandIndex(call, index)]; }
  std::vector<XNode> nodes(const Expr& call, std::uint32_t index, const Focus& focus);
  // Calls `visit` with the value of each operand, of sets with each node's.
  template <class Visit>
  void eachValue(const Expr& call, std::uint32_t from, const Focus& focus, const Visit& visit) {
    for (std::uint32_t i = from; i < call.count; ++i) {
      if (holdsNodes(operandExpr(call, i))) {
        for (const XNode& node : nodes(call, i, focus)) visit(valueAt(node));
      } else {
        visit(operand(call, i, focus));
      }
    }
  }
  std::vector<Atom> values(const Expr& call, std::uint32_t index, const Focus& focus);  // of an operand: its nodes' or its own
  // Whether an item passes the filter of a path over the items of a document.
  bool passesFilter(const Expr& path, const XNode& item, const Focus& focus);
  bool isSet(const Expr& expr) const { return isSetOp(expr); }
  bool holdsNodes(const Expr& expr) const;  // and does not stand for a value
  Atom valueAt(const XNode& node) const;
  bool truth(const Expr& call, std::uint32_t index, const Focus& focus);  // of an operand
  bool anyTrue(const std::vector<XNode>& nodes) const;
  bool spend() { return ++steps_ <= kMaxSteps; }

  // --- the tree that a node stands in, whatever it is ---
  const XmlTree& treeOf(const XNode& node) const { return form_.documents[node.world - 1]->tree(); }
  std::vector<XNode> children(const XNode& node) const;
  std::vector<XNode> attributes(const XNode& node) const;
  bool parent(const XNode& node, XNode& out) const;
  std::string_view localName(const XNode& node) const;
  std::string qualifiedName(const XNode& node) const;
  std::string_view namespaceUri(const XNode& node) const;
  XNode document() const;
  std::uint32_t placeAmongNamesakes(const XNode& node) const;  // from 1
  void sort(std::vector<XNode>& nodes) const;                  // into document order, each once
  void items(std::uint32_t document, std::vector<XNode>& out) const;

  const CompiledForm::Impl& form() const { return form_; }
  const ExpressionPool& pool() const { return pool_; }
  const Instance& instance() const { return instance_; }
  const Clock& clock() const { return clock_; }
  Random& random() { return random_; }
  const std::string& language() const { return language_; }

 private:
  ExprIndex operandIndex(const Expr& expr, std::uint32_t index) const { return pool_.operands[expr.first + index]; }
  Atom value(ExprIndex index, const Focus& focus);
  bool single(const Expr& expr) const { return expr.op == Op::reference && form_.tree.frameScope(expr.node) == expr.scope; }
  const XNode& start(const Expr& expr, const Focus& focus) const { return expr.fromOrigin ? focus.origin : focus.here; }
  FrameIndex startFrame(const Expr& expr, const Focus& focus) const;
  Atom compare(const Expr& chain, const Focus& focus);
  std::vector<Atom> comparedValues(const Expr& chain, std::uint32_t at, const Focus& focus);
  Atom compute(const Expr& chain, const Focus& focus);

  void collect(ExprIndex index, const Focus& focus, std::vector<XNode>& out);
  void collectReference(const Expr& expr, const Focus& focus, std::vector<XNode>& out);
  void collectPath(const Expr& expr, const Focus& focus, std::vector<XNode>& out);
  std::uint32_t collectLookup(const Expr& expr, const Focus& focus, std::vector<XNode>& out);  // how many steps it took
  bool candidates(const Plan& plan, const ItemTable& table, const Focus& focus, std::vector<std::uint32_t>& out);
  void stepFrom(const Step& step, const std::vector<XNode>& from, const Focus& focus, std::vector<XNode>& out);
  void walkAxis(const Step& step, const XNode& from, std::vector<XNode>& out);
  void addDescendants(const XNode& node, const Step& step, std::vector<XNode>& out);
  void addSiblings(const Step& step, const XNode& from, bool after, std::vector<XNode>& out);
  bool matches(const Step& step, const XNode& node) const;
  bool passes(const Step& step, const XNode& node) { return spend() && matches(step, node); }
  void filter(ExprIndex predicate, const Focus& focus, std::vector<XNode>& nodes);

  const CompiledForm::Impl& form_;
  const ExpressionPool& pool_;
  const Instance& instance_;
  const Clock& clock_;
  Random& random_;
  const std::string& language_;
  std::uint32_t steps_ = 0;
  std::string failure_;
};

}  // namespace limen::forms
