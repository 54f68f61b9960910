// SPDX-License-Identifier: Apache-2.0
// What the record saved last leaves for the next one of its programme: in the session, in memory, and only what the form asks
// for.
#include "life.h"
#include "station/intake.h"

using namespace limen;
using namespace limen::test;

namespace {

// The crossing is offered again, and nothing else.
forms::Workbook rememberingWorkbook() {
  forms::Workbook book = smallWorkbook();
  forms::Sheet& survey = book.sheets.front();
  survey.headings.push_back("default");
  for (forms::Row& row : survey.rows) {
    row.cells.resize(survey.headings.size());
    if (row.cells[1] == "crossing_point") row.cells.back() = "${last-saved#crossing_point}";
  }
  return book;
}

std::string crossing(Intake& intake) {
  return forms::toLexical(intake.form().value(must(intake.form().placeAt("/data/arrival/crossing_point"))));
}

}  // namespace

TEST_CASE("the next record of a programme begins with what its form asks the last one for, until the station is locked",
          "[station]") {
  World world;
  const auto programme = programmeOf(rememberingWorkbook(), world.open().directory().organisation());
  world.addPackage(programme);
  const Desk desk = world.enrolDesk("Officer One", "officer", "river post");
  {
    Vault vault = world.unlockInShift(desk);
    Intake first = begun(vault, must(vault.programmes()).front(), "English");
    CHECK(crossing(first) == "");
    answer(first, "crossing_point", "river");
    answer(first, "given_name", "Synthia");
    REQUIRE(first.finish());
    Intake second = begun(vault, must(vault.programmes()).front(), "English");
    CHECK(crossing(second) == "river");
    REQUIRE(vault.lastSaved(programme->id) != nullptr);
    const std::string kept(textOf(vault.lastSaved(programme->id)->expose(SecretAccess{})));
    CHECK(kept.find("<crossing_point>river</crossing_point>") != std::string::npos);
    CHECK(kept.find("Synthia") == std::string::npos);
    answer(second, "crossing_point", "north");
    REQUIRE(second.save());
    // A draft is not saved: what it holds is nobody's last record.
    CHECK(crossing(*std::make_unique<Intake>(must(Intake::start(vault, must(vault.programmes()).front(), "English")))) ==
          "river");
  }
  Vault again = world.unlockInShift(desk);
  Intake fresh = begun(again, must(again.programmes()).front(), "English");
  CHECK(crossing(fresh) == "");
}

TEST_CASE("a form that asks for no earlier record leaves nothing behind", "[station]") {
  World world;
  const auto programme = programmeOf(smallWorkbook(), world.open().directory().organisation());
  world.addPackage(programme);
  const Desk desk = world.enrolDesk("Officer One", "officer", "river post");
  Vault vault = world.unlockInShift(desk);
  static_cast<void>(capture(vault, must(vault.programmes()).front(), "Synthia"));
  CHECK(vault.lastSaved(programme->id) == nullptr);
}
