// SPDX-License-Identifier: Apache-2.0
// Lines and areas on the ground as ODK writes them: points separated by semicolons.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "forms/value.h"

namespace limen::forms {

// "latitude longitude altitude accuracy; ...", a semicolon at the end allowed. Nothing when one of them is no point.
std::optional<std::vector<Point>> parsePoints(std::string_view text);
std::string formatPoints(const std::vector<Point>& points);

bool isTrace(std::string_view text);  // at least two points
bool isShape(std::string_view text);  // at least three, and the first again at the end

}  // namespace limen::forms
