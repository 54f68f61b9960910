// SPDX-License-Identifier: Apache-2.0
#include "station/log_contact.h"

#include "station/exchange.h"

namespace limen {

namespace {

std::optional<Checkpoint> marked(const ExchangeHost& host, const std::string& bytes, const PublicKey& server) {
  auto checkpoint = Checkpoint::parse(bytesOf(bytes));
  if (!checkpoint || checkpoint->station != host.station() || !checkpoint->signedBy(Checkpoint::By::server, server) ||
      !checkpoint->signedBy(Checkpoint::By::station, host.stationSigner().publicKey()))
    return std::nullopt;
  return std::move(*checkpoint);
}

}  // namespace

Result<bool> takeLogSeen(ExchangeHost& host, const LogSeen& seen, const PublicKey& server) {
  const auto before = marked(host, seen.before(), server), now = marked(host, seen.countersigned(), server);
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(host.store().database()));
  bool continued = true;
  for (const auto& checkpoint : {before, now}) {
    if (!checkpoint) continue;
    LIMEN_ASSIGN(const auto entry, host.store().auditEntries(checkpoint->seq, 1));
    const bool here = !entry.empty() && entry.front().seq == checkpoint->seq && entry.front().hash == checkpoint->head;
    if (here) LIMEN_TRY(host.store().putCheckpoint(*checkpoint));
    continued = continued && here;
  }
  if (!continued) LIMEN_TRY(host.store().audit(host.act("log.check", "another")));
  LIMEN_TRY(transaction.commit());
  return continued;
}

}  // namespace limen
