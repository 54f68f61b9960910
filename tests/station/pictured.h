// SPDX-License-Identifier: Apache-2.0
// A served station whose form asks for two pictures.
#pragma once

#include <map>

#include "station/pictures.h"
#include "tests/station/served.h"
#include "tests/support/pictures.h"

namespace limen::test {

inline void addPictures(forms::Workbook& book) {
  for (forms::Sheet& sheet : book.sheets) {
    if (sheet.name != "survey") continue;
    for (const auto& [name, compartment] : {std::pair{"tent", "operational"}, std::pair{"wound", "health"}}) {
      forms::Row row = sheet.rows.back();
      ++row.number;
      row.cells[0] = "image";
      row.cells[1] = row.cells[2] = row.cells[3] = name;
      row.cells[6] = compartment == std::string("health") ? "health" : "location";
      row.cells[8] = compartment;
      sheet.rows.push_back(row);
    }
  }
}

struct Pictured : Served {
  Pictured() : Served(addPictures) {}
  RecordId take(Vault& vault, const std::map<std::string, std::size_t>& sizes, std::uint32_t seed) {
    Intake intake = begun(vault, programme, "English");
    answer(intake, "given_name", "Synthetic");
    for (const auto& [question, size] : sizes)
      answer(intake, question, must(intake.keepPicture(photograph(size, seed), photograph(2'000, seed + 1))));
    return must(intake.finish());
  }
};

inline AttachmentRef refOf(Vault& vault, const RecordId& record, const std::string& question) {
  const RecordView view = must(showRecord(vault, record, "English"));
  for (const ShownCompartment& each : view.compartments) {
    for (const ShownAnswer& one : each.answers) {
      if (one.question == question) return AttachmentRef::parse(std::get<std::string>(one.values.front())).value();
    }
  }
  FAIL(question);
  return {};
}

}  // namespace limen::test
