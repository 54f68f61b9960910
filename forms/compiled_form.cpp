// SPDX-License-Identifier: Apache-2.0
#include "forms/compiled_form.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "forms/functions.h"
#include "forms/lexical.h"
#include "forms/wording.h"

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

bool callsOf(const ExpressionPool& pool, std::string_view function) {
  return std::any_of(pool.nodes.begin(), pool.nodes.end(),
                     [&](const Expr& expr) { return expr.function != nullptr && expr.function->name == function; });
}

class Compiler {
 public:
  Compiler(FormDefinition definition, SignatureCheck check)
      : form_(std::make_unique<CompiledForm::Impl>(std::move(definition), std::move(check))) {}

  Compilation run() {
    const FormTree& tree = form_->tree;
    reads_.resize(tree.size() * std::size_t{2});
    form_->choosers.resize(reads_.size());
    form_->triggers.resize(tree.size());
    for (NodeIndex node = 1; node < tree.size() && errors_ < kMaxFindings; ++node) compile(node);
    compileInstanceName();
    for (const Entity& entity : form_->definition.entities) compileEntity(entity);
    if (const std::uint32_t saved = documentNamed(std::string(kLastSaved)); saved != kNone)
      form_->remembered = namesAskedOf(saved, form_->pool);
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
    if (severity == Severity::error) ++errors_;
    findings_.push_back({severity, "survey", form_->tree[node].node->row, std::move(column), std::move(message)});
  }

  std::string cycleSentence(const std::vector<NodeIndex>& cycle) const {
    std::string path;
    for (const NodeIndex node : cycle) path += (path.empty() ? "" : " -> ") + form_->tree[node].node->name;
    return "This hangs on itself: " + path + ".";
  }

  ExprIndex parse(NodeIndex node, const std::string& text, const char* column, std::vector<Dependency>& reads) {
    if (text.empty()) return 0;
    Problems problems;
    const ExprIndex parsed = parseExpression(text, {form_->tree, form_->documents, node}, form_->pool, reads, problems);
    for (auto& [severity, sentence] : problems.found) add(severity, node, column, std::move(sentence));
    return parsed;
  }

  // A form without a name for its records is still a form.
  void compileInstanceName() {
    const std::string& text = form_->definition.instanceName;
    if (text.empty()) return;
    Problems problems;
    std::vector<Dependency> reads;
    form_->instanceName = parseExpression(text, {form_->tree, form_->documents, 0}, form_->pool, reads, problems);
    for (auto& [severity, sentence] : problems.found)
      findings_.push_back({Severity::warning, "settings", 0, "instance_name", std::move(sentence)});
    std::set<NodeIndex> nodes;
    for (const Dependency& read : reads) nodes.insert(read.node);
    form_->instanceNameReads.assign(nodes.begin(), nodes.end());
  }

  // In an XForm each of them is a node of `meta`; a form whose entity cannot be read is still a form.
  void compileEntity(const Entity& entity) {
    const FormTree& tree = form_->tree;
    EntityExpressions& says = form_->entities.emplace_back();
    const auto which = static_cast<std::uint32_t>(form_->entities.size());
    for (NodeIndex node = 1; node < tree.size() && !entity.container.empty(); ++node) {
      if (!tree.isSection(node) && tree.path(node) == entity.container) says.container = node;
    }
    ExpressionContext context{tree, form_->documents, says.container};
    context.eachInstance = tree.isRepeat(says.container);
    const auto parsed = [&](const std::string& text, const char* column) -> ExprIndex {
      if (text.empty()) return 0;
      Problems problems;
      std::vector<Dependency> reads;
      const ExprIndex expression = parseExpression(text, context, form_->pool, reads, problems);
      for (auto& [severity, sentence] : problems.found)
        findings_.push_back({Severity::warning, "entities", which, column, std::move(sentence)});
      return expression;
    };
    says.id = parsed(entity.id, "entity_id");
    says.label = parsed(entity.label, "label");
    says.createIf = parsed(entity.createIf, "create_if");
    says.updateIf = parsed(entity.updateIf, "update_if");
    const auto& instances = form_->definition.instances;
    const bool listed = std::any_of(instances.begin(), instances.end(), [&](const auto& i) { return i.id == entity.list; });
    if (!entity.id.empty() && listed)
      says.baseVersion = parsed("instance('" + entity.list + "')/root/item[name = " + entity.id + "]/__version", "entity_id");
  }

