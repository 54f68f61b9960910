// SPDX-License-Identifier: Apache-2.0
// How long each compartment of a record is kept: the rules of sheet `retention`, counted from what happened to the case, as bounds that
// its revisions carry in their headers. Pure: days come in, weeks go out.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "crypto/retention_weeks.h"
#include "protection/programme.h"
#include "protection/risk.h"

namespace limen {

// An event that nobody enters counts as having happened so long after the capture: what is forgotten goes too.
constexpr std::uint32_t kEventWaitsAtMostDays = 3650;
constexpr std::string_view kCapturedEvent = "captured";

bool isCaseEvent(std::string_view word);

// Of a record that is captured on this day: one bound for each rule of the programme that keeps one of its compartments, and for those
// that a risk rule shortens it by, which name every compartment.
std::vector<RetentionBound> boundsAtCapture(const Programme& programme, const Safeguards& raised, forms::Date captured);

// What the event moves: of the bounds that stand, those whose rule counts from it. Empty: none does.
std::vector<RetentionBound> boundsAfter(const Programme& programme, const std::vector<RetentionBound>& standing, std::string_view event,
                                        forms::Date day);

// The compartments that two persons may hold: no rule that forbids it bounds them.
std::uint16_t holdable(const Programme& programme, const std::vector<RetentionBound>& standing);

// The rule that bounds a compartment first, for a page or a list; null: it has no bound here.
const Retention* nextRule(const Programme& programme, const std::vector<RetentionBound>& standing, std::uint8_t compartment);

}  // namespace limen
