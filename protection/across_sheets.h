// SPDX-License-Identifier: Apache-2.0
// What no row shows by itself: one retention a compartment, an assessment where special data are asked for, logic across compartments.
#pragma once

#include "protection/sheets.h"

namespace limen {

void acrossSheets(const forms::FormDefinition& form, const Programme& programme, Findings& findings);

}  // namespace limen