  // Whether what was parsed since `before` answers in the session's language.
  bool speaks(std::size_t before) const {
    const auto& nodes = form_->pool.nodes;
    return std::any_of(nodes.begin() + static_cast<std::ptrdiff_t>(before), nodes.end(), [](const Expr& expr) {
      return expr.function != nullptr && (expr.function->name == "jr:itext" || expr.function->name == "jr:choice-name");
    });
  }

  // Names, ${names} or paths, separated by commas.
  void compileTriggers(NodeIndex index) {
    const FormTree& tree = form_->tree;
    const std::string& written = tree[index].node->trigger;
    for (std::size_t at = 0; at < written.size();) {
      const std::size_t end = std::min(written.find(',', at), written.size());
      std::string_view name = trimmed(std::string_view(written).substr(at, end - at));
      at = end + 1;
      if (name.starts_with("${") && name.ends_with('}')) name = trimmed(name.substr(2, name.size() - 3));
      if (name.empty()) continue;
      const NodeIndex source = triggerNamed(name, index);
      if (source == kNone) {
        add(Severity::error, index, "trigger", "There is no question \"" + std::string(name) + "\" that could be a trigger.");
        continue;
      }
      form_->triggers[source].push_back({valueVertex(index), tree.common(tree[source].scope, tree[index].scope)});
    }
  }

  // Of several with the name, the one that lies closest.
  NodeIndex triggerNamed(std::string_view name, NodeIndex asking) const {
    const FormTree& tree = form_->tree;
    if (name.starts_with('/')) {
      const std::size_t root = name.find('/', 1);
      const std::string_view path = root == std::string_view::npos ? std::string_view() : name.substr(root + 1);
      for (const NodeIndex node : tree.named(path.substr(path.rfind('/') + 1))) {
        if (tree.path(node) == path) return node;
      }
      return kNone;
    }
    NodeIndex best = kNone;
    std::uint32_t depth = 0;
    for (const NodeIndex node : tree.named(name)) {
      const std::uint32_t shared = tree.scope(tree.common(tree[node].scope, tree[asking].scope)).depth;
      if (best != kNone && shared <= depth) continue;
      best = node;
      depth = shared;
    }
    return best;
  }

  void choosesBy(NodeIndex select, const std::vector<Dependency>& reads) {
    const FormTree& tree = form_->tree;
    const auto hang = [&](VertexIndex from, ScopeIndex scope) {
      form_->choosers[from].push_back({valueVertex(select), tree.common(scope, tree[vertexAt(from).node].scope)});
    };
    for (const Dependency& read : reads) {
      hang(valueVertex(read.node), read.scope);
      if (const NodeIndex owner = tree[read.node].relevance; owner != kNone) hang(relevanceVertex(owner), read.scope);
    }
  }

