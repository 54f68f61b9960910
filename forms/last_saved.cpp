// SPDX-License-Identifier: Apache-2.0
// The record of the form that was saved last, as far as the form asks for it: which answers those are, and the form with them at
// hand. What is not asked for is not kept.
#include <algorithm>

#include "forms/functions.h"
#include "forms/session_state.h"

namespace limen::forms {

namespace {

// Walks the paths of an expression pool that lead through one document.
class AskedNames {
 public:
  AskedNames(std::uint32_t document, const ExpressionPool& pool) : document_(document), pool_(pool) {}

  std::set<std::string, std::less<>> find() {
    for (const Expr& expr : pool_.nodes) {
      if (expr.op == Op::path && startsThere(expr)) steps(expr);
    }
    return std::move(names_);
  }

 private:
  bool startsThere(const Expr& path) const {
    const Expr& base = pool_.nodes[pool_.operands[path.first]];
    return base.op == Op::call && base.function->name == "instance" && base.node == document_;
  }

  void steps(const Expr& path) {
    for (std::uint32_t i = path.step; i < path.step + path.stepCount; ++i) {
      const Step& step = pool_.steps[i];
      if (step.test == NodeTest::name) names_.insert(step.name);
      for (const ExprIndex predicate : step.predicates) within(pool_.nodes[predicate]);
    }
  }

  // A predicate is asked about nodes of the document, whatever else it names.
  void within(const Expr& expr) {
    if (expr.op == Op::path) steps(expr);
    const bool plainOperands = expr.op == Op::call || expr.op == Op::path || expr.op == Op::negate;
    for (std::uint32_t i = 0; i < expr.count; i += plainOperands ? 1 : 2) within(pool_.nodes[pool_.operands[expr.first + i]]);
  }

  const std::uint32_t document_;
  const ExpressionPool& pool_;
  std::set<std::string, std::less<>> names_;
};

}  // namespace

std::set<std::string, std::less<>> namesAskedOf(std::uint32_t which, const ExpressionPool& pool) {
  return AskedNames(which, pool).find();
}

bool CompiledForm::remembers() const {
  return !impl_->remembered.empty();
}

Result<std::shared_ptr<const CompiledForm>> CompiledForm::after(std::shared_ptr<const XmlTree> lastSaved) const {
  FormDefinition definition = impl_->definition;
  for (SecondaryInstance& instance : definition.instances) {
    if (instance.id == kLastSaved) instance.items = lastSaved;
  }
  return compile(std::move(definition), impl_->signatureCheck);
}

struct FormSession::Impl::Remembering {
  const Impl& session;
  XmlBuilder out;

  void children(NodeRef parent) {
    const FormTree& tree = session.tree();
    for (NodeIndex child = parent.node + 1; child < tree[parent.node].end; child = tree[child].end) {
      const NodeRef ref{parent.frame, child};
      if (!session.instance.relevant(ref.frame, ref.node)) continue;
      const Node& node = session.node(child);
      if (tree.isRepeat(child)) {
        for (const FrameIndex frame : session.instance.instances(parent.frame, tree[child].inner)) holder({frame, child});
      } else if (node.type == Type::group) {
        tree.isSection(child) ? children(ref) : holder(ref);
      } else if (session.form->impl().remembered.contains(node.name)) {
        out.leaf(out.name(node.name), toLexical(session.value(ref)));
      }
    }
  }

  void holder(NodeRef ref) {
    if (!session.instance.relevant(ref.frame, ref.node)) return;
    out.start(out.name(session.node(ref.node).name));
    children(ref);
    out.end();
  }
};

std::shared_ptr<const XmlTree> FormSession::toRemember() const {
  if (!impl_->form->remembers()) return nullptr;
  Impl::Remembering remembering{*impl_, {}};
  XmlBuilder& out = remembering.out;
  out.start(out.name(impl_->form->definition().root));
  remembering.children({0, 0});
  out.end();
  return out.finish();
}

}  // namespace limen::forms
