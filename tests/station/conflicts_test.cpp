// SPDX-License-Identifier: Apache-2.0
// Two case workers correct one record without having seen each other, each at a laptop of their own, over a real server.
#include "disagreeing.h"

using namespace limen;
using namespace limen::test;

TEST_CASE("two corrections of one answer wait for a reader, are decided at one laptop and settled at every other", "[station]") {
  Disagreeing at;
  CHECK(at.waiting(at.one).empty());
  const WallTime corrected = at.world.clock.now(), correctedThere = corrected + std::chrono::hours(2), brought = corrected + std::chrono::hours(4);
  at.correct(at.one, {{"given_name", "Anna"}, {"crossing_point", "north"}});
  at.world.clock.setWall(correctedThere);
  at.correct(at.other, {{"given_name", "Berta"}, {"remark", "small"}});
  at.bring(at.one);
  at.world.clock.setWall(correctedThere + std::chrono::hours(1));
  at.bring(at.other);
  at.world.clock.setWall(brought);
  for (const Desk* each : {&at.one, &at.officer}) at.bring(*each);

  for (const Desk* each : {&at.one, &at.other}) {
    const auto lines = at.waiting(*each);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].compartment == "operational");
    CHECK(lines[0].conflicts == 0);
    CHECK(lines[0].inconsistent == 1);  // the remark of a crossing that is another one now
    CHECK(lines[1].compartment == "identity");
    CHECK(lines[1].conflicts == 1);
    CHECK(lines[1].mayDecide);
    CHECK_FALSE(lines[1].sealed);
  }
  // Who cannot read it sees that there is something, and whom to ask.
  const auto closed = at.waiting(at.officer);
  REQUIRE(closed.size() == 2);
  CHECK(closed[1].compartment == "identity");
  CHECK(closed[1].sealed);
  CHECK(closed[1].conflicts == 0);
  CHECK_FALSE(closed[1].mayDecide);
  CHECK(closed[1].readers == std::vector<std::string>{"case worker"});

  const RecordView here = at.seen(at.one), there = at.seen(at.other);
  const ShownAnswer *name = answerTo(here, "given_name"), *same = answerTo(there, "given_name");
  REQUIRE(name != nullptr);
  REQUIRE(same != nullptr);
  CHECK(name->conflict);
  CHECK(name->mark.size() == kMarkSigns);
  CHECK(name->mark == same->mark);
  CHECK(name->text == same->text);
  REQUIRE(name->sides.size() == 2);
  CHECK(name->sides.front().text == same->sides.front().text);
  for (const AnswerSide& side : name->sides) {
    REQUIRE(side.by.size() == 1);
    CHECK(side.by.front().site == "river post");
    CHECK(side.by.front().roles == std::vector<std::string>{"case worker"});
  }
  CHECK(name->sides[0].by.front().station != name->sides[1].by.front().station);
  // Since when each is here, by the clock of the laptop that says so and at no other moment.
  for (const auto& [view, mine, theirs] : {std::tuple(&here, corrected, brought), std::tuple(&there, correctedThere, correctedThere + std::chrono::hours(1))})
    for (const AnswerSide& side : answerTo(*view, "given_name")->sides)
      CHECK(side.by.front().sinceMs == toUnixMs(side.by.front().here ? mine : theirs));
  CHECK(name->sides[0].by.front().here != name->sides[1].by.front().here);
  CHECK(name->sides[0].by.front().here != same->sides[0].by.front().here);
  CHECK(answerTo(here, "crossing_point")->parallel);
  CHECK(answerTo(here, "remark")->parallel);
  CHECK(answerTo(here, "remark")->inconsistent == Misfit::notRelevant);
  CHECK(answerTo(here, "crossing_point")->inconsistent == Misfit::none);

  refusedWith(at.decide(at.one, "00000000", 0), ConflictError::notOpen);
  refusedWith(at.decide(at.one, name->mark, 2), ConflictError::noSuchSide);
  refusedWith(at.decide(at.officer, name->mark, 0), RightsError::notYourRole);
  const std::string kept = name->sides[1].text;
  must(at.decide(at.one, name->mark, 1));
  refusedWith(at.decide(at.one, name->mark, 1), ConflictError::notOpen);
  CHECK(at.waiting(at.one).size() == 1);
  for (const Desk* each : {&at.one, &at.other, &at.officer}) at.bring(*each);
  CHECK(answerTo(at.seen(at.other), "given_name")->text == kept);
  CHECK_FALSE(answerTo(at.seen(at.other), "given_name")->conflict);
  CHECK(at.waiting(at.other).size() == 1);
  CHECK(at.waiting(at.officer).size() == 1);  // the header of the decision has seen both
  refusedWith(at.decide(at.other, name->mark, 0), ConflictError::notOpen);

  // What does not fit is corrected like any answer.
  at.correct(at.other, {{"remark", ""}});
  for (const Desk* each : {&at.other, &at.one}) at.bring(*each);
  CHECK(at.waiting(at.one).empty());
  Vault vault = at.world.unlock(at.one);
  std::size_t decided = 0;
  for (const AuditEntry& entry : must(vault.store().auditEntries(1, 2000))) decided += entry.act.act == "conflict.decide" ? 1 : 0;
  CHECK(decided == 1);
}

TEST_CASE("a side that comes after the screen was drawn is not decided unseen", "[station]") {
  Disagreeing at;
  at.correct(at.one, {{"given_name", "Anna"}});
  at.correct(at.other, {{"given_name", "Berta"}});
  for (const Desk* each : {&at.one, &at.other}) at.bring(*each);
  const std::string mark = answerTo(at.seen(at.other), "given_name")->mark;
  REQUIRE(mark.size() == kMarkSigns);
  at.correct(at.one, {{"given_name", "Clara"}});  // without having seen Berta
  for (const Desk* each : {&at.one, &at.other}) at.bring(*each);
  CHECK(answerTo(at.seen(at.other), "given_name")->sides.size() == 2);
  refusedWith(at.decide(at.other, mark, 0), ConflictError::notOpen);
  CHECK(must(at.world.unlock(at.other).store().revisions(at.record)).size() == 4);
}
