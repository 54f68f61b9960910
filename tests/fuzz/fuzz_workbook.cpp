// SPDX-License-Identifier: Apache-2.0
// Any bytes as .xlsx or .xls: refused, or sheets from which a form or findings come; a form that was read compiles or says why
// not.
#include <cstddef>

#include "core/check.h"
#include "forms/cells.h"
#include "forms/form_session.h"
#include "forms/workbook.h"

extern "C" int LLVMFuzzerTestOneInput(const limen::Byte* data, std::size_t size) {
  const limen::ByteView bytes(data, size);
  const auto workbook = limen::forms::isXls(bytes) ? limen::forms::readXls(bytes) : limen::forms::readXlsx(bytes);
  if (!workbook) return 0;
  auto reading = limen::forms::readForm(*workbook);
  LIMEN_CHECK(reading.form || !reading.findings.empty());
  if (reading.form) static_cast<void>(limen::forms::CompiledForm::compile(std::move(*reading.form)));
  return 0;
}
