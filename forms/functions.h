// SPDX-License-Identifier: Apache-2.0
// The functions that expressions may call: XPath's and ODK's.
#pragma once

#include <optional>
#include <string_view>

#include "forms/evaluator.h"

namespace limen::forms {

struct Function {
  std::string_view name;
  std::uint8_t fewest = 0, most = 0;  // operands; kAny: no upper bound
  Atom (*run)(Evaluator& evaluator, const Expr& call, const Focus& focus);
};
constexpr std::uint8_t kAny = 255;

const Function* findFunction(std::string_view name);
std::optional<std::string_view> nearestFunction(std::string_view name);  // for "did you mean"

}  // namespace limen::forms
