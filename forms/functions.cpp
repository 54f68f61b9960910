// SPDX-License-Identifier: Apache-2.0
#include "forms/functions.h"

#include <algorithm>
#include <array>

#include "core/random.h"
#include "forms/choice_source.h"
#include "forms/function_tools.h"
#include "forms/headings.h"
#include "forms/lexical.h"
#include "forms/uuid.h"

namespace limen::forms {

namespace {

// --- truth ---
Atom fnTrue(Evaluator&, const Expr&, const Focus&) {
  return Atom(true);
}
Atom fnFalse(Evaluator&, const Expr&, const Focus&) {
  return Atom(false);
}
Atom fnNot(Evaluator& e, const Expr& c, const Focus& f) {
  return Atom(!e.truth(c, 0, f));
}
Atom fnBoolean(Evaluator& e, const Expr& c, const Focus& f) {
  return Atom(e.truth(c, 0, f));
}
Atom fnBooleanFromString(Evaluator& e, const Expr& c, const Focus& f) {
  const std::string text = textOf(e, c, 0, f);
  return Atom(text == "1" || text == "true");
}
Atom fnIf(Evaluator& e, const Expr& c, const Focus& f) {
  return e.operand(c, e.truth(c, 0, f) ? 1 : 2, f);
}
void nodesIf(Evaluator& e, const Expr& c, const Focus& f, std::vector<XNode>& out) {
  const std::uint32_t chosen = e.truth(c, 0, f) ? 1 : 2;
  if (e.isSet(e.operandExpr(c, chosen))) out = e.nodes(c, chosen, f);
}
Atom fnCoalesce(Evaluator& e, const Expr& c, const Focus& f) {
  for (std::uint32_t i = 0; i < c.count; ++i) {
    if (Atom value = e.operand(c, i, f); !value.isEmpty()) return value;
  }
  return Atom();
}
Atom fnOnce(Evaluator& e, const Expr& c, const Focus& f) {
  const Atom kept = e.valueAt(f.origin);
  if (!kept.isEmpty()) return kept;
  const Atom value = e.operand(c, 0, f);
  return value.isEmpty() ? Atom() : value;  // a number that is none is no answer
}

// Between a least and a most, -1 being no bound: how many of the answers are given, or what those weigh.
bool within(Evaluator& e, const Expr& c, const Focus& f, double counted) {
  const double least = numberOf(e, c, 0, f), most = numberOf(e, c, 1, f);
  return (least < 0 || counted >= least) && (most < 0 || counted <= most);
}
Atom fnChecklist(Evaluator& e, const Expr& c, const Focus& f) {
  double given = 0;
  e.eachValue(c, 2, f, [&](const Atom& value) { given += value.toBoolean() ? 1 : 0; });
  return Atom(within(e, c, f, given));
}
Atom fnWeightedChecklist(Evaluator& e, const Expr& c, const Focus& f) {
  double weight = 0;
  for (std::uint32_t i = 2; i + 1 < c.count; i += 2) {
    const std::vector<Atom> answers = e.values(c, i, f), weights = e.values(c, i + 1, f);
    for (std::size_t n = 0; n < std::min(answers.size(), weights.size()); ++n)
      weight += answers[n].toBoolean() ? weights[n].toNumber() : 0;
  }
  return Atom(within(e, c, f, weight));
}

// --- selects ---
Atom fnSelected(Evaluator& e, const Expr& c, const Focus& f) {
  const std::string wanted(trimmed(textOf(e, c, 1, f)));
  const auto chosen = words(textOf(e, c, 0, f));
  return Atom(std::find(chosen.begin(), chosen.end(), wanted) != chosen.end() || (wanted.empty() && chosen.empty()));
}
Atom fnSelectedAt(Evaluator& e, const Expr& c, const Focus& f) {
  const auto chosen = words(textOf(e, c, 0, f));
  const double index = std::trunc(numberOf(e, c, 1, f));
  return index >= 0 && index < static_cast<double>(chosen.size()) ? Atom(chosen[static_cast<std::size_t>(index)]) : Atom();
}
Atom fnCountSelected(Evaluator& e, const Expr& c, const Focus& f) {
  return Atom(static_cast<double>(words(textOf(e, c, 0, f)).size()));
}
Atom fnChoiceName(Evaluator& e, const Expr& c, const Focus& f) {
  const ChoiceSource source(e, e.operandExpr(c, 1).node);
  return Atom(source.labelOf(textOf(e, c, 0, f), f));
}

// --- the form and its texts ---
Atom fnItext(Evaluator& e, const Expr& c, const Focus& f) {
  const auto& form = e.form().definition;
  const std::string id = textOf(e, c, 0, f);
  const auto found = form.itext.find(id);
  if (found != form.itext.end()) return Atom(translated(found->second, e.language(), form));
  const Choice* choice = e.form().choiceWithText(id);
  return choice == nullptr ? Atom() : Atom(translated(choice->label, e.language(), form));
}
Atom fnVersion(Evaluator& e, const Expr&, const Focus&) {
  return Atom(e.form().definition.version);
}
Atom fnUuid(Evaluator& e, const Expr& c, const Focus& f) {
  if (c.count > 0) {
    constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    constexpr double kMostLetters = 4096;
    const double size = std::trunc(numberOf(e, c, 0, f));
    if (std::isnan(size)) e.fail("uuid() takes a number of letters.");
    std::string out;
    for (double i = 0; i < std::min(size, kMostLetters); ++i) out += kLetters[e.random().below(kLetters.size())];
    return Atom(std::move(out));
  }
  return Atom(newUuid(e.random()));
}

constexpr std::array kFunctions{
    Function{"true", 0, 0, fnTrue},
    Function{"false", 0, 0, fnFalse},
    Function{"not", 1, 1, fnNot},
    Function{"boolean", 1, 1, fnBoolean},
    Function{"boolean-from-string", 1, 1, fnBooleanFromString},
    Function{"if", 3, 3, fnIf, nodesIf, true},
    Function{"coalesce", 2, kAny, fnCoalesce},
    Function{"once", 1, 1, fnOnce},
    Function{"checklist", 3, kAny, fnChecklist},
    Function{"weighted-checklist", 4, kAny, fnWeightedChecklist},
    Function{"selected", 2, 2, fnSelected},
    Function{"selected-at", 2, 2, fnSelectedAt},
    Function{"count-selected", 1, 1, fnCountSelected},
    Function{"jr:choice-name", 2, 2, fnChoiceName},
    Function{"jr:itext", 1, 1, fnItext},
    Function{"uuid", 0, 1, fnUuid},
    Function{"version", 0, 0, fnVersion},
};

// Every list, one after the other, until `visit` says that it has seen enough.
template <class Visit>
void eachFunction(const Visit& visit) {
  for (const auto list : {valueFunctions(), numberFunctions(), textFunctions(), dateFunctions(), nodeFunctions(),
                          placeFunctions(), codeFunctions(), signatureFunctions()}) {
    for (const Function& function : list) {
      if (visit(function)) return;
    }
  }
}

}  // namespace

std::span<const Function> valueFunctions() {
  return kFunctions;
}

const Function* findFunction(std::string_view name) {
  const Function* found = nullptr;
  eachFunction([&](const Function& function) {
    if (function.name == name) found = &function;
    return found != nullptr;
  });
  return found;
}

std::vector<std::string_view> functionNames() {
  std::vector<std::string_view> names;
  eachFunction([&](const Function& function) {
    names.push_back(function.name);
    return false;
  });
  return names;
}

std::optional<std::string_view> nearestFunction(std::string_view name) {
  return nearestWord(name, functionNames());
}

}  // namespace limen::forms
