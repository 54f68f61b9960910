// SPDX-License-Identifier: Apache-2.0
// Inside the room: the rows of scopes and chains in a station's store, shared by what makes, confirms and pulls revisions.
#pragma once

#include <cstdint>
#include <optional>

#include "core/ids.h"
#include "store/database.h"

namespace limen {

struct ChainRow {
  std::int64_t id = 0;
  bool ours = false;
  std::uint64_t made = 0;  // the last counter known here, whoever made it
  Hash madeHash;
  std::uint64_t end = 0;  // everything up to it is acknowledged (ours) or pulled
  Hash endHash;
};

Result<std::int64_t> stationScopeRow(Database& database, const ScopeId& scope);
Result<std::optional<ChainRow>> findChain(Database& database, const StationId& station, const ScopeId& scope);
Result<ChainRow> chainRow(Database& database, const StationId& station, const ScopeId& scope, bool ours);
Result<void> writeChain(Database& database, const ChainRow& chain);
// Moves the end as far as nothing is missing and nothing waits for its acknowledgement. The same rule as the server's.
Result<void> advanceEnd(Database& database, ChainRow& chain);
// The cursor is the highest number below which none is unseen: numbers may come by courier, in any order.
Result<void> markSeen(Database& database, const ScopeId& scope, std::uint64_t number);

struct TallyChange {
  std::int64_t records = 0, own = 0, confirmed = 0, waiting = 0;
};
Result<void> changeTally(Database& database, const TallyChange& change);

}  // namespace limen
