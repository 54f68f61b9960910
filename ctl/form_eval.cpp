// SPDX-License-Identifier: Apache-2.0
// Expressions from the command line, for form authors and conformance tests: a JSON line each.
#include <cmath>
#include <iostream>
#include <nlohmann/json.hpp>

#include "core/files.h"
#include "crypto/keys.h"
#include "ctl/commands.h"
#include "ctl/sentences.h"
#include "forms/evaluation.h"
#include "forms/form_file.h"
#include "forms/form_session.h"
#include "forms/xml_tree.h"

namespace limen {

namespace {

using forms::XmlIndex;
using forms::XmlTree;
using nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

constexpr std::size_t kMaxAnswersBytes = std::size_t{64} << 20;
constexpr std::string_view kXFormsUri = "http://www.w3.org/2002/xforms";

struct Options {
  std::string form, answers, context = "/";
  std::vector<std::string> expressions;
};

void declare(CLI::App& command, Options& options) {
  command.add_option("--form", options.form, "a workbook, a folder of .csv sheets, an XForm, or any XML document")
      ->type_name("FILE");
  command
      .add_option("--answers", options.answers,
                  "a JSON object of answers by path or nested: {\"/data/age\": 17}, {\"child\": [{\"age\": 4}]}")
      ->type_name("FILE");
  command.add_option("--context", options.context, "the node that is asked about: /data/r[2], /*[1]/*[2]")->type_name("PATH");
  command.add_option("expression", options.expressions, "XPath 1.0 with ODK's functions")->required()->type_name("EXPR");
}

// JSON has no such numbers.
json numberOf(double number) {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number < 0 ? "-Infinity" : "Infinity";
  constexpr double kExact = 9'007'199'254'740'992;  // 2^53: a whole number is written as one
  if (number == std::trunc(number) && std::abs(number) < kExact) return static_cast<std::int64_t>(number);
  return number;
}

json lineOf(const Result<forms::Computed>& computed) {
  if (!computed) return {{"error", computed.error().context().empty() ? sentence(computed.error()) : computed.error().context()}};
  json line;
  switch (computed->kind) {
    case forms::Computed::Kind::nodes:
      line["type"] = "node-set";
      line["value"] = computed->values;
      break;
    case forms::Computed::Kind::number:
      line["type"] = "number";
      line["value"] = numberOf(computed->number);
      break;
    case forms::Computed::Kind::boolean:
      line["type"] = "boolean";
      line["value"] = computed->boolean;
      break;
    case forms::Computed::Kind::text:
      line["type"] = "string";
      line["value"] = computed->string;
      break;
  }
  line["string"] = computed->string;
  line["number"] = numberOf(computed->number);
  line["boolean"] = computed->boolean;
  return line;
}

template <class Over>
ExitCode printEach(const Options& options, const Over& over) {
  for (const std::string& expression : options.expressions) {
    std::cout << lineOf(over.evaluate(expression, options.context)).dump(-1, ' ', false, json::error_handler_t::replace) << '\n';
  }
  return ExitCode::done;
}

// The first answer to a path inside a repeat that has too few instances adds them.
Result<forms::Place> placeFor(forms::FormSession& session, const std::string& path) {
  for (;;) {
    auto place = session.placeAt(path);
    if (place || !place.error().is(forms::FormError::noSuchInstance)) return place;
    bool added = false;
    for (std::size_t open = path.find('['); open != std::string::npos && !added; open = path.find('[', open + 1)) {
      const std::size_t close = path.find(']', open);
      if (close == std::string::npos) return place;
      if (session.placeAt(path.substr(0, close + 1))) continue;
      const auto repeat = session.placeAt(path.substr(0, open));
      if (!repeat || !session.addInstance(*repeat)) return place;
      added = true;
    }
    if (!added) return place;
  }
}

using Answers = std::vector<std::pair<std::string, std::string>>;  // by path, as they would be typed

std::string typed(const OrderedJson& value) {
  if (value.is_null()) return {};
  return value.is_string() ? value.get<std::string>() : value.dump();
}

// Flat by path, or nested as the form is; an array of objects is a repeat, any other one is a choice of several.
void gather(const OrderedJson& value, const std::string& path, Answers& out) {
  constexpr std::size_t kLongest = 4096;  // and the deepest
  if (value.is_object() && path.size() < kLongest) {
    for (const auto& [name, below] : value.items()) gather(below, name.starts_with('/') ? name : path + "/" + name, out);
    return;
  }
  if (!value.is_structured()) return void(out.emplace_back(path, typed(value)));
  if (!value.is_array()) return void(out.emplace_back(path + "/", ""));  // leads nowhere, and says so
  std::string words;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i].is_object()) {
      gather(value[i], path + "[" + std::to_string(i + 1) + "]", out);
    } else if (value[i].is_array()) {
      out.emplace_back(path + "[]", "");
    } else {
      words += (words.empty() ? "" : " ") + typed(value[i]);
    }
  }
  if (value.empty() || !value.front().is_object()) out.emplace_back(path, words);
}