  // ${name} as it stands; what else stands in the braces, an XForm's <output>, is the expression itself.
  static std::string shownExpression(const std::string& braced) {
    const std::string_view inside = trimmed(std::string_view(braced).substr(2, braced.size() - 3));
    const bool plain = std::all_of(inside.begin(), inside.end(), [](char c) {
      return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c & 0x80) != 0 || c == '_' ||
             c == '-' || c == '.' || c == '#';
    });
    return plain ? braced : std::string(inside);
  }

  void compile(NodeIndex index) {
    const Node& node = *form_->tree[index].node;
    Question& question = form_->questions[index];
    std::vector<Dependency> asked;  // what is computed when it is asked for needs no order
    question.relevant = relevance(index, node.relevant);
    const std::size_t before = form_->pool.nodes.size();
    if (node.trigger.empty()) {
      question.calculation = parse(index, node.calculation, "calculation", reads_[valueVertex(index)]);
      if (speaks(before)) form_->spoken.push_back(valueVertex(index));
    } else {
      question.triggered = true;
      question.onTrigger = parse(index, node.calculation, "calculation", asked);
      compileTriggers(index);
    }
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
    if (isSelect(node.type)) compileChoices(index);
    for (const auto& [texts, column] :
         {std::pair{&node.label, "label"}, std::pair{&node.hint, "hint"}, std::pair{&node.guidanceHint, "guidance_hint"},
          std::pair{&node.requiredMessage, "required_message"}, std::pair{&node.constraintMessage, "constraint_message"}})
      compileTexts(index, *texts, column);
    if (!namesQuestions(node.list)) return;
    for (const Choice& choice : choicesOf(node)) compileTexts(index, choice.label, "type");
  }

  // What a repeat's `relevant` asks of an instance, its place or its answers, is asked of each.
  ExprIndex relevance(NodeIndex index, const std::string& text) {
    auto& reads = reads_[relevanceVertex(index)];
    if (!text.empty() && form_->tree.isRepeat(index)) {
      Problems unsaid;
      ExpressionContext each{form_->tree, form_->documents, index};
      each.eachInstance = true;
      std::vector<Dependency> ofEach;
      const ExprIndex parsed = parseExpression(text, each, form_->pool, ofEach, unsaid);
      const ScopeIndex inner = form_->tree[index].inner;
      const auto asksInstance = [&](const Dependency& read) { return form_->tree.common(read.scope, inner) == inner; };
      if (parsed != 0 && std::any_of(ofEach.begin(), ofEach.end(), asksInstance)) {
        for (auto& [severity, sentence] : unsaid.found) add(severity, index, "relevant", std::move(sentence));
        form_->tree.askEachInstance(index);
        reads = std::move(ofEach);
        return parsed;
      }
    }
    return parse(index, text, "relevant", reads);
  }

  std::uint32_t documentNamed(const std::string& id) const {
    for (std::uint32_t i = 0; i < form_->documents.size(); ++i) {
      if (form_->documents[i]->id() == id) return i;
    }
    return kNone;
  }

  void compileChoices(NodeIndex index) {
    const Node& node = *form_->tree[index].node;
    ChoicePlan& plan = form_->questions[index].choices;
    std::vector<Dependency> reads, ofItem;
    Problems problems;
    const ExpressionContext context{form_->tree, form_->documents, index};
    if (!node.itemset.nodes.empty()) {
      plan.items = parse(index, node.itemset.nodes, "choice_filter", reads);
    } else if (plan.document = documentNamed(node.list); plan.document != kNone) {
      const auto& columns = columnsOf(node.list);
      plan.items =
          parseItems(plan.document, node.choiceFilter, columns ? &*columns : nullptr, context, form_->pool, reads, problems);
    }
    const auto column = [&](const std::string& written, const char* usual, std::string& plain, ExprIndex& expression) {
      plain = written.empty() ? usual : written;
      if (plain.find_first_of("/(.[ ") != std::string::npos)
        expression = parseOfItem(plain, context, form_->pool, ofItem, problems);
    };
    const bool geojson = isGeojson(node.list);
    const auto named = [&](std::string_view name, const std::string& written) {
      return !written.empty() ? written : std::string(parameter(node, name));
    };
    column(named("value", node.itemset.value), geojson ? "id" : "name", plan.nameColumn, plan.name);
    column(named("label", node.itemset.label), geojson ? "title" : "label", plan.labelColumn, plan.label);
    if (!node.itemset.labels.empty()) plan.labelColumns = &node.itemset.labels;
    plan.shuffled = lowered(parameter(node, "randomize")) == "true";
    if (const auto seed = parameter(node, "seed"); plan.shuffled && !seed.empty())
      plan.seed = parseExpression(seed, context, form_->pool, reads, problems);
    for (auto& [severity, sentence] : problems.found) add(severity, index, "choice_filter", std::move(sentence));
    choosesBy(index, reads);
  }

  // Nothing where they are not known: a file is missing. Looked up once a list, however many selects offer it.
  const std::optional<std::set<std::string>>& columnsOf(const std::string& list) {
    const auto [known, fresh] = columns_.try_emplace(list);
    if (!fresh) return known->second;
    std::set<std::string> columns{"name", "label"};
    for (const SecondaryInstance& instance : form_->definition.instances) {
      if (instance.id != list) continue;
      if (!instance.items) return known->second;
      for (const XmlName& name : instance.items->names()) columns.insert(name.local);
    }
    if (const auto choices = form_->definition.lists.find(list); choices != form_->definition.lists.end()) {
      for (const Choice& choice : choices->second) {
        for (const auto& [name, text] : choice.columns) columns.insert(name);
      }
    }
    known->second = std::move(columns);
    return known->second;
  }

  // Whether a label of the list holds ${name}; looked up once a list, too.
  bool namesQuestions(const std::string& list) {
    const auto [known, fresh] = namesQuestions_.try_emplace(list, false);
    const auto choices = form_->definition.lists.find(list);
    if (!fresh || choices == form_->definition.lists.end()) return known->second;
    known->second = std::any_of(choices->second.begin(), choices->second.end(), [](const Choice& choice) {
      return std::any_of(choice.label.begin(), choice.label.end(),
                         [](const auto& text) { return text.second.find("${") != std::string::npos; });
    });
    return known->second;
  }

  bool isGeojson(const std::string& list) const {
    const auto& instances = form_->definition.instances;
    return std::any_of(instances.begin(), instances.end(), [&](const SecondaryInstance& instance) {
      return instance.id == list && instance.source.ends_with(".geojson");
    });
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
        if (const ExprIndex name = parse(index, shownExpression(text.substr(open, close + 1 - open)), column, asked); name != 0)
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
  std::map<std::string, std::optional<std::set<std::string>>> columns_;  // by list
  std::map<std::string, bool> namesQuestions_;
  std::size_t errors_ = 0;
};

}  // namespace

