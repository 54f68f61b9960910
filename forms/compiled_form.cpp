// SPDX-License-Identifier: Apache-2.0
#include "forms/compiled_form.h"

#include <algorithm>

#include "forms/functions.h"
#include "forms/lexical.h"

namespace limen::forms {

std::string_view nameOf(FormError cause) {
  switch (cause) {
    case FormError::badExpression:
      return "badExpression";
    case FormError::cycle:
      return "cycle";
    case FormError::unknownQuestion:
      return "unknownQuestion";
    case FormError::notThatType:
      return "notThatType";
    case FormError::readOnly:
      return "readOnly";
    case FormError::noSuchInstance:
      return "noSuchInstance";
    case FormError::tooDeep:
      return "tooDeep";
    case FormError::badDraft:
      return "badDraft";
  }
  return "unknown";
}

namespace {

// A default is an expression when it names a question or calls a function, else the answer itself.
bool isExpression(std::string_view text) {
  if (text.find("${") != std::string_view::npos) return true;
  for (std::size_t open = text.find('('); open != std::string_view::npos; open = text.find('(', open + 1)) {
    std::size_t start = open;
    while (start > 0 && text[start - 1] != ' ' && text[start - 1] != '(' && text[start - 1] != ',') --start;
    if (findFunction(text.substr(start, open - start)) != nullptr) return true;
  }
  return false;
}

class Compiler {
 public:
  explicit Compiler(FormDefinition definition) : form_(std::make_unique<CompiledForm::Impl>(std::move(definition))) {}

  Compilation run() {
    const FormTree& tree = form_->tree;
    reads_.resize(tree.size() * std::size_t{2});
    for (NodeIndex node = 1; node < tree.size(); ++node) compile(node);
    compileInstanceName();
    Compilation result;
    if (const auto cycle = orderVertices(*form_, reads_); !cycle.empty()) {
      result.cycle = true;
      add(Severity::error, cycle.front(), form_->computed(valueVertex(cycle.front())) ? "calculation" : "relevant",
          cycleSentence(cycle));
    }
    result.findings = std::move(findings_);
    result.form = std::move(form_);
    return result;
  }

 private:
  void add(Severity severity, NodeIndex node, std::string column, std::string message) {
    findings_.push_back({severity, "survey", form_->tree[node].node->row, std::move(column), std::move(message)});
  }

  std::string cycleSentence(const std::vector<NodeIndex>& cycle) const {
    std::string path;
    for (const NodeIndex node : cycle) path += (path.empty() ? "" : " -> ") + form_->tree[node].node->name;
    return "This hangs on itself: " + path + ".";
  }

  ExprIndex parse(NodeIndex node, const std::string& text, const char* column, std::vector<Dependency>& reads,
                  const std::set<std::string>* choiceColumns = nullptr) {
    if (text.empty()) return 0;
    Problems problems;
    const ExprIndex parsed = parseExpression(text, {form_->tree, node, choiceColumns}, form_->pool, reads, problems);
    for (auto& [severity, sentence] : problems.found) add(severity, node, column, std::move(sentence));
    return parsed;
  }

  // A form without a name for its records is still a form.
  void compileInstanceName() {
    const std::string& text = form_->definition.instanceName;
    if (text.empty()) return;
    Problems problems;
    std::vector<Dependency> reads;
    form_->instanceName = parseExpression(text, {form_->tree, 0, nullptr}, form_->pool, reads, problems);
    for (auto& [severity, sentence] : problems.found)
      findings_.push_back({Severity::warning, "settings", 0, "instance_name", std::move(sentence)});
    std::set<NodeIndex> nodes;
    for (const Dependency& read : reads) nodes.insert(read.node);
    form_->instanceNameReads.assign(nodes.begin(), nodes.end());
  }

