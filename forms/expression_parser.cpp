// SPDX-License-Identifier: Apache-2.0
#include <re2/re2.h>

#include <algorithm>

#include "forms/expression.h"
#include "forms/expression_scanner.h"
#include "forms/functions.h"
#include "forms/headings.h"
#include "forms/lexical.h"

namespace limen::forms {

ExpressionPool::ExpressionPool() : nodes(1) {}
ExpressionPool::~ExpressionPool() = default;

namespace {

struct OperatorWord {
  std::string_view text;
  Operator meaning;
};
struct Level {
  Op op;
  std::vector<OperatorWord> operators;  // longer spellings first
};
const std::vector<Level>& levels() {
  static const std::vector<Level> kLevels{
      {Op::either, {{"or", Operator::or_}}},
      {Op::both, {{"and", Operator::and_}}},
      {Op::equality, {{"!=", Operator::unequal}, {"=", Operator::equal}}},
      {Op::order,
       {{"<=", Operator::lessOrEqual}, {">=", Operator::greaterOrEqual}, {"<", Operator::less}, {">", Operator::greater}}},
      {Op::sum, {{"+", Operator::plus}, {"-", Operator::minus}}},
      {Op::product, {{"*", Operator::times}, {"div", Operator::div}, {"mod", Operator::mod}}},
  };
  return kLevels;
}

class Parser : private ExpressionScanner {
 public:
  Parser(std::string_view text, const ExpressionContext& context, ExpressionPool& pool, std::vector<Dependency>& reads,
         Problems& problems)
      : ExpressionScanner(text), context_(context), tree_(context.tree), pool_(pool), reads_(reads), problems_(problems) {
    // The cell of a repeat lives outside it, and so do its own expressions.
    here_ = {context.node, tree_[context.node].scope};
    origin_ = here_;
  }

  ExprIndex parse() {
    if (text_.size() > kMaxExpressionBytes) {
      problems_.error("The expression is longer than 64 KiB.");
      return 0;
    }
    const ExprIndex whole = expression(0);
    if (failed_) return 0;
    if (peek() != '\0' || at_ < text_.size()) return fail("\"" + rest() + "\" cannot stand here");
    return whole;
  }

 private:
  struct Where {
    NodeIndex node = 0;
    ScopeIndex scope = 0;
  };

  // --- complaints ---
  bool expect(char c) {
    if (peek() == c) {
      ++at_;
      return true;
    }
    fail(at_ < text_.size() ? "\"" + std::string(1, c) + "\" was expected before \"" + rest() + "\""
                            : "\"" + std::string(1, c) + "\" is missing at the end");
    return false;
  }
  // One sentence an expression: what follows the first mistake is guesswork.
  ExprIndex fail(std::string why) {
    if (!failed_) problems_.error("The expression cannot be read: " + std::move(why) + ".");
    failed_ = true;
    return 0;
  }

  // --- tree ---
  ExprIndex add(Expr node) {
    pool_.nodes.push_back(node);
    return static_cast<ExprIndex>(pool_.nodes.size() - 1);
  }
  ExprIndex add(Expr node, const std::vector<std::uint32_t>& operands) {
    node.first = static_cast<std::uint32_t>(pool_.operands.size());
    node.count = static_cast<std::uint32_t>(operands.size());
    pool_.operands.insert(pool_.operands.end(), operands.begin(), operands.end());
    return add(node);
  }
  ExprIndex addText(Op op, std::string_view text) {
    Expr node;
    node.op = op;
    node.first = static_cast<std::uint32_t>(pool_.texts.size());
    pool_.texts.emplace_back(text);
    return add(node);
  }

