// SPDX-License-Identifier: Apache-2.0
// What a person agreed to, and taking it back: a revision like any other says so and clears what rested on that yes alone.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "station/records.h"
#include "station/vault.h"

namespace limen {

enum class ConsentError {
  notAsked,      // the programme's package asks for no consent to that purpose, or for none at all
  notAgreed,     // an answer that rests on nothing but purposes that this person refused or took back
  alreadyTaken,  // everything that is named was refused or taken back before
};
constexpr std::string_view roomOf(ConsentError) {
  return "consent";
}
std::string_view nameOf(ConsentError cause);

struct Withdrawal {
  std::size_t purposes = 0, cleared = 0;  // answers that were open here, or may be there sealed
  // Answers in repeats of sealed compartments cannot be named from here: whoever reads them no longer sees them beside this revision,
  // and their next correction clears them.
  bool repeatsLeft = false;
};
// In the open shift, by whoever may amend. `purposes` empty: every consent. notAsked, alreadyTaken, noShift, notYourRole, notFound.
Result<Withdrawal> withdrawConsent(Vault& vault, const RecordId& record, const std::vector<std::string>& purposes);

// The purposes that this person refused or took back, as far as what is open here says.
Result<std::vector<std::string>> refusedPurposes(Vault& vault, const RecordId& record, const Programme& programme);

}  // namespace limen