  void compile(NodeIndex index) {
    const Node& node = *form_->tree[index].node;
    Question& question = form_->questions[index];
    std::vector<Dependency> asked;  // what is computed when it is asked for needs no order
    question.relevant = parse(index, node.relevant, "relevant", reads_[relevanceVertex(index)]);
    question.calculation = parse(index, node.calculation, "calculation", reads_[valueVertex(index)]);
    question.repeatCount = parse(index, node.repeatCount, "repeat_count", reads_[valueVertex(index)]);
    question.required = parse(index, node.required, "required", asked);
    question.readOnly = parse(index, node.readOnly, "read_only", asked);
    question.constraint = parse(index, node.constraint, "constraint", asked);
    if (isExpression(node.defaultValue)) {
      question.defaultValue = parse(index, node.defaultValue, "default", asked);
    } else if (!node.defaultValue.empty() && isEmpty(valueOf(Atom(node.defaultValue), node.type))) {
      add(Severity::warning, index, "default",
          "The default cannot be read as " + std::string(xlsformWord(node.type)) + " and is ignored.");
    }
    if (!node.choiceFilter.empty()) {
      std::set<std::string> columns{"name", "label"};
      for (const Choice& choice : choicesOf(node)) {
        for (const auto& [name, text] : choice.columns) columns.insert(name);
      }
      question.choiceFilter = parse(index, node.choiceFilter, "choice_filter", asked, &columns);
    }
    for (const auto& [texts, column] :
         {std::pair{&node.label, "label"}, std::pair{&node.hint, "hint"}, std::pair{&node.requiredMessage, "required_message"},
          std::pair{&node.constraintMessage, "constraint_message"}})
      compileTexts(index, *texts, column);
    for (const Choice& choice : choicesOf(node)) compileTexts(index, choice.label, "type");
  }

  const std::vector<Choice>& choicesOf(const Node& node) const {
    static const std::vector<Choice> kNone;
    const auto list = form_->definition.lists.find(node.list);
    return list == form_->definition.lists.end() ? kNone : list->second;
  }

  void compileTexts(NodeIndex index, const Translations& texts, const char* column) {
    auto& templates = form_->questions[index].texts;
    for (const auto& [language, text] : texts) {
      if (text.find("${") == std::string::npos || templates.contains(text)) continue;
      Template pieces;
      std::vector<Dependency> asked;
      std::size_t at = 0;
      for (;;) {
        const std::size_t open = text.find("${", at);
        const std::size_t close = open == std::string::npos ? open : text.find('}', open);
        if (close == std::string::npos) break;
        if (open > at) pieces.push_back({text.substr(at, open - at), 0});
        if (const ExprIndex name = parse(index, text.substr(open, close + 1 - open), column, asked); name != 0)
          pieces.push_back({"", name});
        at = close + 1;
      }
      if (at < text.size()) pieces.push_back({text.substr(at), 0});
      templates.emplace(text, std::move(pieces));
    }
  }

  std::unique_ptr<CompiledForm::Impl> form_;
  std::vector<std::vector<Dependency>> reads_;  // by vertex
  std::vector<Finding> findings_;
};

}  // namespace

Compilation compileForm(FormDefinition definition) {
  return Compiler(std::move(definition)).run();
}

CompiledForm::CompiledForm(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
CompiledForm::~CompiledForm() = default;

Result<std::shared_ptr<const CompiledForm>> CompiledForm::compile(FormDefinition definition) {
  Compilation compiled = compileForm(std::move(definition));
  for (const Finding& finding : compiled.findings) {
    if (finding.severity == Severity::error)
      return unexpected(compiled.cycle ? FormError::cycle : FormError::badExpression,
                        "row " + std::to_string(finding.row) + ", column " + finding.column + ": " + finding.message);
  }
  return std::shared_ptr<const CompiledForm>(new CompiledForm(std::move(compiled.form)));
}

const FormDefinition& CompiledForm::definition() const {
  return impl_->definition;
}
const Node& CompiledForm::node(std::uint32_t question) const {
  LIMEN_CHECK(question < impl_->tree.size());
  return *impl_->tree[question].node;
}
std::uint32_t CompiledForm::size() const {
  return impl_->tree.size();
}
std::string CompiledForm::answerName(std::uint32_t question) const {
  LIMEN_CHECK(question < impl_->tree.size());
  return impl_->tree.uniqueName(question);
}
const std::vector<std::uint32_t>& CompiledForm::instanceNameReads() const {
  return impl_->instanceNameReads;
}
std::optional<std::uint32_t> CompiledForm::find(std::string_view name) const {
  const FormTree& tree = impl_->tree;
  const auto slash = name.rfind('/');
  for (const NodeIndex node : tree.named(name.substr(slash == std::string_view::npos ? 0 : slash + 1))) {
    if (slash == std::string_view::npos || tree.path(node) == name) return node;
  }
  return std::nullopt;
}

}  // namespace limen::forms
