// SPDX-License-Identifier: Apache-2.0
#include "forms/range.h"

#include <algorithm>
#include <cmath>

#include "forms/lexical.h"

namespace limen::forms {

Range::Range(const Node& node) {
  const auto read = [&](std::string_view name, double& into) {
    const std::string_view written = parameter(node, name);
    const auto number = parseNumber(written);
    if (!number) return;
    into = *number;
    whole_ = whole_ && written.find('.') == std::string_view::npos;
  };
  read("start", start_);
  read("end", end_);
  read("step", step_);
  step_ = std::abs(step_);
}

bool Range::takes(Value& value) const {
  constexpr double kClose = 1e-9;  // of a step: 0.1 + 0.2 stands on 0.3
  const auto* integer = std::get_if<std::int64_t>(&value);
  const auto* decimal = std::get_if<double>(&value);
  if (integer == nullptr && decimal == nullptr) return false;
  const double number = integer != nullptr ? static_cast<double>(*integer) : *decimal;
  if (!(number >= std::min(start_, end_) && number <= std::max(start_, end_))) return false;
  if (step_ > 0) {
    const double steps = (number - start_) / step_;
    if (std::abs(steps - std::round(steps)) > kClose) return false;
  }
  if (whole_ && number != std::floor(number)) return false;
  if (whole_) {
    value = static_cast<std::int64_t>(number);
  } else {
    value = number;
  }
  return true;
}

}  // namespace limen::forms
