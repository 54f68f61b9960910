// SPDX-License-Identifier: Apache-2.0
// Rows of a repeat that two change without having seen each other: added, removed and edited on both sides, merged at both to the
// same, labelled where they no longer fit the form, and decided.
#include "disagreeing.h"

using namespace limen;
using namespace limen::test;

namespace {

// Two in a family at most, as the officer was told; a member is younger than 120, and grown up where the family has no other.
void workbookWithRules(forms::Workbook& book) {
  disagreeingWorkbook(book);
  for (forms::Sheet& sheet : book.sheets) {
    if (sheet.name != "survey") continue;
    sheet.headings.push_back("constraint");
    sheet.headings.push_back("constraint_message::English");
    for (forms::Row& row : sheet.rows) {
      row.cells.resize(sheet.headings.size());
      if (row.cells[1] == "member_age") row.cells[sheet.headings.size() - 2] = ". <= ${oldest}", row.cells.back() = "Older than the oldest.";
      if (row.cells[1] == "member_name") row.cells[sheet.headings.size() - 2] = "${most} = '' or count(${member}) <= ${most}", row.cells.back() = "More than were said.";
    }
    auto at = std::find_if(sheet.rows.begin(), sheet.rows.end(), [](const forms::Row& row) { return row.cells[1] == "member"; });
    REQUIRE(at != sheet.rows.end());
    for (const char* name : {"oldest", "most"}) {
      forms::Row row = *std::find_if(sheet.rows.begin(), sheet.rows.end(), [](const forms::Row& one) { return one.cells[1] == "member_age"; });
      row.cells[1] = name, row.cells[2] = name, row.cells[sheet.headings.size() - 2] = row.cells.back() = "";
      at = sheet.rows.insert(at, row) + 1;
    }
  }
}

RecordId family(Disagreeing& at, Vault& vault) {
  Intake intake = begun(vault, at.programme, "English");
  answer(intake, "given_name", "Synthia");
  answer(intake, "oldest", "90");
  answer(intake, "most", "2");
  const auto member = *at.programme->form->find("member");
  std::vector<RepeatId> rows = intake.form().instances({member, {}});
  while (rows.size() < 2) rows.push_back(must(intake.form().addInstance({member, {}})));
  for (std::size_t i = 0; i < 2; ++i) {
    answer(intake, "member_name", i == 0 ? "Paula" : "Quentin", {rows[i]});
    answer(intake, "member_age", i == 0 ? "60" : "40", {rows[i]});
  }
  return must(intake.finish());
}

struct Family : Disagreeing {
  Family() : Disagreeing(workbookWithRules, family) {}
  void bringAll() {
    for (const Desk* each : {&one, &other, &one}) bring(*each);
  }
  std::string row(const std::string& name) {
    for (const ShownAnswer& answer : compartment(seen(one), "identity").answers)
      if (answer.question == "member_name" && answer.text == name) return "member[" + answer.row + "]";
    FAIL("no such row");
    return {};
  }
};

// Rows as a reader sees them, with the labels.
std::vector<std::string> rowsOf(const RecordView& view) {
  std::vector<std::string> out;
  for (const ShownAnswer& answer : compartment(view, "identity").answers) {
    if (answer.instance == 0) continue;
    REQUIRE(answer.row.size() == kRowSigns);
    out.push_back(answer.text + (answer.conflict ? " conflict" : "") + (answer.parallel ? " parallel" : "") +
                  (answer.inconsistent == Misfit::rule            ? " rule"
                       : answer.inconsistent == Misfit::notRelevant ? " notRelevant"
                                                                    : ""));
  }
  std::sort(out.begin(), out.end());
  return out;
}
using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("rows that two add are both there, and the rule that both together break is said of each", "[station]") {
  Family at;
  CHECK(rowsOf(at.seen(at.one)) == Lines{"40", "60", "Paula", "Quentin"});
  at.correct(at.one, {{"most", "3"}, {"member[new]/member_name", "Rosa"}, {"member[new]/member_age", "9"}});
  at.correct(at.other, {{"most", "3"}, {"member[new]/member_name", "Sven"}, {"member[new]/member_age", "8"}});
  at.bringAll();
  const Lines together{"40", "60", "8 parallel", "9 parallel", "Paula rule", "Quentin rule", "Rosa parallel rule", "Sven parallel rule"};
  CHECK(rowsOf(at.seen(at.one)) == together);
  CHECK(rowsOf(at.seen(at.other)) == together);
  CHECK(at.waiting(at.one).front().inconsistent == 4);
  const RecordView view = at.seen(at.one);
  for (const ShownAnswer& answer : compartment(view, "identity").answers)
    if (answer.inconsistent == Misfit::rule) CHECK(answer.inconsistentWhy == "More than were said.");
  // Whoever looks it over corrects what was said, and nothing waits any more.
  at.correct(at.other, {{"most", "4"}});
  at.bringAll();
  CHECK(at.waiting(at.one).empty());
  CHECK(rowsOf(at.seen(at.one)).size() == 8);
}

TEST_CASE("a row that one removes and the other edits waits for a decision, either of which holds everywhere", "[station]") {
  Family at;
  const std::string quentin = at.row("Quentin");
  at.correct(at.one, {{quentin, ""}});
  CHECK(rowsOf(at.seen(at.one)) == Lines{"60", "Paula"});
  at.correct(at.other, {{quentin + "/member_age", "41"}});
  at.bringAll();
  for (const Desk* each : {&at.one, &at.other}) CHECK(rowsOf(at.seen(*each)) == rowsOf(at.seen(at.one)));
  const RecordView view = at.seen(at.one);
  const ShownAnswer* age = nullptr;
  for (const ShownAnswer& answer : compartment(view, "identity").answers)
    if (answer.conflict) age = &answer;
  REQUIRE(age != nullptr);
  CHECK(age->question == "member_age");
  REQUIRE(age->sides.size() == 2);
  const std::size_t cleared = forms::isEmpty(age->sides[0].value) ? 0 : 1;
  CHECK(age->sides[1 - cleared].text == "41");
  SECTION("the row stays removed") {
    must(at.decide(at.other, age->mark, cleared));
    at.bringAll();
    for (const Desk* each : {&at.one, &at.other}) CHECK(rowsOf(at.seen(*each)) == Lines{"60", "Paula"});
  }
  SECTION("the edit counts, and the name is written once more") {
    must(at.decide(at.other, age->mark, 1 - cleared));
    at.bring(at.other);
    at.correct(at.other, {{quentin + "/member_name", "Quentin"}});
    at.bringAll();
    for (const Desk* each : {&at.one, &at.other}) CHECK(rowsOf(at.seen(*each)) == Lines{"41", "60", "Paula", "Quentin"});
  }
  CHECK(at.waiting(at.one).empty());
  CHECK(at.waiting(at.other).empty());
}

TEST_CASE("an edit in a row that a change elsewhere forbids is said of that row and of no other", "[station]") {
  Family at;
  const std::string paula = at.row("Paula");
  at.correct(at.one, {{"oldest", "70"}});
  at.correct(at.other, {{paula + "/member_age", "80"}});
  at.bringAll();
  for (const Desk* each : {&at.one, &at.other}) CHECK(rowsOf(at.seen(*each)) == Lines{"40", "80 parallel rule", "Paula", "Quentin"});
  at.correct(at.one, {{paula + "/member_age", "69"}});
  at.bringAll();
  CHECK(at.waiting(at.other).empty());
}

TEST_CASE("a correction that names no row, an unknown one or a wrong question changes nothing", "[station]") {
  Family at;
  const std::string paula = at.row("Paula");
  Vault vault = at.world.unlockInShift(at.one);
  const std::size_t before = must(vault.store().revisions(at.record)).size();
  for (const char* wrong : {"member_age", "member/member_age", "member[]/member_age", "member[zzzzzz]/member_age", "member[new", "given_name[new]/member_age", "[new]"})
    refusedWith(amendRecord(vault, at.record, {TypedCorrection{wrong, "3"}}), ImportError::unknownQuestion);
  refusedWith(amendRecord(vault, at.record, {TypedCorrection{paula + "/given_name", "3"}}), ImportError::unknownQuestion);
  refusedWith(amendRecord(vault, at.record, {TypedCorrection{paula + "/member_age", "young"}}), ImportError::notThatType);
  refusedWith(amendRecord(vault, at.record, {TypedCorrection{paula, "gone"}}), ImportError::notThatType);
  CHECK(must(vault.store().revisions(at.record)).size() == before);
}
