// SPDX-License-Identifier: Apache-2.0
// Two case workers who correct one record at a laptop of their own each, over a real server.
#pragma once

#include <algorithm>

#include "served.h"
#include "station/amend.h"
#include "station/conflicts.h"

namespace limen::test {

template <class Cause>
void refusedWith(const Result<void>& result, Cause cause) {
  REQUIRE_FALSE(result);
  INFO(result.error().room() << "." << result.error().name());
  CHECK(result.error().is(cause));
}

// Case workers may correct, and the remark is asked at the river only.
inline void disagreeingWorkbook(forms::Workbook& book) {
  for (forms::Sheet& sheet : book.sheets) {
    for (forms::Row& row : sheet.rows) {
      if (sheet.name == "roles" && row.cells[0] == "case_worker") row.cells[1] = "read amend sync";
      if (sheet.name == "survey" && row.cells[1] == "remark") row.cells[5] = "${crossing_point} = 'river'";
    }
  }
}

struct Disagreeing : Served {
  explicit Disagreeing(const std::function<void(forms::Workbook&)>& change = disagreeingWorkbook,
                       const std::function<RecordId(Disagreeing&, Vault&)>& taken = {})
      : Served(change) {
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
      record = taken ? taken(*this, vault) : capture(vault, must(vault.programmes()).front(), "Synthia", "tall");
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

inline const ShownAnswer* answerTo(const RecordView& view, const std::string& question) {
  for (const ShownCompartment& each : view.compartments)
    for (const ShownAnswer& answer : each.answers)
      if (answer.question == question) return &answer;
  return nullptr;
}

}  // namespace limen::test
