// SPDX-License-Identifier: Apache-2.0
// Which packages a station takes, which it begins records with, and what a record's risks change about how it is finished.
#include <catch2/catch_test_macros.hpp>

#include "life.h"
#include "station/intake.h"
#include "station/records.h"

using namespace limen;
using namespace limen::test;

namespace {

std::shared_ptr<const Programme> dated(const forms::Workbook& book, const Vault& vault, std::uint64_t version, WallTime now,
                                       std::uint32_t days) {
  BuildOptions options{vault.organisation(), version, false};
  options.today = std::chrono::floor<std::chrono::days>(now);
  options.validDays = days;
  ProgrammeReading reading = readProgramme(book, options);
  REQUIRE(reading.programme);
  return std::make_shared<const Programme>(std::move(*reading.programme));
}

void set(forms::Workbook& book, const std::string& sheet, std::size_t row, std::size_t column, const std::string& text) {
  for (forms::Sheet& each : book.sheets)
    if (each.name == sheet) each.rows.at(row).cells.at(column) = text;
}

void answer(Intake& intake, const char* question, const char* typed) {
  const forms::Place place{*intake.form().form().find(question), {}};
  must(intake.form().set(place, must(intake.form().parse(place, typed))));
}

}  // namespace

TEST_CASE("a package that is older, expired, weaker, half signed or another organisation's changes nothing", "[station]") {
  World world;
  world.addPackage(programmeOf(smallWorkbook(), world.open().directory().organisation(), 3));
  const Desk desk = world.enrolDesk("Officer One", "officer", "river post");
  Vault vault = world.unlockInShift(desk);
  const PackageHash held = must(vault.programmes()).front()->hash;
  const auto stays = [&] {
    const auto programmes = must(vault.programmes());
    return programmes.size() == 1 && programmes.front()->hash == held;
  };
  const auto refusal = [&](ByteView package) {
    const auto taken = vault.takePackage(package);
    REQUIRE_FALSE(taken);
    CHECK(stays());
    return taken.error();
  };

  forms::Workbook reworded = smallWorkbook();
  set(reworded, "purposes", 0, 6, "To help you.");
  CHECK(refusal(world.addPackage(programmeOf(reworded, vault.organisation(), 3))).is(ProgrammeError::older));
  const auto lasting = dated(reworded, vault, 4, world.clock.now() - std::chrono::days{40}, 30);
  CHECK(refusal(world.addPackage(lasting)).is(ProgrammeError::expired));
  forms::Workbook weaker = smallWorkbook();
  set(weaker, "compartments", 2, 2, "health_worker case_worker");
  CHECK(refusal(world.addPackage(programmeOf(weaker, vault.organisation(), 4))).is(ProgrammeError::weakened));
  OrganisationId other = vault.organisation();
  other.value[0] ^= 1;
  CHECK(refusal(world.addPackage(programmeOf(reworded, other, 4))).is(ProgrammeError::otherOrganisation));
  const Signer stranger = Signer::generate();
  CHECK(refusal(buildPackage(*programmeOf(reworded, vault.organisation(), 4), stranger, stranger)).is(ProgrammeError::unknownSigner));

  // An older one is kept to read what was written under it, and begins nothing.
  must(vault.takePackage(world.addPackage(programmeOf(reworded, vault.organisation(), 2))));
  CHECK(stays());
  set(weaker, "assessment", 0, 0, "DPIA-2");
  must(vault.takePackage(world.addPackage(programmeOf(weaker, vault.organisation(), 4))));
  CHECK(must(vault.programmes()).front()->version == 4);
  const auto old = Intake::start(vault, must(vault.programme(held)), "English");
  REQUIRE_FALSE(old);
  CHECK(old.error().is(ProgrammeError::older));
}

TEST_CASE("once a programme has expired, an open draft is finished and no record is begun", "[station]") {
  World world;
  world.addPackage(programmeOf(smallWorkbook(), world.open().directory().organisation(), 1));
  const Desk desk = world.enrolDesk("Officer One", "officer", "river post");
  Vault vault = world.unlockInShift(desk);
  must(vault.takePackage(world.addPackage(dated(smallWorkbook(), vault, 2, world.clock.now(), 2))));
  const auto programme = must(vault.programmes()).front();
  REQUIRE(programme->expires);
  DraftId draft;
  {
    Intake intake = begun(vault, programme, "English");
    answer(intake, "given_name", "Example");
    must(intake.save());
    draft = intake.draft();
  }
  world.clock.setWall(WallTime{*programme->expires + std::chrono::days{1}});
  const auto begun = Intake::start(vault, programme, "English");
  REQUIRE_FALSE(begun);
  CHECK(begun.error().is(ProgrammeError::expired));
  Intake intake = must(Intake::resume(vault, draft, "English"));
  must(intake.finish());
}

TEST_CASE("a record that a risk rule hides is in no list and no search of the station that took it", "[station]") {
  World world;
  forms::Workbook book = smallWorkbook();
  forms::Sheet risk{"risk", {"name", "condition", "safeguards", "readers", "retention", "label::English", "label::Arabic"}, {}};
  risk.rows.push_back({2, {"ill", "${condition} != ''", "no_list", "", "", "A health need.", "حاجة صحية."}});
  book.sheets.push_back(risk);
  world.addPackage(programmeOf(book, world.open().directory().organisation(), 1));
  const Desk desk = world.enrolDesk("Officer One", "officer", "river post");
  Vault vault = world.unlockInShift(desk);
  for (const bool ill : {false, true}) {
    Intake intake = begun(vault, must(vault.programmes()).front(), "English");
    answer(intake, "given_name", "Example");
    answer(intake, "remark", "syntheticremark");
    if (ill) answer(intake, "condition", "synthetic");
    must(intake.finish());
  }
  CHECK(must(listRecords(vault, "syntheticremark", 0, 10)).total == 1);
}
