// SPDX-License-Identifier: Apache-2.0
// The few parts of an Office Open XML workbook that hold text: workbook, relationships, shared strings, styles (which cells are
// dates), sheets. libzip opens the container, pugixml the parts; both see bounded input only.
#include <zip.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <map>
#include <memory>
#include <optional>
#include <pugixml.hpp>

#include "forms/cells.h"
#include "forms/lexical.h"
#include "forms/workbook.h"

namespace limen::forms {
namespace {

// A tree costs up to 16 times the text it was parsed from, so what is counted is tags, not only bytes.
constexpr std::size_t kMaxTags = 4'000'000;

std::string_view localName(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node childNamed(const pugi::xml_node& parent, std::string_view name) {
  for (const auto& node : parent.children()) {
    if (localName(node) == name) return node;
  }
  return {};
}

// Excel writes characters that XML cannot hold as _x000D_.
std::string unescaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned code = 0;
    if (text.size() - i >= 7 && text[i] == '_' && text[i + 1] == 'x' && text[i + 6] == '_') {
      const auto read = std::from_chars(text.data() + i + 2, text.data() + i + 6, code, 16);
      if (read.ptr == text.data() + i + 6 && code < 0x80) {
        if (code >= 0x20 || code == '\n' || code == '\t') out += static_cast<char>(code);
        i += 6;
        continue;
      }
    }
    if (text[i] != '\r') out += text[i];
  }
  return out;
}

// The text of a shared or inline string: plain, or runs of rich text; phonetic hints left out.
std::string stringOf(const pugi::xml_node& item) {
  std::string out;
  for (const auto& part : item.children()) {
    if (localName(part) == "t") out += part.text().get();
    if (localName(part) == "r") out += childNamed(part, "t").text().get();
  }
  return unescaped(out);
}

class Archive {
 public:
  static Result<Archive> open(ByteView bytes) {
    if (bytes.size() > kMaxPackedBytes) return unexpected(WorkbookError::tooLarge, "the file");
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
    if (source == nullptr) return unexpected(WorkbookError::unreadable, "the file");
    zip_t* zip = zip_open_from_source(source, ZIP_RDONLY, nullptr);
    if (zip == nullptr) {
      zip_source_free(source);
      return unexpected(WorkbookError::notAWorkbook, "not a zip container");
    }
    return Archive(zip);
  }

  bool has(const std::string& part) const { return zip_name_locate(zip_.get(), part.c_str(), 0) >= 0; }

  // The sizes that a zip claims are not believed: reading stops at the bound.
  Result<std::unique_ptr<pugi::xml_document>> parse(const std::string& part) {
    const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(zip_fopen(zip_.get(), part.c_str(), 0), zip_fclose);
    if (!file) return unexpected(WorkbookError::refused, "part " + part + " is missing");
    std::string text;
    char buffer[1 << 16];
    for (;;) {
      const auto got = zip_fread(file.get(), buffer, sizeof(buffer));
      if (got < 0) return unexpected(WorkbookError::refused, "part " + part + " is damaged");
      if (got == 0) break;
      unpacked_ += static_cast<std::size_t>(got);
      if (unpacked_ > kMaxUnpackedBytes) return unexpected(WorkbookError::tooLarge, "unpacked");
      text.append(buffer, static_cast<std::size_t>(got));
    }
    tags_ += static_cast<std::size_t>(std::count(text.begin(), text.end(), '<'));
    if (tags_ > kMaxTags) return unexpected(WorkbookError::tooLarge, "unpacked");
    if (text.find("<!DOCTYPE") != std::string::npos)
      return unexpected(WorkbookError::refused, "part " + part + " declares entities");
    auto document = std::make_unique<pugi::xml_document>();
    if (!document->load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_ws_pcdata_single))
      return unexpected(WorkbookError::refused, "part " + part + " is damaged");
    return document;
  }

 private:
  explicit Archive(zip_t* zip) : zip_(zip, zip_discard) {}
  std::unique_ptr<zip_t, void (*)(zip_t*)> zip_;
  std::size_t unpacked_ = 0;
  std::size_t tags_ = 0;
};

