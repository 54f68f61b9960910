// SPDX-License-Identifier: Apache-2.0
// What does not belong into free text, because it has a field of its own with a purpose, a compartment and a time: found by its shape,
// told by its kind. Nothing is blocked and nothing is taken away.
#pragma once

#include <string_view>
#include <vector>

#include "forms/form_session.h"
#include "protection/programme.h"

namespace limen {

enum class Identifier { email, phone, documentNumber, date };
std::string_view nameOf(Identifier kind);

// Each kind once, in this order. Digits of every script that forms take count alike. Short numbers, years, times and amounts are none.
std::vector<Identifier> identifiersIn(std::string_view text);

// In answers that are typed as text and kept as written, but for those of names, births and ways to reach somebody: the question, and what it
// seems to hold.
struct FoundIdentifier {
  std::uint32_t question = 0;
  Identifier kind = Identifier::email;
};
std::vector<FoundIdentifier> identifiersIn(const Programme& programme, const forms::Submission& submission);
std::vector<Identifier> identifiersIn(const Programme& programme, std::uint32_t question, const forms::Value& answer);  // of one of them

}  // namespace limen