bool give(forms::FormSession& session, const std::string& path, const std::string& typed) {
  const auto place = placeFor(session, path);
  if (!place) return false;
  auto parsed = session.parse(*place, typed);
  return parsed && session.set(*place, std::move(*parsed)).has_value();
}

// In the file's order; one that waits for another, as a choice that a filter hides does, is tried again after it.
Result<void> answer(forms::FormSession& session, const std::string& root, const std::string& file) {
  LIMEN_ASSIGN(const Bytes bytes, readFile(file, kMaxAnswersBytes));
  const OrderedJson answers = OrderedJson::parse(bytes.begin(), bytes.end(), nullptr, false);
  if (!answers.is_object()) return unexpected(CommandError::badAnswers, "the file is no JSON object");
  const bool whole = answers.size() == 1 && answers.contains(root) && answers[root].is_object();
  Answers open, left;
  gather(answers, whole ? "" : "/" + root, open);
  for (; !open.empty(); open = std::exchange(left, {})) {
    for (const auto& [path, typed] : open) {
      if (!give(session, path, typed)) left.emplace_back(path, typed);
    }
    if (left.size() == open.size()) return unexpected(CommandError::badAnswers, left.front().first.substr(0, 200));
  }
  return {};
}

struct Model {
  XmlIndex model = forms::kNoXml, primary = forms::kNoXml;
  bool binds = false;  // something is computed there
};

// Of an XForm; nothing in any other document.
Model modelOf(const XmlTree& tree) {
  Model out;
  const XmlIndex root = tree.root();
  if (root == forms::kNoXml || tree.name(root).local != "html") return out;
  const XmlIndex head = tree.childNamed(root, "head");
  out.model = head == forms::kNoXml ? head : tree.childNamed(head, "model");
  if (out.model == forms::kNoXml || tree.name(out.model).uri != kXFormsUri) return {};
  const XmlIndex instance = tree.childNamed(out.model, "instance");
  for (XmlIndex child = instance == forms::kNoXml ? instance : tree.firstChild(instance); child != forms::kNoXml;
       child = tree.nextSibling(child)) {
    if (out.primary == forms::kNoXml && tree.kind(child) == forms::XmlKind::element) out.primary = child;
  }
  for (XmlIndex bind = tree.firstChild(out.model); bind != forms::kNoXml; bind = tree.nextSibling(bind)) {
    if (tree.kind(bind) != forms::XmlKind::element || tree.name(bind).local != "bind") continue;
    for (const char* computed : {"calculate", "relevant"}) out.binds = out.binds || !tree.attribute(bind, computed).empty();
  }
  return out;
}

Outcome overSession(const Options& options, forms::FormReading reading, Tools& tools) {
  LIMEN_ASSIGN(auto compiled, forms::CompiledForm::compile(std::move(*reading.form), verifyPlain));
  const std::string language = compiled->definition().defaultLanguage;
  forms::FormSession session(compiled, tools.clock, tools.random, language);
  if (!options.answers.empty()) LIMEN_TRY(answer(session, compiled->definition().root, options.answers));
  return printEach(options, session);
}