// d, m, y, h or s outside quotes, brackets and escapes makes a number format a date's.
bool isDateFormat(std::string_view code) {
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = lowered({&code[i], 1})[0];
    if (c == '"') {
      i = std::min(code.find('"', i + 1), code.size());
    } else if (c == '[') {
      i = std::min(code.find(']', i + 1), code.size());
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == 'd' || c == 'm' || c == 'y' || c == 'h' || c == 's') {
      return true;
    }
  }
  return false;
}

std::vector<bool> dateStyles(const pugi::xml_node& styleSheet) {
  std::map<int, bool> formats;
  for (const auto& format : childNamed(styleSheet, "numFmts").children())
    formats[format.attribute("numFmtId").as_int()] = isDateFormat(format.attribute("formatCode").value());
  std::vector<bool> styles;
  for (const auto& style : childNamed(styleSheet, "cellXfs").children()) {
    const int id = style.attribute("numFmtId").as_int();
    const auto custom = formats.find(id);
    styles.push_back(custom != formats.end() ? custom->second : (id >= 14 && id <= 22) || (id >= 45 && id <= 47));
  }
  return styles;
}

// A serial number of days as the date, time or both that Excel shows.
std::string dateFromSerial(double serial, bool from1904) {
  constexpr double kLastDay = 2'958'466;  // 9999-12-31 and a day
  if (serial < 0 || serial >= kLastDay) return formatNumber(serial);
  const double whole = std::floor(serial);
  const auto seconds = static_cast<int>(std::lround((serial - whole) * 86'400));
  char time[16];
  std::snprintf(time, sizeof(time), "%02d:%02d:%02d", seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
  if (whole == 0 && !from1904) return time;
  // 1900 was no leap year, but Excel's day 60 is 29 February 1900.
  const int base = from1904 ? -24'107 : whole < 60 ? -25'568 : -25'569;
  const std::string day = formatDate(Date{std::chrono::days{static_cast<int>(whole) + base + seconds / 86'400}});
  return seconds % 86'400 == 0 ? day : day + "T" + time;
}

std::optional<std::size_t> columnOf(std::string_view reference) {
  std::size_t column = 0;
  for (char c : reference) {
    if (c < 'A' || c > 'Z') break;
    column = column * 26 + static_cast<std::size_t>(c - 'A' + 1);
    if (column > kMaxColumns) return std::nullopt;
  }
  return column == 0 ? std::nullopt : std::optional(column - 1);
}

struct Reading {
  std::vector<std::string> shared;
  std::vector<bool> dates;
  bool from1904 = false;

  std::string cellText(const pugi::xml_node& cell) const {
    const std::string_view type = cell.attribute("t").value();
    if (type == "inlineStr") return stringOf(childNamed(cell, "is"));
    const std::string_view raw = childNamed(cell, "v").text().get();
    if (type == "s") {
      const auto index = parseInteger(raw);
      return index && *index >= 0 && static_cast<std::size_t>(*index) < shared.size() ? shared[static_cast<std::size_t>(*index)]
                                                                                      : "";
    }
    if (type == "b") return raw == "1" ? "TRUE" : "FALSE";
    if (type == "str" || type == "e" || type == "d") return unescaped(raw);
    double number = 0;
    const auto read = std::from_chars(raw.data(), raw.data() + raw.size(), number);
    if (raw.empty() || read.ec != std::errc{} || read.ptr != raw.data() + raw.size()) return unescaped(raw);
    const auto style = cell.attribute("s").as_uint();
    return style < dates.size() && dates[style] ? dateFromSerial(number, from1904) : formatNumber(number);
  }

  Result<Sheet> sheet(const std::string& name, const pugi::xml_node& worksheet) const {
    std::vector<GridRow> grid;
    std::uint32_t number = 0;
    std::size_t cells = 0;
    for (const auto& row : childNamed(worksheet, "sheetData").children()) {
      if (localName(row) != "row") continue;
      number = row.attribute("r").as_uint(number + 1);
      if (number > kMaxRows) return unexpected(WorkbookError::tooLarge, "sheet " + name);
      GridRow line;
      line.number = number;
      for (const auto& cell : row.children()) {
        if (localName(cell) != "c") continue;
        const auto reference = cell.attribute("r");
        const auto column = reference ? columnOf(reference.value()) : std::optional(line.cells.size());
        if (!column)
          return unexpected(WorkbookError::refused,
                            "sheet " + name + ", row " + std::to_string(number) + ": a cell without a place");
        std::string text = cellText(cell);
        if (text.size() > kMaxCellBytes)
          return unexpected(WorkbookError::tooLarge,
                            "sheet " + name + ", row " + std::to_string(number) + ": a cell is too long");
        if (text.empty()) continue;
        if (*column >= line.cells.size()) line.cells.resize(*column + 1);
        line.cells[*column] = std::move(text);
      }
      cells += line.cells.size();
      if (cells > kMaxCells) return unexpected(WorkbookError::tooLarge, "sheet " + name);
      if (!line.cells.empty()) grid.push_back(std::move(line));
    }
    return sheetFrom(name, std::move(grid));
  }
};

Result<Workbook> readParts(Archive archive) {
  const std::string kBook = "xl/workbook.xml", kLinks = "xl/_rels/workbook.xml.rels";
  if (!archive.has(kBook)) return unexpected(WorkbookError::notAWorkbook, "a zip container without a workbook");
  LIMEN_ASSIGN(const auto bookPart, archive.parse(kBook));
  LIMEN_ASSIGN(const auto linksPart, archive.parse(kLinks));
  Reading reading;
  if (archive.has("xl/sharedStrings.xml")) {
    LIMEN_ASSIGN(const auto strings, archive.parse("xl/sharedStrings.xml"));
    for (const auto& item : strings->document_element().children()) reading.shared.push_back(stringOf(item));
  }
  if (archive.has("xl/styles.xml")) {
    LIMEN_ASSIGN(const auto styles, archive.parse("xl/styles.xml"));
    reading.dates = dateStyles(styles->document_element());
  }
  const pugi::xml_node book = bookPart->document_element();
  reading.from1904 = childNamed(book, "workbookPr").attribute("date1904").as_bool();

  std::map<std::string, std::string> targets;
  for (const auto& link : linksPart->document_element().children()) {
    const std::string target = link.attribute("Target").value();
    targets[link.attribute("Id").value()] = target.starts_with('/') ? target.substr(1) : "xl/" + target;
  }
  Workbook workbook;
  for (const auto& entry : childNamed(book, "sheets").children()) {
    const std::string name = entry.attribute("name").value();
    std::string id;
    for (const auto& attribute : entry.attributes()) {
      if (std::string_view(attribute.name()).ends_with(":id")) id = attribute.value();
    }
    const auto target = targets.find(id);
    if (target == targets.end()) return unexpected(WorkbookError::refused, "sheet " + name + " is missing");
    if (workbook.sheets.size() >= kMaxSheets) return unexpected(WorkbookError::tooLarge, "more than 64 sheets");
    LIMEN_ASSIGN(const auto part, archive.parse(target->second));
    if (localName(part->document_element()) != "worksheet") continue;  // a chart
    LIMEN_ASSIGN(auto sheet, reading.sheet(name, part->document_element()));
    workbook.sheets.push_back(std::move(sheet));
  }
  if (workbook.sheets.empty()) return unexpected(WorkbookError::notAWorkbook, "no sheet");
  return workbook;
}

}  // namespace

Result<Workbook> readXlsx(ByteView bytes) {
  try {
    LIMEN_ASSIGN(auto archive, Archive::open(bytes));
    return readParts(std::move(archive));
  } catch (const std::bad_alloc&) {
    return unexpected(WorkbookError::tooLarge, "unpacked");
  }
}

}  // namespace limen::forms
