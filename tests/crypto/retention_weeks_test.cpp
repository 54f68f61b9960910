// SPDX-License-Identifier: Apache-2.0
#include "crypto/retention_weeks.h"

#include <catch2/catch_test_macros.hpp>

#include "desk.h"

using namespace limen;

namespace {

const std::vector<RetentionBound> kBounds{{0, 1, 2900}, {2, 6, 2913}, {7, 0xffff, 3440}};

SealedRevision bounded(Desk& desk, const std::vector<RetentionBound>& bounds, std::uint64_t counter = 1) {
  return sealWithBounds(desk.header(counter), bounds, Desk::contents({"one", "two", "three"}), desk.shift.keys, desk.seed).value();
}

}  // namespace

TEST_CASE("a header says when its parts go, in one form, and its parts open under it alone", "[crypto]") {
  Desk desk;
  const SealedRevision revision = bounded(desk, kBounds);
  CHECK(retentionBounds(revision) == kBounds);
  CHECK(retentionBoundsIn(revision.serialise()) == kBounds);
  CHECK(revision.headerBytes()[0] == 2);
  const SealedRevision again = SealedRevision::parse(revision.serialise()).value();
  CHECK(again.serialise() == revision.serialise());
  CHECK(again.hash() == revision.hash());
  CHECK(RevisionHeader::parse(revision.headerBytes()).value() == revision.header());
  CHECK(desk.read(again, 1) == "two");

  // Every byte of the bounds is under the parts' seal.
  const Bytes bytes = revision.serialise();
  const std::size_t end = 1 + revision.headerBytes().size();  // its size in front takes one byte
  for (std::size_t at = end - kBounds.size() * 5; at < end; ++at) {
    Bytes changed = bytes;
    changed[at] ^= 1;
    const auto parsed = SealedRevision::parse(changed);
    if (!parsed) continue;
    CHECK(desk.read(*parsed, 1) == "tampered");
  }
  for (std::size_t size = 0; size < revision.headerBytes().size(); ++size)
    REQUIRE_FALSE(RevisionHeader::parse(ByteView(revision.headerBytes()).first(size)));
}

TEST_CASE("a header without bounds is one of version 1, and bounds that are not in order are none", "[crypto]") {
  Desk desk;
  CHECK(bounded(desk, {}).headerBytes()[0] == 1);
  const std::vector<std::vector<RetentionBound>> wrong{
      {{1, 1, 5}, {1, 2, 5}}, {{2, 1, 5}, {1, 1, 5}}, {{0, 0, 5}}, {{0, 1, kMaxWeek + 1}}, std::vector<RetentionBound>(101, {0, 1, 5})};
  for (const auto& bounds : wrong) {
    const auto sealed = sealWithBounds(desk.header(), bounds, Desk::contents({"one"}), desk.shift.keys, desk.seed);
    REQUIRE_FALSE(sealed);
    CHECK(sealed.error().is(SealError::malformed));
  }
  Bytes header = bounded(desk, {{0, 1, 5}}).headerBytes();
  header.resize(header.size() - 5);
  header.back() = 0;  // version 2 with no bound
  CHECK(RevisionHeader::parse(header).error().is(SealError::malformed));
}

TEST_CASE("weeks begin on Monday, and days beyond the calendar go to its end", "[crypto]") {
  CHECK(weekOfDay(0) == 0);
  CHECK(weekOfDay(3) == 0);
  CHECK(weekOfDay(4) == 1);  // 1970-01-05
  CHECK(firstDayOf(1) == 4);
  CHECK(weekOfDay(20'780) == weekOfDay(20'786));  // 2026-11-23, a Monday, and the Sunday after it
  CHECK(weekOfDay(20'779) + 1 == weekOfDay(20'780));
  CHECK(weekOfDay(-100) == 0);
  CHECK(weekOfDay(1'000'000'000) == kMaxWeek);
}

TEST_CASE("of one rule the last word counts, of two at once the earlier, of all rules the earliest", "[crypto]") {
  const RevisionId first{WriterId{{1}}, 1}, second{WriterId{{2}}, 1}, third{WriterId{{3}}, 1}, fourth{WriterId{{1}}, 2},
      fifth{WriterId{{5}}, 1};
  std::vector<BoundRevision> all{{first, {}, {{0, 3, 100}, {1, 2, 90}}}};
  CHECK(earliestWeeks(standingBounds(all))[0] == 100u);
  CHECK(earliestWeeks(standingBounds(all))[1] == 90u);
  all.push_back({second, {first}, {{1, 2, 200}}});
  CHECK(earliestWeeks(standingBounds(all))[1] == 100u);
  all.push_back({third, {first}, {{0, 3, 300}}});
  CHECK(earliestWeeks(standingBounds(all))[0] == 300u);
  all.push_back({fourth, {first, second}, {{0, 3, 400}}});  // has not seen the third
  CHECK(earliestWeeks(standingBounds(all))[0] == 300u);
  all.push_back({fifth, {fourth, second}, {{0, 3, 500}}});  // nor has this one
  CHECK(earliestWeeks(standingBounds(all))[0] == 300u);
  all.back().context.push_back(third);
  CHECK(earliestWeeks(standingBounds(all))[0] == 500u);
  CHECK_FALSE(earliestWeeks(standingBounds(all))[2]);
}
