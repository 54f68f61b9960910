// SPDX-License-Identifier: Apache-2.0
#include "server/log_keeper.h"

#include <algorithm>

#include "crypto/audit_log.h"
#include "sync/receipt.h"

namespace limen {

namespace {

std::string nameFor(const StationId& station) {
  return "log." + station.hex();
}

bool isMarkOf(ByteView mark, ByteView checkpoint) {
  const Mac16 own = logMark(checkpoint);
  return std::equal(mark.begin(), mark.end(), own.begin(), own.end());
}

}  // namespace

Result<std::optional<LogSeen>> LogKeeper::compare(ByteView agreed, const StationId& station, ServerStore& store) {
  const std::lock_guard lock(mutex_);
  LIMEN_ASSIGN(const auto held, store.get(nameFor(station)));
  if (held && isMarkOf(agreed, *held)) return std::optional<LogSeen>();
  LogSeen seen;
  if (held) seen.set_before(held->data(), held->size());
  return std::optional(std::move(seen));
}

Result<LogSeen> LogKeeper::see(ByteView bytes, ByteView agreed, const Station& station, ServerStore& store, const Signer& server) {
  LIMEN_ASSIGN(Checkpoint shown, Checkpoint::parse(bytes));
  const auto key = publicKeyFrom(bytesOf(station.ed25519()));
  if (!key || textOf(shown.station.bytes()) != station.id() || !shown.signedBy(Checkpoint::By::station, *key))
    return unexpected(AuditError::badSignature);
  const std::string name = nameFor(shown.station);
  const std::lock_guard lock(mutex_);
  LIMEN_ASSIGN(const auto held, store.get(name));
  LogSeen seen;
  std::optional<Checkpoint> before;
  if (held) {
    if (!isMarkOf(agreed, *held)) seen.set_before(held->data(), held->size());
    LIMEN_ASSIGN(before, Checkpoint::parse(*held));
  }
  const bool older = before && (shown.seq < before->seq || (shown.seq == before->seq && shown.root != before->root));
  if (older) return seen;
  shown.marks.resize(1);  // the station's own; other marks are for those who made them to show
  shown.add(Checkpoint::By::server, server);
  const Bytes countersigned = shown.serialise();
  LIMEN_TRY(store.put(name, countersigned));
  const SignatureBytes& mark = shown.mark(Checkpoint::By::server)->signature;
  seen.set_mark(mark.data(), mark.size());
  return seen;
}

}  // namespace limen
