// SPDX-License-Identifier: Apache-2.0
// Correcting a finished record: named answers are set or cleared by a revision of their own, sealed like the first. It says what it
// follows, so that every reader's merge lets the correction stand; what stood before stays in the record's history.
#pragma once

#include <string>
#include <vector>

#include "forms/value.h"
#include "station/vault.h"

namespace limen {

struct Correction {
  std::string question;  // as CompiledForm::answerName() calls it
  forms::Value value;    // Empty clears
  std::vector<RepeatId> instances = {};  // of a question in a repeat: of which row; one that is not there begins with it
};
constexpr std::size_t kMaxCorrections = 1000;

// Under the newest package of the record's programme, in the open shift. ImportError: unknownQuestion (also: calculated, not kept, or
// in rows that the form counts), notThatType, notValid (a rule that looks at this answer alone; one that looks at others is not asked, for those may be
// sealed). noShift, notYourRole, notFound.
Result<void> amendRecord(Vault& vault, const RecordId& record, const std::vector<Correction>& corrections);
// The same from what was typed: "" clears. A question in a repeat is named with its row, by the signs of ShownAnswer::row:
// "member[3fa0c1]/member_name"; "member[new]/member_name" begins a row, and what else begins with "new" another; "member[3fa0c1]" with ""
// removes the row, in every compartment. unknownQuestion also where such a row is not seen here, or two begin with those signs.
struct TypedCorrection {
  std::string question, typed;
};
Result<void> amendRecord(Vault& vault, const RecordId& record, const std::vector<TypedCorrection>& corrections);

// What may be corrected: questions in order of the form. An answer that is calculated, dropped or in a repeat may not.
bool isCorrectable(const Programme& programme, std::uint32_t question);
// The programme that amends a record: the newest package of the one it was taken by. noProgramme, notFound.
Result<std::shared_ptr<const Programme>> amendingProgramme(Vault& vault, const RecordId& record);

}  // namespace limen
