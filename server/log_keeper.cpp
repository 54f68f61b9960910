// SPDX-License-Identifier: Apache-2.0
#include "server/log_keeper.h"

#include "crypto/audit_log.h"

namespace limen {

Result<LogSeen> LogKeeper::see(ByteView bytes, const Station& station, ServerStore& store, const Signer& server) {
  LIMEN_ASSIGN(Checkpoint shown, Checkpoint::parse(bytes));
  const auto key = publicKeyFrom(bytesOf(station.ed25519()));
  if (!key || textOf(shown.station.bytes()) != station.id() || !shown.signedBy(Checkpoint::By::station, *key))
    return unexpected(AuditError::badSignature);
  const std::string name = "log." + shown.station.hex();
  const std::lock_guard lock(mutex_);
  LIMEN_ASSIGN(const auto held, store.get(name));
  LogSeen seen;
  std::optional<Checkpoint> before;
  if (held) {
    seen.set_before(held->data(), held->size());
    LIMEN_ASSIGN(before, Checkpoint::parse(*held));
  }
  const bool older = before && (shown.seq < before->seq || (shown.seq == before->seq && shown.root != before->root));
  if (older) return seen;
  shown.marks.resize(1);  // the station's own; other marks are for those who made them to show
  shown.add(Checkpoint::By::server, server);
  const Bytes countersigned = shown.serialise();
  LIMEN_TRY(store.put(name, countersigned));
  seen.set_countersigned(countersigned.data(), countersigned.size());
  return seen;
}

}  // namespace limen
