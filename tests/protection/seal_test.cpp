// SPDX-License-Identifier: Apache-2.0
#include "protection/seal.h"

#include <catch2/catch_test_macros.hpp>

#include "protection/dictionary.h"
#include "protection/text_coding.h"
#include "tests/protection/support.h"

using namespace limen;

namespace {

struct Case {
  SeededRandom random{11};
  std::shared_ptr<const Programme> programme = test::programmeOf(test::smallBook().workbook());
  test::Shift shift = test::shiftFor(*programme, random);
  RepeatId member = RepeatId::make(random);

  forms::Submission submission() const {
    forms::Submission out;
    out.answers = {{"given_name", {}, std::string("Example")},
                   {"birth_date", {}, forms::Date{std::chrono::days{7428}}},
                   {"need", {}, std::string("shelter")},
                   {"weeks", {}, std::int64_t{3}},
                   {"member_name", {member}, std::string("Sample")}};
    return out;
  }
  MinimalRecord minimal() const { return minimise(programme, submission(), forms::Date{std::chrono::days{20779}}); }
  Sealed sealed(const RevisionPlace& place) {
    auto out = seal(minimal(), place, shift.keys, random);
    REQUIRE(out);
    return std::move(*out);
  }
  ErasurePart part(const Sealed& sealed, std::uint8_t compartment) const {
    return erasurePart(sealed.seed, programme->compartments[compartment].name);
  }
};

}  // namespace

TEST_CASE("each reader opens its own compartment and no other", "[protection]") {
  Case c;
  const RevisionPlace place = test::somePlace(c.random);
  const Sealed sealed = c.sealed(place);
  CHECK(sealed.revision.header().record == place.record);
  CHECK(sealed.revision.header().id == place.id);
  CHECK(sealed.revision.header().package == c.programme->hash);
  CHECK(sealed.revision.header().dictionary == dictionaryId(c.programme->dictionary));
  CHECK(sealed.revision.header().parts == 0b1111);

  const std::vector<std::vector<std::pair<std::string, forms::Value>>> expected{
      {{"need", std::string("shelter")}},
      {{"given_name", std::string("Example")}, {"birth_date", std::int64_t{1990}}},
      {{"weeks", std::int64_t{3}}},
      {{"member_name", std::string("Sample")}}};
  for (std::uint8_t mine = 0; mine < 4; ++mine) {
    const ShiftKeys keys = c.shift.readBy(c.programme->compartments[mine].name);
    for (std::uint8_t other = 0; other < 4; ++other) {
      const auto opened = open(sealed.revision, other, keys, c.part(sealed, other), *c.programme);
      INFO("the reader of " << int(mine) << " at " << int(other));
      if (mine != other) {
        CHECK(opened.error().is(SealError::noShiftKey));
        continue;
      }
      REQUIRE(opened);
      REQUIRE(opened->size() == expected[mine].size());
      for (std::size_t i = 0; i < opened->size(); ++i) {
        CHECK((*opened)[i].question == expected[mine][i].first);
        CHECK((*opened)[i].value == expected[mine][i].second);
      }
    }
  }
  const auto family = open(sealed.revision, 3, c.shift.readBy("family"), c.part(sealed, 3), *c.programme);
  REQUIRE(family);
  CHECK(family->front().instances == std::vector<RepeatId>{c.member});
}

TEST_CASE("a part opens only with its own erasure part", "[protection]") {
  Case c;
  const Sealed sealed = c.sealed(test::somePlace(c.random));
  const ShiftKeys keys = c.shift.readBy("identity");
  CHECK(open(sealed.revision, 1, keys, c.part(sealed, 1), *c.programme));
  CHECK(open(sealed.revision, 1, keys, c.part(sealed, 2), *c.programme).error().is(SealError::tampered));
  CHECK(open(sealed.revision, 1, keys, ErasurePart{}, *c.programme).error().is(SealError::tampered));
}

