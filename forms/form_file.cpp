// SPDX-License-Identifier: Apache-2.0
#include "forms/form_file.h"

#include <algorithm>
#include <charconv>

#include "core/files.h"
#include "forms/external_files.h"
#include "forms/xforms.h"

namespace limen::forms {

namespace fs = std::filesystem;

namespace {

// "sheet survey, row 3: a cell is too long" names the place of a finding.
void placeInto(Finding& finding, std::string_view context) {
  static constexpr std::string_view kSheet = "sheet ", kRow = ", row ";
  if (!context.starts_with(kSheet)) return;
  context.remove_prefix(kSheet.size());
  const auto end = std::min(context.find(", "), context.find(": "));
  finding.sheet = context.substr(0, end);
  if (const auto row = context.find(kRow); row != std::string_view::npos)
    std::from_chars(context.data() + row + kRow.size(), context.data() + context.size(), finding.row);
}

std::string sentenceOf(const Error& error) {
  const std::string where = error.context().empty() ? std::string() : " (" + error.context() + ")";
  if (error.is(WorkbookError::tooLarge))
    return "The form is larger than this program reads" + where + "; take out what it does not need.";
  if (error.is(WorkbookError::refused)) return "The form is damaged" + where + "; save it again from the program that made it.";
  return "This is no form" + where + "; it must be an .xlsx or .xls workbook, a folder of .csv sheets or the XML of an XForm.";
}

// XML is told by its first sign after a byte-order mark and white space.
bool isXml(std::string_view content) {
  if (content.starts_with("\xef\xbb\xbf")) content.remove_prefix(3);
  const auto first = content.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && content[first] == '<';
}

}  // namespace

Result<FormFile> openFormFile(const fs::path& path) {
  FormFile file;
  const auto refuse = [&](const Error& error) {
    Finding finding{Severity::error, path.filename().string(), 0, "", sentenceOf(error)};
    placeInto(finding, error.context());
    file.reading.findings.push_back(std::move(finding));
    return file;
  };
  const Companions companions(path);
  std::error_code failed;
  if (!fs::is_directory(path, failed)) {
    const auto content = readFile(path, kMaxXformBytes);
    if (!content && !content.error().is(FileError::tooLarge)) return unexpected(content.error());
    if (!content) return refuse(Error(WorkbookError::tooLarge));
    if (isXml(textOf(*content))) {
      file.reading = readXform(*content, companions);
      return file;
    }
  }
  auto workbook = readWorkbook(path);
  if (!workbook) {
    if (workbook.error().is(WorkbookError::unreadable)) return unexpected(workbook.error());
    return refuse(workbook.error());
  }
  file.reading = readForm(*workbook, companions);
  file.workbook = std::move(*workbook);
  return file;
}

Result<FormReading> readFormFile(const fs::path& path) {
  LIMEN_ASSIGN(auto file, openFormFile(path));
  return std::move(file.reading);
}

}  // namespace limen::forms
