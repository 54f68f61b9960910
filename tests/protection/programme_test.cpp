// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>

#include "forms/external_files.h"
#include "forms/xforms.h"
#include "protection/package_body.h"
#include "protection/words.h"
#include "tests/protection/support.h"

using namespace limen;
using test::Book;

namespace {

const BuildOptions kOptions{test::someOrganisation(), 1, false};

ProgrammeReading read(const Book& book, BuildOptions options = kOptions) {
  return readProgramme(book.workbook(), options);
}

struct Refusal {
  const char* sheet;
  std::uint32_t row;
  const char* column;
  const char* sentence;  // a part of it
};

void refused(const Book& book, const Refusal& refusal, std::size_t errors = 1) {
  const ProgrammeReading reading = read(book);
  INFO(test::described(reading.findings));
  CHECK_FALSE(reading.programme.has_value());
  CHECK(static_cast<std::size_t>(std::count_if(reading.findings.begin(), reading.findings.end(), [](const forms::Finding& each) {
          return each.severity == forms::Severity::error;
        })) == errors);
  const auto found = std::find_if(reading.findings.begin(), reading.findings.end(), [&](const forms::Finding& each) {
    return each.severity == forms::Severity::error && each.sheet == refusal.sheet && each.row == refusal.row &&
           each.column == refusal.column;
  });
  REQUIRE(found != reading.findings.end());
  CHECK(found->message.find(refusal.sentence) != std::string::npos);
  CHECK(found->message.ends_with("."));
}

void refusedCell(const char* sheet, std::size_t row, const char* column, const char* text, const char* sentence) {
  INFO(sheet << ' ' << row << ' ' << column << " = " << text);
  Book book = test::smallBook();
  book.set(sheet, row, column, text);
  refused(book, {sheet, static_cast<std::uint32_t>(row), column, sentence});
}

std::vector<forms::Finding> warnings(const Book& book) {
  ProgrammeReading reading = read(book);
  REQUIRE(reading.programme);
  return reading.findings;
}

}  // namespace

TEST_CASE("a workbook that justifies every question becomes a programme", "[protection]") {
  const ProgrammeReading reading = read(test::smallBook());
  CHECK(test::described(reading.findings) == "");
  REQUIRE(reading.programme);
  const Programme& programme = *reading.programme;
  CHECK(programme.id == "small");
  CHECK(programme.organisation == test::someOrganisation());
  CHECK_FALSE(programme.unprotectedDemo);
  REQUIRE(programme.protections.size() == programme.form->size());

  const auto protection = [&](const char* name) -> const Protection& {
    return programme.protections[*programme.form->find(name)];
  };
  CHECK(programme.compartments[protection("given_name").compartment].name == "identity");
  CHECK(programme.compartments[protection("need").compartment].name == "operational");
  CHECK(programme.compartments[protection("weeks").compartment].name == "health");
  CHECK(programme.compartments[protection("member_name").compartment].name == "family");
  CHECK(protection("birth_date").minimise.kind == Minimise::Kind::year);
  CHECK(protection("given_name").purposes == std::vector<std::string>{"care"});
  CHECK(protection("given_name").why.at("French") == "Pour vous appeler.");
  CHECK(protection("twice").why.empty());
  CHECK(programme.compartments[2].readers == std::vector<std::string>{"reader"});
  CHECK(programme.purposes[0].basis == "vital_interest");
  CHECK(programme.roles[0].permissions == std::vector<std::string>{"capture", "sync"});
}

TEST_CASE("a question that stores an answer needs a known category", "[protection]") {
  refusedCell("survey", 2, "protect::category", "", "does not say what kind of data it is");
  refusedCell("survey", 9, "protect::category", "", "does not say what kind of data it is");  // a calculation stores one too
  refusedCell("survey", 2, "protect::category", "nickname", "not known");
}

TEST_CASE("a question needs a purpose that exists, unless it is about nobody", "[protection]") {
  refusedCell("survey", 3, "protect::purpose", "", "has no purpose");
  refusedCell("survey", 3, "protect::purpose", "curiosity", "not in sheet \"purposes\": care");
  refusedCell("survey", 3, "protect::purpose", "care curiosity", "not in sheet");
  Book book = test::smallBook();
  book.set("survey", 4, "protect::category", "none");
  book.set("survey", 4, "protect::purpose", "");
  CHECK(read(book).programme);
}

