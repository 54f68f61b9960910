// SPDX-License-Identifier: Apache-2.0
#include "forms/evaluator.h"

#include <algorithm>
#include <cmath>

#include "forms/functions.h"

namespace limen::forms {

Atom Evaluator::evaluate(ExprIndex expression, const Focus& focus) {
  steps_ = 0;
  const Atom result = value(expression, focus);
  return steps_ > kMaxSteps ? Atom() : result;
}

bool Evaluator::test(ExprIndex expression, const Focus& focus, bool whenNone) {
  return expression == 0 ? whenNone : evaluate(expression, focus).toBoolean();
}

std::string Evaluator::fill(const Template& text, const Focus& focus) {
  std::string out;
  for (const auto& piece : text) out += piece.expression == 0 ? piece.literal : evaluate(piece.expression, focus).toText();
  return out;
}

std::vector<NodeRef> Evaluator::nodes(const Expr& call, std::uint32_t index, const Focus& focus) {
  std::vector<NodeRef> out;
  collect(operandIndex(call, index), focus, out);
  return out;
}

bool Evaluator::spend() {
  return ++steps_ <= kMaxSteps;
}

Atom Evaluator::valueAt(NodeRef node) const {
  const FormTree& tree = form_.tree;
  if (tree[node.node].node->type == Type::group || tree.isRepeat(node.node)) return Atom();
  return instance_.relevant(node.frame, node.node) ? instance_.cell(node.frame, node.node) : Atom();
}

Atom Evaluator::value(ExprIndex index, const Focus& focus) {
  if (!spend()) return Atom();
  const Expr& expr = form_.pool.nodes[index];
  switch (expr.op) {
    case Op::nothing:
      return Atom();
    case Op::number:
      return Atom(expr.number);
    case Op::text:
      return Atom(form_.pool.texts[expr.first]);
    case Op::reference: {
      const FormTree& tree = form_.tree;
      if (tree.frameScope(expr.node) == expr.scope)
        return valueAt({instance_.up((expr.fromOrigin ? focus.origin : focus.here).frame, expr.scope), expr.node});
      [[fallthrough]];
    }
    case Op::path:
    case Op::join: {
      std::vector<NodeRef> found;
      collect(index, focus, found);
      return found.empty() ? Atom() : valueAt(found.front());
    }
    case Op::column: {
      const std::string& name = form_.pool.texts[expr.first];
      if (focus.choice == nullptr) return Atom();
      if (name == "name") return Atom(focus.choice->name);
      if (name == "label") return Atom(translated(focus.choice->label, language_, form_.definition));
      const auto found = focus.choice->columns.find(name);
      return found == focus.choice->columns.end() ? Atom() : Atom(found->second);
    }
    case Op::call:
      return expr.function->run(*this, expr, focus);
    case Op::negate: {
      const double number = operand(expr, 0, focus).toNumber();
      return Atom(expr.number < 0 ? -number : number);
    }
    case Op::either:
      for (std::uint32_t i = 0; i < expr.count; i += 2) {
        if (operand(expr, i, focus).toBoolean()) return Atom(true);
      }
      return Atom(false);
    case Op::both:
      for (std::uint32_t i = 0; i < expr.count; i += 2) {
        if (!operand(expr, i, focus).toBoolean()) return Atom(false);
      }
      return Atom(true);
    case Op::equality:
    case Op::order:
      return compare(expr, focus);
    case Op::sum:
    case Op::product:
      return compute(expr, focus);
  }
  return Atom();
}

namespace {

bool holds(Operator op, const Atom& a, const Atom& b) {
  switch (op) {
    case Operator::equal:
      return equal(a, b);
    case Operator::unequal:
      return !equal(a, b);
    case Operator::less:
      return less(a, b);
    case Operator::lessOrEqual:
      return lessOrEqual(a, b);
    case Operator::greater:
      return less(b, a);
    case Operator::greaterOrEqual:
      return lessOrEqual(b, a);
    default:
      return false;
  }
}

}  // namespace

// A set compares as true when one of its nodes does; one that cannot hold several nodes compares as its value, empty or not.
Atom Evaluator::compare(const Expr& chain, const Focus& focus) {
  const auto several = [&](const Expr& expr) {
    return isSet(expr) && !(expr.op == Op::reference && form_.tree.frameScope(expr.node) == expr.scope);
  };
  Atom left;
  for (std::uint32_t i = 0; i < chain.count; i += 2) {
    const Expr& right = operandExpr(chain, i);
    if (i == 0) {
      if (!several(right) && !several(operandExpr(chain, 2))) left = operand(chain, 0, focus);
      continue;
    }
    const auto op = static_cast<Operator>(form_.pool.operands[chain.first + i - 1]);
    const bool leftSeveral = i == 2 && several(operandExpr(chain, 0));
    if (!leftSeveral && !several(right)) {
      left = Atom(holds(op, left, operand(chain, i, focus)));
      continue;
    }
    std::vector<Atom> lefts, rights;
    const auto valuesOf = [&](std::uint32_t at, std::vector<Atom>& out) {
      if (several(operandExpr(chain, at))) {
        for (const NodeRef& node : nodes(chain, at, focus)) out.push_back(valueAt(node));
      } else {
        out.push_back(operand(chain, at, focus));
      }
    };
    if (i == 2) {
      valuesOf(0, lefts);
    } else {
      lefts.push_back(left);
    }
    valuesOf(i, rights);
    bool any = false;
    for (std::size_t a = 0; a < lefts.size() && !any; ++a) {
      for (std::size_t b = 0; b < rights.size() && !any && spend(); ++b) any = holds(op, lefts[a], rights[b]);
    }
    left = Atom(any);
  }
  return left;
}

Atom Evaluator::compute(const Expr& chain, const Focus& focus) {
  double left = operand(chain, 0, focus).toNumber();
  for (std::uint32_t i = 2; i < chain.count; i += 2) {
    const double right = operand(chain, i, focus).toNumber();
    switch (static_cast<Operator>(form_.pool.operands[chain.first + i - 1])) {
      case Operator::plus:
        left += right;
        break;
      case Operator::minus:
        left -= right;
        break;
      case Operator::times:
        left *= right;
        break;
      case Operator::div:
        left /= right;
        break;
      case Operator::mod:
        left = std::fmod(left, right);
        break;
      default:
        break;
    }
  }
  return Atom(left);
}

void Evaluator::collect(ExprIndex index, const Focus& focus, std::vector<NodeRef>& out) {
  const Expr& expr = form_.pool.nodes[index];
  if (expr.op == Op::reference) {
    collectReference(expr, focus, out);
  } else if (expr.op == Op::join) {
    for (std::uint32_t i = 0; i < expr.count; i += 2) {
      std::vector<NodeRef> more;
      collect(operandIndex(expr, i), focus, more);
      for (const NodeRef& node : more) {
        if (spend() && std::find(out.begin(), out.end(), node) == out.end()) out.push_back(node);
      }
    }
  } else if (expr.op == Op::path) {
    std::vector<NodeRef> from;
    collect(operandIndex(expr, 0), focus, from);
    for (std::uint32_t s = 0; s < expr.stepCount; ++s) {
      const Step& step = form_.pool.steps[expr.step + s];
      std::vector<NodeRef> reached;
      if (s == 0 && step.axis == Axis::self && step.name.empty()) {
        // A predicate straight on a set counts positions in the whole set.
        reached = std::move(from);
        for (const ExprIndex predicate : step.predicates) filter(predicate, focus, reached);
      } else {
        for (const NodeRef& node : from) collectStep(step, node, focus, reached);
      }
      from = std::move(reached);
    }
    out.insert(out.end(), from.begin(), from.end());
  }
}

void Evaluator::collectReference(const Expr& expr, const Focus& focus, std::vector<NodeRef>& out) {
  const FrameIndex top = instance_.up((expr.fromOrigin ? focus.origin : focus.here).frame, expr.scope);
  instance_.below(top, form_.tree.frameScope(expr.node), [&](FrameIndex frame) {
    if (spend() && instance_.relevant(frame, expr.node)) out.push_back({frame, expr.node});
  });
}

void Evaluator::addChildren(NodeRef parent, const std::string& name, std::vector<NodeRef>& out) {
  const FormTree& tree = form_.tree;
  for (NodeIndex child = parent.node + 1; child < tree[parent.node].end; child = tree[child].end) {
    if (!spend()) return;
    if ((!name.empty() && tree[child].node->name != name) || !instance_.relevant(parent.frame, child)) continue;
    if (tree.isRepeat(child)) {
      for (FrameIndex frame : instance_.instances(parent.frame, tree[child].inner)) out.push_back({frame, child});
    } else {
      out.push_back({parent.frame, child});
    }
  }
}

void Evaluator::collectStep(const Step& step, NodeRef from, const Focus& focus, std::vector<NodeRef>& out) {
  const FormTree& tree = form_.tree;
  std::vector<NodeRef> reached;
  switch (step.axis) {
    case Axis::child:
      addChildren(from, step.name, reached);
      break;
    case Axis::self:
      if (step.name.empty() || tree[from.node].node->name == step.name) reached.push_back(from);
      break;
    case Axis::parent: {
      if (from.node == 0) break;
      const FrameIndex frame = tree.isRepeat(from.node) ? instance_.frame(from.frame).parent : from.frame;
      const NodeRef parent{frame, tree[from.node].parent};
      if ((step.name.empty() || tree[parent.node].node->name == step.name) &&
          std::find(out.begin(), out.end(), parent) == out.end())
        reached.push_back(parent);
      break;
    }
    case Axis::descendantOrSelf: {
      reached.push_back(from);
      // The list grows while it is read: in document order it would have to be sorted, which nothing here asks for.
      for (std::size_t i = 0; i < reached.size() && spend(); ++i) addChildren(NodeRef(reached[i]), "", reached);
      if (!step.name.empty())
        std::erase_if(reached, [&](const NodeRef& node) { return tree[node.node].node->name != step.name; });
      break;
    }
  }
  for (const ExprIndex predicate : step.predicates) filter(predicate, focus, reached);
  out.insert(out.end(), reached.begin(), reached.end());
}

void Evaluator::filter(ExprIndex predicate, const Focus& focus, std::vector<NodeRef>& nodes) {
  std::vector<NodeRef> kept;
  Focus each = focus;
  each.size = nodes.size();
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    each.here = nodes[i];
    each.position = i + 1;
    const Atom answer = value(predicate, each);
    const bool keep =
        answer.kind() == Atom::Kind::number ? answer.toNumber() == static_cast<double>(each.position) : answer.toBoolean();
    if (keep) kept.push_back(nodes[i]);
  }
  nodes = std::move(kept);
}

}  // namespace limen::forms
