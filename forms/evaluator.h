// SPDX-License-Identifier: Apache-2.0
// Computes parsed expressions over an Instance. It changes nothing, and it ends: every step is counted, and an expression that
// takes more than kMaxSteps is empty.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/random.h"
#include "forms/atom.h"
#include "forms/compiled_form.h"
#include "forms/instance.h"

namespace limen::forms {

constexpr std::uint32_t kMaxSteps = 1'000'000;

// What an expression is asked about.
struct Focus {
  NodeRef here;              // "." : the question, or the node that a predicate is tested on
  NodeRef origin;            // the question; current()
  std::size_t position = 1;  // in a predicate
  std::size_t size = 1;
  const Choice* choice = nullptr;  // in a choice_filter
  explicit Focus(NodeRef question) : here(question), origin(question) {}
};

class Evaluator {
 public:
  Evaluator(const CompiledForm::Impl& form, const Instance& instance, const Clock& clock, Random& random,
            const std::string& language)
      : form_(form), instance_(instance), clock_(clock), random_(random), language_(language) {}

  // The whole of one expression; `whenNone` where there is none.
  Atom evaluate(ExprIndex expression, const Focus& focus);
  bool test(ExprIndex expression, const Focus& focus, bool whenNone);
  std::string fill(const Template& text, const Focus& focus);

  // For functions: the value of an operand, its nodes when it is a set, its expression.
  Atom operand(const Expr& call, std::uint32_t index, const Focus& focus) { return value(operandIndex(call, index), focus); }
  const Expr& operandExpr(const Expr& call, std::uint32_t index) const { return form_.pool.nodes[operandIndex(call, index)]; }
  std::vector<NodeRef> nodes(const Expr& call, std::uint32_t index, const Focus& focus);
  // Calls `visit` with the value of each operand, of sets with each node's.
  template <class Visit>
  void eachValue(const Expr& call, std::uint32_t from, const Focus& focus, const Visit& visit) {
    for (std::uint32_t i = from; i < call.count; ++i) {
      if (isSet(operandExpr(call, i))) {
        for (const NodeRef& node : nodes(call, i, focus)) visit(valueAt(node));
      } else {
        visit(operand(call, i, focus));
      }
    }
  }
  bool isSet(const Expr& expr) const { return expr.op == Op::reference || expr.op == Op::path || expr.op == Op::join; }
  Atom valueAt(NodeRef node) const;

  const CompiledForm::Impl& form() const { return form_; }
  const Instance& instance() const { return instance_; }
  const Clock& clock() const { return clock_; }
  Random& random() { return random_; }
  const std::string& language() const { return language_; }

 private:
  ExprIndex operandIndex(const Expr& expr, std::uint32_t index) const { return form_.pool.operands[expr.first + index]; }
  bool spend();
  Atom value(ExprIndex index, const Focus& focus);
  void collect(ExprIndex index, const Focus& focus, std::vector<NodeRef>& out);
  void collectReference(const Expr& expr, const Focus& focus, std::vector<NodeRef>& out);
  void collectStep(const Step& step, NodeRef from, const Focus& focus, std::vector<NodeRef>& out);
  void addChildren(NodeRef parent, const std::string& name, std::vector<NodeRef>& out);
  void filter(ExprIndex predicate, const Focus& focus, std::vector<NodeRef>& nodes);
  Atom compare(const Expr& chain, const Focus& focus);
  Atom compute(const Expr& chain, const Focus& focus);

  const CompiledForm::Impl& form_;
  const Instance& instance_;
  const Clock& clock_;
  Random& random_;
  const std::string& language_;
  std::uint32_t steps_ = 0;
};

}  // namespace limen::forms
