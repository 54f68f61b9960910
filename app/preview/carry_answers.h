// SPDX-License-Identifier: Apache-2.0
// From one version of a form to the next: an author who changes a line of the workbook goes on with the answers typed so far.
#pragma once

#include <map>
#include <optional>

#include "forms/form_session.h"

namespace limen {

using CarriedInstances = std::map<RepeatId, RepeatId>;  // there and here

// Whatever `to` still asks under the same name, with the same type, and takes. Repeats get as many instances as they had.
CarriedInstances carryAnswers(const forms::FormSession& from, forms::FormSession& to);

// Where a question of the old form stands in the new one; nothing when it is gone or of another type.
std::optional<forms::Place> placeAfter(const forms::FormSession& from, const forms::FormSession& to, const forms::Place& place,
                                       const CarriedInstances& instances);

}  // namespace limen