  // --- grammar ---
  ExprIndex expression(std::size_t level) {
    if (level == 0 && ++depth_ > kMaxExpressionDepth) return fail("its brackets are nested more than 200 deep");
    ExprIndex result = 0;
    if (level == levels().size()) {
      result = unary();
    } else {
      std::vector<std::uint32_t> operands{expression(level + 1)};
      while (!failed_) {
        const auto op = takeOperator(levels()[level]);
        if (!op) break;
        operands.push_back(static_cast<std::uint32_t>(*op));
        operands.push_back(expression(level + 1));
      }
      Expr chain;
      chain.op = levels()[level].op;
      result = operands.size() == 1 ? operands[0] : failed_ ? 0 : add(chain, operands);
    }
    if (level == 0) --depth_;
    return failed_ ? 0 : result;
  }

  std::optional<Operator> takeOperator(const Level& level) {
    skipSpace();
    for (const auto& [word, meaning] : level.operators) {
      if (!text_.substr(at_).starts_with(word)) continue;
      // "or" of "order" is no operator.
      if (isNameStart(word.front()) && at_ + word.size() < text_.size() && isNameChar(text_[at_ + word.size()])) continue;
      at_ += word.size();
      return meaning;
    }
    return std::nullopt;
  }

  ExprIndex unary() {
    bool negative = false, any = false;
    while (takes("-")) {
      negative = !negative;
      any = true;
    }
    const ExprIndex operand = unionOfPaths();
    if (!any || failed_) return operand;
    Expr node;
    node.op = Op::negate;
    node.number = negative ? -1 : 1;
    return add(node, {operand});
  }

  ExprIndex unionOfPaths() {
    std::vector<std::uint32_t> operands{pathOrPrimary()};
    while (!failed_ && takes("|")) {
      operands.push_back(static_cast<std::uint32_t>(Operator::union_));
      operands.push_back(pathOrPrimary());
    }
    if (operands.size() == 1 || failed_) return operands[0];
    Expr node;
    node.op = Op::join;
    return add(node, operands);
  }

  ExprIndex pathOrPrimary() {
    const char c = peek();
    if (c == '\0') return fail("it ends where a value was expected");
    if (c == '"' || c == '\'') return literal();
    if (isDigit(c) || (c == '.' && at_ + 1 < text_.size() && isDigit(text_[at_ + 1]))) return number();
    if (c == '$') return named();
    if (c == '(') {
      ++at_;
      const ExprIndex inner = expression(0);
      if (failed_ || !expect(')')) return 0;
      return continued(inner);
    }
    if (c == '/' || c == '.' || c == '*') return path();
    if (isNameStart(c)) {
      const std::size_t start = at_;
      std::string name(takeName());
      if (at_ < text_.size() && text_[at_] == ':' && at_ + 1 < text_.size() && isNameStart(text_[at_ + 1])) {
        ++at_;
        name += ':';
        name += takeName();
      }
      if (peek() == '(') {
        if (name == "current") return current();
        return call(name);
      }
      at_ = start;
      return path();
    }
    return fail("\"" + rest() + "\" cannot stand here");
  }

  ExprIndex literal() {
    const char quote = text_[at_];
    const std::size_t end = text_.find(quote, at_ + 1);
    if (end == std::string_view::npos)
      return fail("a text is not closed with " + std::string(quote == '"' ? "a double" : "a single") + " quote");
    const ExprIndex node = addText(Op::text, text_.substr(at_ + 1, end - at_ - 1));
    at_ = end + 1;
    return node;
  }

  ExprIndex number() {
    const std::size_t start = at_;
    while (at_ < text_.size() && (isDigit(text_[at_]) || text_[at_] == '.')) ++at_;
    const auto value = parseNumber(text_.substr(start, at_ - start));
    if (!value) return fail("\"" + std::string(text_.substr(start, at_ - start)) + "\" is no number");
    Expr node;
    node.op = Op::number;
    node.number = *value;
    return add(node);
  }

  // ${name}
  ExprIndex named() {
    const std::size_t end = text_.find('}', at_);
    if (!text_.substr(at_).starts_with("${") || end == std::string_view::npos) return fail("\"$\" starts a name: ${name}");
    const std::string name(trimmed(text_.substr(at_ + 2, end - at_ - 2)));
    at_ = end + 1;
    const auto target = targetOf(name);
    if (!target) return 0;
    return walk(reference(contextual(*target, true), true), *target);
  }

