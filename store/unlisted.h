// SPDX-License-Identifier: Apache-2.0
// Records that a risk rule keeps out of every list: by their ids, and nothing of why.
#pragma once

#include <set>

#include "core/ids.h"
#include "store/database.h"

namespace limen {

Result<void> leaveOutOfLists(Database& database, const RecordId& record);
Result<std::set<RecordId>> unlistedRecords(Database& database);

}  // namespace limen
