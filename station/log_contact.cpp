// SPDX-License-Identifier: Apache-2.0
#include "station/log_contact.h"

namespace limen {

namespace {

std::optional<Checkpoint> marked(const Vault& vault, const std::string& bytes, const PublicKey& server) {
  auto checkpoint = Checkpoint::parse(bytesOf(bytes));
  if (!checkpoint || checkpoint->station != vault.station() || !checkpoint->signedBy(Checkpoint::By::server, server) ||
      !checkpoint->signedBy(Checkpoint::By::station, vault.stationSigner().publicKey()))
    return std::nullopt;
  return std::move(*checkpoint);
}

}  // namespace

Result<bool> takeLogSeen(Vault& vault, const LogSeen& seen, const PublicKey& server) {
  const auto before = marked(vault, seen.before(), server), now = marked(vault, seen.countersigned(), server);
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(vault.store().database()));
  bool continued = true;
  for (const auto& checkpoint : {before, now}) {
    if (!checkpoint) continue;
    LIMEN_ASSIGN(const auto entry, vault.store().auditEntries(checkpoint->seq, 1));
    const bool here = !entry.empty() && entry.front().seq == checkpoint->seq && entry.front().hash == checkpoint->head;
    if (here) LIMEN_TRY(vault.store().putCheckpoint(*checkpoint));
    continued = continued && here;
  }
  if (!continued) LIMEN_TRY(vault.store().audit(vault.act("log.check", "another")));
  LIMEN_TRY(transaction.commit());
  return continued;
}

}  // namespace limen
