// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <charconv>
#include <numbers>

#include "core/random.h"
#include "forms/function_tools.h"
#include "forms/lexical.h"

namespace limen::forms {

namespace {

// The numbers of all operands and of all nodes in them. What is none is passed over in a form, as ODK does; in a document without
// a form it makes the whole none, as XPath does, except where `blanks` may be left out.
template <class Visit>
bool eachNumber(Evaluator& e, const Expr& call, const Focus& f, bool blanks, const Visit& visit) {
  bool known = true;
  const auto one = [&](const Atom& value, bool strict) {
    const double number = value.toNumber();
    if (!std::isnan(number)) {
      visit(number);
    } else if (strict && !(blanks && trimmed(value.toText()).empty())) {
      known = false;
    }
  };
  for (std::uint32_t i = 0; i < call.count; ++i) {
    if (!e.holdsNodes(e.operandExpr(call, i))) {
      one(e.operand(call, i, f), false);
      continue;
    }
    for (const XNode& node : e.nodes(call, i, f)) one(e.valueAt(node), !node.inForm() && e.form().primary != 0);
  }
  return known;
}

using Unary = double (*)(double);
template <Unary function>
Atom computed(Evaluator& e, const Expr& c, const Focus& f) {
  return Atom(function(numberOf(e, c, 0, f)));
}
using Binary = double (*)(double, double);
template <Binary function>
Atom computed2(Evaluator& e, const Expr& c, const Focus& f) {
  return Atom(function(numberOf(e, c, 0, f), numberOf(e, c, 1, f)));
}

Atom fnNumber(Evaluator& e, const Expr& c, const Focus& f) {
  return Atom(c.count == 0 ? e.valueAt(f.here).toNumber() : numberOf(e, c, 0, f));
}
// By its decimal digits, not its bits, so that 1.005 is halfway between 1.00 and 1.01. Half goes away from zero.
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
  return Atom(shifted(std::copysign(std::floor(std::abs(shifted(number, by)) + 0.5), number), -by));
}
Atom fnExp10(Evaluator& e, const Expr& c, const Focus& f) {
  return Atom(std::pow(10.0, numberOf(e, c, 0, f)));
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
  return Atom(eachNumber(e, c, f, false, [&](double number) { total += number; }) ? total : kNaN);
}
Atom fnMin(Evaluator& e, const Expr& c, const Focus& f) {
  double least = kNaN;
  const bool known = eachNumber(e, c, f, true, [&](double number) { least = number < least || std::isnan(least) ? number : least; });
  return Atom(known ? least : kNaN);
}
Atom fnMax(Evaluator& e, const Expr& c, const Focus& f) {
  double most = kNaN;
  const bool known = eachNumber(e, c, f, true, [&](double number) { most = number > most || std::isnan(most) ? number : most; });
  return Atom(known ? most : kNaN);
}

constexpr std::array kFunctions{
    Function{"number", 0, 1, fnNumber},
    Function{"int", 1, 1, computed<std::trunc>},
    Function{"floor", 1, 1, computed<std::floor>},
    Function{"ceiling", 1, 1, computed<std::ceil>},
    Function{"round", 1, 2, fnRound},
    Function{"abs", 1, 1, computed<std::fabs>},
    Function{"pow", 2, 2, computed2<std::pow>},
    Function{"sqrt", 1, 1, computed<std::sqrt>},
    Function{"exp", 1, 1, computed<std::exp>},
    Function{"exp10", 1, 1, fnExp10},
    Function{"log", 1, 1, computed<std::log>},
    Function{"log10", 1, 1, computed<std::log10>},
    Function{"sin", 1, 1, computed<std::sin>},
    Function{"cos", 1, 1, computed<std::cos>},
    Function{"tan", 1, 1, computed<std::tan>},
    Function{"asin", 1, 1, computed<std::asin>},
    Function{"acos", 1, 1, computed<std::acos>},
    Function{"atan", 1, 1, computed<std::atan>},
    Function{"atan2", 2, 2, computed2<std::atan2>},
    Function{"pi", 0, 0, fnPi},
    Function{"random", 0, 0, fnRandom},
    Function{"sum", 1, 1, fnSum},
    Function{"min", 1, kAny, fnMin},
    Function{"max", 1, kAny, fnMax},
};

}  // namespace

std::span<const Function> numberFunctions() {
  return kFunctions;
}

}  // namespace limen::forms
