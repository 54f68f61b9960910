// SPDX-License-Identifier: Apache-2.0
// The sheets that a programme adds to a form: purposes, compartments, roles. Each finding names sheet, row and column.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "forms/workbook.h"
#include "protection/programme.h"

namespace limen {

struct Findings {
  std::vector<forms::Finding> all;
  void error(std::string sheet, std::uint32_t row, std::string column, std::string message);
  void warning(std::string sheet, std::uint32_t row, std::string column, std::string message);
  bool anyError() const;
};

std::string inQuotes(std::string_view text);                              // at most 60 bytes of it
std::string lowerCase(std::string_view text);                             // ASCII only
std::vector<std::string> splitWords(std::string_view text);               // by spaces, commas and semicolons
std::string sentenceList(const std::vector<std::string>& words);          // "a, b or c"
std::string column(std::string_view key, const std::string& language);    // "label::English", or "label" for ""
std::vector<std::string> languagesOf(const forms::FormDefinition& form);  // at least one; "" when the form names none

// The texts of one row: every heading "key" or "key::language". An enabled language without a text is an error where `required`.
forms::Translations textsOf(const forms::Sheet& sheet, const forms::Row& row, std::string_view key,
                            const std::vector<std::string>& languages, bool required, Findings& findings);

std::vector<Role> readRoles(const forms::Workbook& workbook, const std::vector<std::string>& languages, Findings& findings);
std::vector<Compartment> readCompartments(const forms::Workbook& workbook, const std::vector<Role>& roles,
                                          const std::vector<std::string>& languages, Findings& findings);
// After retentions and assessments, which it names.
std::vector<Purpose> readPurposes(const forms::Workbook& workbook, const std::vector<std::string>& languages, const Programme& read,
                                  Findings& findings);

}  // namespace limen
