// SPDX-License-Identifier: Apache-2.0
// Records that two changed without having seen each other: the list of them, and the decision. A decision is an ordinary revision
// over all sides, so every reader's merge comes to the same end, and every side stays in the record's history.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "station/records.h"
#include "station/vault.h"

namespace limen {

enum class ConflictError {
  notOpen,     // no conflict has that mark: it was decided or got another side meanwhile
  noSuchSide,
  notKept,     // the programme would keep less of that answer today than it did, or asks it no longer
  notReadable  // in that compartment not everything is open to this user
};
constexpr std::string_view roomOf(ConflictError) {
  return "conflict";
}
std::string_view nameOf(ConflictError cause);

// What waits in one compartment of one record.
struct ConflictLine {
  RecordId record;
  std::string programmeTitle, summary;  // as in the list of records
  std::string compartment, label;
  std::vector<std::string> readers;  // roles: whom to ask
  std::size_t conflicts = 0, inconsistent = 0;
  bool sealed = false;     // changed by two, closed here: what was changed is for `readers` to see
  bool mayDecide = false;  // by this user, here
};
struct ConflictPage {
  std::vector<ConflictLine> lines;  // the newest records last
  std::int64_t next = 0;            // where to go on looking; 0: everything was looked at
};
// Looks at up to `limit` records that have more than one revision, from `from` on (0 at first). No answer is in it.
Result<ConflictPage> listConflicts(Vault& vault, const std::string& language, std::int64_t from, std::uint32_t limit);

// Keeps side `side` (0 is the one that counts now) of the conflict that ShownAnswer::mark names, in the open shift. ConflictError;
// noShift, notYourRole, StoreError::notFound. Another answer than one of the sides is an ordinary correction (amend.h).
Result<void> decideConflict(Vault& vault, const RecordId& record, std::string_view mark, std::size_t side);

}  // namespace limen
