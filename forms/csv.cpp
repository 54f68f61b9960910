// SPDX-License-Identifier: Apache-2.0
#include "forms/csv.h"

#include "forms/cells.h"

namespace limen::forms {

Result<std::vector<CsvRow>> parseCsv(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  if (!isUtf8(text)) return unexpected(WorkbookError::refused, "the text is not UTF-8");
  std::vector<CsvRow> rows;
  std::size_t at = 0;
  while (at < text.size()) {
    CsvRow row;
    const std::string where = "row " + std::to_string(rows.size() + 1);
    if (rows.size() >= kMaxRows) return unexpected(WorkbookError::tooLarge, where);
    for (bool more = true; more;) {
      std::string cell;
      if (text[at] == '"') {
        for (++at;; ++at) {
          if (at >= text.size()) return unexpected(WorkbookError::refused, where + ": a quote is not closed");
          if (text[at] != '"') {
            cell += text[at];
          } else if (at + 1 < text.size() && text[at + 1] == '"') {
            cell += text[++at];
          } else {
            break;
          }
        }
        ++at;
        if (at < text.size() && text[at] != ',' && text[at] != '\n' && text[at] != '\r')
          return unexpected(WorkbookError::refused, where + ": text follows a closing quote");
      } else {
        const std::size_t end = std::min(text.find_first_of(",\r\n", at), text.size());
        cell = text.substr(at, end - at);
        at = end;
      }
      if (cell.size() > kMaxCellBytes) return unexpected(WorkbookError::tooLarge, where + ": a cell is too long");
      row.push_back(std::move(cell));
      if (row.size() > kMaxColumns) return unexpected(WorkbookError::tooLarge, where + ": too many columns");
      more = at < text.size() && text[at] == ',';
      if (more && ++at == text.size()) {
        row.emplace_back();
        more = false;
      }
    }
    if (at < text.size() && text[at] == '\r') ++at;
    if (at < text.size() && text[at] == '\n') ++at;
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace limen::forms
