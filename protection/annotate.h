// SPDX-License-Identifier: Apache-2.0
// The protect columns of a plain XLSForm, proposed from types, names and labels for a person to go over. Purposes and reasons are left to
// be written: only who runs the service knows them.
#pragma once

#include <string>
#include <vector>

#include "forms/workbook.h"

namespace limen {

struct Proposal {
  std::uint32_t row = 0;  // in the sheet that was read
  std::string question, category, compartment, minimise;
  std::string because;  // the word or the type that it was taken from
};
struct Annotated {
  std::vector<Proposal> proposals;  // one for each question that stores an answer
  forms::Workbook workbook;         // the same with protect columns, and the sheets a programme needs
};
Annotated annotate(const forms::Workbook& workbook, const forms::FormDefinition& form);

}  // namespace limen
