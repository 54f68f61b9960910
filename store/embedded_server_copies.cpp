// SPDX-License-Identifier: Apache-2.0
// What a server store says of its second copy, of the epochs since it was restored from one, and of what was erased.
#include <algorithm>

#include "store/embedded_server_retention.h"
#include "store/embedded_server_store.h"
#include "store/layouts.h"
#include "store/rows.h"

namespace limen {

namespace {

constexpr std::int64_t kAnyScope = 0;  // of `copied`: there is a second copy; of `epoch_base`: there was such an epoch
constexpr std::uint64_t kFirstEpoch = 1;
constexpr auto takeNumber = [](const Statement& row) { return unsignedAt(row, 0); };

Result<std::optional<std::int64_t>> knownScope(Database& database, const ScopeId& scope) {
  return firstRow(database.cached("SELECT id FROM scope WHERE scope = ?").bind(1, scope.bytes()),
                  [](const Statement& row) { return row.integer(0); });
}

}  // namespace

Result<std::uint64_t> EmbeddedServerStore::raiseEpoch(std::uint64_t atLeast) {
  const std::lock_guard lock(writing_);
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(writer_));
  LIMEN_ASSIGN(const auto epoch, firstRow(writer_.cached("UPDATE epoch SET epoch = max(epoch + 1, ?) RETURNING epoch")
                                                .bind(1, static_cast<std::int64_t>(atLeast)),
                                            takeNumber));
  if (!epoch) return unexpected(StoreError::damaged, "epoch");
  LIMEN_TRY(writer_.cached("INSERT INTO epoch_base(epoch, scope, number) SELECT ?1, id, last FROM scope "
                       "UNION ALL SELECT ?1, 0, 0")
                .bind(1, static_cast<std::int64_t>(*epoch))
                .run());
  LIMEN_TRY(transaction.commit());
  return *epoch;
}

Result<std::uint64_t> EmbeddedServerStore::baseSince(const ScopeId& scope, std::uint64_t known) {
  const std::lock_guard lock(reading_);
  LIMEN_ASSIGN(const auto epoch, firstRow(reader_.cached("SELECT epoch FROM epoch"), takeNumber));
  if (epoch.value_or(known) == known) return kMaxCounter;
  LIMEN_ASSIGN(const auto owner, knownScope(reader_, scope));
  if (!owner) return std::uint64_t{0};
  // From a history that this store does not come from nothing can be kept; nor of a scope that a later epoch began without.
  LIMEN_ASSIGN(const auto ours, firstRow(reader_.cached("SELECT 1 FROM epoch_base WHERE scope = ? AND epoch = ?")
                                             .bind(1, kAnyScope)
                                             .bind(2, static_cast<std::int64_t>(known)),
                                         takeNumber));
  if (!ours && known != kFirstEpoch) return std::uint64_t{0};
  struct Bases {
    std::uint64_t lowest, count;
  };
  const auto since = [&](std::int64_t of) {
    return firstRow(reader_.cached("SELECT min(number), count(*) FROM epoch_base WHERE scope = ? AND epoch > ?")
                        .bind(1, of)
                        .bind(2, static_cast<std::int64_t>(known)),
                    [](const Statement& row) { return Bases{unsignedAt(row, 0), unsignedAt(row, 1)}; });
  };
  LIMEN_ASSIGN(const auto epochs, since(kAnyScope));
  LIMEN_ASSIGN(const auto bases, since(*owner));
  return bases->count == epochs->count ? bases->lowest : 0;
}

Result<std::vector<ServerStore::Copied>> EmbeddedServerStore::numbers() {
  const std::lock_guard lock(reading_);
  std::vector<Copied> found;
  LIMEN_TRY(eachRow(reader_.cached("SELECT scope, last FROM scope ORDER BY id"),
                    [&](const Statement& row) { found.push_back({idAt<ScopeId>(row, 0), unsignedAt(row, 1)}); }));
  return found;
}

Result<void> EmbeddedServerStore::markCopied(const std::vector<Copied>& upTo) {
  const std::lock_guard lock(writing_);
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(writer_));
  const auto mark = [&](std::int64_t scope, std::uint64_t number) {
    return writer_
        .cached("INSERT INTO copied(scope, number) VALUES(?, ?) ON CONFLICT(scope) DO UPDATE SET number = max(number, excluded.number)")
        .bind(1, scope)
        .bind(2, static_cast<std::int64_t>(number))
        .run();
  };
  LIMEN_TRY(mark(kAnyScope, 0));
  for (const Copied& each : upTo) {
    LIMEN_ASSIGN(const std::int64_t scope, scopeRow(each.scope));
    LIMEN_TRY(mark(scope, each.number));
  }
  return transaction.commit();
}

Result<bool> EmbeddedServerStore::hasSecondCopy() {
  const std::lock_guard lock(reading_);
  LIMEN_ASSIGN(const auto marked,
               firstRow(reader_.cached("SELECT 1 FROM copied WHERE scope = ?").bind(1, kAnyScope), takeNumber));
  return marked.has_value();
}

