// SPDX-License-Identifier: Apache-2.0
#include "forms/functions.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <numbers>

#include "forms/date_functions.h"
#include "forms/headings.h"
#include "forms/lexical.h"
#include "forms/uuid.h"

namespace limen::forms {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

// Characters as XPath counts them: code points, not bytes.
std::vector<std::string_view> characters(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t size = 1;
    while (i + size < text.size() && (static_cast<unsigned char>(text[i + size]) & 0xc0) == 0x80) ++size;
    out.push_back(text.substr(i, size));
    i += size;
  }
  return out;
}

std::string textOf(Evaluator& e, const Expr& call, std::uint32_t i, const Focus& f) {
  return e.operand(call, i, f).toText();
}
double numberOf(Evaluator& e, const Expr& call, std::uint32_t i, const Focus& f) {
  return e.operand(call, i, f).toNumber();
}

// The values that are numbers, of all operands and of all nodes in them; what is none is passed over, as ODK does.
template <class Visit>
void eachNumber(Evaluator& e, const Expr& call, const Focus& f, const Visit& visit) {
  e.eachValue(call, 0, f, [&](const Atom& value) {
    if (const double number = value.toNumber(); !std::isnan(number)) visit(number);
  });
}

// --- truth ---
Atom fnTrue(Evaluator&, const Expr&, const Focus&) {
  return Atom(true);
}
Atom fnFalse(Evaluator&, const Expr&, const Focus&) {
  return Atom(false);
}
Atom fnNot(Evaluator& e, const Expr& c, const Focus& f) {
  return Atom(!e.operand(c, 0, f).toBoolean());
}
Atom fnBoolean(Evaluator& e, const Expr& c, const Focus& f) {
  return Atom(e.operand(c, 0, f).toBoolean());
}
Atom fnBooleanFromString(Evaluator& e, const Expr& c, const Focus& f) {
  const std::string text = textOf(e, c, 0, f);
  return Atom(text == "1" || text == "true");
}
Atom fnIf(Evaluator& e, const Expr& c, const Focus& f) {
  return e.operand(c, e.operand(c, 0, f).toBoolean() ? 1 : 2, f);
}
Atom fnCoalesce(Evaluator& e, const Expr& c, const Focus& f) {
  for (std::uint32_t i = 0; i < c.count; ++i) {
    if (Atom value = e.operand(c, i, f); !value.isEmpty()) return value;
  }
  return Atom();
}
Atom fnOnce(Evaluator& e, const Expr& c, const Focus& f) {
  const Atom& kept = e.instance().cell(f.origin.frame, f.origin.node);
  return kept.isEmpty() ? e.operand(c, 0, f) : kept;
}

