// SPDX-License-Identifier: Apache-2.0
// The inside of parseExpression(): the grammar of XPath 1.0 in expression_parser.cpp, its paths in expression_paths.cpp.
#pragma once

#include <optional>

#include "forms/documents.h"
#include "forms/expression.h"
#include "forms/expression_scanner.h"
#include "forms/functions.h"

namespace limen::forms {

class ExpressionParser : private ExpressionScanner {
 public:
  ExpressionParser(std::string_view text, const ExpressionContext& context, ExpressionPool& pool, std::vector<Dependency>& reads,
                   Problems& problems)
      : ExpressionScanner(text), context_(context), tree_(context.tree), pool_(pool), reads_(reads), problems_(problems) {
    // The cell of a repeat lives outside it, and so do its own expressions, but for what each instance is asked.
    if (!context.anywhere) here_ = {context.node, context.eachInstance ? tree_[context.node].inner : tree_[context.node].scope};
    origin_ = here_;
  }

  ExprIndex whole();
  ExprIndex items(std::uint32_t document, const std::set<std::string>* columns);
  ExprIndex ofItem() {
    here_ = {};
    return whole();
  }

 private:
  struct Where {
    NodeIndex node = kNone;  // kNone: known only when it is computed
    ScopeIndex scope = 0;
  };

  // --- complaints ---
  bool expect(char c);
  ExprIndex fail(std::string why);

  // --- tree ---
  ExprIndex add(Expr node);
  ExprIndex add(Expr node, const std::vector<std::uint32_t>& operands);
  ExprIndex addText(Op op, std::string_view text);
  ExprIndex addHere(bool fromOrigin);
  const Expr& operand(const Expr& expr, std::uint32_t index) const { return pool_.nodes[pool_.operands[expr.first + index]]; }

  // --- grammar ---
  ExprIndex expression(std::size_t level);
  std::optional<Operator> takeOperator(std::size_t level);
  ExprIndex unary();
  ExprIndex unionOfPaths();
  ExprIndex pathOrPrimary();
  ExprIndex nameOrCall();
  ExprIndex literal();
  ExprIndex number();
  ExprIndex named();
  std::optional<NodeIndex> targetOf(const std::string& name);
  std::string nearestName(const std::string& name) const;

  // --- calls ---
  ExprIndex call(const std::string& name);
  ExprIndex unusable(std::string sentence);
  bool special(const std::string& name, std::vector<std::uint32_t>& operands, Expr& call);
  bool place(const std::string& name, const std::vector<std::uint32_t>& operands);
  bool choiceName(std::vector<std::uint32_t>& operands);
  bool instanceOf(const std::vector<std::uint32_t>& operands, Expr& call, std::string_view called);
  bool compilePattern(const std::vector<std::uint32_t>& operands, Expr& call);
  std::optional<std::uint32_t> documentNamed(std::string_view id) const;

  // --- paths ---
  void read(NodeIndex node, ScopeIndex scope);
  void readBelow(NodeIndex node);
  void readBelow(const Expr& base);
  ExprIndex reference(Where where, bool fromOrigin);
  Where contextual(NodeIndex target, bool last) const;
  ExprIndex current();
  ExprIndex path();
  ExprIndex absolute();
  ExprIndex relative(Where where, bool fromOrigin, bool slashFirst);
  ExprIndex missing(std::string_view name);
  ExprIndex continued(ExprIndex inner);
  ExprIndex walk(ExprIndex base, NodeIndex node);
  ExprIndex walk(ExprIndex base, NodeIndex known, NodeIndex node, std::vector<Step> steps);
  bool stepFollows() { return peek() == '/' || peek() == '['; }
  std::optional<std::string_view> plainName();
  bool stepInto(std::vector<Step>& steps, NodeIndex& node, bool inDocument);
  bool testInto(Step& step);
  bool nodeTypeInto(Step& step, std::string_view name);
  bool prefixInto(Step& step, std::string_view prefix);
  NodeIndex after(const Step& step, NodeIndex node) const;
  bool predicatesInto(Step& step, NodeIndex node, bool inDocument);
  bool documentOf(const Expr& base, std::uint32_t& document) const;

  // --- indexes ---
  std::uint32_t lookupFor(std::uint32_t document, const std::vector<Step>& steps);
  Plan planOf(ExprIndex predicate) const;
  std::optional<std::string> columnOf(const Expr& expr) const;
  bool hangsOnItem(ExprIndex expr) const;
  bool countsPlaces(ExprIndex expr) const;
  bool isTruth(ExprIndex expr) const;

  const ExpressionContext& context_;
  const FormTree& tree_;
  ExpressionPool& pool_;
  std::vector<Dependency>& reads_;
  Problems& problems_;
  Where here_, origin_;
  const std::set<std::string>* columns_ = nullptr;  // of the list whose items are filtered, directly in its filter
  int depth_ = 0;
  int predicates_ = 0;
  bool inItems_ = false;  // in a predicate on the nodes of a document
  bool failed_ = false;
};

}  // namespace limen::forms
