// SPDX-License-Identifier: Apache-2.0
#include "forms/form_file.h"

#include "forms/external_files.h"

namespace limen::forms {

namespace fs = std::filesystem;

namespace {

std::string sentenceOf(const Error& error) {
  const std::string where = error.context().empty() ? std::string() : " (" + error.context() + ")";
  if (error.is(WorkbookError::tooLarge))
    return "The form is larger than this program reads" + where + "; take out what it does not need.";
  if (error.is(WorkbookError::refused)) return "The form is damaged" + where + "; save it again from the program that made it.";
  return "This is no form" + where + "; it must be an .xlsx or .xls workbook, a folder of .csv sheets or the XML of an XForm.";
}

}  // namespace

Result<FormFile> openFormFile(const fs::path& path) {
  FormFile file;
  auto workbook = readWorkbook(path);
  if (!workbook) {
    if (workbook.error().is(WorkbookError::unreadable)) return unexpected(workbook.error());
    file.reading.findings.push_back({Severity::error, path.filename().string(), 0, "", sentenceOf(workbook.error())});
    return file;
  }
  file.reading = readForm(*workbook, Companions(path));
  file.workbook = std::move(*workbook);
  return file;
}

Result<FormReading> readFormFile(const fs::path& path) {
  LIMEN_ASSIGN(auto file, openFormFile(path));
  return std::move(file.reading);
}

}  // namespace limen::forms
