// SPDX-License-Identifier: Apache-2.0
// What a session over the network and a courier's bundle take alike. Used inside station/ only.
#pragma once

#include <set>

#include "station/exchange.h"
#include "sync/courier.h"

namespace limen {

// Every programme known here at every site whose records belong here.
Result<std::vector<ScopeId>> scopesOf(Vault& vault);

// An acknowledgement whose signature was checked: on disk when it returns.
struct TakenAck {
  std::set<ScopeId> scopes;  // of which something is stored
  std::uint64_t late = 0;    // revisions kept as hashes, because their record is erased
};
Result<TakenAck> takeAck(ExchangeHost& host, const Ack& ack);

// An erasure, or a hold or its end. True for an erasure that is news here. TombstoneError, or the store's.
Result<bool> takeOrder(ExchangeHost& host, const ScopeId& scope, std::uint64_t number, ByteView tombstone);

// Bundles that this station has written, the last kMostCourierAsked of them. A copy of the station that was made before knows nothing of
// them: what the server confirms to one copy is no confirmation for the other.
constexpr std::size_t kMostCourierAsked = 1024;
Result<void> rememberAsked(StationStore& store, const CourierId& bundle);
Result<bool> wasAsked(StationStore& store, const CourierId& bundle);

// What follows once the server has acknowledged something: the traces of what was erased, answers that are kept no
// longer, parts whose week has come, a backup that is due.
Result<void> settleAfterSync(Vault& vault, bool erased);

}  // namespace limen