TEST_CASE("a compartment must exist, written or by default", "[protection]") {
  refusedCell("survey", 2, "protect::compartment", "vault",
              "not in sheet \"compartments\": operational, identity, health or family");
  Book book = test::smallBook();
  book.tables["compartments"].erase(book.tables["compartments"].begin() + 2);  // identity
  refused(book, {"survey", 2, "protect::compartment", "goes to the compartment \"identity\""}, 2);
  refused(book, {"survey", 3, "protect::compartment", "goes to the compartment \"identity\""}, 2);
}

TEST_CASE("health, legal status and family never go to operational", "[protection]") {
  refusedCell("survey", 5, "protect::compartment", "operational", "never go to \"operational\"");
  refusedCell("survey", 7, "protect::compartment", "operational", "never go to \"operational\"");
  Book book = test::smallBook();
  book.set("survey", 2, "protect::category", "legal_status");
  book.set("survey", 2, "protect::compartment", "operational");
  refused(book, {"survey", 2, "protect::compartment", "write \"legal\""});
  book.set("survey", 2, "protect::compartment", "health");
  CHECK(read(book).programme);
}

TEST_CASE("a way to minimise must be known and fit the type", "[protection]") {
  for (const char* word : {"blur", "year(2)", "age-band", "age-band(0)", "age-band(2.5)", "age-band()", "coarsen(x)",
                           "coarsen(-1)", "coarsen(1", "coarsen(nan)"})
    refusedCell("survey", 3, "protect::minimise", word, "is not a way to minimise");
  refusedCell("survey", 2, "protect::minimise", "year", "cannot be applied to the type \"text\"");
  refusedCell("survey", 3, "protect::minimise", "initial", "cannot be applied to the type \"date\"");
  refusedCell("survey", 3, "protect::minimise", "coarsen(2)", "cannot be applied");
  refusedCell("survey", 4, "protect::minimise", "age-band(5)", "cannot be applied to the type \"select_one\"");
  refusedCell("survey", 5, "protect::minimise", "coarsen(0.5)", "cannot be applied to the type \"integer\"");
  for (const char* word : {"as-is", "year", "age-band(5)", "yes-no", "drop", ""}) {
    Book book = test::smallBook();
    book.set("survey", 3, "protect::minimise", word);
    CHECK(read(book).programme);
  }
}

TEST_CASE("the reason must be written in every enabled language", "[protection]") {
  refusedCell("survey", 2, "protect::why::English", "", "does not say why it is asked in English");
  refusedCell("survey", 7, "protect::why::French", "", "does not say why it is asked in French");
}

TEST_CASE("keeping birth, place or free text whole is a warning unless it is written down", "[protection]") {
  const auto warned = [](const char* category, const char* type, const char* minimise) {
    Book book = test::smallBook();
    book.set("survey", 2, "type", type);
    book.set("survey", 2, "protect::category", category);
    book.set("survey", 2, "protect::minimise", minimise);
    const auto found = warnings(book);
    return found.size() == 1 && found[0].severity == forms::Severity::warning && found[0].sheet == "survey" &&
           found[0].row == 2 && found[0].column == "protect::minimise";
  };
  CHECK(warned("birth", "date", ""));
  CHECK(warned("free_text", "text", ""));
  CHECK(warned("location", "text", ""));
  CHECK(warned("travel", "geopoint", ""));
  CHECK_FALSE(warned("birth", "date", "as-is"));
  CHECK_FALSE(warned("free_text", "text", "as-is"));
  CHECK_FALSE(warned("location", "geopoint", "coarsen(0.1)"));
  CHECK_FALSE(warned("name", "text", ""));
}

TEST_CASE("the sheet purposes is checked row by row", "[protection]") {
  refusedCell("purposes", 2, "legal_basis", "habit",
              "write consent, legal_obligation, vital_interest, public_task or legitimate_interest");
  refusedCell("purposes", 2, "label::French", "", "missing in French");
  refusedCell("purposes", 2, "explanation::English", "", "missing in English");
  Book book = test::smallBook();
  book.tables["purposes"].push_back(book.tables["purposes"].back());
  refused(book, {"purposes", 3, "name", "stands twice"});
  book = test::smallBook();
  book.tables["purposes"].push_back(book.tables["purposes"].back());
  book.set("purposes", 3, "name", "Two Words");
  refused(book, {"purposes", 3, "name", "cannot be used"});
  book.set("purposes", 3, "name", "");
  refused(book, {"purposes", 3, "name", "has no name"});
  for (const char* basis : {"consent", "legal_obligation", "vital_interest", "public_task"}) {
    book = test::smallBook();
    book.set("purposes", 2, "legal_basis", basis);
    CHECK(read(book).programme);
  }
}

