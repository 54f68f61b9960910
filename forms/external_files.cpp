// SPDX-License-Identifier: Apache-2.0
#include "forms/external_files.h"

#include <algorithm>

#include "core/files.h"
#include "forms/lexical.h"
#include "forms/wording.h"
#include "forms/xml_tree.h"

namespace limen::forms {

namespace fs = std::filesystem;

Companions::Companions(const fs::path& form) {
  std::error_code failed;
  const fs::path whole = fs::absolute(form, failed).lexically_normal();
  const fs::path named = whole.has_filename() ? whole : whole.parent_path();
  const fs::path beside = named.parent_path();
  folders_.push_back(beside / (named.stem().string() + "-media"));
  if (fs::is_directory(named, failed)) folders_.push_back(named);
  folders_.push_back(beside);
}

Result<Bytes> Companions::read(std::string_view name) const {
  const bool plain =
      !name.empty() && name != "." && name != ".." && name.find_first_of(std::string_view("/\\\0", 3)) == std::string_view::npos;
  if (!plain) return unexpected(FileError::missing);
  for (const fs::path& folder : folders_) {
    auto bytes = readFile(folder / std::string(name), kMaxCompanionBytes);
    if (bytes || !bytes.error().is(FileError::missing)) return bytes;
  }
  return unexpected(FileError::missing);
}

std::string sourceOfFile(std::string_view name) {
  return (lowered(name).ends_with(".csv") ? "jr://file-csv/" : "jr://file/") + std::string(name);
}

std::string_view fileOfSource(std::string_view source) {
  for (const std::string_view scheme : {"jr://file-csv/", "jr://file/"}) {
    if (source.starts_with(scheme)) return source.substr(scheme.size());
  }
  return {};
}

CompanionProblem readItems(SecondaryInstance& instance, const Companions& companions) {
  const std::string file(fileOfSource(instance.source));
  if (file.empty()) return {};
  const auto bytes = companions.read(file);
  if (!bytes) {
    if (bytes.error().is(FileError::missing))
      return {Severity::warning, "The file " + inQuotes(file) + " is not beside the form; until it is there, its list is empty."};
    const bool large = bytes.error().is(FileError::tooLarge);
    return {Severity::error, "The file " + inQuotes(file) + (large ? " is larger than 256 MiB." : " cannot be read.")};
  }
  const std::string ending = lowered(fs::path(file).extension().string());
  auto items = ending == ".csv"                            ? readCsvItems(*bytes)
               : ending == ".geojson" || ending == ".json" ? readGeojson(*bytes)
                                                           : readXml(*bytes);
  if (!items) {
    const std::string where = items.error().context().empty() ? "" : " (" + items.error().context() + ")";
    return {Severity::error, "The file " + inQuotes(file) + " cannot be read as " + (ending.empty() ? "xml" : ending.substr(1)) +
                                 where + "; save it again from the program that made it."};
  }
  instance.items = std::move(*items);
  return {};
}

std::vector<std::string> columnsOf(const XmlTree& items) {
  std::vector<std::string> columns;
  const XmlIndex root = items.root();
  if (root == kNoXml) return columns;
  XmlIndex item = items.firstChild(root);
  while (item != kNoXml && items.kind(item) != XmlKind::element) item = items.nextSibling(item);
  if (item == kNoXml) return columns;
  for (XmlIndex cell = items.firstChild(item); cell != kNoXml; cell = items.nextSibling(cell)) {
    if (items.kind(cell) == XmlKind::element) columns.push_back(items.name(cell).local);
  }
  return columns;
}

}  // namespace limen::forms