Result<std::uint64_t> EmbeddedServerStore::copiedCounter(const ScopeId& scope, const StationId& station, const ChainSpan& part) {
  const std::lock_guard lock(reading_);
  LIMEN_ASSIGN(const auto owner, knownScope(reader_, scope));
  if (!owner) return std::uint64_t{0};
  LIMEN_ASSIGN(const auto number,
               firstRow(reader_.cached("SELECT number FROM copied WHERE scope = ?").bind(1, *owner), takeNumber));
  if (!number) return std::uint64_t{0};
  LIMEN_ASSIGN(const auto same, firstRow(reader_
                                             .cached("SELECT r.link FROM chain c JOIN revision r ON r.key = (c.id << 40) + ? "
                                                     "WHERE c.scope = ? AND c.station = ?")
                                             .bind(1, static_cast<std::int64_t>(std::min(part.last, kMaxCounter)))
                                             .bind(2, *owner)
                                             .bind(3, station.bytes()),
                                         [&](const Statement& row) { return idAt<Hash>(row, 0) == part.hash; }));
  if (!same || !*same) return std::uint64_t{0};
  std::uint64_t reached = part.first - 1;
  LIMEN_TRY(eachRow(reader_
                        .cached("SELECT r.first, r.last FROM run r JOIN chain c ON c.id = r.chain WHERE c.scope = ?1 AND c.station = ?2 "
                                "AND r.key <= ?3 ORDER BY r.first")
                        .bind(1, *owner)
                        .bind(2, station.bytes())
                        .bind(3, rowKey(*owner, *number)),
                    [&](const Statement& row) {
                      if (unsignedAt(row, 0) <= reached + 1) reached = std::max(reached, unsignedAt(row, 1));
                    }));
  return std::min(reached, part.last);
}

Result<void> EmbeddedServerStore::reduceToHashes(const RecordId& record) {
  LIMEN_ASSIGN(const auto rows, recordRows(writer_, record));
  for (const RetainedRow& row : rows) LIMEN_TRY(keepOnly(writer_, row, 0));
  return writer_.cached("DELETE FROM retained WHERE record = ?").bind(1, record.bytes()).run();
}

Result<std::uint64_t> EmbeddedServerStore::erase(const ErasureRow& row) {
  const std::lock_guard lock(writing_);
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(writer_));
  LIMEN_ASSIGN(const auto known, firstRow(writer_.cached("SELECT key FROM tombstone WHERE id = ?").bind(1, row.id.bytes()),
                                          [](const Statement& found) { return counterOf(found.integer(0)); }));
  if (known) return *known;
  LIMEN_ASSIGN(const std::int64_t scope, scopeRow(row.scope));
  LIMEN_ASSIGN(const auto last, firstRow(writer_.cached("SELECT max(key) FROM tombstone WHERE key BETWEEN ? AND ?")
                                             .bind(1, rowKey(scope, 0))
                                             .bind(2, rowKey(scope, kMaxCounter)),
                                         [](const Statement& found) { return found.isNull(0) ? 0 : counterOf(found.integer(0)); }));
  const std::uint64_t number = last.value_or(0) + 1;
  LIMEN_TRY(writer_.cached("INSERT INTO tombstone(key, id, record, content, kind, lifts, compartments) VALUES(?, ?, ?, ?, ?, ?, ?)")
                .bind(1, rowKey(scope, number))
                .bind(2, row.id.bytes())
                .bind(3, row.record.bytes())
                .bind(4, ByteView(row.tombstone))
                .bind(5, static_cast<std::int64_t>(row.kind))
                .bind(6, row.lifts.bytes())
                .bind(7, std::int64_t{row.compartments})
                .run());
  if (row.kind == OrderKind::erasure) {
    LIMEN_TRY(reduceToHashes(row.record));
    LIMEN_TRY(dropPictures(writer_, row.record));
  } else {
    LIMEN_TRY(writer_.cached("UPDATE retained SET week = 0 WHERE record = ?").bind(1, row.record.bytes()).run());
  }
  LIMEN_TRY(transaction.commit());
  // Pages as they were before lie in the write-ahead log until it is emptied. Where somebody reads them now, the next one empties it.
  const std::lock_guard quiet(reading_);
  static_cast<void>(writer_.checkpoint());
  return number;
}

Result<std::vector<NumberedErasureRow>> EmbeddedServerStore::erasuresAfter(const ScopeId& scope, std::uint64_t number) {
  const std::lock_guard lock(reading_);
  std::vector<NumberedErasureRow> found;
  LIMEN_ASSIGN(const auto owner, knownScope(reader_, scope));
  if (!owner) return found;
  LIMEN_TRY(eachRow(reader_.cached("SELECT key, content FROM tombstone WHERE key > ? AND key <= ? ORDER BY key")
                        .bind(1, rowKey(*owner, std::min(number, kMaxCounter)))
                        .bind(2, rowKey(*owner, kMaxCounter)),
                    [&](const Statement& row) { found.push_back({counterOf(row.integer(0)), row.blob(1)}); }));
  return found;
}

}  // namespace limen
