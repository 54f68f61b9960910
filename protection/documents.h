// SPDX-License-Identifier: Apache-2.0
// What follows from a programme, so that nobody writes it twice: registers, drafts, notices and tables. Each says the package's hash.
// The same package gives the same bytes.
#pragma once

#include <string>
#include <vector>

#include "protection/programme.h"

namespace limen {

struct Document {
  std::string name;  // a file's, plain ASCII
  std::string content;
};
// Of an opened package: its hash is known.
std::vector<Document> documentsOf(const Programme& programme);

bool readsFromRight(std::string_view text);  // by its first letter of a script
std::string escapedHtml(std::string_view text);
std::string csvLine(const std::vector<std::string>& cells);  // a cell that a spreadsheet would compute is made text

}  // namespace limen
