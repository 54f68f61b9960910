// SPDX-License-Identifier: Apache-2.0
#include "station/use.h"

#include <algorithm>

#include "life.h"
#include "station/duplicates.h"

using namespace limen;
using namespace limen::test;

TEST_CASE("what nobody read in ninety days is proposed to be taken out, by days and counts, and only to who answers for it",
          "[station]") {
  World world;
  forms::Workbook book = smallWorkbook();
  for (forms::Sheet& sheet : book.sheets)
    if (sheet.name == "roles")
      sheet.rows.front().cells[1] = "capture sync audit";  // one person in both chairs: what is asked of each is the same
  world.addPackage(programmeOf(book, world.open().directory().organisation()));
  const Desk desk = world.enrolDesk("Officer One", "officer", "river post");
  Vault vault = world.unlockInShift(desk);
  const auto programme = must(vault.programmes()).front();
  const auto today = [&] { return std::chrono::floor<std::chrono::days>(world.clock.now()); };
  const auto proposed = [&](std::uint32_t days) {
    std::vector<std::string> out;
    for (const QuestionUse& each : unread(must(programmeUse(vault)).front(), today(), days)) out.push_back(each.question);
    return out;
  };
  CHECK_FALSE(must(programmeUse(vault)).front().since);
  CHECK(proposed(90).empty());  // nothing is counted yet

  const RecordId record = capture(vault, programme, "Zqpersona", "syntheticremark");
  must(showRecord(vault, record, "English"));
  must(showRecord(vault, record, "English"));
  const ProgrammeUse first = must(programmeUse(vault)).front();
  const auto of = [&](const ProgrammeUse& use, const char* question) {
    const auto found = std::find_if(use.questions.begin(), use.questions.end(),
                                    [&](const QuestionUse& each) { return each.question == question; });
    REQUIRE(found != use.questions.end());
    return *found;
  };
  CHECK(of(first, "given_name").daysRead == 1);  // a day, however often
  CHECK(of(first, "given_name").lastRead == today());
  CHECK(of(first, "condition").daysRead == 0);
  CHECK(std::none_of(first.questions.begin(), first.questions.end(),
                     [](const QuestionUse& each) { return each.question.starts_with("limen_"); }));
  CHECK(proposed(90).empty());  // too early to say of anything that nobody reads it
  must(vault.closeShift());

  world.clock.advance(std::chrono::hours(24 * 89));
  CHECK(proposed(90).empty());
  world.clock.advance(std::chrono::hours(24 * 2));
  must(showRecord(vault, record, "English"));  // the shift is closed: of operational only
  const auto unreadNow = proposed(90);
  const auto named = [&](const char* question) {
    return std::find(unreadNow.begin(), unreadNow.end(), question) != unreadNow.end();
  };
  CHECK(named("condition"));
  CHECK(named("given_name"));
  CHECK_FALSE(named("remark"));
  CHECK(of(must(programmeUse(vault)).front(), "remark").daysRead == 2);

  // What is kept of it says nothing of a record or a person.
  const Bytes held = must(vault.store().get("use/" + programme->id)).value();
  const std::string content(held.begin(), held.end());
  for (const std::string& word : {std::string("Zqpersona"), std::string("syntheticremark"), record.hex()})
    CHECK(content.find(word) == std::string::npos);
  CHECK(content.find(std::string(textOf(record.bytes()))) == std::string::npos);
  CHECK(content.find(std::string(textOf(vault.user().bytes()))) == std::string::npos);

  World other;
  other.addPackage(programmeOf(smallWorkbook(), other.open().directory().organisation()));
  Vault officer = other.unlock(other.enrolDesk("Officer One", "officer", "river post"));
  const auto refused = programmeUse(officer);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().is(RightsError::notYourRole));
}
