// SPDX-License-Identifier: Apache-2.0
#include "store/station_chains.h"

#include "store/layouts.h"
#include "store/rows.h"

namespace limen {

Result<std::int64_t> stationScopeRow(Database& database, const ScopeId& scope) {
  LIMEN_ASSIGN(const auto known, firstRow(database.cached("SELECT id FROM scope WHERE scope = ?").bind(1, scope.bytes()),
                                          [](const Statement& row) { return row.integer(0); }));
  if (known) return *known;
  LIMEN_ASSIGN(const auto made,
               firstRow(database.cached("INSERT INTO scope(scope, cursor) VALUES(?, 0) RETURNING id").bind(1, scope.bytes()),
                        [](const Statement& row) { return row.integer(0); }));
  return made.value();
}

Result<std::optional<ChainRow>> findChain(Database& database, const StationId& station, const ScopeId& scope) {
  return firstRow(
      database
          .cached("SELECT c.id, c.ours, c.made, c.made_hash, c.end, c.end_hash FROM scope s JOIN chain c ON c.scope = s.id "
                  "WHERE s.scope = ? AND c.station = ?")
          .bind(1, scope.bytes())
          .bind(2, station.bytes()),
      [](const Statement& row) {
        return ChainRow{row.integer(0),     row.integer(1) != 0, unsignedAt(row, 2),
                        idAt<Hash>(row, 3), unsignedAt(row, 4),  idAt<Hash>(row, 5)};
      });
}

Result<ChainRow> chainRow(Database& database, const StationId& station, const ScopeId& scope, bool ours) {
  LIMEN_ASSIGN(auto found, findChain(database, station, scope));
  if (found) {
    found->ours = found->ours || ours;
    return *found;
  }
  LIMEN_ASSIGN(const std::int64_t owner, stationScopeRow(database, scope));
  const Hash zeros;
  LIMEN_ASSIGN(const auto made, firstRow(database
                                             .cached("INSERT INTO chain(scope, station, ours, made, made_hash, end, end_hash) "
                                                     "VALUES(?1, ?2, ?3, 0, ?4, 0, ?4) RETURNING id")
                                             .bind(1, owner)
                                             .bind(2, station.bytes())
                                             .bind(3, ours)
                                             .bind(4, zeros.bytes()),
                                         [](const Statement& row) { return row.integer(0); }));
  ChainRow chain;
  chain.id = made.value();
  chain.ours = ours;
  return chain;
}

Result<void> writeChain(Database& database, const ChainRow& chain) {
  return database.cached("UPDATE chain SET ours = ?, made = ?, made_hash = ?, end = ?, end_hash = ? WHERE id = ?")
      .bind(1, chain.ours)
      .bind(2, static_cast<std::int64_t>(chain.made))
      .bind(3, chain.madeHash.bytes())
      .bind(4, static_cast<std::int64_t>(chain.end))
      .bind(5, chain.endHash.bytes())
      .bind(6, chain.id)
      .run();
}

Result<void> advanceEnd(Database& database, ChainRow& chain) {
  Statement& rows = database.cached(
      "SELECT r.key, r.link, o.key FROM revision r LEFT JOIN outbox o ON o.key = r.key AND o.stored = 0 "
      "WHERE r.key > ? AND r.key <= ? ORDER BY r.key");
  rows.bind(1, rowKey(chain.id, chain.end)).bind(2, rowKey(chain.id, kMaxCounter));
  for (;;) {
    LIMEN_ASSIGN(const bool row, rows.step());
    if (!row) return {};
    if (counterOf(rows.integer(0)) != chain.end + 1 || !rows.isNull(2)) break;
    ++chain.end;
    chain.endHash = idAt<Hash>(rows, 1);
  }
  rows.reset();
  return {};
}

Result<void> markSeen(Database& database, const ScopeId& scope, std::uint64_t number) {
  if (number == 0 || number > kMaxCounter) return {};
  LIMEN_ASSIGN(const std::int64_t owner, stationScopeRow(database, scope));
  LIMEN_ASSIGN(const auto at, firstRow(database.cached("SELECT cursor FROM scope WHERE id = ?").bind(1, owner),
                                       [](const Statement& row) { return unsignedAt(row, 0); }));
  std::uint64_t cursor = at.value();
  if (number <= cursor) return {};
  if (number > cursor + 1) {
    return database.cached("INSERT INTO seen(scope, number) VALUES(?, ?) ON CONFLICT DO NOTHING")
        .bind(1, owner)
        .bind(2, static_cast<std::int64_t>(number))
        .run();
  }
  cursor = number;
  Statement& waiting = database.cached("SELECT number FROM seen WHERE scope = ? AND number > ? ORDER BY number");
  waiting.bind(1, owner).bind(2, static_cast<std::int64_t>(cursor));
  for (;;) {
    LIMEN_ASSIGN(const bool row, waiting.step());
    if (!row) break;
    if (unsignedAt(waiting, 0) != cursor + 1) {
      waiting.reset();
      break;
    }
    ++cursor;
  }
  if (cursor != number) {
    LIMEN_TRY(database.cached("DELETE FROM seen WHERE scope = ? AND number <= ?")
                  .bind(1, owner)
                  .bind(2, static_cast<std::int64_t>(cursor))
                  .run());
  }
  return database.cached("UPDATE scope SET cursor = ? WHERE id = ?")
      .bind(1, static_cast<std::int64_t>(cursor))
      .bind(2, owner)
      .run();
}

Result<void> changeTally(Database& database, const TallyChange& change) {
  return database
      .cached(
          "UPDATE tally SET records = records + ?, own = own + ?, confirmed = confirmed + ?, waiting = waiting + ? WHERE id = 1")
      .bind(1, change.records)
      .bind(2, change.own)
      .bind(3, change.confirmed)
      .bind(4, change.waiting)
      .run();
}

}  // namespace limen
