// SPDX-License-Identifier: Apache-2.0
// Reading a workbook: .xlsx or .xls bytes or a folder of .csv become sheets of text cells; sheets `survey`, `choices`, `settings`
// become a FormDefinition. Every refusal names sheet, row and column.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/bytes.h"
#include "core/result.h"
#include "forms/definition.h"

namespace limen::forms {

enum class WorkbookError { unreadable, notAWorkbook, tooLarge, refused };
constexpr std::string_view roomOf(WorkbookError) {
  return "workbook";
}
std::string_view nameOf(WorkbookError cause);

// How headings compare: lower case, "_" for spaces, "::" for ":"; a language after it stays as written.
// "Label : English (en)" -> "label::English (en)".
std::string headingKey(std::string_view heading);

// One sheet: a heading row and the rows below it, cells as trimmed UTF-8 text. Empty rows are left out, `row` keeps the
// number that Excel shows.
struct Row {
  std::uint32_t number = 0;
  std::vector<std::string> cells;  // as many as there are headings
};
struct Sheet {
  std::string name;
  std::vector<std::string> headings;  // as written; compare with headingKey()
  std::vector<Row> rows;
  const std::string& cell(const Row& row, std::string_view heading) const;  // "" when there is no such column
};
struct Workbook {
  std::vector<Sheet> sheets;
  const Sheet* sheet(std::string_view name) const;  // any case; null when missing
};

enum class Severity { warning, error };
struct Finding {  // one line of `form check` and `programme build`
  Severity severity = Severity::error;
  std::string sheet;
  std::uint32_t row = 0;  // 0: the sheet as a whole
  std::string column;     // as headed in the sheet; "" for the row as a whole
  std::string message;    // a whole sentence: what was found, what would be right
};

// Bounds: 2 MiB compressed, 64 MiB unpacked, 16,384 columns, 1,048,576 rows, 32,767 characters a cell.
Result<Workbook> readXlsx(ByteView bytes);
Result<Workbook> readXls(ByteView bytes);  // Excel 97 to 2003, at most 16 MiB
Result<Workbook> readCsvFolder(const std::filesystem::path& folder);  // survey.csv, choices.csv, settings.csv, purposes.csv ...
Result<Workbook> readWorkbook(const std::filesystem::path& path);     // a file, whatever its name ends in, or a folder

// Reads every row it can, so that an author sees all findings at once. A form only when no finding is an error.
struct FormReading {
  std::optional<FormDefinition> form;
  std::vector<Finding> findings;
};
FormReading readForm(const Workbook& workbook);
class Companions;  // external_files.h
FormReading readForm(const Workbook& workbook, const Companions& companions);

}  // namespace limen::forms
