// SPDX-License-Identifier: Apache-2.0
// A small programme that is right, to be made wrong one cell at a time; shift keys for any programme.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <map>
#include <string>
#include <vector>

#include "core/random.h"
#include "protection/minimise.h"
#include "protection/seal.h"

namespace limen::test {

using Table = std::vector<std::vector<std::string>>;

// The first row of a table is the heading; rows are numbered as Excel shows them.
inline forms::Sheet sheetOf(std::string name, const Table& table) {
  forms::Sheet sheet{std::move(name), table.front(), {}};
  for (std::size_t i = 1; i < table.size(); ++i) {
    forms::Row row{static_cast<std::uint32_t>(i + 1), table[i]};
    row.cells.resize(sheet.headings.size());
    sheet.rows.push_back(std::move(row));
  }
  return sheet;
}

struct Book {
  std::map<std::string, Table> tables;

  forms::Workbook workbook() const {
    forms::Workbook book;
    for (const auto& [name, table] : tables) book.sheets.push_back(sheetOf(name, table));
    return book;
  }
  // Row as Excel counts: 1 is the heading.
  void set(const std::string& sheet, std::size_t row, const std::string& heading, std::string text) {
    Table& table = tables.at(sheet);
    for (std::size_t i = 0; i < table.front().size(); ++i) {
      if (table.front()[i] != heading) continue;
      table.at(row - 1).resize(table.front().size());
      table.at(row - 1)[i] = std::move(text);
      return;
    }
    FAIL("the test asks for a column that its table does not have: " << heading);
  }
};

// What every programme has beside its questions, in the languages of the headings.
inline void addGovernance(Book& book, const std::vector<std::string>& languages) {
  Table notices{{"name", "version"}, {"arrival", "1"}};
  for (const std::string& language : languages) {
    notices[0].push_back(language.empty() ? "text" : "text::" + language);
    notices[1].push_back("You may stop at any time.");
  }
  book.tables["notices"] = notices;
  book.tables["retention"] = {{"name", "duration", "event", "hold"}, {"stay", "90 days", "departure", "two_persons"}};
  book.tables["stewards"] = {{"duty", "owner"},
                             {"stewardship", "Programme office"},
                             {"consent", "Programme office"},
                             {"access", "Head of site"},
                             {"retention", "Archive office"}};
  book.tables["assessment"] = {{"id", "kind", "date", "review"}, {"DPIA-1", "dpia", "2026-01-10", "2027-01-10"}};
}

inline Book smallBook() {
  Book book;
  book.tables["survey"] = {
      {"type", "name", "label::English", "label::French", "protect::category", "protect::purpose", "protect::compartment",
       "protect::minimise", "protect::why::English", "protect::why::French"},
      {"text", "given_name", "Name", "Nom", "name", "care", "", "", "To call you.", "Pour vous appeler."},
      {"date", "birth_date", "Born", "Naissance", "birth", "care", "", "year", "For your age.", "Pour votre age."},
      {"select_one need", "need", "Need", "Besoin", "needs", "care", "", "", "To help.", "Pour aider."},
      {"integer", "weeks", "Weeks ill", "Semaines", "health", "care", "", "", "To treat.", "Pour soigner."},
      {"begin_repeat", "member", "Member", "Membre"},
      {"text", "member_name", "Name", "Nom", "family", "care", "", "", "To find them.", "Pour les retrouver."},
      {"end_repeat", ""},
      {"calculate", "twice", "", "", "none"},
  };
  book.tables["survey"].front().push_back("calculation");
  for (auto& row : book.tables["survey"]) row.resize(11);
  book.tables["survey"].back()[10] = "${weeks} * 2";
  book.tables["choices"] = {{"list_name", "name", "label::English", "label::French"},
                            {"need", "water", "Water", "Eau"},
                            {"need", "shelter", "Shelter", "Abri"}};
  book.tables["settings"] = {{"form_title", "form_id"}, {"Small", "small"}};
  book.tables["purposes"] = {
      {"name", "legal_basis", "recipients", "retention", "label::English", "label::French", "explanation::English",
       "explanation::French"},
      {"care", "vital_interest", "clinic", "stay", "Care", "Soins", "To care for you.", "Pour vous soigner."}};
  book.tables["compartments"] = {{"name", "sensitivity", "readers", "label::English", "label::French"},
                                 {"operational", "1", "officer reader", "Needs", "Besoins"},
                                 {"identity", "2", "reader", "Identity", "Identite"},
                                 {"health", "3", "reader", "Health", "Sante"},
                                 {"family", "2", "reader", "Family", "Famille"}};
  book.tables["roles"] = {{"name", "permissions", "label::English", "label::French"},
                          {"officer", "capture sync", "officer", "agent"},
                          {"reader", "read sync", "reader", "lecteur"}};
  addGovernance(book, {"English", "French"});
  return book;
}

inline OrganisationId someOrganisation() {
  OrganisationId id;
  id.value.fill(7);
  return id;
}

inline std::string described(const std::vector<forms::Finding>& findings) {
  std::string out;
  for (const forms::Finding& each : findings) {
    out += each.severity == forms::Severity::error ? "error " : "warning ";
    out += each.sheet + ':' + std::to_string(each.row) + ':' + each.column + ": " + each.message + '\n';
  }
  return out;
}

inline std::shared_ptr<const Programme> programmeOf(const forms::Workbook& workbook,
                                                    BuildOptions options = {someOrganisation(), 1, false}) {
  ProgrammeReading reading = readProgramme(workbook, options);
  INFO(described(reading.findings));
  REQUIRE(reading.programme.has_value());
  return std::make_shared<const Programme>(std::move(*reading.programme));
}

// An open shift of the programme's compartments and the key pairs that read it, in order.
struct Shift {
  std::vector<BoxKeys> readers;
  ShiftKeys keys;
  ShiftObject object;

  ShiftKeys readBy(std::string_view compartment) const {
    return ShiftKeys::read(object, [&](std::string_view name, std::uint32_t) -> const BoxKeys* {
      for (std::size_t i = 0; i < readers.size(); ++i) {
        if (object.entries[i].compartment == name && name == compartment) return &readers[i];
      }
      return nullptr;
    });
  }
};
inline Shift shiftFor(const Programme& programme, Random& random) {
  std::vector<BoxKeys> readers;
  std::vector<CompartmentKeyRef> refs;
  for (const Compartment& each : programme.compartments) {
    readers.push_back(BoxKeys::generate());
    refs.push_back({each.name, 1, readers.back().publicKey()});
  }
  auto opened = ShiftKeys::open(ShiftId::make(random), StationId::make(random), WriterId::make(random), refs, Signer::generate());
  REQUIRE(opened);
  return {std::move(readers), std::move(opened->keys), std::move(opened->object)};
}

inline RevisionPlace somePlace(Random& random, std::uint64_t counter = 1) {
  return {RecordId::make(random), {WriterId::make(random), counter}, {}};
}

}  // namespace limen::test
