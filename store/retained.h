// SPDX-License-Identifier: Apache-2.0
// Inside the room: what goes of a record in a week, from its revisions and the holds on it. Both stores keep, of each record, the week in
// which to look, and look then; a bound that was moved since is found by looking.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "crypto/retention_weeks.h"

namespace limen {

// The earliest week that a serialised revision states; nothing where it states none, or is none.
std::optional<Week> firstWeekIn(ByteView revision);

// Among tombstones: kind 0 erases, 1 holds these compartments, 2 lifts the hold of this id.
enum class OrderKind : std::uint8_t { erasure = 0, hold = 1, lift = 2 };
struct HeldOrder {
  OrderKind kind = OrderKind::hold;
  Id<struct TombstoneTag, 16> id, lifts;
  std::uint16_t compartments = 0;
};
std::uint16_t heldCompartments(const std::vector<HeldOrder>& orders);

struct RetainedRow {
  std::int64_t key = 0;
  SealedRevision revision;
  std::vector<std::pair<std::uint8_t, ErasurePart>> erasureParts;
};
struct DueParts {
  std::uint16_t due = 0;       // compartments
  std::optional<Week> again;   // in which to look the next time; nothing: nothing of it is left to go
  std::uint64_t parts = 0;     // that are here and go
  bool nothingLeft = false;    // of the whole record, once they are gone
};
DueParts dueParts(const std::vector<RetainedRow>& rows, std::uint16_t held, Week now);

}  // namespace limen
