// SPDX-License-Identifier: Apache-2.0
// The appearance search('table', ...), older than files of choices: the one choice of the select's list names the columns to
// store and to show, and what follows the table is a filter.
#pragma once

#include <optional>
#include <string>

#include "forms/definition.h"

namespace limen::forms {

struct SearchAppearance {
  std::string table;    // its source is sourceOfFile(table + ".csv")
  std::string problem;  // a whole sentence; the node is as it was
  std::string warning;
};
// Nothing when the node has no such appearance. Else the node then offers the table.
std::optional<SearchAppearance> takeSearch(Node& node, const FormDefinition& form);

}  // namespace limen::forms
