// SPDX-License-Identifier: Apache-2.0
// Sheets to FormDefinition, in the order of xlsform_reading.h. What stands inside expressions is judged by compileForm().
#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "forms/compiled_form.h"
#include "forms/lexical.h"
#include "forms/wording.h"
#include "forms/xlsform_reading.h"

namespace limen::forms {

void XlsformReading::add(Severity severity, const std::string& sheet, std::uint32_t row, std::string column,
                         std::string message) {
  if (findings.size() < kMaxFindings) {
    findings.push_back({severity, sheet, row, std::move(column), std::move(message)});
  } else if (severity == Severity::error && !std::exchange(more_, true)) {
    findings.push_back({Severity::error, sheet, row, "", "There are more errors below; correct these first."});
  }
}

std::string XlsformReading::language(const std::string& written) {
  if (written.empty()) return written;
  for (const auto& known : form.languages) {
    if (lowered(known) == lowered(written)) return known;
  }
  if (form.languages.size() == kMaxLanguages)
    add(Severity::error, surveyName, 0, "label::" + written,
        "There are more than 200 languages; a heading has the form \"label::language\".");
  if (form.languages.size() <= kMaxLanguages) form.languages.push_back(written);
  return written;
}

void XlsformReading::languagesOf(const Columns& columns) {
  for (const auto& column : columns.all()) {
    if (column.key == "label" || column.key == "hint") language(column.language);
  }
}

Translations XlsformReading::texts(const Columns& columns, const Row& row, std::string_view key) {
  Translations out;
  for (const auto& column : columns.all()) {
    if (column.key == key && !row.cells[column.index].empty()) out.emplace(language(column.language), row.cells[column.index]);
  }
  return out;
}

std::map<std::string, Translations> XlsformReading::media(const Columns& columns, const Row& row) {
  std::map<std::string, Translations> out;
  for (const auto& [key, kind] : kMediaColumns) {
    if (auto files = texts(columns, row, key); !files.empty()) out.emplace(kind, std::move(files));
  }
  return out;
}

bool XlsformReading::addInstance(const std::string& id, const std::string& source, std::uint32_t row, const std::string& key) {
  const auto same = std::find_if(form.instances.begin(), form.instances.end(), [&](const auto& each) { return each.id == id; });
  if (same != form.instances.end() && same->source == source) return true;
  if (same != form.instances.end() || form.lists.contains(id)) {
    survey(Severity::error, row, key,
           "The name " + inQuotes(id) + " stands for another list already; give the file " + inQuotes(fileOfSource(source)) +
               " another name.");
    return false;
  }
  if (form.instances.size() >= kMaxInstances) {
    survey(Severity::error, row, key, "The form names more than 1,000 files; it can use no more.");
    return false;
  }
  SecondaryInstance instance{id, source, nullptr};
  if (const auto problem = readItems(instance, companions); !problem.message.empty())
    survey(problem.severity, row, key, problem.message);
  form.instances.push_back(std::move(instance));
  return true;
}

namespace {

bool isError(const Finding& finding) {
  return finding.severity == Severity::error;
}

void warnOfMisspeltSheets(XlsformReading& reading) {
  static constexpr std::string_view kSheets[] = {"survey",  "choices",  "settings",     "entities", "external_choices",
                                                 "osm",     "purposes", "compartments", "roles",    "retention",
                                                 "notices", "risk",     "partners",     "stewards", "assessment"};
  for (const auto& sheet : reading.book.sheets) {
    if (const auto meant = nearestWord(lowered(trimmed(sheet.name)), kSheets))
      reading.add(
          Severity::warning, sheet.name, 0, "",
          "The sheet " + inQuotes(sheet.name) + " is not known and is ignored; did you mean \"" + std::string(*meant) + "\"?");
  }
}

// An author is told a thing once, in the order of the rows.
void inOrder(std::vector<Finding>& findings) {
  std::set<std::tuple<std::string, std::uint32_t, std::string, std::string>> said;
  std::erase_if(findings, [&](const Finding& f) { return !said.emplace(f.sheet, f.row, f.column, f.message).second; });
  std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) { return a.row < b.row; });
}

FormReading finish(XlsformReading& reading) {
  if (std::none_of(reading.findings.begin(), reading.findings.end(), isError)) {
    for (auto& finding : compileForm(reading.form).findings) {
      const bool survey = finding.sheet == "survey";
      const std::uint32_t row = survey                        ? finding.row
                                : finding.sheet == "settings" ? reading.settingsRow
                                                              : reading.entityRows.at(finding.row - 1);
      reading.add(finding.severity, survey ? reading.surveyName : finding.sheet, row,
                  survey ? reading.heading(finding.column) : finding.column, std::move(finding.message));
    }
  }
  inOrder(reading.findings);
  FormReading out;
  if (std::none_of(reading.findings.begin(), reading.findings.end(), isError)) out.form = std::move(reading.form);
  out.findings = std::move(reading.findings);
  return out;
}

}  // namespace

FormReading readForm(const Workbook& workbook, const Companions& companions) {
  XlsformReading reading(workbook, companions);
  warnOfMisspeltSheets(reading);
  const Sheet* survey = workbook.sheet("survey");
  if (survey == nullptr) {
    reading.add(Severity::error, "survey", 0, "",
                "The workbook has no sheet \"survey\"; the questions must stand in a sheet of that name.");
    return finish(reading);
  }
  {
    std::vector<Finding> later;  // said when the sheet is read
    reading.languagesOf(Columns(*survey, Columns::Kind::survey, later));
  }
  readSettings(reading);
  readChoices(reading);
  readSurvey(reading, *survey);
  readEntities(reading);
  readLinks(reading);
  return finish(reading);
}

FormReading readForm(const Workbook& workbook) {
  return readForm(workbook, Companions());
}

}  // namespace limen::forms
