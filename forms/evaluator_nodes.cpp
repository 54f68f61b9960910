// SPDX-License-Identifier: Apache-2.0
// Which nodes an expression reaches. Every axis is built on children, attributes and parent, so that the form and documents have
// them all.
#include <algorithm>

#include "forms/documents.h"
#include "forms/evaluator.h"
#include "forms/functions.h"

namespace limen::forms {

namespace {

constexpr std::string_view kXFormsUri = "http://www.w3.org/2002/xforms";

bool isReverse(Axis axis) {
  return axis == Axis::ancestor || axis == Axis::ancestorOrSelf || axis == Axis::preceding || axis == Axis::precedingSibling;
}

// Axes that lead from nodes of which none holds another, in order, to such nodes again.
bool keepsApart(Axis axis) {
  return axis == Axis::child || axis == Axis::self || axis == Axis::attribute;
}

}  // namespace

XNode Evaluator::document() const {
  XNode out;
  if (form_.primary != 0) return XNode::of(form_.primary, form_.documents[form_.primary - 1]->tree(), 0);
  out.kind = XmlKind::document;
  return out;
}

std::vector<XNode> Evaluator::children(const XNode& node) const {
  std::vector<XNode> out;
  if (!node.inForm()) {
    const XmlTree& tree = treeOf(node);
    for (XmlIndex child = tree.firstChild(node.node); child != kNoXml; child = tree.nextSibling(child))
      out.push_back(XNode::of(node.world, tree, child));
    return out;
  }
  const FormTree& tree = form_.tree;
  if (node.kind == XmlKind::document) {
    out.push_back(NodeRef{0, 0});
  } else if (node.kind == XmlKind::element) {
    const TreeNode& holder = tree[node.node];
    for (NodeIndex child = node.node + 1; child < holder.end; child = tree.isSection(child) ? child + 1 : tree[child].end) {
      if (tree.isSection(child) || !instance_.relevant(node.frame, child)) continue;
      if (tree.isRepeat(child)) {
        for (const FrameIndex frame : instance_.instances(node.frame, tree[child].inner)) {
          if (instance_.relevant(frame, child)) out.push_back(NodeRef{frame, child});
        }
      } else {
        out.push_back(NodeRef{node.frame, child});
      }
    }
    const bool answer = holder.end == node.node + 1 && holder.node->type != Type::group && !tree.isRepeat(node.node);
    if (answer && !instance_.cell(node.frame, node.node).isEmpty()) {
      XNode text = node;
      text.kind = XmlKind::text;
      out.push_back(text);
    }
  }
  return out;
}

std::vector<XNode> Evaluator::attributes(const XNode& node) const {
  std::vector<XNode> out;
  if (node.kind != XmlKind::element) return out;
  if (!node.inForm()) {
    const XmlTree& tree = treeOf(node);
    for (XmlIndex at = tree.firstAttribute(node.node); at != kNoXml; at = tree.nextAttribute(at))
      out.push_back(XNode::of(node.world, tree, at));
  } else if (node.node == 0) {
    for (const std::uint32_t which : {0u, 1u}) {
      XNode at;
      at.kind = XmlKind::attribute;
      at.node = which;
      if (!valueAt(at).isEmpty()) out.push_back(at);
    }
  }
  return out;
}

bool Evaluator::parent(const XNode& node, XNode& out) const {
  if (node.kind == XmlKind::document) return false;
  if (!node.inForm()) {
    const XmlTree& tree = treeOf(node);
    out = XNode::of(node.world, tree, tree.parent(node.node));
    return true;
  }
  if (node.kind == XmlKind::text) {
    out = node.ref();
  } else if (node.kind == XmlKind::attribute) {
    out = NodeRef{0, 0};
  } else if (node.node == 0) {
    out = XNode();
    out.kind = XmlKind::document;
  } else {
    const FrameIndex frame = form_.tree.isRepeat(node.node) ? instance_.frame(node.frame).parent : node.frame;
    out = NodeRef{frame, form_.tree.above(node.node)};
  }
  return true;
}

std::string_view Evaluator::localName(const XNode& node) const {
  if (!node.inForm()) return treeOf(node).name(node.node).local;
  if (node.kind == XmlKind::attribute) return node.node == 0 ? "id" : "version";
  if (node.kind != XmlKind::element) return {};
  return node.node == 0 ? std::string_view(form_.tree.rootName()) : form_.tree[node.node].node->name;
}

std::string Evaluator::qualifiedName(const XNode& node) const {
  return node.inForm() ? std::string(localName(node)) : treeOf(node).name(node.node).qualified();
}

std::string_view Evaluator::namespaceUri(const XNode& node) const {
  return node.inForm() ? std::string_view() : treeOf(node).name(node.node).uri;
}

// Names without a prefix mean no name space in a document of its own, and whatever stands without one in the instances of a form.
bool Evaluator::matches(const Step& step, const XNode& node) const {
  switch (step.test) {
    case NodeTest::node:
      return true;
    case NodeTest::text:
      return node.kind == XmlKind::text;
    case NodeTest::comment:
      return node.kind == XmlKind::comment;
    case NodeTest::instruction:
      return node.kind == XmlKind::instruction && (step.name.empty() || localName(node) == step.name);
    default:
      break;
  }
  if (node.kind != (step.axis == Axis::attribute ? XmlKind::attribute : XmlKind::element)) return false;
  if (step.test == NodeTest::any && step.prefix.empty()) return true;
  if (step.test == NodeTest::name && localName(node) != step.name) return false;
  if (node.inForm()) return true;
  const XmlName& name = treeOf(node).name(node.node);
  if (!step.prefix.empty()) return name.uri == step.uri;
  if (!name.prefix.empty()) return false;
  return name.uri.empty() || node.world != form_.primary || name.uri == kXFormsUri || name.uri == form_.primaryNamespace;
}

void Evaluator::collect(ExprIndex index, const Focus& focus, std::vector<XNode>& out) {
  const Expr& expr = pool_.nodes[index];
  switch (expr.op) {
    case Op::reference:
      return collectReference(expr, focus, out);
    case Op::here:
      out.push_back(start(expr, focus));
      return;
    case Op::document:
      out.push_back(document());
      return;
    case Op::broken:
      return fail(pool_.texts[expr.first]);
    case Op::call:
      if (expr.function->nodes != nullptr) expr.function->nodes(*this, expr, focus, out);
      return;
    case Op::path:
      return collectPath(expr, focus, out);
    case Op::join:
      for (std::uint32_t i = 0; i < expr.count; i += 2) collect(operandIndex(expr, i), focus, out);
      return sort(out);
    default:
      return;
  }
}

void Evaluator::collectReference(const Expr& expr, const Focus& focus, std::vector<XNode>& out) {
  const FrameIndex top = instance_.up(startFrame(expr, focus), expr.scope);
  instance_.below(top, form_.tree.frameScope(expr.node), [&](FrameIndex frame) {
    if (spend() && instance_.relevant(frame, expr.node)) out.push_back(NodeRef{frame, expr.node});
  });
}

void Evaluator::collectPath(const Expr& expr, const Focus& focus, std::vector<XNode>& out) {
  std::vector<XNode> from;
  std::uint32_t taken = 0;
  if (expr.lookup != 0) {
    taken = collectLookup(expr, focus, from);
  } else {
    collect(operandIndex(expr, 0), focus, from);
  }
  bool apart = from.size() <= 1 || expr.lookup != 0;
  for (std::uint32_t s = taken; s < expr.stepCount; ++s) {
    const Step& step = pool_.steps[expr.step + s];
    std::vector<XNode> reached;
    if (s == 0 && step.axis == Axis::self && step.test == NodeTest::node) {
      // A predicate straight on a set counts positions in the whole set.
      reached = std::move(from);
      for (const ExprIndex predicate : step.predicates) filter(predicate, focus, reached);
    } else {
      const bool ordered =
          from.size() <= 1 ||
          (apart && (keepsApart(step.axis) || step.axis == Axis::descendantOrSelf || step.axis == Axis::descendant));
      stepFrom(step, from, focus, reached);
      if (!ordered) sort(reached);
      apart = (apart || from.size() <= 1) && (keepsApart(step.axis) || reached.size() <= 1);
    }
    from = std::move(reached);
  }
  if (out.empty()) {
    out = std::move(from);
  } else {
    out.insert(out.end(), from.begin(), from.end());
  }
}

void Evaluator::items(std::uint32_t which, std::vector<XNode>& out) const {
  static const std::vector<std::string> kPath{"root", "item"};
  const Document& document = *form_.documents[which];
  const XmlTree& tree = document.tree();
  for (const XmlIndex item : document.table(kPath).items()) out.push_back(XNode::of(which + 1, tree, item));
}

std::uint32_t Evaluator::collectLookup(const Expr& expr, const Focus& focus, std::vector<XNode>& out) {
  const Lookup& lookup = pool_.lookups[expr.lookup];
  const Document& document = *form_.documents[lookup.document];
  const XmlTree& tree = document.tree();
  const ItemTable& table = document.table(lookup.path);
  std::vector<std::uint32_t> chosen;
  if (lookup.plan.kind != Plan::Kind::none && candidates(lookup.plan, table, focus, chosen)) {
    for (const std::uint32_t item : chosen) out.push_back(XNode::of(lookup.document + 1, tree, table.items()[item]));
  } else {
    out.reserve(table.items().size());
    for (const XmlIndex item : table.items()) out.push_back(XNode::of(lookup.document + 1, tree, item));
  }
  const auto taken = static_cast<std::uint32_t>(lookup.path.size());
  for (const ExprIndex predicate : pool_.steps[expr.step + taken - 1].predicates) filter(predicate, focus, out);
  return taken;
}

bool Evaluator::passesFilter(const Expr& path, const XNode& item, const Focus& focus) {
  steps_ = 0;
  std::vector<XNode> one{item};
  const Lookup& lookup = pool_.lookups[path.lookup];
  for (const ExprIndex predicate : pool_.steps[path.step + lookup.path.size() - 1].predicates) filter(predicate, focus, one);
  return !one.empty() && !exhausted();
}

// False when an index cannot tell: then every item is tested.
bool Evaluator::candidates(const Plan& plan, const ItemTable& table, const Focus& focus, std::vector<std::uint32_t>& out) {
  if (plan.kind == Plan::Kind::either) {
    for (const Plan& part : plan.parts) {
      std::vector<std::uint32_t> more, both;
      if (!candidates(part, table, focus, more)) return false;
      std::set_union(out.begin(), out.end(), more.begin(), more.end(), std::back_inserter(both));
      out = std::move(both);
    }
    return true;
  }
  // The values that a column is compared with. Items without the column are empty too, and no index knows them.
  const auto planned = [&](const Plan& part, std::vector<Atom>& values) {
    const Expr& expr = pool_.nodes[part.value];
    if (isSet(expr) && !single(expr)) {
      std::vector<XNode> found;
      collect(part.value, focus, found);
      for (const XNode& node : found) values.push_back(valueAt(node));
    } else {
      values.push_back(value(part.value, focus));
    }
    std::erase_if(values, [](const Atom& wanted) { return wanted.kind() == Atom::Kind::number && wanted.isEmpty(); });
    return std::all_of(values.begin(), values.end(), [](const Atom& wanted) {
      return wanted.kind() == Atom::Kind::number || (wanted.kind() == Atom::Kind::text && !wanted.text().empty());
    });
  };
  const auto find = [&](const Plan& part, const std::vector<Atom>& values, std::vector<std::uint32_t>& found) {
    for (const Atom& wanted : values) {
      if (wanted.kind() == Atom::Kind::text) {
        table.column(part.column, false).find(wanted.text(), found);
      } else {
        table.column(part.column, true).find(wanted.toNumber(), found);
      }
    }
    if (values.size() < 2) return;
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
  };
  std::vector<Atom> values;
  if (plan.kind == Plan::Kind::equals) {
    if (!planned(plan, values)) return false;
    find(plan, values, out);
    return true;
  }
  // Of conditions that all must hold, the one that leaves fewest: counting is cheap, a list of thousands is not made for nothing.
  const Plan* best = nullptr;
  std::size_t least = 0;
  std::vector<Atom> wantedBest;
  for (const Plan& part : plan.parts) {
    values.clear();
    if (part.kind != Plan::Kind::equals || !planned(part, values)) continue;
    std::size_t count = 0;
    for (const Atom& wanted : values) {
      std::vector<std::uint32_t> some;
      if (wanted.kind() == Atom::Kind::number) table.column(part.column, true).find(wanted.toNumber(), some);
      count += wanted.kind() == Atom::Kind::text ? table.column(part.column, false).count(wanted.text()) : some.size();
    }
    if (best != nullptr && count >= least) continue;
    best = &part;
    least = count;
    wantedBest = values;
  }
  if (best != nullptr) {
    find(*best, wantedBest, out);
    return true;
  }
  return std::any_of(plan.parts.begin(), plan.parts.end(), [&](const Plan& part) {
    out.clear();
    return part.kind != Plan::Kind::equals && candidates(part, table, focus, out);
  });
}

void Evaluator::stepFrom(const Step& step, const std::vector<XNode>& from, const Focus& focus, std::vector<XNode>& out) {
  for (const XNode& node : from) {
    if (step.predicates.empty()) {
      const std::size_t before = out.size();
      walkAxis(step, node, out);
      if (isReverse(step.axis)) std::reverse(out.begin() + static_cast<std::ptrdiff_t>(before), out.end());
      continue;
    }
    std::vector<XNode> reached;
    walkAxis(step, node, reached);
    for (const ExprIndex predicate : step.predicates) filter(predicate, focus, reached);
    if (isReverse(step.axis)) std::reverse(reached.begin(), reached.end());
    out.insert(out.end(), reached.begin(), reached.end());
  }
}

// In the order of the axis: backwards where it leads back.
void Evaluator::walkAxis(const Step& step, const XNode& from, std::vector<XNode>& out) {
  XNode up;
  switch (step.axis) {
    case Axis::self:
      if (passes(step, from)) out.push_back(from);
      return;
    case Axis::child:
      if (!from.inForm()) {  // the one that filters take for each item
        const XmlTree& tree = treeOf(from);
        for (XmlIndex child = tree.firstChild(from.node); child != kNoXml; child = tree.nextSibling(child)) {
          const XNode node = XNode::of(from.world, tree, child);
          if (passes(step, node)) out.push_back(node);
        }
        return;
      }
      for (const XNode& child : children(from)) {
        if (passes(step, child)) out.push_back(child);
      }
      return;
    case Axis::attribute:
      for (const XNode& at : attributes(from)) {
        if (passes(step, at)) out.push_back(at);
      }
      return;
    case Axis::parent:
      if (parent(from, up) && passes(step, up)) out.push_back(up);
      return;
    case Axis::ancestorOrSelf:
      if (passes(step, from)) out.push_back(from);
      [[fallthrough]];
    case Axis::ancestor:
      for (XNode at = from; parent(at, up); at = up) {
        if (passes(step, up)) out.push_back(up);
      }
      return;
    case Axis::descendantOrSelf:
      if (passes(step, from)) out.push_back(from);
      [[fallthrough]];
    case Axis::descendant:
      return addDescendants(from, step, out);
    case Axis::followingSibling:
    case Axis::precedingSibling:
      return addSiblings(step, from, step.axis == Axis::followingSibling, out);
    case Axis::following:
    case Axis::preceding: {
      const bool after = step.axis == Axis::following;
      Step any;
      for (XNode at = from;; at = up) {
        if (at.kind == XmlKind::attribute && after) addDescendants((parent(at, up), up), step, out);
        std::vector<XNode> siblings;
        addSiblings(any, at, after, siblings);
        for (const XNode& sibling : siblings) {
          if (!spend()) return;
          const std::size_t before = out.size();
          if (matches(step, sibling)) out.push_back(sibling);
          addDescendants(sibling, step, out);
          if (!after) std::reverse(out.begin() + static_cast<std::ptrdiff_t>(before), out.end());
        }
        if (!parent(at, up)) return;
      }
    }
    case Axis::nameSpace:
      return;
  }
}

void Evaluator::addDescendants(const XNode& node, const Step& step, std::vector<XNode>& out) {
  std::vector<XNode> pending = children(node);
  std::reverse(pending.begin(), pending.end());
  while (!pending.empty() && spend()) {
    const XNode at = pending.back();
    pending.pop_back();
    if (matches(step, at)) out.push_back(at);
    const std::size_t before = pending.size();
    const auto below = children(at);
    pending.insert(pending.end(), below.begin(), below.end());
    std::reverse(pending.begin() + static_cast<std::ptrdiff_t>(before), pending.end());
  }
}

void Evaluator::addSiblings(const Step& step, const XNode& from, bool after, std::vector<XNode>& out) {
  XNode up;
  if (from.kind == XmlKind::attribute || !parent(from, up)) return;
  const auto all = children(up);
  const auto self = std::find(all.begin(), all.end(), from);
  if (self == all.end()) return;
  if (after) {
    for (auto at = self + 1; at != all.end(); ++at) {
      if (passes(step, *at)) out.push_back(*at);
    }
  } else {
    for (auto at = self; at != all.begin();) {
      if (passes(step, *--at)) out.push_back(*at);
    }
  }
}

void Evaluator::filter(ExprIndex predicate, const Focus& focus, std::vector<XNode>& nodes) {
  const Expr& expr = pool_.nodes[predicate];
  if (expr.op == Op::number) {
    const double wanted = expr.number;
    if (!(wanted >= 1 && wanted <= static_cast<double>(nodes.size())) ||
        wanted != static_cast<double>(static_cast<std::size_t>(wanted))) {
      nodes.clear();
    } else {
      nodes = {nodes[static_cast<std::size_t>(wanted) - 1]};
    }
    return;
  }
  Focus each = focus;
  each.size = nodes.size();
  const bool set = holdsNodes(expr);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    each.here = nodes[i];
    each.position = i + 1;
    bool keep = false;
    if (set) {
      std::vector<XNode> found;
      collect(predicate, each, found);
      keep = anyTrue(found);
    } else {
      const Atom answer = value(predicate, each);
      keep = answer.kind() == Atom::Kind::number ? answer.toNumber() == static_cast<double>(each.position) : answer.toBoolean();
    }
    if (keep) nodes[kept++] = nodes[i];
  }
  nodes.resize(kept);
}

