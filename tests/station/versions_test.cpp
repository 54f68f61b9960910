// SPDX-License-Identifier: Apache-2.0
// A form's next version reads what was written under the one before, by the questions' ids.
#include "station/versions.h"

#include "access.h"

using namespace limen;
using namespace limen::test;

namespace {

forms::Sheet& sheetOf(forms::Workbook& book, const std::string& name) {
  for (forms::Sheet& sheet : book.sheets)
    if (sheet.name == name) return sheet;
  FAIL("no sheet " << name);
  return book.sheets.front();
}

std::size_t columnOf(const forms::Sheet& sheet, const std::string& heading) {
  for (std::size_t i = 0; i < sheet.headings.size(); ++i)
    if (sheet.headings[i] == heading) return i;
  FAIL("no column " << heading);
  return 0;
}

// The row whose name that is.
std::vector<forms::Row>::iterator rowOf(forms::Sheet& sheet, const std::string& name) {
  const std::size_t column = columnOf(sheet, "name");
  for (auto row = sheet.rows.begin(); row != sheet.rows.end(); ++row)
    if (row->cells[column] == name) return row;
  FAIL("no row " << name);
  return sheet.rows.end();
}

// The next version: a label and a choice reworded, a question taken out, one added, one moved, a choice taken out.
forms::Workbook nextVersion() {
  auto book = must(forms::readWorkbook(std::filesystem::path(LIMEN_SOURCE_DIR) / "resources/programmes/border-intake"));
  forms::Sheet& survey = sheetOf(book, "survey");
  const std::size_t label = columnOf(survey, "label::English"), name = columnOf(survey, "name"),
                    relevant = columnOf(survey, "relevant");
  rowOf(survey, "spoken_language")->cells[label] = "Reworded question";
  forms::Row added = *rowOf(survey, "spoken_language");
  added.cells[name] = "second_language";
  added.cells[relevant].clear();
  survey.rows.insert(rowOf(survey, "crossing_point"), added);
  survey.rows.erase(rowOf(survey, "interpreter"));
  forms::Row moved = *rowOf(survey, "travelling_with");
  survey.rows.erase(rowOf(survey, "travelling_with"));
  survey.rows.insert(rowOf(survey, "crossing_point"), moved);
  forms::Sheet& choices = sheetOf(book, "choices");
  choices.rows.erase(rowOf(choices, "ti"));
  rowOf(choices, "river_post")->cells[columnOf(choices, "label::English")] = "Reworded choice";
  return book;
}

const ShownAnswer* answerTo(const RecordView& view, const std::string& question) {
  for (const ShownCompartment& compartment : view.compartments)
    for (const ShownAnswer& answer : compartment.answers)
      if (answer.question == question) return &answer;
  return nullptr;
}

}  // namespace

TEST_CASE("an older record is shown under the form's next version, each answer by its question's id", "[station]") {
  Staff staff(Keys::everyOne);
  Vault vault = staff.unlock(staff.of("case_worker"));
  const RecordView before = must(showRecord(vault, staff.record, "English"));
  const ShownAnswer* interpreter = answerTo(before, "interpreter");
  REQUIRE(interpreter != nullptr);
  REQUIRE(answerTo(before, "spoken_language") != nullptr);

  must(vault.takePackage(staff.world.addPackage(programmeOf(nextVersion(), vault.organisation(), 2))));
  const RecordView after = must(showRecord(vault, staff.record, "English"));
  const ShownAnswer* language = answerTo(after, "spoken_language");
  REQUIRE(language != nullptr);
  CHECK(language->label == "Reworded question");
  CHECK(language->text == "Tigrinya");  // the choice is gone; the form that had it names it
  REQUIRE(answerTo(after, "crossing_point") != nullptr);
  CHECK(answerTo(after, "crossing_point")->text == "Reworded choice");
  CHECK(answerTo(after, "second_language") == nullptr);
  // What the form asks no longer is still there, in its own words, at the end.
  const ShownAnswer* gone = answerTo(after, "interpreter");
  REQUIRE(gone != nullptr);
  CHECK(gone->label == interpreter->label);
  CHECK(gone->text == interpreter->text);
  CHECK(after.compartments.front().answers.back().question == "interpreter");
  std::size_t answersBefore = 0, answersAfter = 0;
  for (const ShownCompartment& one : before.compartments) answersBefore += one.answers.size();
  for (const ShownCompartment& one : after.compartments) answersAfter += one.answers.size();
  CHECK(answersAfter == answersBefore);
  // In the new order.
  CHECK(answerTo(after, "travelling_with") < answerTo(after, "crossing_point"));
  CHECK(answerTo(before, "travelling_with") > answerTo(before, "crossing_point"));
}

TEST_CASE("names of two versions that only look alike stay apart", "[station]") {
  forms::Workbook older = smallWorkbook(), newer = smallWorkbook();
  forms::Sheet& survey = sheetOf(newer, "survey");
  // The newer form asks for a remark in the family member too: "remark" alone says no longer which.
  forms::Row twice = *rowOf(survey, "remark");
  survey.rows.insert(rowOf(survey, "member_age"), twice);
  const OrganisationId organisation{};
  const auto one = programmeOf(older, organisation, 1), two = programmeOf(newer, organisation, 2);
  Versions versions({two, one});
  CHECK(versions.nameNow(one->hash, "remark") == "arrival/remark");
  CHECK(versions.nameNow(two->hash, "member/remark") == "member/remark");
  CHECK(versions.nameNow(two->hash, "arrival/remark") == "arrival/remark");
  CHECK(versions.nameNow(one->hash, "nobody") == "nobody");
  CHECK_FALSE(versions.find("nobody", "English"));
  REQUIRE(versions.find("member/remark", "English"));
  CHECK(versions.find("member/remark", "English")->repeats.size() == 1);
  CHECK(versions.find("arrival/remark", "Arabic")->repeats.empty());
}
