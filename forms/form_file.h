// SPDX-License-Identifier: Apache-2.0
// The one way from a path to a form, whatever kind it is: a workbook (.xlsx or .xls, told by their bytes), a folder of .csv sheets,
// or the XML of an ODK XForm. The files that the form names are looked for beside it, in its folder and in `<name>-media`.
#pragma once

#include <filesystem>
#include <optional>

#include "forms/workbook.h"

namespace limen::forms {

struct FormFile {
  std::optional<Workbook> workbook;  // what it was read from; nothing for an XForm
  FormReading reading;               // a container that is damaged, too large or hostile is a finding too
};

// FileError: missing, unreadable.
Result<FormFile> openFormFile(const std::filesystem::path& path);
Result<FormReading> readFormFile(const std::filesystem::path& path);

}  // namespace limen::forms
