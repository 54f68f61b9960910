// SPDX-License-Identifier: Apache-2.0
#include "forms/workbook.h"

#include <algorithm>

#include "core/files.h"
#include "forms/cells.h"
#include "forms/csv.h"
#include "forms/lexical.h"

namespace limen::forms {

namespace fs = std::filesystem;

std::string_view nameOf(WorkbookError cause) {
  switch (cause) {
    case WorkbookError::unreadable:
      return "unreadable";
    case WorkbookError::notAWorkbook:
      return "notAWorkbook";
    case WorkbookError::tooLarge:
      return "tooLarge";
    case WorkbookError::refused:
      return "refused";
  }
  return "unknown";
}

std::string headingKey(std::string_view heading) {
  heading = trimmed(heading);
  std::string key;
  bool languagePart = false;
  for (std::size_t i = 0; i < heading.size(); ++i) {
    const char c = heading[i];
    if (c == ':') {
      // "label:English" and "label::English" are one heading. What follows the last colon is a language, kept as written, but for
      // `media::image` and the like.
      while (!key.empty() && key.back() == '_') key.pop_back();
      while (i + 1 < heading.size() && (heading[i + 1] == ':' || heading[i + 1] == ' ')) ++i;
      key += "::";
      languagePart = key != "media::" && key != "bind::" && key != "body::" && key != "protect::";
    } else if (languagePart) {
      key += c;
    } else {
      key += c == ' ' || c == '-' ? '_' : lowered({&c, 1})[0];
    }
  }
  return key;
}

const std::string& Sheet::cell(const Row& row, std::string_view heading) const {
  static const std::string kNothing;
  const std::string key = headingKey(heading);
  for (std::size_t i = 0; i < headings.size(); ++i) {
    if (headingKey(headings[i]) == key) return row.cells[i];
  }
  return kNothing;
}

const Sheet* Workbook::sheet(std::string_view name) const {
  const std::string wanted = lowered(name);
  const auto found =
      std::find_if(sheets.begin(), sheets.end(), [&](const Sheet& s) { return lowered(trimmed(s.name)) == wanted; });
  return found == sheets.end() ? nullptr : &*found;
}

Result<Sheet> sheetFrom(std::string name, std::vector<GridRow> grid) {
  Sheet sheet;
  sheet.name = std::move(name);
  for (auto& line : grid) {
    bool anything = false;
    for (auto& cell : line.cells) {
      if (const auto text = trimmed(cell); text.size() != cell.size()) cell = std::string(text);
      if (!isUtf8(cell))
        return unexpected(WorkbookError::refused,
                          "sheet " + sheet.name + ", row " + std::to_string(line.number) + ": a cell is not UTF-8");
      anything = anything || !cell.empty();
    }
    if (!anything) continue;
    if (sheet.headings.empty()) {
      while (line.cells.back().empty()) line.cells.pop_back();
      sheet.headings = std::move(line.cells);
    } else {
      if ((sheet.rows.size() + 1) * sheet.headings.size() > kMaxCells)
        return unexpected(WorkbookError::tooLarge, "sheet " + sheet.name);
      line.cells.resize(sheet.headings.size());
      sheet.rows.push_back({line.number, std::move(line.cells)});
    }
  }
  return sheet;
}

bool isUtf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t size = lead < 0x80                   ? 1
                             : lead >= 0xc2 && lead < 0xe0 ? 2
                             : lead >= 0xe0 && lead < 0xf0 ? 3
                             : lead >= 0xf0 && lead < 0xf5 ? 4
                                                           : 0;
    if (size == 0 || i + size > text.size()) return false;
    char32_t code = size == 1 ? lead : lead & (0x7fu >> size);
    for (std::size_t k = 1; k < size; ++k) {
      const auto next = static_cast<unsigned char>(text[i + k]);
      if ((next & 0xc0) != 0x80) return false;
      code = (code << 6) | (next & 0x3f);
    }
    const bool overlong = (size == 3 && code < 0x800) || (size == 4 && (code < 0x10000 || code > 0x10ffff));
    if (overlong || (code >= 0xd800 && code < 0xe000)) return false;
    i += size;
  }
  return true;
}

Result<Workbook> readCsvFolder(const fs::path& folder) {
  std::error_code failed;
  std::vector<fs::path> files;
  for (fs::directory_iterator it(folder, failed), end; !failed && it != end; it.increment(failed)) {
    if (lowered(it->path().extension().string()) != ".csv") continue;
    files.push_back(it->path());
    if (files.size() > kMaxSheets) return unexpected(WorkbookError::tooLarge, "more than 64 sheets");
  }
  if (failed) return unexpected(WorkbookError::unreadable, "the folder cannot be read");
  if (files.empty()) return unexpected(WorkbookError::notAWorkbook, "the folder holds no .csv file");
  std::sort(files.begin(), files.end());

  Workbook book;
  std::size_t total = 0;
  for (const auto& file : files) {
    const std::string name = file.stem().string();
    const auto content = readFile(file, kMaxUnpackedBytes);
    if (!content) {
      const bool big = content.error().is(FileError::tooLarge);
      return unexpected(big ? WorkbookError::tooLarge : WorkbookError::unreadable, "sheet " + name);
    }
    total += content->size();
    if (total > kMaxUnpackedBytes) return unexpected(WorkbookError::tooLarge, "sheet " + name);
    // Excel writes semicolons where the comma is the decimal sign.
    auto rows = parseCsv(textOf(*content), delimiterOf(textOf(*content)));
    if (!rows) {
      const bool big = rows.error().is(WorkbookError::tooLarge);
      return unexpected(big ? WorkbookError::tooLarge : WorkbookError::refused, "sheet " + name + ", " + rows.error().context());
    }
    std::vector<GridRow> grid;
    grid.reserve(rows->size());
    for (auto& cells : *rows) grid.push_back({static_cast<std::uint32_t>(grid.size() + 1), std::move(cells)});
    LIMEN_ASSIGN(auto sheet, sheetFrom(name, std::move(grid)));
    book.sheets.push_back(std::move(sheet));
  }
  return book;
}

Result<Workbook> readWorkbook(const fs::path& path) {
  std::error_code failed;
  if (fs::is_directory(path, failed)) return readCsvFolder(path);
  const auto content = readFile(path, kMaxLegacyBytes);
  if (!content) {
    const bool big = content.error().is(FileError::tooLarge);
    return unexpected(big ? WorkbookError::tooLarge : WorkbookError::unreadable, path.filename().string());
  }
  return isXls(*content) ? readXls(*content) : readXlsx(*content);
}

}  // namespace limen::forms
