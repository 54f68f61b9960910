// SPDX-License-Identifier: Apache-2.0
// Any bytes as a .csv sheet: refused, or rows; as a `survey` sheet: a form or findings.
#include <cstddef>

#include "core/check.h"
#include "forms/csv.h"
#include "forms/workbook.h"

extern "C" int LLVMFuzzerTestOneInput(const limen::Byte* data, std::size_t size) {
  const auto rows = limen::forms::parseCsv(limen::textOf({data, size}));
  if (!rows || rows->empty()) return 0;
  limen::forms::Workbook workbook;
  limen::forms::Sheet survey{"survey", rows->front(), {}};
  for (std::size_t i = 1; i < rows->size() && i < 200; ++i) {
    limen::forms::Row row{static_cast<std::uint32_t>(i + 1), (*rows)[i]};
    row.cells.resize(survey.headings.size());
    survey.rows.push_back(std::move(row));
  }
  workbook.sheets.push_back(std::move(survey));
  const auto reading = limen::forms::readForm(workbook);
  LIMEN_CHECK(reading.form || !reading.findings.empty());
  return 0;
}