TEST_CASE("a part of one record does not open in another", "[protection]") {
  Case c;
  RevisionPlace place = test::somePlace(c.random);
  const Sealed first = c.sealed(place);
  place.record = RecordId::make(c.random);
  ++place.id.counter;
  const Sealed second = c.sealed(place);

  // The second envelope, with the first one's ciphertext of `identity` in it.
  const Bytes header = second.revision.headerBytes();
  ByteWriter mixed;
  mixed.sized(header);
  for (std::size_t i = 0; i < 4; ++i) mixed.u8(0).sized((i == 1 ? first : second).revision.parts()[i].ciphertext);
  const auto forged = SealedRevision::parse(mixed.bytes());
  REQUIRE(forged);
  const ShiftKeys keys = c.shift.readBy("identity");
  CHECK(open(second.revision, 1, keys, c.part(second, 1), *c.programme));
  CHECK(open(*forged, 1, keys, c.part(second, 1), *c.programme).error().is(SealError::tampered));
  CHECK(open(*forged, 1, keys, c.part(first, 1), *c.programme).error().is(SealError::tampered));
}

TEST_CASE("a first revision has every compartment, a later one what it changes", "[protection]") {
  Case c;
  const RevisionPlace first = test::somePlace(c.random);
  forms::Submission little;
  little.answers = {{"weeks", {}, std::int64_t{4}}};
  const MinimalRecord minimal = minimise(c.programme, little, forms::Date{});
  const auto whole = seal(minimal, first, c.shift.keys, c.random);
  REQUIRE(whole);
  CHECK(whole->revision.header().parts == 0b1111);
  CHECK(whole->revision.parts()[0].ciphertext.size() == whole->revision.parts()[2].ciphertext.size());  // empty or not

  RevisionPlace later = first;
  later.id.counter = 2;
  later.context = {first.id};
  const auto change = seal(minimal, later, c.shift.keys, c.random);
  REQUIRE(change);
  CHECK(change->revision.header().parts == 0b0100);
  const auto opened = open(change->revision, 2, c.shift.readBy("health"), c.part(*change, 2), *c.programme);
  REQUIRE(opened);
  CHECK(opened->front().value == forms::Value(std::int64_t{4}));
}

TEST_CASE("an amendment clears an answer and says so", "[protection]") {
  Case c;
  forms::Submission clearing;
  clearing.answers = {{"weeks", {}, forms::Empty{}}};
  const auto sealed = seal(minimise(c.programme, clearing, forms::Date{}), test::somePlace(c.random), c.shift.keys, c.random);
  REQUIRE(sealed);
  const auto opened = open(sealed->revision, 2, c.shift.readBy("health"), c.part(*sealed, 2), *c.programme);
  REQUIRE(opened);
  REQUIRE(opened->size() == 1);
  CHECK(forms::isEmpty(opened->front().value));
}

TEST_CASE("a shift of other compartments does not seal this programme", "[protection]") {
  Case c;
  Programme fewer = *c.programme;
  fewer.compartments.pop_back();
  CHECK(seal(c.minimal(), test::somePlace(c.random), test::shiftFor(fewer, c.random).keys, c.random)
            .error()
            .is(SealError::noShiftKey));
  Programme swapped = *c.programme;
  std::swap(swapped.compartments[0], swapped.compartments[1]);
  CHECK(seal(c.minimal(), test::somePlace(c.random), test::shiftFor(swapped, c.random).keys, c.random)
            .error()
            .is(SealError::noShiftKey));
}

TEST_CASE("an answer that belongs to another compartment is malformed", "[protection]") {
  Case c;
  Programme moved = *c.programme;  // as a writer with a doctored programme would have it
  moved.protections[*moved.form->find("weeks")].compartment = 0;
  const auto doctored = std::make_shared<const Programme>(moved);
  const auto sealed = seal(minimise(doctored, c.submission(), forms::Date{}), test::somePlace(c.random), c.shift.keys, c.random);
  REQUIRE(sealed);
  CHECK(open(sealed->revision, 0, c.shift.readBy("operational"), c.part(*sealed, 0), *c.programme)
            .error()
            .is(SealError::malformed));
}

TEST_CASE("what exceeds the bounds of a part is refused before it is coded", "[protection]") {
  Case c;
  forms::Submission long_;
  long_.answers = {{"given_name", {}, std::string(kMaxTextBytes + 1, 'x')}};
  CHECK(seal(minimise(c.programme, long_, forms::Date{}), test::somePlace(c.random), c.shift.keys, c.random)
            .error()
            .is(SealError::tooLarge));
  forms::Submission many;
  for (std::size_t i = 0; i <= kMaxAnswersInPart; ++i)
    many.answers.push_back({"member_name", {RepeatId::make(c.random)}, std::string("x")});
  CHECK(seal(minimise(c.programme, many, forms::Date{}), test::somePlace(c.random), c.shift.keys, c.random)
            .error()
            .is(SealError::tooLarge));
}
