// SPDX-License-Identifier: Apache-2.0
// Erasing a record: two people, a reason of the closed list, and from then on it is gone wherever it was. Both sign; the tombstones go
// up before anything else with the next sync, and the server hands them to everybody.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "station/approval.h"
#include "sync/tombstone.h"

namespace limen {

enum class ErasureError {
  unknownRecord,  // nothing of it is on this station
  erased,         // two people have erased it
};
constexpr std::string_view roomOf(ErasureError) {
  return "erasure";
}
std::string_view nameOf(ErasureError cause);

// Whether a role answers for data protection, by the newest programme of the scope.
bool roleProtects(Vault& vault, const ScopeId& scope, const std::string& role);

// A tombstone for each scope that holds some of the record: a correction stands in the scope of the site where it was made.
struct ErasureOrder {
  RecordId record;
  std::string reason;
  std::vector<Tombstone> tombstones;

  Bytes subject() const;  // what the request, the confirmation and the permit are about
};
// TombstoneError::badReason, unknownRecord, erased; RightsError.
Result<ErasureOrder> prepareErasure(Vault& vault, const RecordId& record, std::string_view reason);
// The second person confirms the request and signs. Approvals::confirm()'s causes.
Result<void> confirmErasure(Vault& vault, Approvals& approvals, const RequestId& request, ErasureOrder& order, const UserId& second,
                            const SecretBytes& passphrase, std::string_view code = {}, const Devices& devices = {});
// Signed by the vault's user as well, and carried out here, logged. The permit is for Act::erase about the order's subject.
// TombstoneError, erased; the store's.
Result<void> eraseRecord(Vault& vault, Permit permit, ErasureOrder order);

Result<bool> isErased(Vault& vault, const RecordId& record);

// What an erasure leaves in memory and in the store's write-ahead log. As far as that goes now: the next one, or closing the store, does it
// again.
void forgetTraces(Vault& vault);

}  // namespace limen
