// SPDX-License-Identifier: Apache-2.0
// Keyed prints of the persons captured here: what they are made of is protection's, here they are bytes of a record.
#pragma once

#include <optional>
#include <vector>

#include "core/ids.h"
#include "store/database.h"

namespace limen {

struct PrintRow {
  RecordId record;
  std::int64_t savedMs = 0;
  Bytes content;
};
Result<void> putPrint(Database& database, const PrintRow& row);  // in the place of the record's one before
Result<std::optional<PrintRow>> printOf(Database& database, const RecordId& record);
Result<std::vector<PrintRow>> prints(Database& database, std::uint32_t limit);  // the newest first
// By their ids, those saved at `sinceMs` or later; the ones behind `after`.
Result<std::vector<PrintRow>> printsBehind(Database& database, const RecordId& after, std::int64_t sinceMs, std::uint32_t limit);
Result<std::int64_t> printSavedBefore(Database& database, std::uint32_t newest);  // when the print behind so many newer ones was saved; 0: there are no more
Result<void> dropPrint(Database& database, const RecordId& record);  // and what was said about its person
Result<void> dropPrintsBefore(Database& database, std::int64_t savedMs);
Result<void> dropPrints(Database& database);

}  // namespace limen
