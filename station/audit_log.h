// SPDX-License-Identifier: Apache-2.0
// The station's log for those who answer for it: signed checkpoints, and the file with which it leaves the laptop.
#pragma once

#include "crypto/audit_log.h"
#include "station/vault.h"

namespace limen {

// A checkpoint over all entries, signed by the station and kept. Part of the transaction that is open, if one is.
Result<Checkpoint> sealLog(Vault& vault);
Result<Checkpoint> sealLog(StationStore& store, const StationId& station, const Signer& signer);

// The log from the last checkpoint before `from` on, sealed and verified; the export itself is its last entry. Waits for the check
// of all rows. RightsError; every cause of AuditError, StoreError.
Result<LogSegment> exportLog(Vault& vault, std::uint64_t from);

// At most `limit` entries from `from` on; that somebody looked is logged with the first of them. RightsError, StoreError.
Result<std::vector<AuditEntry>> readLog(Vault& vault, std::uint64_t from, std::uint32_t limit, bool first);

}  // namespace limen
