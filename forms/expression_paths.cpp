// SPDX-License-Identifier: Apache-2.0
// The paths of expressions. What leads to questions by names alone is resolved while it is read; the rest becomes steps.
#include <algorithm>

#include "forms/expression_parser.h"
#include "forms/headings.h"

namespace limen::forms {

namespace {

constexpr std::pair<std::string_view, Axis> kAxes[] = {
    {"child", Axis::child},
    {"parent", Axis::parent},
    {"self", Axis::self},
    {"descendant", Axis::descendant},
    {"descendant-or-self", Axis::descendantOrSelf},
    {"ancestor", Axis::ancestor},
    {"ancestor-or-self", Axis::ancestorOrSelf},
    {"following", Axis::following},
    {"following-sibling", Axis::followingSibling},
    {"preceding", Axis::preceding},
    {"preceding-sibling", Axis::precedingSibling},
    {"attribute", Axis::attribute},
    {"namespace", Axis::nameSpace},
};
// What a prefix means where the form does not say it.
constexpr std::pair<std::string_view, std::string_view> kKnownPrefixes[] = {
    {"h", "http://www.w3.org/1999/xhtml"},
    {"xhtml", "http://www.w3.org/1999/xhtml"},
    {"jr", "http://openrosa.org/javarosa"},
    {"orx", "http://openrosa.org/xforms"},
    {"odk", "http://www.opendatakit.org/xforms"},
    {"entities", "http://www.opendatakit.org/xforms/entities"},
    {"xf", "http://www.w3.org/2002/xforms"},
    {"xforms", "http://www.w3.org/2002/xforms"},
    {"xsd", "http://www.w3.org/2001/XMLSchema"},
    {"ev", "http://www.w3.org/2001/xml-events"},
    {"mathml", "http://www.w3.org/1998/Math/MathML"},
    {"xml", "http://www.w3.org/XML/1998/namespace"},
};

Step anyDescendant() {
  Step step;
  step.axis = Axis::descendantOrSelf;
  return step;
}

}  // namespace

void ExpressionParser::read(NodeIndex node, ScopeIndex scope) {
  if (predicates_ > 0) scope = 0;  // a predicate is tested on any instance
  reads_.push_back({node, scope});
  // How many instances there are below `scope` is read too.
  for (ScopeIndex inner = tree_.frameScope(node); inner != scope && inner != 0; inner = tree_.scope(inner).parent)
    reads_.push_back({tree_.scope(inner).repeat, scope});
}

void ExpressionParser::readBelow(NodeIndex node) {
  for (NodeIndex n = node; n < tree_[node].end; ++n) {
    if (n != context_.node) read(n, 0);
  }
}

// Of a path that goes on from what was computed: below whatever that may be.
void ExpressionParser::readBelow(const Expr& base) {
  if (base.op == Op::reference) {
    readBelow(base.node);
  } else if (base.op == Op::join || base.op == Op::path) {
    for (std::uint32_t i = 0; i < base.count; i += 2) readBelow(Expr(operand(base, i)));
  } else if (base.op == Op::document || (base.op == Op::call && base.node == kNone)) {
    readBelow(NodeIndex{0});
  }
}

ExprIndex ExpressionParser::reference(Where where, bool fromOrigin) {
  Expr expr;
  expr.op = Op::reference;
  expr.node = where.node;
  expr.scope = where.scope;
  expr.fromOrigin = fromOrigin;
  read(where.node, where.scope);
  return add(expr);
}

// ${name} and /data/name mean the repeat instances that the question lies in; a repeat at the end means all its instances.
ExpressionParser::Where ExpressionParser::contextual(NodeIndex target, bool last) const {
  return {target, context_.anywhere ? 0 : tree_.common(origin_.scope, last ? tree_[target].scope : tree_.frameScope(target))};
}

ExprIndex ExpressionParser::current() {
  if (!takes("(") || !expect(')')) return fail("current() takes nothing");
  if (origin_.node == kNone) return walk(addHere(true), kNone);
  return relative(origin_, true, true);
}

ExprIndex ExpressionParser::path() {
  if (peek() == '/') return absolute();
  return relative(here_, false, false);
}

// A name that is not followed by a predicate, an axis or brackets; else nothing is taken.
std::optional<std::string_view> ExpressionParser::plainName() {
  const std::size_t before = at_;
  if (isNameStart(peek())) {
    const auto name = takeName();
    const char next = peek();
    if (next != '[' && next != '(' && next != ':') return name;
  }
  at_ = before;
  return std::nullopt;
}

ExprIndex ExpressionParser::absolute() {
  Expr root;
  root.op = Op::document;
  if (context_.anywhere) {
    const std::size_t before = at_;
    if (!takes("//")) {
      ++at_;
      const char next = peek();
      if (!isNameStart(next) && next != '*' && next != '.' && next != '@') return walk(add(root), kNone);
    }
    at_ = before;
    return walk(add(root), kNone);
  }
  if (takes("//")) {
    std::vector<Step> steps{anyDescendant()};
    NodeIndex node = kNone;
    if (!stepInto(steps, node, false)) return 0;
    return walk(reference({0, 0}, true), 0, node, std::move(steps));
  }
  const std::size_t start = at_++;
  // The root's name: a workbook gives it none.
  const bool named = takes("*") || (isNameStart(peek()) && !takeName().empty());
  if (!named || peek() == ':' || peek() == '(') {
    at_ = named || peek() == '.' || peek() == '@' ? start : at_;
    return walk(add(root), 0, kNone, {});
  }
  NodeIndex node = 0;
  for (;;) {
    const std::size_t before = at_;
    const bool slash = !takes("//") && takes("/");
    const auto name = slash ? plainName() : std::nullopt;
    if (!name) {
      at_ = before;
      break;
    }
    node = tree_.childNamed(node, *name);
    if (node == kNone) return missing(*name);
  }
  return walk(reference(contextual(node, !stepFollows()), true), node);
}

// Plain steps up and down are resolved now; only what follows a predicate, * or // is left to be walked.
ExprIndex ExpressionParser::relative(Where where, bool fromOrigin, bool slashFirst) {
  if (where.node == kNone) {
    const ExprIndex here = addHere(fromOrigin);
    std::vector<Step> steps;
    NodeIndex node = kNone;
    if (!slashFirst && !stepInto(steps, node, inItems_)) return 0;
    return walk(here, kNone, kNone, std::move(steps));
  }
  for (bool first = !slashFirst;; first = false) {
    const std::size_t before = at_;
    if (!first && (takes("//") || !takes("/"))) {
      at_ = before;
      break;
    }
    if (takes("..")) {
      if (where.node == 0) return fail("\"..\" leads out of the form");
      where.node = tree_.above(where.node);
      where.scope = tree_.common(where.scope, tree_.frameScope(where.node));
    } else if (const auto name = plainName()) {
      const NodeIndex child = tree_.childNamed(where.node, *name);
      if (child == kNone) return missing(*name);
      where.node = child;
    } else if (!takes(".")) {
      at_ = before;
      if (!first) break;
      std::vector<Step> steps;
      NodeIndex node = where.node;
      if (!stepInto(steps, node, false)) return 0;
      return walk(reference(where, fromOrigin), where.node, node, std::move(steps));
    }
  }
  return walk(reference(where, fromOrigin), where.node);
}

ExprIndex ExpressionParser::missing(std::string_view name) {
  const std::string text(name);
  problems_.warning("\"" + text +
                    "\" is a path to a question that the form does not have, so it is always empty; a text is written '" + text +
                    "', with quotes.");
  return walk(add(Expr{}), kNone);
}

ExprIndex ExpressionParser::continued(ExprIndex inner) {
  const Expr base = pool_.nodes[inner];
  if (!stepFollows()) return inner;
  if (!isSetOp(base) && base.op != Op::nothing) return fail("\"" + rest() + "\" cannot follow a value");
  if (base.op != Op::reference) readBelow(base);
  return walk(inner, base.op == Op::reference ? base.node : kNone);
}

ExprIndex ExpressionParser::walk(ExprIndex base, NodeIndex node) {
  if (failed_ || !stepFollows()) return base;
  return walk(base, node, node, {});
}

// `node` is where the steps taken so far lead, as far as that is known; `known` the last place that was.
ExprIndex ExpressionParser::walk(ExprIndex base, NodeIndex known, NodeIndex node, std::vector<Step> steps) {
  std::uint32_t document = 0;
  bool inDocument = documentOf(pool_.nodes[base], document) || (pool_.nodes[base].op == Op::here && inItems_);
  if (steps.empty() && peek() == '[') {
    steps.emplace_back();
    steps.back().axis = Axis::self;
    if (!predicatesInto(steps.back(), node, inDocument)) return 0;
  }
  while (!failed_ && peek() == '/') {
    if (node != kNone) known = node;
    if (takes("//")) {
      steps.push_back(anyDescendant());
      node = kNone;
    } else {
      takes("/");
    }
    if (!stepInto(steps, node, inDocument)) return 0;
  }
  if (failed_) return 0;
  if (steps.empty()) return base;
  if (node != kNone) {
    read(node, 0);
  } else if (known != kNone) {
    const bool leaves = std::any_of(steps.begin(), steps.end(), [](const Step& step) {
      return step.axis != Axis::child && step.axis != Axis::self && step.axis != Axis::descendant &&
             step.axis != Axis::descendantOrSelf && step.axis != Axis::attribute;
    });
    readBelow(leaves ? NodeIndex{0} : known);
  }
  Expr path;
  path.op = Op::path;
  path.column = inItems_ && pool_.nodes[base].op == Op::here && !pool_.nodes[base].fromOrigin && steps.size() == 1 &&
                steps[0].plain() && steps[0].predicates.empty();
  if (documentOf(pool_.nodes[base], document)) path.lookup = lookupFor(document, steps);
  path.step = static_cast<std::uint32_t>(pool_.steps.size());
  path.stepCount = static_cast<std::uint32_t>(steps.size());
  for (auto& step : steps) pool_.steps.push_back(std::move(step));
  return add(path, {base});
}

// One step without its slash; `node` goes along, to kNone where it cannot be told.
bool ExpressionParser::stepInto(std::vector<Step>& steps, NodeIndex& node, bool inDocument) {
  Step step;
  if (takes("..")) {
    step.axis = Axis::parent;
  } else if (takes(".")) {
    step.axis = Axis::self;
  } else if (takes("@")) {
    step.axis = Axis::attribute;
    if (!testInto(step)) return false;
  } else {
    const std::size_t before = at_;
    if (isNameStart(peek())) {
      const auto name = takeName();
      if (takes("::")) {
        const auto axis =
            std::find_if(std::begin(kAxes), std::end(kAxes), [&](const auto& known) { return known.first == name; });
        if (axis == std::end(kAxes)) return fail("the axis \"" + std::string(name) + "\" is not known"), false;
        step.axis = axis->second;
      } else {
        at_ = before;
      }
    }
    if (!testInto(step)) return false;
  }
  if (columns_ != nullptr && predicates_ == 1 && step.plain() && steps.empty()) {
    if (const std::string key = headingKey(step.name); !columns_->contains(step.name)) {
      if (columns_->contains(key)) {
        step.name = key;
      } else {
        problems_.warning("The list has no column \"" + step.name + "\"; it counts as empty.");
      }
    }
  }
  if (node != kNone) node = after(step, node);
  if (!predicatesInto(step, node, inDocument)) return false;
  steps.push_back(std::move(step));
  return true;
}

bool ExpressionParser::testInto(Step& step) {
  if (takes("*")) {
    step.test = NodeTest::any;
    return true;
  }
  if (!isNameStart(peek())) {
    fail("a path ends where a name was expected");
    return false;
  }
  const std::string_view name = takeName();
  if (at_ + 1 < text_.size() && text_[at_] == ':' && text_[at_ + 1] != ':') {
    ++at_;
    if (!prefixInto(step, name)) return false;
    if (takes("*")) {
      step.test = NodeTest::any;
      return true;
    }
    if (!isNameStart(peek())) return fail("a name is missing after \"" + std::string(name) + ":\""), false;
    step.test = NodeTest::name;
    step.name = takeName();
    return true;
  }
  if (peek() == '(') return nodeTypeInto(step, name);
  step.test = NodeTest::name;
  step.name = name;
  return true;
}

bool ExpressionParser::nodeTypeInto(Step& step, std::string_view name) {
  ++at_;
  if (name == "node") {
    step.test = NodeTest::node;
  } else if (name == "text") {
    step.test = NodeTest::text;
  } else if (name == "comment") {
    step.test = NodeTest::comment;
  } else if (name == "processing-instruction") {
    step.test = NodeTest::instruction;
    if (peek() == '"' || peek() == '\'') {
      const ExprIndex target = literal();
      if (failed_) return false;
      step.name = pool_.texts[pool_.nodes[target].first];
    }
  } else {
    return fail("\"" + std::string(name) + "()\" is no kind of node"), false;
  }
  return expect(')');
}

bool ExpressionParser::prefixInto(Step& step, std::string_view prefix) {
  step.prefix = prefix;
  if (context_.namespaces != nullptr) {
    if (const auto declared = context_.namespaces->find(step.prefix); declared != context_.namespaces->end()) {
      step.uri = declared->second;
      return true;
    }
  }
  const auto known =
      std::find_if(std::begin(kKnownPrefixes), std::end(kKnownPrefixes), [&](const auto& pair) { return pair.first == prefix; });
  if (known == std::end(kKnownPrefixes)) return fail("the prefix \"" + step.prefix + "\" is not declared"), false;
  step.uri = known->second;
  return true;
}

// Where the form says it: the one node that the step leads to from `node`.
NodeIndex ExpressionParser::after(const Step& step, NodeIndex node) const {
  const bool named = step.test == NodeTest::name;
  switch (step.axis) {
    case Axis::self:
      return step.test == NodeTest::node || (named && tree_[node].node->name == step.name) ? node : kNone;
    case Axis::parent:
      return node == 0 || step.test != NodeTest::node ? kNone : tree_.above(node);
    case Axis::child:
      return named ? tree_.childNamed(node, step.name) : kNone;
    case Axis::followingSibling:
    case Axis::precedingSibling:
      return named && node != 0 ? tree_.childNamed(tree_.above(node), step.name) : kNone;
    default:
      return kNone;
  }
}

bool ExpressionParser::predicatesInto(Step& step, NodeIndex node, bool inDocument) {
  while (!failed_ && peek() == '[') {
    const Where outer = here_;
    const bool outerItems = inItems_;
    here_ = node == kNone ? Where{} : Where{node, tree_.frameScope(node)};
    inItems_ = inDocument;
    ++at_;
    ++predicates_;
    step.predicates.push_back(expression(0));
    --predicates_;
    here_ = outer;
    inItems_ = outerItems;
    if (!failed_) expect(']');
  }
  return !failed_;
}

bool ExpressionParser::documentOf(const Expr& base, std::uint32_t& document) const {
  if (base.op != Op::call || base.node == kNone || base.function->name != "instance") return false;
  document = base.node;
  return true;
}

ExprIndex ExpressionParser::items(std::uint32_t document, const std::set<std::string>* columns) {
  Expr call;
  call.op = Op::call;
  call.function = findFunction("instance");
  call.node = document;
  const ExprIndex base = add(call, {addText(Op::text, context_.documents[document]->id())});
  std::vector<Step> steps(2);
  for (Step& step : steps) step.test = NodeTest::name;
  steps[0].name = "root";
  steps[1].name = "item";
  if (peek() != '\0') {
    here_ = {};
    inItems_ = true;
    columns_ = columns;
    ++predicates_;
    const ExprIndex filter = whole();
    --predicates_;
    columns_ = nullptr;
    inItems_ = false;
    if (failed_) return 0;
    steps[1].predicates.push_back(filter);
  }
  return walk(base, kNone, kNone, std::move(steps));
}

// The leading steps that are names alone, up to the first with a predicate.
std::uint32_t ExpressionParser::lookupFor(std::uint32_t document, const std::vector<Step>& steps) {
  Lookup lookup;
  lookup.document = document;
  for (const Step& step : steps) {
    if (!step.plain()) break;
    lookup.path.push_back(step.name);
    if (step.predicates.empty()) continue;
    for (const ExprIndex predicate : step.predicates)
      lookup.apart = lookup.apart && isTruth(predicate) && !countsPlaces(predicate);
    if (!countsPlaces(step.predicates.front())) lookup.plan = planOf(step.predicates.front());
    break;
  }
  if (lookup.path.empty()) return 0;
  pool_.lookups.push_back(std::move(lookup));
  return static_cast<std::uint32_t>(pool_.lookups.size() - 1);
}

// Whether it is surely true or false, never a number that would be a place.
bool ExpressionParser::isTruth(ExprIndex index) const {
  constexpr std::string_view kTruths[] = {"true",     "false",       "not",       "boolean", "selected",
                                          "contains", "starts-with", "ends-with", "regex",   "boolean-from-string"};
  const Expr& expr = pool_.nodes[index];
  return expr.op == Op::either || expr.op == Op::both || expr.op == Op::equality || expr.op == Op::order ||
         (expr.op == Op::call && std::find(std::begin(kTruths), std::end(kTruths), expr.function->name) != std::end(kTruths));
}

// Whether it asks for the place among the nodes that it filters.
bool ExpressionParser::countsPlaces(ExprIndex index) const {
  const Expr& expr = pool_.nodes[index];
  if (expr.op == Op::call && expr.count == 0 && (expr.function->name == "position" || expr.function->name == "last")) return true;
  const std::uint32_t by = expr.op == Op::call || expr.op == Op::path || expr.op == Op::negate ? 1 : 2;
  for (std::uint32_t i = 0; i < expr.count; i += by) {
    if (countsPlaces(pool_.operands[expr.first + i])) return true;
  }
  return false;
}

std::optional<std::string> ExpressionParser::columnOf(const Expr& expr) const {
  if (expr.op != Op::path || !expr.column) return std::nullopt;
  return pool_.steps[expr.step].name;
}

Plan ExpressionParser::planOf(ExprIndex predicate) const {
  const Expr& expr = pool_.nodes[predicate];
  Plan plan;
  if (expr.op == Op::equality && expr.count == 3 &&
      pool_.operands[expr.first + 1] == static_cast<std::uint32_t>(Operator::equal)) {
    for (const std::uint32_t side : {0u, 2u}) {
      const auto column = columnOf(operand(expr, side));
      const ExprIndex value = pool_.operands[expr.first + 2 - side];
      if (!column || hangsOnItem(value)) continue;
      plan.kind = Plan::Kind::equals;
      plan.column = *column;
      plan.value = value;
      return plan;
    }
  }
  if (expr.op != Op::both && expr.op != Op::either) return plan;
  for (std::uint32_t i = 0; i < expr.count; i += 2) {
    Plan part = planOf(pool_.operands[expr.first + i]);
    if (part.kind != Plan::Kind::none) {
      plan.parts.push_back(std::move(part));
    } else if (expr.op == Op::either) {
      return {};
    }
  }
  if (!plan.parts.empty()) plan.kind = expr.op == Op::both ? Plan::Kind::both : Plan::Kind::either;
  return plan;
}

// Whether an expression may answer otherwise for another item. Predicates inside it have items of their own.
bool ExpressionParser::hangsOnItem(ExprIndex index) const {
  const Expr& expr = pool_.nodes[index];
  switch (expr.op) {
    case Op::here:
      return !expr.fromOrigin;
    case Op::number:
    case Op::text:
    case Op::document:
    case Op::nothing:
      return false;
    case Op::reference:
      return !expr.fromOrigin;
    case Op::call: {
      constexpr std::string_view kSteady[] = {"today", "now", "true", "false", "pi", "current", "version"};
      if (expr.count == 0 && std::find(std::begin(kSteady), std::end(kSteady), expr.function->name) == std::end(kSteady))
        return true;
      if (expr.function->name == "lang" || expr.function->name == "random" || expr.function->name == "randomize") return true;
      break;
    }
    default:
      break;
  }
  const std::uint32_t by = expr.op == Op::call || expr.op == Op::path || expr.op == Op::negate ? 1 : 2;
  for (std::uint32_t i = 0; i < expr.count; i += by) {
    if (hangsOnItem(pool_.operands[expr.first + i])) return true;
  }
  return false;
}

}  // namespace limen::forms