Compilation compileForm(FormDefinition definition, SignatureCheck check) {
  return Compiler(std::move(definition), std::move(check)).run();
}

const Choice* CompiledForm::Impl::choiceWithText(std::string_view id) const {
  const std::size_t mark = id.rfind('-');
  if (mark == std::string_view::npos) return nullptr;
  const auto list = definition.lists.find(std::string(id.substr(0, mark)));
  const auto number = parseInteger(id.substr(mark + 1));
  if (list == definition.lists.end() || !number || *number < 0 || static_cast<std::size_t>(*number) >= list->second.size())
    return nullptr;
  return &list->second[static_cast<std::size_t>(*number)];
}

CompiledForm::CompiledForm(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
CompiledForm::~CompiledForm() = default;

Result<std::shared_ptr<const CompiledForm>> CompiledForm::compile(FormDefinition definition, SignatureCheck check) {
  Compilation compiled = compileForm(std::move(definition), std::move(check));
  for (const Finding& finding : compiled.findings) {
    if (finding.severity == Severity::error)
      return unexpected(compiled.cycle ? FormError::cycle : FormError::badExpression,
                        "row " + std::to_string(finding.row) + ", column " + finding.column + ": " + finding.message);
  }
  if (!compiled.form->signatureCheck && callsOf(compiled.form->pool, "extract-signed"))
    return unexpected(FormError::badExpression, "extract-signed() is called, and nothing here checks signatures");
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
