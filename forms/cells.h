// SPDX-License-Identifier: Apache-2.0
// From a grid of cells to a Sheet, and the bounds that both containers share.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/bytes.h"
#include "core/result.h"
#include "forms/workbook.h"

namespace limen::forms {

constexpr std::size_t kMaxPackedBytes = std::size_t{2} << 20;
constexpr std::size_t kMaxLegacyBytes = std::size_t{16} << 20;  // an .xls is not compressed
constexpr std::size_t kMaxUnpackedBytes = std::size_t{64} << 20;
constexpr std::size_t kMaxColumns = 16'384;
constexpr std::size_t kMaxRows = 1'048'576;
constexpr std::size_t kMaxCellBytes = 32'767 * 4;  // Excel counts characters
constexpr std::size_t kMaxCells = 4'000'000;       // of one sheet, the empty ones between filled ones included
constexpr std::size_t kMaxSheets = 64;

struct GridRow {
  std::uint32_t number = 0;
  std::vector<std::string> cells;
};

// The first row that is not empty holds the headings. Cells to the right of them are dropped, missing ones are "".
// tooLarge beyond kMaxCells, refused when a cell is not UTF-8.
Result<Sheet> sheetFrom(std::string name, std::vector<GridRow> grid);

bool isUtf8(std::string_view text);
bool isXls(ByteView bytes);

}  // namespace limen::forms
