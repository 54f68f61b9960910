// SPDX-License-Identifier: Apache-2.0
#include "forms/expression_parser.h"

#include <re2/re2.h>

#include <algorithm>

#include "forms/headings.h"
#include "forms/lexical.h"

namespace limen::forms {

ExpressionPool::ExpressionPool() : nodes(1), lookups(1) {}
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

bool isNodeType(std::string_view name) {
  return name == "node" || name == "text" || name == "comment" || name == "processing-instruction";
}

}  // namespace

ExprIndex ExpressionParser::whole() {
  if (text_.size() > kMaxExpressionBytes) {
    problems_.error("The expression is longer than 64 KiB.");
    return 0;
  }
  const ExprIndex whole = expression(0);
  if (failed_) return 0;
  if (peek() != '\0' || at_ < text_.size()) return fail("\"" + rest() + "\" cannot stand here");
  return whole;
}

bool ExpressionParser::expect(char c) {
  if (peek() == c) {
    ++at_;
    return true;
  }
  fail(at_ < text_.size() ? "\"" + std::string(1, c) + "\" was expected before \"" + rest() + "\""
                          : "\"" + std::string(1, c) + "\" is missing at the end");
  return false;
}

// One sentence an expression: what follows the first mistake is guesswork.
ExprIndex ExpressionParser::fail(std::string why) {
  if (!failed_) problems_.error("The expression cannot be read: " + std::move(why) + ".");
  failed_ = true;
  return 0;
}

ExprIndex ExpressionParser::add(Expr node) {
  pool_.nodes.push_back(node);
  return static_cast<ExprIndex>(pool_.nodes.size() - 1);
}

ExprIndex ExpressionParser::add(Expr node, const std::vector<std::uint32_t>& operands) {
  node.first = static_cast<std::uint32_t>(pool_.operands.size());
  node.count = static_cast<std::uint32_t>(operands.size());
  pool_.operands.insert(pool_.operands.end(), operands.begin(), operands.end());
  return add(node);
}

ExprIndex ExpressionParser::addText(Op op, std::string_view text) {
  Expr node;
  node.op = op;
  node.first = static_cast<std::uint32_t>(pool_.texts.size());
  pool_.texts.emplace_back(text);
  return add(node);
}

ExprIndex ExpressionParser::addHere(bool fromOrigin) {
  Expr node;
  node.op = Op::here;
  node.fromOrigin = fromOrigin;
  return add(node);
}

