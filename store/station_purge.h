// SPDX-License-Identifier: Apache-2.0
// Parts of records whose time is over, at a station; and the holds that keep them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "crypto/retention_weeks.h"
#include "store/retained.h"
#include "store/station_store.h"

namespace limen {

// Takes the parts that go by this week off the disk: what opens them, their ciphertext (its hash stays), the record's words, its print
// and, with the last part, its pictures. What the server has not called safe waits until it does. Records looked at: at most `limit`.
struct Purged {
  std::uint64_t records = 0, parts = 0;
  bool more = false;
};
Result<Purged> purgeParts(StationStore& store, Week now, std::uint32_t limit);

// What keeps the parts of a record, as its revisions say it here; empty where they say nothing.
struct Kept {
  std::vector<RetentionBound> standing;
  std::vector<HeldOrder> orders;
};
Result<Kept> keptOf(StationStore& store, const RecordId& record);

// Records by the week in which something of them goes, or is looked at again: the nearest first.
struct RetainedRecord {
  RecordId record;
  Week week = 0;
};
Result<std::vector<RetainedRecord>> nextToGo(StationStore& store, std::uint32_t limit);

// A hold or its end, among the tombstones: numbered and handed on as they are. Once each. `number` is the server's, 0 while it has given none.
Result<void> takeOrder(StationStore& store, const HeldOrder& order, const ScopeId& scope, const RecordId& record, ByteView content,
                       std::uint64_t number, const AuditAct& audit);
Result<std::vector<Bytes>> ordersOn(StationStore& store, const RecordId& record);  // as they are signed, oldest first

// Prints that were made before; how many went.
Result<std::uint64_t> purgePrints(StationStore& store, std::int64_t savedBeforeMs);

}  // namespace limen