namespace {

// Where a node of the form stands: node and place for each repeat instance from the outside in, then the node itself.
std::vector<std::uint64_t> formKey(const Evaluator& e, const XNode& node) {
  std::vector<std::uint64_t> key;
  if (node.kind == XmlKind::document) return key;
  const auto own = [](NodeIndex index, std::uint64_t rest) { return (std::uint64_t{index} << 32) | rest; };
  const bool inner = node.kind == XmlKind::text || node.kind == XmlKind::attribute;
  if (inner) key.push_back(node.kind == XmlKind::text ? 1 : node.node);
  key.push_back(node.kind == XmlKind::attribute ? 0 : own(node.node, 0));
  for (FrameIndex frame = node.frame; frame != 0; frame = e.instance().frame(frame).parent) {
    const NodeIndex repeat = e.form().tree.scope(e.instance().frame(frame).scope).repeat;
    key.push_back(own(repeat, e.instance().position(frame) + 1));
  }
  std::reverse(key.begin(), key.end());
  return key;
}

}  // namespace

void Evaluator::sort(std::vector<XNode>& nodes) const {
  if (nodes.size() < 2) return;
  struct Keyed {
    std::uint32_t world;
    std::uint64_t order;
    std::vector<std::uint64_t> key;
    XNode node;
    auto tuple() const { return std::tie(world, order, key); }
  };
  std::vector<Keyed> keyed;
  keyed.reserve(nodes.size());
  for (const XNode& node : nodes)
    keyed.push_back({node.world, node.inForm() ? 0 : treeOf(node).orderKey(node.node),
                     node.inForm() ? formKey(*this, node) : std::vector<std::uint64_t>(), node});
  std::sort(keyed.begin(), keyed.end(), [](const Keyed& a, const Keyed& b) { return a.tuple() < b.tuple(); });
  nodes.clear();
  for (const Keyed& each : keyed) {
    if (nodes.empty() || !(nodes.back() == each.node)) nodes.push_back(each.node);
  }
}

std::uint32_t Evaluator::placeAmongNamesakes(const XNode& node) const {
  XNode up;
  if (!parent(node, up)) return 1;
  std::uint32_t place = 1;
  for (const XNode& sibling : children(up)) {
    if (sibling == node) break;
    if (sibling.kind == node.kind && localName(sibling) == localName(node) && namespaceUri(sibling) == namespaceUri(node))
      ++place;
  }
  return place;
}

}  // namespace limen::forms
