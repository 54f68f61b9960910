// SPDX-License-Identifier: Apache-2.0
// Until when something is kept, in the words of the commands.
#pragma once

#include <string>
#include <vector>

#include "station/kept.h"

namespace limen {

std::string dayOf(Week week);  // the Monday that the week begins on, 2026-11-23
std::string keptWords(const KeptCompartment& kept);  // "kept until the week of 2027-11-22 (arrival, from captured)"

}  // namespace limen
