// SPDX-License-Identifier: Apache-2.0
// Since when a revision is in this store, by this station's clock: an envelope carries no time. A record's first one came when the
// record did; of what is written to it later there is a row each.
#pragma once

#include <map>

#include "store/station_store.h"

namespace limen {

// The first time counts. `record` is the row's id.
Result<void> noteCame(Database& database, std::int64_t record, const RevisionId& revision, std::int64_t whenMs);
Result<void> dropCame(Database& database, std::int64_t record);

// Of these revisions of a record, as far as it is known: before version 12 it was not kept.
Result<std::map<RevisionId, std::int64_t>> cameTimes(StationStore& store, const RecordId& record, const std::vector<RevisionId>& revisions);

}  // namespace limen
