// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>

#include "core/files.h"
#include "tests/forms/scenario.h"

using namespace limen;
using namespace limen::forms;

namespace {

const std::vector<std::string> kRows{"start | began",
                                     "text | t",
                                     "integer | i",
                                     "decimal | f",
                                     "date | d",
                                     "geopoint | p",
                                     "select_multiple l | m",
                                     "begin_repeat | r",
                                     "text | x",
                                     "begin_repeat | q",
                                     "integer | y",
                                     "end_repeat",
                                     "end_repeat",
                                     "text | gone | relevant=${i} > 100",
                                     "calculate | c | calculation=${i} + count(${q})",
                                     "calculate | kept | calculation=once(uuid())",
                                     "calculate | yes | calculation=${i} = 4"};
constexpr const char* kChoices = "list_name | name | label\nl | a | A\nl | b | B";

void fill(Scenario& s) {
  s.answer("i", "101")
      .answer("gone", "still here")
      .answer("i", "4")
      .answer("t", "two words, \xd8\xb9\xd9\x84\xd9\x8a")
      .answer("f", "-0.25");
  s.answer("d", "1999-12-31")
      .answer("p", "-1.5 2.25 3 4")
      .answer("m", "b a")
      .addTo("r")
      .addTo("r[2]/q")
      .answer("r[2]/q[2]/y", "9");
  s.answer("r[1]/x", "first");
}

Bytes filledDraft() {
  Scenario s(kRows, kChoices);
  fill(s);
  return s.session.saveDraft();
}

}  // namespace

TEST_CASE("a draft brings every answer back, also those that are not relevant", "[forms]") {
  Scenario before(kRows, kChoices);
  fill(before);
  const Bytes draft = before.session.saveDraft();
  Scenario after(kRows, kChoices);
  after.clock.advance(Milliseconds{3'600'000});
  REQUIRE(after.session.restoreDraft(draft));
  for (const char* path : {"began", "t", "i", "f", "d", "p", "m", "gone", "c", "kept", "yes", "r[1]/x", "r[2]/q[2]/y"}) {
    INFO(path);
    CHECK(after.answerOf(path) == before.answerOf(path));
    CHECK_FALSE(after.answerOf(path).empty());
  }
  CHECK(after.session.instances(after.place("r")) == before.session.instances(before.place("r")));
  CHECK(after.session.instances(after.place("r[2]/q")) == before.session.instances(before.place("r[2]/q")));
  CHECK(after.session.saveDraft() == draft);
  CHECK(after.submitted() == before.submitted());
  // It goes on living: what hangs on an answer still does.
  after.answer("i", "5").addTo("r[1]/q");
  CHECK(after.answerOf("c") == "9");
}

TEST_CASE("a draft survives new questions and other order", "[forms]") {
  const Bytes draft = filledDraft();
  std::vector<std::string> rows = kRows;
  std::swap(rows[1], rows[2]);
  rows.insert(rows.begin(), "text | added");
  Scenario after(rows, kChoices);
  REQUIRE(after.session.restoreDraft(draft));
  CHECK(after.answerOf("i") == "4");
  CHECK(after.answerOf("r[2]/q[2]/y") == "9");
}

TEST_CASE("a draft of another form or a damaged one is refused and changes nothing", "[forms]") {
  const Bytes draft = filledDraft();
  auto other = formOf(kRows, kChoices);
  other.version = "2";
  Scenario newer(compiled(std::move(other)));
  CHECK(newer.session.restoreDraft(draft).error().is(FormError::badDraft));

  Scenario s(kRows, kChoices);
  s.answer("t", "mine");
  const Bytes mine = s.session.saveDraft();
  for (std::size_t size = 0; size < draft.size(); ++size) {
    const auto cut = s.session.restoreDraft(ByteView(draft).first(size));
    REQUIRE_FALSE(cut);
    CHECK(cut.error().is(FormError::badDraft));
  }
  Bytes longer = draft;
  longer.push_back(0);
  CHECK_FALSE(s.session.restoreDraft(longer));
  CHECK(s.session.saveDraft() == mine);
  // A flipped byte may still be a draft, of other answers; it must never be more than that.
  for (std::size_t i = 0; i < draft.size(); ++i) {
    Bytes flipped = draft;
    flipped[i] ^= 0x80;
    Scenario fresh(kRows, kChoices);
    if (fresh.session.restoreDraft(flipped)) CHECK_NOTHROW(fresh.submitted());
  }
}

TEST_CASE("a draft that an earlier version wrote is restored for ever", "[forms]") {
  // Made once by this program with LIMEN_WRITE_VECTORS set; it is never made anew.
  const std::string path = LIMEN_SOURCE_DIR "/tests/data/forms/draft_v1.hex";
  if (std::getenv("LIMEN_WRITE_VECTORS") != nullptr)
    static_cast<void>(writeFile(path, bytesOf(toHex(filledDraft()) + '\n'), Access::everyoneReads, Replace::no));
  const auto file = readFile(path, 1 << 20);
  REQUIRE(file);
  std::string hex(textOf(*file));
  REQUIRE(hex.ends_with('\n'));
  hex.pop_back();
  const auto draft = fromHex(hex);
  REQUIRE(draft);
  Scenario s(kRows, kChoices);
  REQUIRE(s.session.restoreDraft(*draft));
  CHECK(s.answerOf("began") == "2026-11-18T11:06:40.000+00:00");
  CHECK(s.answerOf("t") == "two words, \xd8\xb9\xd9\x84\xd9\x8a");
  CHECK(s.answerOf("f") == "-0.25");
  CHECK(s.answerOf("d") == "1999-12-31");
  CHECK(s.answerOf("p") == "-1.5 2.25 3 4");
  CHECK(s.answerOf("m") == "b a");
  CHECK(s.answerOf("gone") == "still here");
  CHECK(s.answerOf("c") == "7");
  CHECK(s.answerOf("r[1]/x") == "first");
  CHECK(s.answerOf("r[2]/q[2]/y") == "9");
}