// --- numbers ---
Atom fnNumber(Evaluator& e, const Expr& c, const Focus& f) {
  return Atom(c.count == 0 ? e.valueAt(f.here).toNumber() : numberOf(e, c, 0, f));
}
Atom fnInt(Evaluator& e, const Expr& c, const Focus& f) {
  return Atom(std::trunc(numberOf(e, c, 0, f)));
}
Atom fnFloor(Evaluator& e, const Expr& c, const Focus& f) {
  return Atom(std::floor(numberOf(e, c, 0, f)));
}
Atom fnCeiling(Evaluator& e, const Expr& c, const Focus& f) {
  return Atom(std::ceil(numberOf(e, c, 0, f)));
}
// By its decimal digits, not its bits, so that 1.005 is halfway between 1.00 and 1.01. Half goes up, as XPath has it.
Atom fnRound(Evaluator& e, const Expr& c, const Focus& f) {
  constexpr double kMostPlaces = 30;
  const double number = numberOf(e, c, 0, f);
  const double places = c.count > 1 ? std::trunc(numberOf(e, c, 1, f)) : 0;
  if (!(std::abs(places) <= kMostPlaces)) return Atom(kNaN);
  if (!std::isfinite(number)) return Atom(number);
  const auto shifted = [](double value, int by) {
    const std::string text = formatNumber(value) + "e" + std::to_string(by);
    double out = 0;
    std::from_chars(text.data(), text.data() + text.size(), out);
    return out;
  };
  const int by = static_cast<int>(places);
  return Atom(shifted(std::floor(shifted(number, by) + 0.5), -by));
}
Atom fnAbs(Evaluator& e, const Expr& c, const Focus& f) {
  return Atom(std::abs(numberOf(e, c, 0, f)));
}
Atom fnPow(Evaluator& e, const Expr& c, const Focus& f) {
  return Atom(std::pow(numberOf(e, c, 0, f), numberOf(e, c, 1, f)));
}
Atom fnSqrt(Evaluator& e, const Expr& c, const Focus& f) {
  return Atom(std::sqrt(numberOf(e, c, 0, f)));
}
Atom fnExp(Evaluator& e, const Expr& c, const Focus& f) {
  return Atom(std::exp(numberOf(e, c, 0, f)));
}
Atom fnExp10(Evaluator& e, const Expr& c, const Focus& f) {
  return Atom(std::pow(10.0, numberOf(e, c, 0, f)));
}
Atom fnLog(Evaluator& e, const Expr& c, const Focus& f) {
  return Atom(std::log(numberOf(e, c, 0, f)));
}
Atom fnLog10(Evaluator& e, const Expr& c, const Focus& f) {
  return Atom(std::log10(numberOf(e, c, 0, f)));
}
Atom fnSin(Evaluator& e, const Expr& c, const Focus& f) {
  return Atom(std::sin(numberOf(e, c, 0, f)));
}
Atom fnCos(Evaluator& e, const Expr& c, const Focus& f) {
  return Atom(std::cos(numberOf(e, c, 0, f)));
}
Atom fnTan(Evaluator& e, const Expr& c, const Focus& f) {
  return Atom(std::tan(numberOf(e, c, 0, f)));
}
Atom fnPi(Evaluator&, const Expr&, const Focus&) {
  return Atom(std::numbers::pi);
}
Atom fnRandom(Evaluator& e, const Expr&, const Focus&) {
  constexpr double kStep = 1.0 / 9007199254740992.0;  // 2^-53
  return Atom(static_cast<double>(e.random().next64() >> 11) * kStep);
}
Atom fnSum(Evaluator& e, const Expr& c, const Focus& f) {
  double total = 0;
  eachNumber(e, c, f, [&](double number) { total += number; });
  return Atom(total);
}
Atom fnMin(Evaluator& e, const Expr& c, const Focus& f) {
  double least = kNaN;
  eachNumber(e, c, f, [&](double number) { least = number < least || std::isnan(least) ? number : least; });
  return Atom(least);
}
Atom fnMax(Evaluator& e, const Expr& c, const Focus& f) {
  double most = kNaN;
  eachNumber(e, c, f, [&](double number) { most = number > most || std::isnan(most) ? number : most; });
  return Atom(most);
}

// --- sets ---
Atom fnCount(Evaluator& e, const Expr& c, const Focus& f) {
  return Atom(e.isSet(e.operandExpr(c, 0)) ? static_cast<double>(e.nodes(c, 0, f).size()) : 0.0);
}
Atom fnCountNonEmpty(Evaluator& e, const Expr& c, const Focus& f) {
  double count = 0;
  e.eachValue(c, 0, f, [&](const Atom& value) { count += value.isEmpty() ? 0 : 1; });
  return Atom(count);
}
Atom fnLast(Evaluator&, const Expr&, const Focus& f) {
  return Atom(static_cast<double>(f.size));
}

