// SPDX-License-Identifier: Apache-2.0
#include "protection/annotate.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>

#include "protection/words.h"
#include "tests/protection/support.h"

using namespace limen;

namespace {

const Proposal& proposalOf(const Annotated& from, const std::string& question) {
  const auto found =
      std::find_if(from.proposals.begin(), from.proposals.end(), [&](const Proposal& each) { return each.question == question; });
  INFO(question);
  REQUIRE(found != from.proposals.end());
  return *found;
}

forms::Sheet& sheetOf(forms::Workbook& book, const std::string& name) {
  const auto found = std::find_if(book.sheets.begin(), book.sheets.end(), [&](const forms::Sheet& each) { return each.name == name; });
  REQUIRE(found != book.sheets.end());
  return *found;
}

// What is left to the author, said without thought.
void write(forms::Workbook& book) {
  const auto row = [&](const char* sheet, std::vector<std::string> cells) {
    sheetOf(book, sheet).rows.push_back({static_cast<std::uint32_t>(sheetOf(book, sheet).rows.size() + 2), std::move(cells)});
    sheetOf(book, sheet).rows.back().cells.resize(sheetOf(book, sheet).headings.size(), "Written");
  };
  row("purposes", {"care", "public_task", "", "case", ""});
  row("notices", {"arrival", "1"});
  row("assessment", {"DPIA-1", "dpia", "2026-01-10", "2027-01-10"});
  for (forms::Row& each : sheetOf(book, "stewards").rows) each.cells[1] = "Office";
  forms::Sheet& survey = sheetOf(book, "survey");
  for (std::size_t i = 0; i < survey.headings.size(); ++i)
    for (forms::Row& each : survey.rows) {
      if (survey.headings[i] == "protect::purpose" && !survey.cell(each, "protect::category").empty()) each.cells[i] = "care";
      if (survey.headings[i].starts_with("protect::why")) each.cells[i] = "Why";
    }
}

}  // namespace

TEST_CASE("categories, compartments and minimisation are proposed from names, labels and types", "[protection]") {
  test::Book book;
  book.tables["survey"] = {{"type", "name", "label"},
                           {"text", "head_name", "Who is the head?"},
                           {"date", "q2", "Date of birth"},
                           {"integer", "age", "How old?"},
                           {"text", "q4", "Any disease?"},
                           {"geopoint", "spot", "Where are we?"},
                           {"image", "q6", "A picture"},
                           {"text", "remarks", "Anything else?"},
                           {"integer", "beds", "How many beds?"},
                           {"text", "phone", "Your number"},
                           {"note", "thanks", "Thank you"},
                           {"text", "envelope", "Storage agent"},
                           {"text", "q9", "What is your religion?"},
                           {"text", "firstname", "What are you called?"}};
  book.tables["settings"] = {{"form_id"}, {"plain"}};
  const auto form = forms::readForm(book.workbook());
  REQUIRE(form.form);
  Annotated out = annotate(book.workbook(), *form.form);
  CHECK(out.proposals.size() == 12);  // a note stores nothing
  const auto is = [&](const char* question, const char* category, const char* compartment, const char* minimise) {
    const Proposal& each = proposalOf(out, question);
    INFO(question << ": " << each.category << ' ' << each.compartment << ' ' << each.minimise << ' ' << each.because);
    CHECK((each.category == category && each.compartment == compartment && each.minimise == minimise && !each.because.empty()));
  };
  is("head_name", "name", "identity", "initial");
  is("firstname", "name", "identity", "initial");
  is("q9", "belief", "identity", "drop");
  is("q2", "birth", "identity", "year");
  is("age", "birth", "identity", "age-band(5)");
  is("q4", "health", "health", "as-is");
  is("spot", "location", "operational", "coarsen(0.1)");
  is("q6", "document", "identity", "drop");
  is("remarks", "free_text", "operational", "as-is");
  is("beds", "needs", "operational", "as-is");
  is("phone", "contact", "identity", "as-is");
  is("envelope", "free_text", "operational", "as-is");  // no "age" in "Storage agent"

  // Nothing builds until the purposes are written, and then it does.
  const BuildOptions options{test::someOrganisation(), 1, false};
  CHECK_FALSE(readProgramme(out.workbook, options).programme);
  write(out.workbook);
  const ProgrammeReading built = readProgramme(out.workbook, options);
  INFO(test::described(built.findings));
  CHECK(built.programme);
}

TEST_CASE("the household form of the field gets its protect columns and builds once its purposes are written", "[protection]") {
  const char* given = std::getenv("LIMEN_CORPUS");
  const std::filesystem::path corpus =
      given != nullptr ? std::filesystem::path(given) : std::filesystem::path(LIMEN_SOURCE_DIR) / "../shared/forms";
  const auto path = corpus / "household-survey-unhcr.xlsx";
  if (!std::filesystem::exists(path)) SKIP("the corpus of forms is not there");
  const auto book = forms::readWorkbook(path);
  REQUIRE(book);
  const auto form = forms::readForm(*book);
  REQUIRE(form.form);
  Annotated out = annotate(*book, *form.form);
  CHECK(out.proposals.size() == 45);
  CHECK(std::all_of(out.proposals.begin(), out.proposals.end(),
                    [](const Proposal& each) { return categoryOf(each.category) != nullptr && mayHold(each.compartment, each.category); }));
  write(out.workbook);
  const ProgrammeReading built = readProgramme(out.workbook, {test::someOrganisation(), 1, false});
  INFO(test::described(built.findings));
  CHECK(built.programme);
}
