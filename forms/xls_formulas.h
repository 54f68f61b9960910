// SPDX-License-Identifier: Apache-2.0
// What the formulas of an .xls came to when it was saved: libfreexl leaves their cells empty. Bounds-checked, nothing is
// computed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/bytes.h"

namespace limen::forms {

struct FormulaCell {
  std::uint32_t sheet = 0;            // in the order of the workbook
  std::uint32_t row = 0, column = 0;  // from 0
  std::string text;
};
// In the order of the file; empty when there are none or the file is not what it should be.
std::vector<FormulaCell> formulasOf(ByteView xls);

}  // namespace limen::forms