// Which instance, from 1, of the innermost repeat around the node.
Atom instanceNumber(const Evaluator& e, NodeRef node) {
  const Scope& scope = e.form().tree.scope(e.instance().frame(node.frame).scope);
  return scope.repeat == kNone ? Atom(1.0) : Atom(static_cast<double>(e.instance().position(node.frame) + 1));
}
Atom fnPosition(Evaluator& e, const Expr& c, const Focus& f) {
  if (c.count == 0) return Atom(static_cast<double>(f.position));
  const auto nodes = e.nodes(c, 0, f);
  return nodes.empty() ? Atom(kNaN) : instanceNumber(e, nodes.front());
}
Atom fnIndex(Evaluator& e, const Expr&, const Focus& f) {
  return instanceNumber(e, f.origin);
}

// indexed-repeat(question, repeat, number, inner repeat, number, ...)
Atom fnIndexedRepeat(Evaluator& e, const Expr& c, const Focus& f) {
  const FormTree& tree = e.form().tree;
  const NodeIndex target = e.operandExpr(c, 0).node;
  const ScopeIndex outermost = tree[e.operandExpr(c, 1).node].scope;
  ScopeIndex from = tree.common(outermost, e.instance().frame(f.origin.frame).scope);
  if (from != outermost) return Atom();
  FrameIndex frame = e.instance().up(f.origin.frame, outermost);
  for (std::uint32_t i = 1; i + 1 < c.count; i += 2) {
    const TreeNode& repeat = tree[e.operandExpr(c, i).node];
    const double number = std::max(numberOf(e, c, i + 1, f), 1.0);  // below the first is the first, as ODK has it
    if (repeat.scope != e.instance().frame(frame).scope) return Atom();
    const auto& instances = e.instance().instances(frame, repeat.inner);
    if (!(number < static_cast<double>(instances.size()) + 1)) return Atom();
    frame = instances[static_cast<std::size_t>(number) - 1];
  }
  return tree.frameScope(target) == e.instance().frame(frame).scope ? e.valueAt({frame, target}) : Atom();
}

// --- selects ---
Atom fnSelected(Evaluator& e, const Expr& c, const Focus& f) {
  const std::string wanted(trimmed(textOf(e, c, 1, f)));
  const auto chosen = words(textOf(e, c, 0, f));
  return Atom(std::find(chosen.begin(), chosen.end(), wanted) != chosen.end());
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
  const auto& form = e.form().definition;
  const auto list = form.lists.find(e.form().tree[e.operandExpr(c, 1).node].node->list);
  if (list == form.lists.end()) return Atom();
  const std::string name = textOf(e, c, 0, f);
  for (const Choice& choice : list->second) {
    if (choice.name == name) return Atom(translated(choice.label, e.language(), form));
  }
  return Atom();
}

// --- texts ---
Atom fnString(Evaluator& e, const Expr& c, const Focus& f) {
  return Atom(c.count == 0 ? e.valueAt(f.here).toText() : textOf(e, c, 0, f));
}
Atom fnConcat(Evaluator& e, const Expr& c, const Focus& f) {
  std::string out;
  e.eachValue(c, 0, f, [&](const Atom& value) { out += value.toText(); });
  return Atom(std::move(out));
}
Atom fnJoin(Evaluator& e, const Expr& c, const Focus& f) {
  const std::string separator = textOf(e, c, 0, f);
  std::string out;
  bool first = true;
  e.eachValue(c, 1, f, [&](const Atom& value) {
    if (!first) out += separator;
    first = false;
    out += value.toText();
  });
  return Atom(std::move(out));
}
Atom fnStringLength(Evaluator& e, const Expr& c, const Focus& f) {
  const std::string text = c.count == 0 ? e.valueAt(f.here).toText() : textOf(e, c, 0, f);
  return Atom(static_cast<double>(characters(text).size()));
}