TEST_CASE("the sheet compartments is checked row by row", "[protection]") {
  refusedCell("compartments", 2, "readers", "officer spy", "The role \"spy\" is not in sheet \"roles\"");
  refusedCell("compartments", 2, "readers", "", "Nobody can read this compartment");
  refusedCell("compartments", 2, "sensitivity", "high", "is not a sensitivity");
  refusedCell("compartments", 2, "sensitivity", "4", "is not a sensitivity");
  refusedCell("compartments", 2, "label::English", "", "missing in English");

  const auto extra = [](const std::string& name) {
    Book book = test::smallBook();
    book.tables["compartments"].push_back({name, "1", "reader", "More", "Plus"});
    return book;
  };
  for (const char* name : {"Upper", "seventeen_letters", "d\xc3\xa9j\xc3\xa0", "two words"})
    refused(extra(name), {"compartments", 6, "name", "1 to 16 of the signs"});
  refused(extra("health"), {"compartments", 6, "name", "stands twice"});
  CHECK(read(extra("sixteen_letters_")).programme);

  Book many = test::smallBook();
  for (int i = 5; i <= 16; ++i)
    many.tables["compartments"].push_back({"more_" + std::to_string(i), "1", "reader", "More", "Plus"});
  CHECK(read(many).programme);
  many.tables["compartments"].push_back({"more_17", "1", "reader", "More", "Plus"});
  refused(many, {"compartments", 18, "name", "at most 16"});
}

TEST_CASE("the sheet roles is checked row by row", "[protection]") {
  refusedCell("roles", 2, "permissions", "capture Sync!", "The permission \"Sync!\" cannot be used");
  refusedCell("roles", 2, "label::French", "", "missing in French");
  Book book = test::smallBook();
  book.tables["roles"].push_back({"officer", "", "other", "autre"});
  refused(book, {"roles", 4, "name", "stands twice"});
}

TEST_CASE("each sheet that is missing is said once", "[protection]") {
  for (const char* sheet : {"purposes", "compartments"}) {
    Book book = test::smallBook();
    book.tables.erase(sheet);
    refused(book, {sheet, 0, "", "add the sheet with the columns"});
  }
  Book book = test::smallBook();
  book.tables.erase("roles");
  refused(book, {"roles", 0, "", "add the sheet with the columns"}, 6);  // and five readers that are not in it
}

TEST_CASE("a protect column that this version does not read is a warning", "[protection]") {
  Book book = test::smallBook();
  book.tables["survey"].front().push_back("protect::mood");
  const auto found = warnings(book);
  REQUIRE(found.size() == 1);
  CHECK((found[0].sheet == "survey" && found[0].row == 1 && found[0].column == "protect::mood"));
}

TEST_CASE("a programme has a name that can stand in a file and on the wire", "[protection]") {
  refusedCell("settings", 2, "form_id", "two words", "cannot name a programme");
  refusedCell("settings", 2, "form_id", "9lives", "cannot name a programme");
}

TEST_CASE("a form is at most 2,000 rows and 8 groups deep", "[protection]") {
  Book book = test::smallBook();
  auto& survey = book.tables["survey"];
  std::vector<std::string> note(survey.front().size());
  note[0] = "note";
  while (survey.size() - 2 < kMaxQuestions) {  // the heading and the end of the repeat are no questions
    note[1] = "n" + std::to_string(survey.size());
    note[2] = note[3] = "Read";
    survey.push_back(note);
  }
  CHECK(read(book).programme);
  note[1] = "one_more";
  survey.push_back(note);
  refused(book, {"survey", static_cast<std::uint32_t>(survey.size()), "name", "more than 2000 rows"});

  Book deep = test::smallBook();
  const auto nest = [&](int depth) {
    deep = test::smallBook();
    auto& rows = deep.tables["survey"];
    const std::size_t width = rows.front().size();
    for (int i = 0; i < depth; ++i) rows.push_back({"begin_group", "g" + std::to_string(i), "Group", "Groupe"});
    rows.push_back({"note", "deepest", "Read", "Lire"});
    for (int i = 0; i < depth; ++i) rows.push_back({"end_group", ""});
    for (auto& row : rows) row.resize(width);
  };
  nest(7);
  CHECK(read(deep).programme);
  nest(8);
  refused(deep, {"survey", 18, "type", "more than 8 deep"});
}

