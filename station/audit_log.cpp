// SPDX-License-Identifier: Apache-2.0
#include "station/audit_log.h"

namespace limen {

namespace {

constexpr std::uint32_t kEntriesAtOnce = 4096;

}  // namespace

Result<Checkpoint> sealLog(StationStore& store, const StationId& station, const Signer& signer) {
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(store.database()));
  LIMEN_ASSIGN(const auto head, store.logHead());
  Checkpoint checkpoint = Checkpoint::make(station, head.tree, head.hash, head.trustedMs, signer);
  LIMEN_TRY(store.putCheckpoint(checkpoint));
  LIMEN_TRY(transaction.commit());
  return checkpoint;
}

Result<Checkpoint> sealLog(Vault& vault) {
  return sealLog(vault.store(), vault.station(), vault.stationSigner());
}

Result<LogSegment> exportLog(Vault& vault, std::uint64_t from) {
  LIMEN_TRY(vault.require(Act::readLog));
  LIMEN_TRY(vault.rowsHold());
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(vault.store().database()));
  LIMEN_TRY(vault.store().audit(vault.act("audit.export")));
  LIMEN_TRY(sealLog(vault));
  LogSegment segment;
  segment.station = vault.station();
  LIMEN_ASSIGN(const std::vector<Checkpoint> checkpoints, vault.store().checkpoints(1));
  for (const Checkpoint& checkpoint : checkpoints)
    if (checkpoint.seq < from) segment.first = checkpoint.seq + 1;
  for (const Checkpoint& checkpoint : checkpoints)
    if (checkpoint.seq + 1 >= segment.first) segment.checkpoints.push_back(checkpoint);
  for (std::uint64_t at = 1;;) {
    LIMEN_ASSIGN(std::vector<AuditEntry> entries, vault.store().auditEntries(at, kEntriesAtOnce));
    if (entries.empty()) break;
    at = entries.back().seq + 1;
    for (AuditEntry& entry : entries) {
      if (entry.seq < segment.first) {
        segment.tree.append(entry.hash);
        segment.before = entry.hash;
      } else {
        segment.entries.push_back(std::move(entry));
      }
    }
  }
  LIMEN_TRY(transaction.commit());
  LIMEN_TRY(verifyLog(segment, {vault.stationSigner().publicKey(), {}, {}, {}}));
  return segment;
}

Result<std::vector<AuditEntry>> readLog(Vault& vault, std::uint64_t from, std::uint32_t limit, bool first) {
  LIMEN_TRY(vault.require(Act::readLog));
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(vault.store().database()));
  if (first) LIMEN_TRY(vault.store().audit(vault.act("log.read")));
  LIMEN_ASSIGN(auto entries, vault.store().auditEntries(from, limit));
  LIMEN_TRY(transaction.commit());
  return entries;
}

}  // namespace limen