// Characters first..last (not included), cut to what there is.
Atom slice(std::string_view text, double first, double last) {
  const auto letters = characters(text);
  const auto size = static_cast<double>(letters.size());
  std::string out;
  if (std::isnan(first) || std::isnan(last)) return Atom();
  for (double i = std::clamp(first, 0.0, size); i < std::clamp(last, 0.0, size); ++i) out += letters[static_cast<std::size_t>(i)];
  return Atom(std::move(out));
}
// substr(text, start, end): from 0, the end not included, negative numbers counted from the end.
Atom fnSubstr(Evaluator& e, const Expr& c, const Focus& f) {
  const std::string text = textOf(e, c, 0, f);
  const auto size = static_cast<double>(characters(text).size());
  double first = std::trunc(numberOf(e, c, 1, f));
  double last = c.count > 2 ? std::trunc(numberOf(e, c, 2, f)) : size;
  if (first < 0) first += size;
  if (last < 0) last += size;
  return slice(text, first, last);
}
// substring(text, first, length): from 1, as XPath 1.0 has it, rounding included.
Atom fnSubstring(Evaluator& e, const Expr& c, const Focus& f) {
  const double first = std::floor(numberOf(e, c, 1, f) + 0.5);
  const double last = c.count > 2 ? first + std::floor(numberOf(e, c, 2, f) + 0.5) : std::numeric_limits<double>::infinity();
  return slice(textOf(e, c, 0, f), first - 1, last - 1);
}
Atom fnSubstringBefore(Evaluator& e, const Expr& c, const Focus& f) {
  const std::string text = textOf(e, c, 0, f);
  const std::size_t at = text.find(textOf(e, c, 1, f));
  return at == std::string::npos ? Atom() : Atom(text.substr(0, at));
}
Atom fnSubstringAfter(Evaluator& e, const Expr& c, const Focus& f) {
  const std::string text = textOf(e, c, 0, f), mark = textOf(e, c, 1, f);
  const std::size_t at = text.find(mark);
  return at == std::string::npos ? Atom() : Atom(text.substr(at + mark.size()));
}
Atom fnContains(Evaluator& e, const Expr& c, const Focus& f) {
  return Atom(textOf(e, c, 0, f).find(textOf(e, c, 1, f)) != std::string::npos);
}
Atom fnStartsWith(Evaluator& e, const Expr& c, const Focus& f) {
  return Atom(textOf(e, c, 0, f).starts_with(textOf(e, c, 1, f)));
}
Atom fnEndsWith(Evaluator& e, const Expr& c, const Focus& f) {
  return Atom(textOf(e, c, 0, f).ends_with(textOf(e, c, 1, f)));
}
Atom fnNormalizeSpace(Evaluator& e, const Expr& c, const Focus& f) {
  std::string out;
  for (const auto& word : words(c.count == 0 ? e.valueAt(f.here).toText() : textOf(e, c, 0, f))) {
    if (!out.empty()) out += ' ';
    out += word;
  }
  return Atom(std::move(out));
}
Atom fnTranslate(Evaluator& e, const Expr& c, const Focus& f) {
  const std::string text = textOf(e, c, 0, f), from = textOf(e, c, 1, f), to = textOf(e, c, 2, f);
  const auto sources = characters(from), targets = characters(to);
  std::string out;
  for (const auto letter : characters(text)) {
    const auto at = static_cast<std::size_t>(std::find(sources.begin(), sources.end(), letter) - sources.begin());
    if (at == sources.size()) {
      out += letter;
    } else if (at < targets.size()) {
      out += targets[at];
    }
  }
  return Atom(std::move(out));
}
Atom fnRegex(Evaluator& e, const Expr& c, const Focus& f) {
  const std::string text = textOf(e, c, 0, f);
  for (const auto& [call, pattern] : e.form().pool.patterns) {
    if (&e.form().pool.nodes[call] == &c) return Atom(re2::RE2::FullMatch(text, *pattern));
  }
  const re2::RE2 pattern(textOf(e, c, 1, f), re2::RE2::Quiet);
  return Atom(pattern.ok() && re2::RE2::FullMatch(text, pattern));
}
Atom fnUuid(Evaluator& e, const Expr&, const Focus&) {
  return Atom(newUuid(e.random()));
}
Atom fnVersion(Evaluator& e, const Expr&, const Focus&) {
  return Atom(e.form().definition.version);
}

