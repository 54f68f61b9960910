// SPDX-License-Identifier: Apache-2.0
// The station's log: each entry carries the hash of the one before.
#include <algorithm>

#include "store/rows.h"
#include "store/station_store.h"

namespace limen {

namespace {

Bytes bytesOfHead(const StationStore::LogHead& head) {
  ByteWriter out;
  out.u64(head.tree.size()).raw(head.hash.bytes()).u64(static_cast<std::uint64_t>(head.trustedMs));
  for (const Hash& peak : head.tree.peaks()) out.raw(peak.bytes());
  return out.take();
}

Result<StationStore::LogHead> headFrom(ByteView bytes) {
  ByteReader in(bytes);
  StationStore::LogHead head;
  const std::uint64_t size = in.u64();
  head.hash.value = in.array<Hash::kSize>();
  head.trustedMs = static_cast<std::int64_t>(in.u64());
  std::vector<Hash> peaks;
  while (in.ok() && in.remaining() > 0) peaks.emplace_back().value = in.array<Hash::kSize>();
  auto tree = MerkleFrontier::from(size, std::move(peaks));
  if (!in.done() || !tree) return unexpected(StoreError::damaged, "log");
  head.tree = std::move(*tree);
  return head;
}

// A store of an earlier version has entries and no head.
Result<StationStore::LogHead> headOfEntries(Database& database) {
  StationStore::LogHead head;
  LIMEN_TRY(eachRow(database.cached("SELECT hash, trusted FROM audit ORDER BY seq"), [&](const Statement& row) {
    head.hash = idAt<Hash>(row, 0);
    head.trustedMs = std::max(head.trustedMs, row.integer(1));
    head.tree.append(head.hash);
  }));
  return head;
}

}  // namespace

Result<StationStore::LogHead> StationStore::logHead() {
  LIMEN_TRY(settle());
  return headOfLog();
}

Result<StationStore::LogHead> StationStore::headOfLog() {
  LIMEN_ASSIGN(const auto kept, firstRow(database_.cached("SELECT log FROM tally WHERE log IS NOT NULL"),
                                         [](const Statement& row) { return row.blob(0); }));
  if (!kept) return headOfEntries(database_);
  return headFrom(*kept);
}

Result<void> StationStore::appendAudit(const AuditAct& given) {
  LIMEN_ASSIGN(LogHead head, headOfLog());
  AuditAct act = given;
  act.trustedMs = std::max(act.trustedMs, head.trustedMs);
  const std::uint64_t seq = head.tree.size() + 1;
  head.hash = auditHash(seq, head.hash, act);
  head.tree.append(head.hash);
  head.trustedMs = act.trustedMs;
  LIMEN_TRY(
      database_.cached("INSERT INTO audit(seq, hash, actor, act, pseudonym, result, wall, trusted) VALUES(?, ?, ?, ?, ?, ?, ?, ?)")
          .bind(1, static_cast<std::int64_t>(seq))
          .bind(2, head.hash.bytes())
          .bind(3, act.actor.bytes())
          .bind(4, std::string_view(act.act))
          .bind(5, ByteView(act.pseudonym))
          .bind(6, std::string_view(act.result))
          .bind(7, act.wallMs)
          .bind(8, act.trustedMs)
          .run());
  const Bytes kept = bytesOfHead(head);
  return database_.cached("UPDATE tally SET log = ?").bind(1, ByteView(kept)).run();
}

Result<void> StationStore::putCheckpoint(const Checkpoint& checkpoint) {
  const Bytes content = checkpoint.serialise();
  return database_
      .cached("INSERT INTO checkpoint(seq, content) VALUES(?, ?) ON CONFLICT(seq) DO UPDATE SET content = excluded.content")
      .bind(1, static_cast<std::int64_t>(checkpoint.seq))
      .bind(2, ByteView(content))
      .run();
}

Result<std::optional<Checkpoint>> StationStore::lastCheckpointOfServer() {
  Statement& rows = database_.cached("SELECT content FROM checkpoint ORDER BY seq DESC");
  for (;;) {
    LIMEN_ASSIGN(const bool row, rows.step());
    if (!row) return std::optional<Checkpoint>();
    auto checkpoint = Checkpoint::parse(rows.view(0));
    if (checkpoint && !checkpoint->mark(Checkpoint::By::server)) continue;
    rows.reset();
    if (!checkpoint) return unexpected(checkpoint.error());
    return std::optional(std::move(*checkpoint));
  }
}

Result<std::vector<Checkpoint>> StationStore::checkpoints(std::uint64_t from) {
  std::vector<Bytes> rows;
  LIMEN_TRY(eachRow(database_.cached("SELECT content FROM checkpoint WHERE seq >= ? ORDER BY seq")
                        .bind(1, static_cast<std::int64_t>(from)),
                    [&](const Statement& row) { rows.push_back(row.blob(0)); }));
  std::vector<Checkpoint> found;
  for (const Bytes& row : rows) {
    LIMEN_ASSIGN(Checkpoint checkpoint, Checkpoint::parse(row));
    found.push_back(std::move(checkpoint));
  }
  return found;
}

Result<void> StationStore::audit(const AuditAct& act) {
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(database_));
  LIMEN_TRY(settle());
  LIMEN_TRY(appendAudit(act));
  return transaction.commit();
}

Result<std::vector<AuditEntry>> StationStore::auditEntries(std::uint64_t from, std::uint32_t limit) {
  LIMEN_TRY(settle());
  std::vector<AuditEntry> entries;
  LIMEN_TRY(eachRow(database_
                        .cached("SELECT a.seq, b.hash, a.hash, a.actor, a.act, a.pseudonym, a.result, a.wall, a.trusted "
                                "FROM audit a LEFT JOIN audit b ON b.seq = a.seq - 1 WHERE a.seq >= ? ORDER BY a.seq LIMIT ?")
                        .bind(1, static_cast<std::int64_t>(from))
                        .bind(2, static_cast<std::int64_t>(limit)),
                    [&](const Statement& row) {
                      AuditEntry entry;
                      entry.seq = unsignedAt(row, 0);
                      entry.previous = idAt<Hash>(row, 1);
                      entry.hash = idAt<Hash>(row, 2);
                      entry.act.actor = idAt<UserId>(row, 3);
                      entry.act.act = row.text(4);
                      const ByteView pseudonym = row.view(5);
                      if (pseudonym.size() == entry.act.pseudonym.size()) {
                        std::copy(pseudonym.begin(), pseudonym.end(), entry.act.pseudonym.begin());
                      }
                      entry.act.result = row.text(6);
                      entry.act.wallMs = row.integer(7);
                      entry.act.trustedMs = row.integer(8);
                      entries.push_back(std::move(entry));
                    }));
  return entries;
}

}  // namespace limen
