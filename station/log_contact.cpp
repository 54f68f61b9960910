// SPDX-License-Identifier: Apache-2.0
#include "station/log_contact.h"

#include <algorithm>

#include "station/audit_log.h"
#include "station/exchange.h"
#include "station/lease.h"
#include "sync/receipt.h"

namespace limen {

namespace {

constexpr std::uint32_t kQuietSessions = 50;  // after so many the log is shown though it says nothing else

// The checkpoint, if its marks are the station's and the server's.
std::optional<Checkpoint> marked(const ExchangeHost& host, Result<Checkpoint> checkpoint, const PublicKey& server) {
  if (!checkpoint || checkpoint->station != host.station() || !checkpoint->signedBy(Checkpoint::By::server, server) ||
      !checkpoint->signedBy(Checkpoint::By::station, host.stationSigner().publicKey()))
    return std::nullopt;
  return std::move(*checkpoint);
}

}  // namespace

Result<LogGreeting> greetWithLog(ExchangeHost& host) {
  LogGreeting greeting;
  StationStore& store = host.store();
  LIMEN_ASSIGN(const auto agreed, store.lastCheckpointOfServer());
  if (agreed) {
    const Mac16 mark = logMark(agreed->serialise());
    greeting.agreed.assign(mark.begin(), mark.end());
    LIMEN_ASSIGN(const auto since, store.auditEntries(agreed->seq + 1, kQuietSessions + 1));
    const bool quiet = since.size() <= kQuietSessions && std::all_of(since.begin(), since.end(), [](const AuditEntry& entry) {
                         return entry.act.act == "sync" && entry.act.result == "ok";
                       });
    // A lease is begun anew by the server's signature over what is shown, so it is shown every time.
    if (quiet && leaseHours(host.directory()) == 0) return greeting;
  }
  LIMEN_ASSIGN(const Checkpoint checkpoint, sealLog(store, host.station(), host.stationSigner()));
  greeting.checkpoint = checkpoint.serialise();
  return greeting;
}

Result<bool> takeLogSeen(ExchangeHost& host, const LogSeen& seen, ByteView shown, const PublicKey& server) {
  Result<Checkpoint> own = Checkpoint::parse(shown);
  if (own && seen.mark().size() == SignatureBytes{}.size()) {
    Checkpoint::Mark mark{Checkpoint::By::server, server, {}};
    std::copy(seen.mark().begin(), seen.mark().end(), mark.signature.begin());
    own->marks.push_back(mark);
  }
  const auto before = marked(host, Checkpoint::parse(bytesOf(seen.before())), server), now = marked(host, std::move(own), server);
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
  if (continued && now && leaseHours(host.directory()) > 0) LIMEN_TRY(beginLease(host.store(), host.clock()));
  LIMEN_TRY(transaction.commit());
  return continued;
}

}  // namespace limen
