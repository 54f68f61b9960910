// SPDX-License-Identifier: Apache-2.0
// Two case workers correct one record without having seen each other, each at a laptop of their own, over a real server.
#include "station/conflicts.h"

#include <algorithm>

#include "served.h"
#include "station/amend.h"

using namespace limen;
using namespace limen::test;

namespace {

template <class Cause>
void refusedWith(const Result<void>& result, Cause cause) {
  REQUIRE_FALSE(result);
  INFO(result.error().room() << "." << result.error().name());
  CHECK(result.error().is(cause));
}

// Case workers may correct, and the remark is asked at the river only.
void workbookOfThis(forms::Workbook& book) {
  for (forms::Sheet& sheet : book.sheets) {
    for (forms::Row& row : sheet.rows) {
      if (sheet.name == "roles" && row.cells[0] == "case_worker") row.cells[1] = "read amend sync";
      if (sheet.name == "survey" && row.cells[1] == "remark") row.cells[5] = "${crossing_point} = 'river'";
    }
  }
}

struct Disagreeing : Served {
  Disagreeing() : Served(workbookOfThis) {
    officer = world.enrolDesk("Officer Four", "officer", "river post");
    one = world.enrolDesk("Case Worker One", "case_worker", "river post");
    other = world.enrolDesk("Case Worker Two", "case_worker", "river post");
    std::vector<std::pair<const Desk*, Bytes>> grants;
    for (const Desk* each : {&one, &other})
      for (const char* compartment : {"operational", "identity"})
        grants.emplace_back(each, must(world.open().grantReader(each->user, compartment, secret(kOfficerPassphrase))));
    publish();
    for (const auto& [each, grant] : grants) {
      Vault vault = world.unlock(*each);
      must(vault.takeDirectory(world.open().directory().bytes()));
      must(vault.takeGrant(grant));
    }
    {
      Vault vault = world.unlockInShift(officer);
      record = capture(vault, must(vault.programmes()).front(), "Synthia", "tall");
      must(vault.closeShift());
      synced(vault);
    }
    for (const Desk* each : {&one, &other}) bring(*each);
  }
  void synced(Vault& vault) {
    const SyncReport report = must(sync(vault));
    INFO(report.cause);
    REQUIRE(report.outcome == SyncReport::Outcome::synced);
    while (must(indexPulled(vault, 10))) {
    }
  }
  void bring(const Desk& at) {
    Vault vault = world.unlock(at);
    synced(vault);
  }
  void correct(const Desk& at, const std::vector<TypedCorrection>& corrections) {
    Vault vault = world.unlockInShift(at);
    must(amendRecord(vault, record, corrections));
    must(vault.closeShift());
  }
  std::vector<ConflictLine> waiting(const Desk& at) {
    Vault vault = world.unlock(at);
    const ConflictPage page = must(listConflicts(vault, "English", 0, 10));
    CHECK(page.next == 0);
    return page.lines;
  }
  RecordView seen(const Desk& at) {
    Vault vault = world.unlock(at);
    return must(showRecord(vault, record, "English"));
  }
  Result<void> decide(const Desk& at, const std::string& mark, std::size_t side) {
    Vault vault = world.unlock(at);
    must(vault.enterShift(at.carrier));
    auto decided = decideConflict(vault, record, mark, side);
    must(vault.closeShift());
    return decided;
  }
  Desk officer, one, other;
  RecordId record;
};

const ShownAnswer* answerTo(const RecordView& view, const std::string& question) {
  for (const ShownCompartment& each : view.compartments)
    for (const ShownAnswer& answer : each.answers)
      if (answer.question == question) return &answer;
  return nullptr;
}

}  // namespace

TEST_CASE("two corrections of one answer wait for a reader, are decided at one laptop and settled at every other", "[station]") {
  Disagreeing at;
  CHECK(at.waiting(at.one).empty());
  at.correct(at.one, {{"given_name", "Anna"}, {"crossing_point", "north"}});
  at.correct(at.other, {{"given_name", "Berta"}, {"remark", "small"}});
  for (const Desk* each : {&at.one, &at.other, &at.one, &at.officer}) at.bring(*each);

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