  std::optional<NodeIndex> targetOf(const std::string& name) {
    const auto& all = tree_.named(name);
    if (all.size() == 1) return all.front();
    failed_ = true;
    if (all.empty()) {
      const auto near = nearestName(name);
      problems_.error("There is no question \"" + name + "\"" + (near.empty() ? "." : "; did you mean \"" + near + "\"?"));
    } else {
      problems_.error("There are " + std::to_string(all.size()) + " questions called \"" + name +
                      "\"; a name that is referred to must be unique.");
    }
    return std::nullopt;
  }

  std::string nearestName(const std::string& name) const {
    std::vector<std::string_view> names;
    for (NodeIndex n = 1; n < tree_.size(); ++n) names.push_back(tree_[n].node->name);
    return std::string(nearestWord(name, names).value_or(""));
  }

  // --- references and paths ---
  void read(NodeIndex node, ScopeIndex scope) {
    if (predicates_ > 0) scope = 0;  // a predicate is tested on any instance
    reads_.push_back({node, scope});
    // How many instances there are below `scope` is read too.
    for (ScopeIndex inner = tree_.frameScope(node); inner != scope && inner != 0; inner = tree_.scope(inner).parent)
      reads_.push_back({tree_.scope(inner).repeat, scope});
  }

  ExprIndex reference(Where where, bool fromOrigin) {
    Expr expr;
    expr.op = Op::reference;
    expr.node = where.node;
    expr.scope = where.scope;
    expr.fromOrigin = fromOrigin;
    read(where.node, where.scope);
    return add(expr);
  }

  // ${name} and /data/name mean the repeat instances that the question lies in; a repeat at the end means all its instances.
  Where contextual(NodeIndex target, bool last) const {
    return {target, tree_.common(origin_.scope, last ? tree_[target].scope : tree_.frameScope(target))};
  }

  ExprIndex current() {
    if (!takes("(") || !expect(')')) return fail("current() takes nothing");
    return relative(origin_, true, true);
  }

  ExprIndex path() {
    if (takes("//")) {
      std::vector<Step> steps{{Axis::descendantOrSelf, "", {}}};
      NodeIndex node = kNone;
      if (!stepInto(steps, node)) return 0;
      return walk(reference({0, 0}, true), 0, node, std::move(steps));
    }
    if (peek() == '/') return absolute();
    if (context_.choiceColumns != nullptr && isNameStart(peek()) && predicates_ == 0) return column();
    return relative(here_, false, false);
  }

  ExprIndex column() {
    const std::string name = headingKey(takeName());
    if (!context_.choiceColumns->contains(name))
      problems_.warning("The list has no column \"" + name + "\"; it counts as empty.");
    return addText(Op::column, name);
  }

  bool stepFollows() { return peek() == '/' || peek() == '['; }

  // A name that is not followed by a predicate, an axis or brackets; else nothing is taken.
  std::optional<std::string_view> plainName() {
    const std::size_t before = at_;
    if (isNameStart(peek())) {
      const auto name = takeName();
      const char next = peek();
      if (next != '[' && next != '(' && next != ':') return name;
    }
    at_ = before;
    return std::nullopt;
  }