TEST_CASE("a package is at most 2 MiB", "[protection]") {
  Book book = test::smallBook();
  auto& choices = book.tables["choices"];
  for (int i = 0; i < 90; ++i) choices.push_back({"need", "more_" + std::to_string(i), std::string(30'000, 'x'), "Plus"});
  refused(book, {"survey", 0, "", "the limit is 2 MiB"});
}

TEST_CASE("what the form itself has wrong is reported beside what its protection has wrong", "[protection]") {
  Book book = test::smallBook();
  book.set("survey", 4, "type", "select_one nowhere");
  book.set("purposes", 2, "legal_basis", "habit");
  const ProgrammeReading reading = read(book);
  CHECK_FALSE(reading.programme);
  const auto has = [&](const char* sheet, std::uint32_t row) {
    return std::any_of(reading.findings.begin(), reading.findings.end(),
                       [&](const forms::Finding& each) { return each.sheet == sheet && each.row == row; });
  };
  INFO(test::described(reading.findings));
  CHECK(has("survey", 4));
  CHECK(has("purposes", 2));
}

TEST_CASE("a form without protection builds only as a demonstration that says so", "[protection]") {
  Book book = test::smallBook();
  for (const char* sheet : {"purposes", "compartments", "roles", "retention", "notices", "stewards", "assessment"})
    book.tables.erase(sheet);
  for (auto& row : book.tables["survey"]) {
    const std::string calculation = row[10];
    row.resize(4);
    row.push_back(calculation);
  }
  refused(book, {"survey", 1, "protect::category", "--unprotected-demo"});

  const ProgrammeReading demo = read(book, {test::someOrganisation(), 1, true});
  REQUIRE(demo.programme);
  CHECK(demo.programme->unprotectedDemo);
  REQUIRE(demo.programme->compartments.size() == 1);
  CHECK(demo.programme->compartments[0].name == "identity");
  CHECK(demo.programme->compartments[0].readers == std::vector<std::string>{"reader"});
  std::vector<std::string> roles;
  for (const Role& role : demo.programme->roles) roles.push_back(role.name);
  CHECK(roles ==
        std::vector<std::string>{"officer", "supervisor", "reader", "data_protection_officer", "auditor", "administrator"});
  CHECK(programmeFromBody(packageBody(*demo.programme))->unprotectedDemo);

  // The option weakens nothing that is protected.
  const ProgrammeReading whole = read(test::smallBook(), {test::someOrganisation(), 1, true});
  REQUIRE(whole.programme);
  CHECK_FALSE(whole.programme->unprotectedDemo);
  Book half = test::smallBook();
  half.set("survey", 2, "protect::category", "");
  CHECK_FALSE(read(half, {test::someOrganisation(), 1, true}).programme);
}

TEST_CASE("a form of the field without protect columns builds only as a demonstration", "[protection]") {
  const char* given = std::getenv("LIMEN_CORPUS");
  const std::filesystem::path corpus =
      given != nullptr ? std::filesystem::path(given) : std::filesystem::path(LIMEN_SOURCE_DIR) / "../shared/forms";
  const auto path = corpus / "household-survey-unhcr.xlsx";
  if (!std::filesystem::exists(path)) SKIP("the corpus of forms is not there");
  const auto book = forms::readWorkbook(path);
  REQUIRE(book);
  const ProgrammeReading strict = readProgramme(*book, kOptions);
  CHECK_FALSE(strict.programme);
  CHECK(std::any_of(strict.findings.begin(), strict.findings.end(), [](const forms::Finding& each) {
    return each.severity == forms::Severity::error && each.row == 1 && each.column == "protect::category";
  }));
  const ProgrammeReading demo = readProgramme(*book, {test::someOrganisation(), 1, true});
  INFO(test::described(demo.findings));
  REQUIRE(demo.programme);
  CHECK(demo.programme->unprotectedDemo);
}

TEST_CASE("an XForm builds only as a demonstration", "[protection]") {
  const std::string text =
      "<h:html xmlns=\"http://www.w3.org/2002/xforms\" xmlns:h=\"http://www.w3.org/1999/xhtml\"><h:head><h:title>Visit</h:title><model>"
      "<instance><data id=\"visit\"><a/></data></instance><bind nodeset=\"/data/a\" type=\"int\"/></model></h:head>"
      "<h:body><input ref=\"/data/a\"><label>A</label></input></h:body></h:html>";
  const auto file = [&] {
    forms::FormFile out;
    out.reading = forms::readXform(bytesOf(text), forms::Companions());
    return out;
  };
  const auto demo = readProgramme(file(), {test::someOrganisation(), 1, true});
  REQUIRE(demo.programme);
  CHECK(demo.programme->id == "visit");
  CHECK(demo.programme->unprotectedDemo);
  CHECK(demo.programme->form->find("a"));
  const auto refused = readProgramme(file(), {test::someOrganisation(), 1, false});
  CHECK_FALSE(refused.programme);
  REQUIRE(refused.findings.size() == 1);
  CHECK(refused.findings[0].message.starts_with("An XForm cannot say what kind of data a question stores"));
}
