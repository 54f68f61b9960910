// SPDX-License-Identifier: Apache-2.0
#include "forms/evaluator.h"

#include <algorithm>
#include <cmath>

#include "forms/functions.h"

namespace limen::forms {

bool isSetOp(const Expr& expr) {
  switch (expr.op) {
    case Op::reference:
    case Op::here:
    case Op::document:
    case Op::path:
    case Op::join:
    case Op::broken:
      return true;
    case Op::call:
      return expr.function->nodes != nullptr;
    default:
      return false;
  }
}

bool Evaluator::holdsNodes(const Expr& expr) const {
  return isSetOp(expr) && !(expr.op == Op::call && expr.function->values);
}

Atom Evaluator::evaluate(ExprIndex expression, const Focus& focus) {
  steps_ = 0;
  failure_.clear();
  const Atom result = value(expression, focus);
  return exhausted() ? Atom() : result;
}

bool Evaluator::test(ExprIndex expression, const Focus& focus, bool whenNone) {
  return expression == 0 ? whenNone : evaluate(expression, focus).toBoolean();
}

std::string Evaluator::fill(const Template& text, const Focus& focus) {
  std::string out;
  for (const auto& piece : text) out += piece.expression == 0 ? piece.literal : evaluate(piece.expression, focus).toText();
  return out;
}

std::vector<XNode> Evaluator::select(ExprIndex expression, const Focus& focus) {
  steps_ = 0;
  failure_.clear();
  std::vector<XNode> out;
  collect(expression, focus, out);
  if (exhausted()) out.clear();
  return out;
}

std::vector<XNode> Evaluator::nodes(const Expr& call, std::uint32_t index, const Focus& focus) {
  std::vector<XNode> out;
  collect(operandIndex(call, index), focus, out);
  return out;
}

std::vector<Atom> Evaluator::values(const Expr& call, std::uint32_t index, const Focus& focus) {
  std::vector<Atom> out;
  if (!holdsNodes(operandExpr(call, index))) return {operand(call, index, focus)};
  for (const XNode& node : nodes(call, index, focus)) out.push_back(valueAt(node));
  return out;
}

Atom Evaluator::valueAt(const XNode& node) const {
  if (!node.inForm()) {
    const Document& document = *form_.documents[node.world - 1];
    if (document.isList()) {
      if (const Choice* choice = document.choiceLabelled(node.node))
        return Atom(translated(choice->label, language_, form_.definition));
    }
    std::string scratch;
    return Atom(std::string(document.tree().text(node.node, scratch)));
  }
  const FormTree& tree = form_.tree;
  if (node.kind == XmlKind::attribute) return Atom(node.node == 0 ? form_.definition.id : form_.definition.version);
  if (node.kind == XmlKind::document || tree[node.node].node->type == Type::group || tree.isRepeat(node.node)) return Atom();
  return instance_.relevant(node.frame, node.node) ? instance_.cell(node.frame, node.node) : Atom();
}

// A node of a document has no frame: what the expression asks about lies in the form, then, at its question.
FrameIndex Evaluator::startFrame(const Expr& expr, const Focus& focus) const {
  const XNode& node = start(expr, focus);
  return node.inForm() ? node.frame : focus.origin.inForm() ? focus.origin.frame : 0;
}

Atom Evaluator::value(ExprIndex index, const Focus& focus) {
  if (!spend()) return Atom();
  const Expr& expr = pool_.nodes[index];
  switch (expr.op) {
    case Op::nothing:
      return Atom();
    case Op::broken:
      fail(pool_.texts[expr.first]);
      return Atom();
    case Op::number:
      return Atom(expr.number);
    case Op::text:
      return Atom(pool_.texts[expr.first]);
    case Op::here:
      return valueAt(start(expr, focus));
    case Op::reference:
      if (single(expr)) return valueAt(NodeRef{instance_.up(startFrame(expr, focus), expr.scope), expr.node});
      [[fallthrough]];
    case Op::document:
    case Op::path:
    case Op::join: {
      std::vector<XNode> found;
      collect(index, focus, found);
      return found.empty() ? Atom() : valueAt(found.front());
    }
    case Op::call:
      return expr.function->run(*this, expr, focus);
    case Op::negate: {
      const double number = operand(expr, 0, focus).toNumber();
      return Atom(expr.number < 0 ? -number : number);
    }
    case Op::either:
      for (std::uint32_t i = 0; i < expr.count; i += 2) {
        if (truth(expr, i, focus)) return Atom(true);
      }
      return Atom(false);
    case Op::both:
      for (std::uint32_t i = 0; i < expr.count; i += 2) {
        if (!truth(expr, i, focus)) return Atom(false);
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

// Nodes are true when there are any; an answer is when it is not empty, as ODK has it.
bool Evaluator::truth(const Expr& call, std::uint32_t index, const Focus& focus) {
  return holdsNodes(operandExpr(call, index)) ? anyTrue(nodes(call, index, focus)) : operand(call, index, focus).toBoolean();
}

bool Evaluator::anyTrue(const std::vector<XNode>& found) const {
  return std::any_of(found.begin(), found.end(), [&](const XNode& node) {
    return !node.isAnswer() || form_.tree[node.node].node->type == Type::group || form_.tree.isRepeat(node.node) ||
           valueAt(node).toBoolean();
  });
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

// An item without the column counts as one where it is empty.
std::vector<Atom> Evaluator::comparedValues(const Expr& chain, std::uint32_t at, const Focus& focus) {
  std::vector<Atom> out;
  for (const XNode& node : nodes(chain, at, focus)) out.push_back(valueAt(node));
  if (out.empty() && operandExpr(chain, at).column) out.emplace_back();
  return out;
}

// A set compares as true when one of its nodes does; one that cannot hold several nodes compares as its value, empty or not.
// Beside = and != and a boolean it is one itself.
Atom Evaluator::compare(const Expr& chain, const Focus& focus) {
  const auto several = [&](const Expr& expr) { return holdsNodes(expr) && !single(expr); };
  Atom left;
  for (std::uint32_t i = 0; i < chain.count; i += 2) {
    const Expr& right = operandExpr(chain, i);
    if (i == 0) {
      if (!several(right)) left = operand(chain, 0, focus);
      continue;
    }
    const auto op = static_cast<Operator>(pool_.operands[chain.first + i - 1]);
    const bool leftSeveral = i == 2 && several(operandExpr(chain, 0));
    if (!leftSeveral && !several(right)) {
      left = Atom(holds(op, left, operand(chain, i, focus)));
      continue;
    }
    std::vector<Atom> lefts, rights;
    if (leftSeveral) {
      lefts = comparedValues(chain, 0, focus);
    } else {
      lefts.push_back(left);
    }
    if (several(right)) {
      rights = comparedValues(chain, i, focus);
    } else {
      rights.push_back(operand(chain, i, focus));
    }
    const bool leftTruth = !leftSeveral && lefts[0].kind() == Atom::Kind::boolean;
    const bool rightTruth = !several(right) && rights[0].kind() == Atom::Kind::boolean;
    if ((leftTruth || rightTruth) && (op == Operator::equal || op == Operator::unequal)) {
      left = Atom(holds(op, leftTruth ? lefts[0] : Atom(!lefts.empty()), rightTruth ? rights[0] : Atom(!rights.empty())));
      continue;
    }
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
    switch (static_cast<Operator>(pool_.operands[chain.first + i - 1])) {
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

}  // namespace limen::forms