  ExprIndex absolute() {
    ++at_;
    if (!takes("*")) takeName();  // the root's name: a workbook gives it none
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
  ExprIndex relative(Where where, bool fromOrigin, bool slashFirst) {
    for (bool first = !slashFirst;; first = false) {
      const std::size_t before = at_;
      if (!first && (takes("//") || !takes("/"))) {
        at_ = before;
        break;
      }
      if (takes("..")) {
        if (where.node == 0) return fail("\"..\" leads out of the form");
        where.node = tree_[where.node].parent;
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
        if (!stepInto(steps, node)) return 0;
        return walk(reference(where, fromOrigin), where.node, node, std::move(steps));
      }
    }
    return walk(reference(where, fromOrigin), where.node);
  }

  ExprIndex missing(std::string_view name) {
    const std::string text(name);
    problems_.warning("\"" + text +
                      "\" is a path to a question that the form does not have, so it is always empty; a text is written '" +
                      text + "', with quotes.");
    return walk(add(Expr{}), kNone);
  }

  ExprIndex continued(ExprIndex inner) {
    const Expr& base = pool_.nodes[inner];
    return walk(inner, base.op == Op::reference ? base.node : kNone);
  }

  ExprIndex walk(ExprIndex base, NodeIndex node) {
    if (failed_ || !stepFollows()) return base;
    return walk(base, node, node, {});
  }

  // `node` is where the steps taken so far lead, as far as that is known; `known` the last place that was.
  ExprIndex walk(ExprIndex base, NodeIndex known, NodeIndex node, std::vector<Step> steps) {
    if (steps.empty() && peek() == '[') {
      steps.push_back({Axis::self, "", {}});
      if (!predicatesInto(steps.back(), node)) return 0;
    }
    while (!failed_ && peek() == '/') {
      if (node != kNone) known = node;
      if (takes("//")) {
        steps.push_back({Axis::descendantOrSelf, "", {}});
        node = kNone;
      } else {
        takes("/");
      }
      if (!stepInto(steps, node)) return 0;
    }
    if (failed_) return 0;
    if (node != kNone) {
      read(node, 0);
    } else if (known != kNone) {
      for (NodeIndex n = known; n < tree_[known].end; ++n) {
        if (n != context_.node) read(n, 0);
      }
    }
    Expr path;
    path.op = Op::path;
    path.step = static_cast<std::uint32_t>(pool_.steps.size());
    path.stepCount = static_cast<std::uint32_t>(steps.size());
    for (auto& step : steps) pool_.steps.push_back(std::move(step));
    return add(path, {base});
  }

  // One step without its slash; `node` goes along, to kNone where it cannot be told.
  bool stepInto(std::vector<Step>& steps, NodeIndex& node) {
    Step step;
    if (takes("..")) {
      step.axis = Axis::parent;
    } else if (takes(".")) {
      step.axis = Axis::self;
    } else if (!takes("*")) {
      if (!isNameStart(peek())) {
        fail("a path ends where a name was expected");
        return false;
      }
      step.name = takeName();
      if (takes("::") && !axisInto(step)) return false;
      if (step.name == "node" && takes("(")) {
        if (!expect(')')) return false;
        step.name.clear();
      }
    }
    if (node != kNone) {
      switch (step.axis) {
        case Axis::self:
          break;
        case Axis::parent:
          node = node == 0 ? kNone : tree_[node].parent;
          break;
        case Axis::child:
          node = step.name.empty() ? kNone : tree_.childNamed(node, step.name);
          break;
        case Axis::descendantOrSelf:
          node = kNone;
          break;
      }
    }
    if (!predicatesInto(step, node)) return false;
    steps.push_back(std::move(step));
    return true;
  }

  bool axisInto(Step& step) {
    static constexpr std::pair<std::string_view, Axis> kAxes[] = {
        {"child", Axis::child}, {"parent", Axis::parent}, {"self", Axis::self}, {"descendant-or-self", Axis::descendantOrSelf}};
    const auto axis =
        std::find_if(std::begin(kAxes), std::end(kAxes), [&](const auto& known) { return known.first == step.name; });
    if (axis == std::end(kAxes)) {
      fail("the axis \"" + step.name + "\" is not known");
      return false;
    }
    step.axis = axis->second;
    step.name = takes("*") ? std::string() : std::string(takeName());
    return true;
  }

  bool predicatesInto(Step& step, NodeIndex node) {
    while (!failed_ && peek() == '[') {
      const NodeIndex tested = node == kNone ? 0 : node;
      const Where outer = here_;
      here_ = {tested, tree_.frameScope(tested)};
      ++at_;
      ++predicates_;
      step.predicates.push_back(expression(0));
      --predicates_;
      here_ = outer;
      if (!failed_) expect(']');
    }
    return !failed_;
  }

  // --- calls ---
  ExprIndex call(const std::string& name) {
    const Function* function = findFunction(name);
    if (function == nullptr) {
      const auto meant = nearestFunction(name);
      failed_ = true;
      problems_.error("The function \"" + name + "()\" is not known" +
                      (meant ? "; did you mean \"" + std::string(*meant) + "()\"?" : "."));
      return 0;
    }
    ++at_;
    std::vector<std::uint32_t> operands;
    if (peek() != ')') {
      do {
        operands.push_back(expression(0));
        if (failed_) return 0;
      } while (takes(","));
    }
    if (!expect(')')) return 0;
    if (operands.size() < function->fewest || operands.size() > function->most) {
      const std::string fewest = std::to_string(function->fewest);
      return fail(name + "() takes " +
                  (function->fewest == function->most ? fewest
                   : function->most == kAny           ? "at least " + fewest
                                                      : fewest + " to " + std::to_string(function->most)) +
                  " values, not " + std::to_string(operands.size()));
    }
    if (!special(name, operands)) return 0;
    Expr node;
    node.op = Op::call;
    node.function = function;
    const ExprIndex result = add(node, operands);
    return name == "regex" && !compilePattern(result) ? 0 : continued(result);
  }

  // The functions whose arguments are not values but places in the form.
  bool special(const std::string& name, std::vector<std::uint32_t>& operands) {
    if (name == "index" || name == "position") {
      for (NodeIndex up = operands.empty() || pool_.nodes[operands[0]].op != Op::reference ? here_.node
                                                                                           : pool_.nodes[operands[0]].node;
           up != 0 && up != kNone; up = tree_[up].parent) {
        if (tree_.isRepeat(up) && up != context_.node) reads_.push_back({up, tree_[up].scope});
      }
    } else if (name == "indexed-repeat") {
      for (std::size_t i = 0; i < operands.size(); ++i) {
        const Expr& operand = pool_.nodes[operands[i]];
        const bool isPlace = i < 1 || i % 2 == 1;
        if (isPlace && (operand.op != Op::reference || (i > 0 && !tree_.isRepeat(operand.node)))) {
          fail("indexed-repeat() takes a question, then repeats each with a number");
          return false;
        }
        if (isPlace) reads_.push_back({operand.node, 0});
      }
    } else if (name == "jr:choice-name") {
      Expr& second = pool_.nodes[operands[1]];
      if (second.op == Op::text) {
        std::string name2(trimmed(pool_.texts[second.first]));
        if (name2.starts_with("${") && name2.ends_with('}')) name2 = name2.substr(2, name2.size() - 3);
        name2 = name2.substr(name2.rfind('/') + 1);
        const auto target = targetOf(name2);
        if (!target) return false;
        second.op = Op::reference;
        second.node = *target;
      }
      if (second.op != Op::reference || tree_[second.node].node->list.empty()) {
        fail("jr:choice-name() takes a value and the name of a select in quotes");
        return false;
      }
    }
    return true;
  }

  bool compilePattern(ExprIndex call) {
    const Expr& pattern = pool_.nodes[pool_.operands[pool_.nodes[call].first + 1]];
    if (pattern.op != Op::text) return true;
    auto compiled = std::make_unique<re2::RE2>(pool_.texts[pattern.first], re2::RE2::Quiet);
    if (!compiled->ok()) {
      fail("the pattern of regex() is not a regular expression that is understood");
      return false;
    }
    pool_.patterns.emplace_back(call, std::move(compiled));
    return true;
  }

  const ExpressionContext& context_;
  const FormTree& tree_;
  ExpressionPool& pool_;
  std::vector<Dependency>& reads_;
  Problems& problems_;
  Where here_, origin_;
  int depth_ = 0;
  int predicates_ = 0;
  bool failed_ = false;
};

}  // namespace

ExprIndex parseExpression(std::string_view text, const ExpressionContext& context, ExpressionPool& pool,
                          std::vector<Dependency>& reads, Problems& problems) {
  return Parser(text, context, pool, reads, problems).parse();
}

}  // namespace limen::forms
