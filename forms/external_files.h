// SPDX-License-Identifier: Apache-2.0
// The files that a form names: lists of choices and look-up tables as csv, xml or geojson. They lie in the form's own folder or
// in
// `<name>-media` beside it; no name leads out of there.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/bytes.h"
#include "core/result.h"
#include "forms/definition.h"
#include "forms/workbook.h"

namespace limen::forms {

constexpr std::size_t kMaxCompanionBytes = std::size_t{256} << 20;

class Companions {
 public:
  Companions() = default;  // of a form that came without a folder: every file is missing
  explicit Companions(const std::filesystem::path& form);

  // FileError: missing also for a name that is more than a file's name.
  Result<Bytes> read(std::string_view name) const;

 private:
  std::vector<std::filesystem::path> folders_;
};

// "places.csv" -> "jr://file-csv/places.csv", "places.xml" -> "jr://file/places.xml"
std::string sourceOfFile(std::string_view name);
// The file that a source names; "" for one that names none ("jr://instance/last-saved").
std::string_view fileOfSource(std::string_view source);

// Fills `instance.items` from its source. What is missing is a warning and leaves the list empty, what is damaged an error; ""
// when all is well.
struct CompanionProblem {
  Severity severity = Severity::warning;
  std::string message;
};
CompanionProblem readItems(SecondaryInstance& instance, const Companions& companions);

// The names below the first item: the columns of a table.
std::vector<std::string> columnsOf(const XmlTree& items);

}  // namespace limen::forms
