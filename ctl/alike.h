// SPDX-License-Identifier: Apache-2.0
// Suggested duplicates as JSON: ids and reasons, never an answer.
#pragma once

#include <string>

#include "station/duplicates.h"

namespace limen {

std::string jsonOf(const RecordId& record, const std::vector<Alike>& found);

}  // namespace limen
