// SPDX-License-Identifier: Apache-2.0
// Inside the room: all revisions of a record in the embedded server store, whoever wrote them, and what is left of them.
#pragma once

#include <vector>

#include "store/database.h"
#include "store/retained.h"

namespace limen {

Result<std::vector<RetainedRow>> recordRows(Database& database, const RecordId& record);
Result<void> keepOnly(Database& database, const RetainedRow& row, std::uint16_t compartments);  // ciphertexts and erasure parts

}  // namespace limen
