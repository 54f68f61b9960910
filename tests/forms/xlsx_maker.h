// SPDX-License-Identifier: Apache-2.0
// Workbooks for tests: parts given as text, or plain sheets of strings.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/bytes.h"

namespace limen::forms {

using Parts = std::vector<std::pair<std::string, std::string>>;  // name in the zip, content
Bytes zipOf(const Parts& parts);

// One sheet "survey" whose <sheetData> is given; `more` adds or replaces parts.
Bytes xlsxOf(const std::string& sheetData, const Parts& more = {});

}  // namespace limen::forms
