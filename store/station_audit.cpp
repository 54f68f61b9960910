// SPDX-License-Identifier: Apache-2.0
// The station's log: each entry carries the hash of the one before.
#include "store/rows.h"
#include "store/station_store.h"

namespace limen {

Hash auditHash(std::uint64_t seq, const Hash& previous, const AuditAct& act) {
  ByteWriter layout;
  layout.u64(seq).raw(previous.bytes()).raw(act.actor.bytes()).text(act.act).raw(act.pseudonym).text(act.result);
  layout.u64(static_cast<std::uint64_t>(act.wallMs)).u64(static_cast<std::uint64_t>(act.trustedMs));
  return hash256({bytesOf("limen/audit/v1"), layout.bytes()});
}

Result<void> StationStore::appendAudit(const AuditAct& act) {
  struct Last {
    std::uint64_t seq = 0;
    Hash hash;
  };
  LIMEN_ASSIGN(const auto found,
               firstRow(database_.cached("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1"), [](const Statement& row) {
                 return Last{unsignedAt(row, 0), idAt<Hash>(row, 1)};
               }));
  const Last last = found.value_or(Last{});
  const Hash hash = auditHash(last.seq + 1, last.hash, act);
  return database_
      .cached("INSERT INTO audit(seq, hash, actor, act, pseudonym, result, wall, trusted) VALUES(?, ?, ?, ?, ?, ?, ?, ?)")
      .bind(1, static_cast<std::int64_t>(last.seq + 1))
      .bind(2, hash.bytes())
      .bind(3, act.actor.bytes())
      .bind(4, std::string_view(act.act))
      .bind(5, ByteView(act.pseudonym))
      .bind(6, std::string_view(act.result))
      .bind(7, act.wallMs)
      .bind(8, act.trustedMs)
      .run();
}

Result<void> StationStore::audit(const AuditAct& act) {
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(database_));
  LIMEN_TRY(appendAudit(act));
  return transaction.commit();
}

Result<std::vector<AuditEntry>> StationStore::auditEntries(std::uint64_t from, std::uint32_t limit) {
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
