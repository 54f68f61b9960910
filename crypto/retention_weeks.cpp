// SPDX-License-Identifier: Apache-2.0
#include "crypto/retention_weeks.h"

#include <algorithm>

#include "crypto/layout.h"

namespace limen {

namespace {

constexpr std::int64_t kDaysInWeek = 7, kThursday = 3;  // 1970-01-01 was one: three days into its week

bool replaces(const BoundRevision& later, const BoundRevision& earlier) {
  return std::any_of(later.context.begin(), later.context.end(), [&](const RevisionId& seen) {
    return seen.writer == earlier.id.writer && seen.counter >= earlier.id.counter;
  });
}

const RetentionBound* boundBy(const BoundRevision& revision, std::uint8_t rule) {
  const auto at = std::find_if(revision.bounds.begin(), revision.bounds.end(), [&](const RetentionBound& each) { return each.rule == rule; });
  return at == revision.bounds.end() ? nullptr : &*at;
}

}  // namespace

Week weekOfDay(std::int64_t daysSince1970) {
  return static_cast<Week>(std::clamp<std::int64_t>((daysSince1970 + kThursday) / kDaysInWeek, 0, kMaxWeek));
}

Week weekOf(WallTime time) {
  return weekOfDay(std::chrono::floor<std::chrono::days>(time).time_since_epoch().count());
}

std::int64_t firstDayOf(Week week) {
  return std::int64_t{week} * kDaysInWeek - kThursday;
}

bool wellFormed(const std::vector<RetentionBound>& bounds) {
  if (bounds.size() > kMaxRetentionBounds) return false;
  const RetentionBound* before = nullptr;
  for (const RetentionBound& each : bounds) {
    if (each.compartments == 0 || each.week > kMaxWeek || (before != nullptr && each.rule <= before->rule)) return false;
    before = &each;
  }
  return true;
}

std::vector<RetentionBound> retentionBounds(const SealedRevision& revision) {
  auto read = readHeader(revision.headerBytes());
  return read ? std::move(read->bounds) : std::vector<RetentionBound>();
}

std::vector<RetentionBound> retentionBoundsIn(ByteView serialised) {
  ByteReader in(serialised);
  const ByteView header = in.sized(serialised.size());
  auto read = in.ok() ? readHeader(header) : Result<ReadHeader>(unexpected(SealError::truncated));
  return read ? std::move(read->bounds) : std::vector<RetentionBound>();
}

BoundRevision boundsOf(const SealedRevision& revision) {
  return {revision.header().id, revision.header().context, retentionBounds(revision)};
}

std::vector<RetentionBound> standingBounds(const std::vector<BoundRevision>& revisions) {
  std::vector<RetentionBound> out;
  for (const BoundRevision& revision : revisions) {
    for (const RetentionBound& bound : revision.bounds) {
      const bool replaced = std::any_of(revisions.begin(), revisions.end(), [&](const BoundRevision& other) {
        return boundBy(other, bound.rule) != nullptr && replaces(other, revision);
      });
      if (!replaced) out.push_back(bound);
    }
  }
  return out;
}

WeekByCompartment earliestWeeks(const std::vector<RetentionBound>& standing) {
  WeekByCompartment out;
  for (const RetentionBound& bound : standing) {
    for (std::size_t i = 0; i < out.size(); ++i) {
      if ((bound.compartments >> i & 1) != 0) out[i] = std::min(out[i].value_or(kMaxWeek), bound.week);
    }
  }
  return out;
}

}  // namespace limen
