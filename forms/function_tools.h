// SPDX-License-Identifier: Apache-2.0
// What the functions have in common: operands by kind, and the lists that findFunction() looks through.
#pragma once

#include <cmath>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "forms/functions.h"

namespace limen::forms {

std::span<const Function> valueFunctions();      // functions.cpp: truth, selects, what knows the form
std::span<const Function> numberFunctions();     // number_functions.cpp
std::span<const Function> textFunctions();       // text_functions.cpp
std::span<const Function> dateFunctions();       // date_functions.cpp
std::span<const Function> nodeFunctions();       // node_functions.cpp
std::span<const Function> placeFunctions();      // place_functions.cpp: points, traces and shapes
std::span<const Function> codeFunctions();       // code_functions.cpp: digests and encodings
std::span<const Function> signatureFunctions();  // signature_function.cpp

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

inline std::string textOf(Evaluator& e, const Expr& call, std::uint32_t i, const Focus& f) {
  return e.operand(call, i, f).toText();
}
inline double numberOf(Evaluator& e, const Expr& call, std::uint32_t i, const Focus& f) {
  return e.operand(call, i, f).toNumber();
}
// Of a function that takes one text or, without it, the node that is asked about.
inline std::string textOrHere(Evaluator& e, const Expr& call, const Focus& f) {
  return call.count == 0 ? e.valueAt(f.here).toText() : textOf(e, call, 0, f);
}

// Characters as XPath counts them: code points, not bytes.
std::vector<std::string_view> characters(std::string_view text);

}  // namespace limen::forms