constexpr std::array kFunctions{
    Function{"true", 0, 0, fnTrue},
    Function{"false", 0, 0, fnFalse},
    Function{"not", 1, 1, fnNot},
    Function{"boolean", 1, 1, fnBoolean},
    Function{"boolean-from-string", 1, 1, fnBooleanFromString},
    Function{"if", 3, 3, fnIf},
    Function{"coalesce", 2, kAny, fnCoalesce},
    Function{"once", 1, 1, fnOnce},
    Function{"number", 0, 1, fnNumber},
    Function{"int", 1, 1, fnInt},
    Function{"floor", 1, 1, fnFloor},
    Function{"ceiling", 1, 1, fnCeiling},
    Function{"round", 1, 2, fnRound},
    Function{"abs", 1, 1, fnAbs},
    Function{"pow", 2, 2, fnPow},
    Function{"sqrt", 1, 1, fnSqrt},
    Function{"exp", 1, 1, fnExp},
    Function{"exp10", 1, 1, fnExp10},
    Function{"log", 1, 1, fnLog},
    Function{"log10", 1, 1, fnLog10},
    Function{"sin", 1, 1, fnSin},
    Function{"cos", 1, 1, fnCos},
    Function{"tan", 1, 1, fnTan},
    Function{"pi", 0, 0, fnPi},
    Function{"random", 0, 0, fnRandom},
    Function{"sum", 1, kAny, fnSum},
    Function{"min", 1, kAny, fnMin},
    Function{"max", 1, kAny, fnMax},
    Function{"count", 1, 1, fnCount},
    Function{"count-non-empty", 1, 1, fnCountNonEmpty},
    Function{"last", 0, 0, fnLast},
    Function{"position", 0, 1, fnPosition},
    Function{"index", 0, 0, fnIndex},
    Function{"indexed-repeat", 3, kAny, fnIndexedRepeat},
    Function{"selected", 2, 2, fnSelected},
    Function{"selected-at", 2, 2, fnSelectedAt},
    Function{"count-selected", 1, 1, fnCountSelected},
    Function{"jr:choice-name", 2, 2, fnChoiceName},
    Function{"string", 0, 1, fnString},
    Function{"concat", 1, kAny, fnConcat},
    Function{"join", 1, kAny, fnJoin},
    Function{"string-length", 0, 1, fnStringLength},
    Function{"substr", 2, 3, fnSubstr},
    Function{"substring", 2, 3, fnSubstring},
    Function{"substring-before", 2, 2, fnSubstringBefore},
    Function{"substring-after", 2, 2, fnSubstringAfter},
    Function{"contains", 2, 2, fnContains},
    Function{"starts-with", 2, 2, fnStartsWith},
    Function{"ends-with", 2, 2, fnEndsWith},
    Function{"normalize-space", 0, 1, fnNormalizeSpace},
    Function{"translate", 3, 3, fnTranslate},
    Function{"regex", 2, 2, fnRegex},
    Function{"uuid", 0, 0, fnUuid},
    Function{"version", 0, 0, fnVersion},
    Function{"today", 0, 0, fnToday},
    Function{"now", 0, 0, fnNow},
    Function{"date", 1, 1, fnDate},
    Function{"date-time", 1, 1, fnDateTime},
    Function{"format-date", 2, 2, fnFormatDate},
    Function{"format-date-time", 2, 2, fnFormatDate},
    Function{"decimal-date-time", 1, 1, fnDecimalDateTime},
    Function{"decimal-time", 1, 1, fnDecimalTime},
};

}  // namespace

const Function* findFunction(std::string_view name) {
  const auto found = std::find_if(kFunctions.begin(), kFunctions.end(), [&](const Function& f) { return f.name == name; });
  return found == kFunctions.end() ? nullptr : &*found;
}

std::optional<std::string_view> nearestFunction(std::string_view name) {
  std::vector<std::string_view> names;
  for (const Function& function : kFunctions) names.push_back(function.name);
  return nearestWord(name, names);
}

}  // namespace limen::forms
