// SPDX-License-Identifier: Apache-2.0
// When parts have to go at the latest, as a header says it (version 2, docs/sealed-record.md): the only thing about keeping that who
// reads nothing learns. Whatever stands in a header stays there; a later revision may move a bound, by stating the same rule again.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/clock.h"
#include "crypto/envelope.h"

namespace limen {

using Week = std::uint32_t;  // since the one of 1970-01-01; a week begins on Monday
constexpr Week kMaxWeek = 0xffff;
Week weekOfDay(std::int64_t daysSince1970);  // before 1970 or beyond kMaxWeek: the nearest that there is
Week weekOf(WallTime time);
std::int64_t firstDayOf(Week week);  // days since 1970-01-01

// By one rule of the programme, known here by its number only, the parts of these compartments go in this week.
struct RetentionBound {
  std::uint8_t rule = 0;
  std::uint16_t compartments = 0;  // bit i: compartment i; never 0
  Week week = 0;
  bool operator==(const RetentionBound&) const = default;
};
constexpr std::size_t kMaxRetentionBounds = 100;
bool wellFormed(const std::vector<RetentionBound>& bounds);  // rules ascending, none twice

std::vector<RetentionBound> retentionBounds(const SealedRevision& revision);
std::vector<RetentionBound> retentionBoundsIn(ByteView serialised);  // of SealedRevision::serialise(): its header alone is read

// Sealer::seal() with bounds in the header; without any the header is one of version 1. Its causes; malformed bounds are malformed.
Result<SealedRevision> sealWithBounds(RevisionHeader header, const std::vector<RetentionBound>& bounds, std::vector<Sealer::Content> contents,
                                      const ShiftKeys& keys, const ErasureSeed& seed);

// What the revisions of one record say together. Of one rule a revision replaces what it names in its context; where two did not know
// of each other the earlier week counts. Of all rules of a compartment the earliest counts.
struct BoundRevision {
  RevisionId id;
  std::vector<RevisionId> context;
  std::vector<RetentionBound> bounds;
};
BoundRevision boundsOf(const SealedRevision& revision);
std::vector<RetentionBound> standingBounds(const std::vector<BoundRevision>& revisions);  // a rule may stand twice
using WeekByCompartment = std::array<std::optional<Week>, kMaxCompartments>;
WeekByCompartment earliestWeeks(const std::vector<RetentionBound>& standing);

}  // namespace limen