ExprIndex ExpressionParser::expression(std::size_t level) {
  if (level == 0 && ++depth_ > kMaxExpressionDepth) return fail("its brackets are nested more than 200 deep");
  ExprIndex result = 0;
  if (level == levels().size()) {
    result = unary();
  } else {
    std::vector<std::uint32_t> operands{expression(level + 1)};
    while (!failed_) {
      const auto op = takeOperator(level);
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

std::optional<Operator> ExpressionParser::takeOperator(std::size_t level) {
  skipSpace();
  for (const auto& [word, meaning] : levels()[level].operators) {
    if (!text_.substr(at_).starts_with(word)) continue;
    // "or" of "order" is no operator.
    const char next = at_ + word.size() < text_.size() ? text_[at_ + word.size()] : ' ';
    if (isNameStart(word.front()) && isNameChar(next) && !isDigit(next)) continue;
    at_ += word.size();
    return meaning;
  }
  return std::nullopt;
}

ExprIndex ExpressionParser::unary() {
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

ExprIndex ExpressionParser::unionOfPaths() {
  std::vector<std::uint32_t> operands{pathOrPrimary()};
  while (!failed_ && takes("|")) {
    operands.push_back(static_cast<std::uint32_t>(Operator::union_));
    operands.push_back(pathOrPrimary());
  }
  if (operands.size() == 1 || failed_) return operands[0];
  for (std::size_t i = 0; i < operands.size(); i += 2) {
    const Expr& expr = pool_.nodes[operands[i]];
    if (!isSetOp(expr) && expr.op != Op::nothing) return fail("\"|\" joins nodes, not values");
  }
  Expr node;
  node.op = Op::join;
  return add(node, operands);
}

ExprIndex ExpressionParser::pathOrPrimary() {
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
  if (c == '/' || c == '.' || c == '*' || c == '@') return path();
  if (isNameStart(c)) return nameOrCall();
  return fail("\"" + rest() + "\" cannot stand here");
}

ExprIndex ExpressionParser::nameOrCall() {
  const std::size_t start = at_;
  std::string name(takeName());
  if (at_ + 1 < text_.size() && text_[at_] == ':' && isNameStart(text_[at_ + 1])) {
    ++at_;
    name += ':';
    name += takeName();
  }
  if (peek() == '(' && !isNodeType(name)) return name == "current" ? current() : call(name);
  at_ = start;
  return path();
}

ExprIndex ExpressionParser::literal() {
  const char quote = text_[at_];
  const std::size_t end = text_.find(quote, at_ + 1);
  if (end == std::string_view::npos)
    return fail("a text is not closed with " + std::string(quote == '"' ? "a double" : "a single") + " quote");
  const ExprIndex node = addText(Op::text, text_.substr(at_ + 1, end - at_ - 1));
  at_ = end + 1;
  return node;
}

ExprIndex ExpressionParser::number() {
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
ExprIndex ExpressionParser::named() {
  const std::size_t end = text_.find('}', at_);
  if (!text_.substr(at_).starts_with("${") || end == std::string_view::npos) return fail("\"$\" starts a name: ${name}");
  std::string name(trimmed(text_.substr(at_ + 2, end - at_ - 2)));
  at_ = end + 1;
  if (constexpr std::string_view kSaved = "last-saved#"; name.starts_with(kSaved)) {
    const auto document = documentNamed("__last-saved");
    if (!document) return fail("the form has no last-saved record");
    name.erase(0, kSaved.size());
    const auto target = targetOf(name);
    if (!target) return 0;
    Expr call;
    call.op = Op::call;
    call.function = findFunction("instance");
    call.node = *document;
    std::vector<Step> steps;
    const auto down = [&](std::string_view step) {
      steps.push_back({Axis::child, NodeTest::name, "", "", std::string(step), {}});
    };
    down(tree_.rootName());
    for (NodeIndex up = *target; up != 0; up = tree_.above(up))
      steps.insert(steps.begin() + 1, {Axis::child, NodeTest::name, "", "", tree_[up].node->name, {}});
    return walk(add(call, {addText(Op::text, "__last-saved")}), kNone, kNone, std::move(steps));
  }
  const auto target = targetOf(name);
  if (!target) return 0;
  return walk(reference(contextual(*target, true), true), *target);
}

std::optional<NodeIndex> ExpressionParser::targetOf(const std::string& name) {
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

std::string ExpressionParser::nearestName(const std::string& name) const {
  std::vector<std::string_view> names;
  for (NodeIndex n = 1; n < tree_.size(); ++n) names.push_back(tree_[n].node->name);
  return std::string(nearestWord(name, names).value_or(""));
}

ExprIndex ExpressionParser::call(const std::string& name) {
  const Function* function = findFunction(name);
  ++at_;
  std::vector<std::uint32_t> operands;
  if (peek() != ')') {
    do {
      operands.push_back(expression(0));
      if (failed_) return 0;
    } while (takes(","));
  }
  if (!expect(')')) return 0;
  if (function == nullptr) {
    const auto meant = nearestFunction(name);
    return unusable("The function \"" + name + "()\" is not known" +
                    (meant ? "; did you mean \"" + std::string(*meant) + "()\"?" : "."));
  }
  if (operands.size() < function->fewest || operands.size() > function->most) {
    const std::string fewest = std::to_string(function->fewest);
    return unusable("The expression cannot be read: " + name + "() takes " +
                    (function->fewest == function->most ? fewest
                     : function->most == kAny           ? "at least " + fewest
                                                        : fewest + " to " + std::to_string(function->most)) +
                    " values, not " + std::to_string(operands.size()) + ".");
  }
  Expr node;
  node.op = Op::call;
  node.function = function;
  if (!special(name, operands, node)) return 0;
  return continued(add(node, operands));
}

// In a form an error at once, wherever it stands; elsewhere only when it is computed, as an expression may stop before.
ExprIndex ExpressionParser::unusable(std::string sentence) {
  if (context_.anywhere) return continued(addText(Op::broken, sentence));
  problems_.error(std::move(sentence));
  failed_ = true;
  return 0;
}

// The functions whose arguments are not values but places in the form, documents or patterns.
bool ExpressionParser::special(const std::string& name, std::vector<std::uint32_t>& operands, Expr& call) {
  if (name == "regex") return compilePattern(operands, call);
  if (name == "instance") return instanceOf(operands, call, "instance");
  if (name == "pulldata") return instanceOf(operands, call, "pulldata");
  if (name == "jr:choice-name") return choiceName(operands);
  constexpr std::string_view kOfNodes[] = {"count", "count-non-empty", "position",     "randomize",
                                           "name",  "local-name",      "namespace-uri"};
  if (std::find(std::begin(kOfNodes), std::end(kOfNodes), name) != std::end(kOfNodes)) {
    const Expr* first = operands.empty() ? nullptr : &pool_.nodes[operands[0]];
    if (first != nullptr && !isSetOp(*first) && first->op != Op::nothing) {
      fail(name + "() takes nodes, not a value");
      return false;
    }
  }
  return place(name, operands);
}

bool ExpressionParser::place(const std::string& name, const std::vector<std::uint32_t>& operands) {
  if (name == "index" || name == "position") {
    for (NodeIndex up = operands.empty() || pool_.nodes[operands[0]].op != Op::reference ? here_.node
                                                                                         : pool_.nodes[operands[0]].node;
         up != 0 && up != kNone; up = tree_[up].parent) {
      if (up == context_.node && context_.eachInstance) reads_.push_back({up, tree_[up].inner});
      if (tree_.isRepeat(up) && up != context_.node) reads_.push_back({up, tree_[up].scope});
    }
  } else if (name == "indexed-repeat" && !context_.anywhere) {
    for (std::size_t i = 0; i < operands.size(); ++i) {
      const Expr& operand = pool_.nodes[operands[i]];
      const bool isPlace = i < 1 || i % 2 == 1;
      if (isPlace && (operand.op != Op::reference || (i > 0 && !tree_.isRepeat(operand.node)))) {
        fail("indexed-repeat() takes a question, then repeats each with a number");
        return false;
      }
      if (isPlace) reads_.push_back({operand.node, 0});
    }
  }
  return true;
}

bool ExpressionParser::choiceName(std::vector<std::uint32_t>& operands) {
  Expr& second = pool_.nodes[operands[1]];
  if (second.op == Op::text) {
    std::string written(trimmed(pool_.texts[second.first]));
    if (written.starts_with("${") && written.ends_with('}')) written = trimmed(written.substr(2, written.size() - 3));
    written = written.substr(written.rfind('/') + 1);
    const auto target = targetOf(written);
    if (!target) return false;
    second.op = Op::reference;
    second.node = *target;
  }
  if (second.op != Op::reference || !isSelect(tree_[second.node].node->type)) {
    fail("jr:choice-name() takes a value and the name of a select in quotes");
    return false;
  }
  return true;
}

std::optional<std::uint32_t> ExpressionParser::documentNamed(std::string_view id) const {
  const auto found = std::find_if(context_.documents.begin(), context_.documents.end(),
                                  [&](const auto& document) { return document->id() == id; });
  if (found == context_.documents.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - context_.documents.begin());
}

// Which document a literal names is known now; pulldata() may leave the file's ending away or write it.
bool ExpressionParser::instanceOf(const std::vector<std::uint32_t>& operands, Expr& call, std::string_view called) {
  const Expr& id = pool_.nodes[operands[0]];
  if (id.op != Op::text) {
    if (called == "instance") fail("instance() takes the id of a list or an instance in quotes");
    return called != "instance";
  }
  std::string name(trimmed(pool_.texts[id.first]));
  auto document = documentNamed(name);
  if (!document && called == "pulldata" && name.ends_with(".csv")) document = documentNamed(name.substr(0, name.size() - 4));
  if (!document) {
    std::vector<std::string_view> ids;
    for (const auto& known : context_.documents) ids.push_back(known->id());
    const auto near = nearestWord(name, ids);
    failed_ = true;
    problems_.error("There is no list or instance \"" + name + "\"" +
                    (near ? "; did you mean \"" + std::string(*near) + "\"?" : "."));
    return false;
  }
  call.node = *document;
  return true;
}

bool ExpressionParser::compilePattern(const std::vector<std::uint32_t>& operands, Expr& call) {
  const Expr& pattern = pool_.nodes[operands[1]];
  if (pattern.op != Op::text) return true;
  auto compiled = std::make_unique<re2::RE2>(pool_.texts[pattern.first], re2::RE2::Quiet);
  if (!compiled->ok()) {
    fail("the pattern of regex() is not a regular expression that is understood");
    return false;
  }
  pool_.patterns.push_back(std::move(compiled));
  call.step = static_cast<std::uint32_t>(pool_.patterns.size());
  return true;
}

ExprIndex parseExpression(std::string_view text, const ExpressionContext& context, ExpressionPool& pool,
                          std::vector<Dependency>& reads, Problems& problems) {
  return ExpressionParser(text, context, pool, reads, problems).whole();
}

ExprIndex parseItems(std::uint32_t document, std::string_view filter, const std::set<std::string>* columns,
                     const ExpressionContext& context, ExpressionPool& pool, std::vector<Dependency>& reads, Problems& problems) {
  return ExpressionParser(filter, context, pool, reads, problems).items(document, columns);
}

ExprIndex parseOfItem(std::string_view text, const ExpressionContext& context, ExpressionPool& pool,
                      std::vector<Dependency>& reads, Problems& problems) {
  return ExpressionParser(text, context, pool, reads, problems).ofItem();
}

}  // namespace limen::forms
