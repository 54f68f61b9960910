// SPDX-License-Identifier: Apache-2.0
// What of a station's store goes into a backup, and how it comes back into a new one. Never: the index of words, summaries, erasure
// parts, seeds, drafts, shift keys, and what others captured. Both within a transaction of the caller's.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "store/station_store.h"

namespace limen {

struct OwnRevision {
  ScopeId scope;
  std::uint64_t counter = 0;
  std::string form;
  std::int64_t savedMs = 0;
  Bytes revision;
};
struct OwnChain {
  ScopeId scope;
  std::uint64_t made = 0;
  Hash hash;
};
template <class Row>
using Take = std::function<Result<void>(const Row&)>;

Result<void> eachOwnRevision(StationStore& store, const Take<OwnRevision>& take);  // by scope and counter
Result<std::vector<OwnChain>> ownChains(StationStore& store);
struct NamedValue {
  std::string name;
  Bytes value;
};
Result<std::vector<NamedValue>> namedValues(StationStore& store);
struct HeldGrant {
  UserId user;
  std::string compartment, siteGroup;
  std::uint32_t epoch = 0;
  Bytes grant;
};
Result<std::vector<HeldGrant>> heldGrants(StationStore& store);

// In the order of eachOwnRevision(); the revision follows the one before in the station's chain. failed when it does not.
Result<void> putOwnRevision(StationStore& store, const StationId& station, const OwnRevision& revision);
// The run of our own revisions first..last is not acknowledged: it goes as it was cut then, seeds sealed, whatever the server's
// erasure key is by now.
Result<void> putReadyRun(StationStore& store, const StationId& station, const ScopeId& scope, std::uint64_t first,
                         std::uint64_t last, ByteView run);
// The log as it was, entry by entry: StoreError::damaged when an entry does not follow from the one before.
Result<void> putLogEntry(StationStore& store, const AuditAct& act, const Hash& hash);

}  // namespace limen
