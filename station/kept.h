// SPDX-License-Identifier: Apache-2.0
// Until when a record is kept, and what moves that: events of its case, and legal holds by two persons.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/retention_weeks.h"
#include "protection/retention.h"
#include "station/approval.h"
#include "station/vault.h"
#include "store/station_purge.h"
#include "sync/hold_order.h"

namespace limen {

enum class RetentionError {
  notAnEvent,   // no word of kCaseEvents, or `captured`, which nobody enters
  noRule,       // nothing of this record is counted from that event
  notThatDay,   // further ahead than an event waits
  notHoldable,  // the programme lets nobody hold what is left of this record
  notHeld,      // there is no hold to end
  badReason,
};
constexpr std::string_view roomOf(RetentionError) {
  return "retention";
}
std::string_view nameOf(RetentionError cause);

// Records of which a part goes next, the first ones first. The look is in the log. notAllowed.
Result<std::vector<RetainedRecord>> nextToGo(Vault& vault, std::uint32_t limit);

struct KeptCompartment {
  std::string name;
  std::optional<Week> week;  // in which it goes at the latest; nothing: its revisions do not say
  std::string rule, event;   // of sheet `retention`
  bool held = false;
};
// By what the record's headers say, whoever may read them. StoreError::notFound, VaultError::noProgramme.
Result<std::vector<KeptCompartment>> keptUntil(Vault& vault, const RecordId& record);

// "departure" on that day: a sealed revision, of no answers, that moves what is counted from it. One that is entered again replaces the
// day. The open shift's; RetentionError, notYourRole, noShift, notFound.
Result<void> enterEvent(Vault& vault, const RecordId& record, std::string_view event, forms::Date day);

// Both people sign. The permit is for Act::legalHold about this record; `second` is who confirmed it. It travels with the next sync.
struct SecondSigner {
  UserId user;
  const SecretBytes& secret;
};
Result<void> holdRecord(Vault& vault, Permit permit, const RecordId& record, std::string_view reason, const SecondSigner& second);
Result<void> endHolds(Vault& vault, Permit permit, const RecordId& record, std::string_view reason, const SecondSigner& second);

// What came with a sync, or was signed here.
Result<void> storeHold(StationStore& store, const HoldOrder& order, std::uint64_t number, const AuditAct& audit);
std::string_view actOf(const HoldOrder& order);

// Parts whose week has come, and prints that are too old. Records looked at: at most `limit`; true while there are more. Logged as
// counts where anything went.
Result<bool> purgeWhatIsDue(Vault& vault, std::uint32_t limit);

}  // namespace limen
