// SPDX-License-Identifier: Apache-2.0
#include "store/retained.h"

#include <algorithm>

namespace limen {

std::optional<Week> firstWeekIn(ByteView bytes) {
  std::optional<Week> first;
  for (const RetentionBound& bound : retentionBoundsIn(bytes)) first = std::min(first.value_or(kMaxWeek), bound.week);
  return first;
}

std::uint16_t heldCompartments(const std::vector<HeldOrder>& orders) {
  std::uint16_t held = 0;
  for (const HeldOrder& order : orders) {
    const bool lifted = std::any_of(orders.begin(), orders.end(), [&](const HeldOrder& other) {
      return other.kind == OrderKind::lift && other.lifts == order.id;
    });
    if (order.kind == OrderKind::hold && !lifted) held = static_cast<std::uint16_t>(held | order.compartments);
  }
  return held;
}

DueParts dueParts(const std::vector<RetainedRow>& rows, std::uint16_t held, Week now) {
  std::vector<BoundRevision> said;
  std::uint16_t here = 0;
  for (const RetainedRow& row : rows) {
    said.push_back(boundsOf(row.revision));
    for (const SealedPart& part : row.revision.parts())
      if (!part.ciphertext.empty()) here = static_cast<std::uint16_t>(here | 1u << part.compartment);
    for (const auto& [compartment, part] : row.erasureParts) here = static_cast<std::uint16_t>(here | 1u << compartment);
  }
  const WeekByCompartment weeks = earliestWeeks(standingBounds(said));
  DueParts out;
  for (std::size_t i = 0; i < weeks.size(); ++i) {
    const auto bit = static_cast<std::uint16_t>(1u << i);
    if ((here & bit) == 0 || !weeks[i]) continue;
    const bool isHeld = (held & bit) != 0;
    if (*weeks[i] <= now && !isHeld) {
      out.due = static_cast<std::uint16_t>(out.due | bit);
    } else {
      out.again = std::min(out.again.value_or(kMaxWeek), std::max(*weeks[i], now + 1));
    }
  }
  for (const RetainedRow& row : rows)
    for (const SealedPart& part : row.revision.parts()) out.parts += (out.due >> part.compartment & 1) != 0 && !part.ciphertext.empty();
  out.nothingLeft = (here & ~out.due) == 0;
  return out;
}

}  // namespace limen