// What the model lends when the form itself is not run: its lists and its texts.
forms::FormDefinition lentBy(const XmlTree& tree, const Model& model, forms::FormReading* reading) {
  if (reading != nullptr && reading->form) return std::move(*reading->form);
  forms::FormDefinition out;
  bool first = true;
  for (XmlIndex child = tree.firstChild(model.model); child != forms::kNoXml; child = tree.nextSibling(child)) {
    if (tree.kind(child) != forms::XmlKind::element || tree.name(child).local != "instance") continue;
    if (!std::exchange(first, false)) {
      forms::SecondaryInstance instance{std::string(tree.attribute(child, "id")), std::string(tree.attribute(child, "src")),
                                        nullptr};
      for (XmlIndex root = tree.firstChild(child); root != forms::kNoXml && !instance.items; root = tree.nextSibling(root)) {
        if (tree.kind(root) == forms::XmlKind::element) instance.items = tree.subtree(root);
      }
      out.instances.push_back(std::move(instance));
    }
  }
  return out;
}

Outcome overXml(const Options& options, ByteView bytes, Tools& tools) {
  LIMEN_ASSIGN(const auto tree, forms::readXml(bytes));
  const Model model = modelOf(*tree);
  if (model.primary == forms::kNoXml) {
    if (!options.answers.empty()) return unexpected(CommandError::badAnswers, "the document is no form");
    return printEach(options, forms::DocumentExpressions(tree, {}, tools.clock, tools.random, {}, verifyPlain));
  }
  auto reading = forms::readFormFile(options.form);
  const bool runs = reading && reading->form && (model.binds || !options.answers.empty());
  if (runs) return overSession(options, std::move(*reading), tools);
  if (!options.answers.empty())
    return unexpected(CommandError::badAnswers, "the form cannot be run; `limenctl form check` says why");
  auto lent = lentBy(*tree, model, reading ? &*reading : nullptr);
  return printEach(options, forms::DocumentExpressions(tree->subtree(model.primary), std::move(lent), tools.clock, tools.random,
                                                       tree->name(model.primary).uri, verifyPlain));
}

bool isXml(ByteView bytes) {
  std::string_view text = textOf(bytes);
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return (first != std::string_view::npos && text[first] == '<') || text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff");
}

Outcome run(const Options& options, Tools& tools) {
  if (options.form.empty()) {
    if (!options.answers.empty()) return unexpected(CommandError::badAnswers, "there is no form");
    return printEach(options,
                     forms::DocumentExpressions(forms::XmlBuilder().finish(), {}, tools.clock, tools.random, {}, verifyPlain));
  }
  std::error_code ignored;
  if (!std::filesystem::is_directory(options.form, ignored)) {
    LIMEN_ASSIGN(const Bytes bytes, readFile(options.form, forms::kMaxXmlBytes));
    if (isXml(bytes)) return overXml(options, bytes, tools);
  }
  LIMEN_ASSIGN(auto reading, forms::readFormFile(options.form));
  if (!reading.form) return unexpected(CommandError::badForm);
  return overSession(options, std::move(reading), tools);
}

}  // namespace

std::vector<std::string> expressionsLast(std::vector<std::string> arguments) {
  if (arguments.size() < 3 || arguments[1] != "form" || arguments[2] != "eval") return arguments;
  std::vector<std::string> out(arguments.begin(), arguments.begin() + 3), expressions;
  for (std::size_t i = 3; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    if (argument == "--") {
      expressions.insert(expressions.end(), arguments.begin() + static_cast<std::ptrdiff_t>(i) + 1, arguments.end());
      break;
    }
    const bool isOption =
        argument == "-h" || (argument.size() > 2 && argument.starts_with("--") && argument[2] >= 'a' && argument[2] <= 'z');
    (isOption ? out : expressions).push_back(argument);
    const bool takesNext = argument == "--form" || argument == "--answers" || argument == "--context";
    if (takesNext && i + 1 < arguments.size()) out.push_back(arguments[++i]);
  }
  if (!expressions.empty()) out.emplace_back("--");
  for (std::string& expression : expressions) {
    if (expression.starts_with('[')) expression.insert(0, 1, ' ');  // CLI11 takes such an argument for a list and unpacks it
  }
  out.insert(out.end(), expressions.begin(), expressions.end());
  return out;
}

void addFormEval(CLI::App& form, Chosen& chosen) {
  addCommand(
      form, chosen,
      {"eval", "Compute expressions over a form or a document; a JSON line each: type, value, string, number, boolean, or error",
       "limenctl form eval --form census.xlsx --answers answers.json --context '/data/person[2]' '../count + position(..)'",
       "0 a line for each expression, also for one that is wrong; 1 the form or the answers were refused; 2 usage"},
      &declare, &run);
}

}  // namespace limen
