// SPDX-License-Identifier: Apache-2.0
#include "protection/sheets.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "crypto/envelope.h"
#include "protection/governance.h"
#include "protection/rights.h"
#include "protection/words.h"

namespace limen {

namespace {

constexpr int kMaxSensitivity = 3;

template <class Named>
bool contains(const std::vector<Named>& all, std::string_view name) {
  return std::any_of(all.begin(), all.end(), [&](const Named& each) { return each.name == name; });
}

// The sheet, or a finding that says which columns it must have.
const forms::Sheet* needed(const forms::Workbook& workbook, const std::string& name, const std::string& columns,
                           Findings& findings) {
  const forms::Sheet* sheet = workbook.sheet(name);
  if (sheet == nullptr || sheet->rows.empty()) {
    findings.error(name, 0, "",
                   "The workbook has no rows in a sheet " + inQuotes(name) + "; add the sheet with the columns " + columns + ".");
    return nullptr;
  }
  return sheet;
}

// The row's name, or "" and a finding when it has none, a wrong one or one that stood there before.
std::string nameOf(const forms::Sheet& sheet, const forms::Row& row, bool fits, const std::string& rule,
                   std::set<std::string>& seen, Findings& findings) {
  const std::string& name = sheet.cell(row, "name");
  if (name.empty()) {
    findings.error(sheet.name, row.number, "name", "This row has no name; " + rule + '.');
  } else if (!fits) {
    findings.error(sheet.name, row.number, "name", "The name " + inQuotes(name) + " cannot be used; " + rule + '.');
  } else if (!seen.insert(name).second) {
    findings.error(sheet.name, row.number, "name",
                   "The name " + inQuotes(name) + " stands twice in this sheet; give each row a name of its own.");
  } else {
    return name;
  }
  return {};
}

constexpr const char* kWordRule = "a name has 1 to 32 of the signs a-z, 0-9, _ and -, a letter first";

}  // namespace

void Findings::error(std::string sheet, std::uint32_t row, std::string column, std::string message) {
  all.push_back({forms::Severity::error, std::move(sheet), row, std::move(column), std::move(message)});
}
void Findings::warning(std::string sheet, std::uint32_t row, std::string column, std::string message) {
  all.push_back({forms::Severity::warning, std::move(sheet), row, std::move(column), std::move(message)});
}
bool Findings::anyError() const {
  return std::any_of(all.begin(), all.end(), [](const forms::Finding& each) { return each.severity == forms::Severity::error; });
}

std::string inQuotes(std::string_view text) {
  constexpr std::size_t kShown = 60;
  std::size_t end = std::min(text.size(), kShown);
  while (end < text.size() && end > 0 && (static_cast<Byte>(text[end]) & 0xc0) == 0x80) --end;
  return '"' + std::string(text.substr(0, end)) + (end < text.size() ? "...\"" : "\"");
}

std::string lowerCase(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return out;
}

std::vector<std::string> splitWords(std::string_view text) {
  constexpr std::string_view kBetween = " ,;\t\r\n";
  std::vector<std::string> out;
  while (true) {
    const std::size_t start = text.find_first_not_of(kBetween);
    if (start == std::string_view::npos) return out;
    text.remove_prefix(start);
    const std::size_t end = std::min(text.find_first_of(kBetween), text.size());
    out.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
}

std::string sentenceList(const std::vector<std::string>& words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) out += (i == 0 ? "" : i + 1 == words.size() ? " or " : ", ") + words[i];
  return out;
}

std::string column(std::string_view key, const std::string& language) {
  return language.empty() ? std::string(key) : std::string(key) + "::" + language;
}

std::vector<std::string> languagesOf(const forms::FormDefinition& form) {
  return form.languages.empty() ? std::vector<std::string>{""} : form.languages;
}

forms::Translations textsOf(const forms::Sheet& sheet, const forms::Row& row, std::string_view key,
                            const std::vector<std::string>& languages, bool required, Findings& findings) {
  forms::Translations out;
  for (const std::string& language : languages) {
    const std::string wanted = lowerCase(column(key, language));
    const auto heading = std::find_if(sheet.headings.begin(), sheet.headings.end(),
                                      [&](const std::string& each) { return lowerCase(each) == wanted; });
    const auto index = static_cast<std::size_t>(heading - sheet.headings.begin());
    if (index < row.cells.size() && !row.cells[index].empty()) {
      out.emplace(language, row.cells[index]);
    } else if (required) {
      findings.error(sheet.name, row.number, column(key, language),
                     "The text is missing" + (language.empty() ? std::string() : " in " + language) +
                         "; write it in the column " + inQuotes(column(key, language)) + '.');
    }
  }
  return out;
}

std::vector<Role> readRoles(const forms::Workbook& workbook, const std::vector<std::string>& languages, Findings& findings) {
  std::vector<Role> out;
  const forms::Sheet* sheet = needed(workbook, "roles", "name, permissions and label", findings);
  if (sheet == nullptr) return out;
  std::set<std::string> seen;
  for (const forms::Row& row : sheet->rows) {
    Role role;
    role.name = nameOf(*sheet, row, isWord(sheet->cell(row, "name")), kWordRule, seen, findings);
    role.permissions = splitWords(sheet->cell(row, "permissions"));
    role.label = textsOf(*sheet, row, "label", languages, true, findings);
    for (const std::string& permission : role.permissions) {
      if (!isWord(permission))
        findings.error(sheet->name, row.number, "permissions",
                       "The permission " + inQuotes(permission) + " cannot be used; " + kWordRule + '.');
      else if (!isKnownPermission(permission))
        findings.warning(sheet->name, row.number, "permissions",
                         "The permission " + inQuotes(permission) + " is not one that this version knows; it allows nothing.");
    }
    if (!role.name.empty()) out.push_back(std::move(role));
  }
  return out;
}

std::vector<Compartment> readCompartments(const forms::Workbook& workbook, const std::vector<Role>& roles,
                                          const std::vector<std::string>& languages, Findings& findings) {
  std::vector<Compartment> out;
  const forms::Sheet* sheet = needed(workbook, "compartments", "name, sensitivity, readers and label", findings);
  if (sheet == nullptr) return out;
  std::set<std::string> seen;
  for (const forms::Row& row : sheet->rows) {
    Compartment each;
    each.name = nameOf(*sheet, row, namesCompartment(sheet->cell(row, "name")),
                       "a compartment's name has 1 to 16 of the signs a-z, 0-9, _ and -", seen, findings);
    const std::string& level = sheet->cell(row, "sensitivity");
    const auto [end, cause] = std::from_chars(level.data(), level.data() + level.size(), each.sensitivity);
    if (cause != std::errc{} || end != level.data() + level.size() || each.sensitivity < 0 || each.sensitivity > kMaxSensitivity)
      findings.error(
          sheet->name, row.number, "sensitivity",
          inQuotes(level) + " is not a sensitivity; write 0 (routine), 1 (personal), 2 (sensitive) or 3 (dangerous if known).");
    each.readers = splitWords(sheet->cell(row, "readers"));
    if (each.readers.empty())
      findings.error(sheet->name, row.number, "readers",
                     "Nobody can read this compartment; name at least one role of sheet \"roles\".");
    for (const std::string& reader : each.readers) {
      if (!contains(roles, reader))
        findings.error(sheet->name, row.number, "readers",
                       "The role " + inQuotes(reader) + " is not in sheet \"roles\"; add it there or correct it here.");
    }
    each.label = textsOf(*sheet, row, "label", languages, true, findings);
    if (!each.name.empty()) out.push_back(std::move(each));
  }
  if (out.size() > kMaxCompartments)
    findings.error(sheet->name, sheet->rows.back().number, "name",
                   "There are " + std::to_string(out.size()) + " compartments; a programme has at most " +
                       std::to_string(kMaxCompartments) + '.');
  return out;
}

std::vector<Purpose> readPurposes(const forms::Workbook& workbook, const std::vector<std::string>& languages, const Programme& read,
                                  Findings& findings) {
  std::vector<Purpose> out;
  const forms::Sheet* sheet =
      needed(workbook, "purposes", "name, legal_basis, recipients, retention, label and explanation", findings);
  if (sheet == nullptr) return out;
  std::set<std::string> seen;
  for (const forms::Row& row : sheet->rows) {
    Purpose purpose;
    purpose.name = nameOf(*sheet, row, isWord(sheet->cell(row, "name")), kWordRule, seen, findings);
    purpose.basis = sheet->cell(row, "legal_basis");
    if (!isLegalBasis(purpose.basis))
      findings.error(sheet->name, row.number, "legal_basis",
                     inQuotes(purpose.basis) + " is not a legal basis; write " +
                         sentenceList({kLegalBases.begin(), kLegalBases.end()}) + '.');
    purpose.recipients = splitWords(sheet->cell(row, "recipients"));
    purpose.retention = sheet->cell(row, "retention");
    if (!read.retentions.empty() && retentionOf(read, purpose.retention) == nullptr)
      findings.error(sheet->name, row.number, "retention",
                     purpose.retention.empty()
                         ? "The purpose does not say how long its answers are kept; name one of sheet \"retention\"."
                         : "The retention " + inQuotes(purpose.retention) + " is not in sheet \"retention\"; add it there or correct it here.");
    purpose.assessment = sheet->cell(row, "assessment");
    if (purpose.basis == "legitimate_interest" && !hasAssessment(read, purpose.assessment, "legitimate_interest"))
      findings.error(sheet->name, row.number, "assessment",
                     "A legitimate interest needs its assessment; write in this cell the id of a row of kind legitimate_interest in sheet "
                     "\"assessment\".");
    purpose.label = textsOf(*sheet, row, "label", languages, true, findings);
    purpose.explanation = textsOf(*sheet, row, "explanation", languages, true, findings);
    if (!purpose.name.empty()) out.push_back(std::move(purpose));
  }
  return out;
}

}  // namespace limen
