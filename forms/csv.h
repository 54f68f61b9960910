// SPDX-License-Identifier: Apache-2.0
// RFC 4180 as spreadsheets write it: commas, quotes doubled inside quotes, line ends of any kind, a byte-order mark.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "forms/workbook.h"

namespace limen::forms {

using CsvRow = std::vector<std::string>;

// One row a record, an empty line being a row of one empty cell. refused when a quote is not closed, a quoted cell goes on after
// its closing quote, or the text is not UTF-8; tooLarge beyond the bounds of workbook.h. The context names the row.
Result<std::vector<CsvRow>> parseCsv(std::string_view text, char delimiter = ',');

// The same, row by row and without a bound on their number, cells as views that live until `visit` returns. An error of
// `visit` ends it and is handed on.
Result<void> scanCsv(std::string_view text, char delimiter,
                     const std::function<Result<void>(std::span<const std::string_view>)>& visit);
// ',', ';' or tab, whichever the first line holds most of outside quotes.
char delimiterOf(std::string_view text);

}  // namespace limen::forms
