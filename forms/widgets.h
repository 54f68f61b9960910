// SPDX-License-Identifier: Apache-2.0
// What a question's appearance and parameters may say, by its type, and which word was meant by one that is not known.
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "forms/survey_types.h"
#include "forms/workbook.h"

namespace limen::forms {

struct WidgetFinding {
  Severity severity = Severity::warning;
  std::string column;  // "appearance", "parameters"
  std::string message;
};

// Writes node.parameters anew: one space between pairs, names in lower case, what a range leaves out filled in.
void readParameters(Node& node, TypeCell::Source source, std::vector<WidgetFinding>& findings);
void checkAppearance(const Node& node, std::vector<WidgetFinding>& findings);

}  // namespace limen::forms
