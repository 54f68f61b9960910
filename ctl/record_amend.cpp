// SPDX-License-Identifier: Apache-2.0
#include <iostream>
#include <nlohmann/json.hpp>

#include "core/files.h"
#include "ctl/commands.h"
#include "ctl/folders.h"
#include "ctl/own_shift.h"
#include "station/amend.h"
#include "station/intake.h"

namespace limen {

namespace {

constexpr std::size_t kMaxCorrectionsBytes = 1 << 20;

struct Options {
  StationOptions station;
  std::string record;
  std::filesystem::path file;  // and not options of the command line: others on the machine can read those
};

void declare(CLI::App& command, Options& options) {
  command.add_option("record", options.record, "the record's id")->required()->type_name("ID");
  command.add_option("corrections", options.file, "one JSON object: answers by question name as they would be typed; null clears one. In a repeat: "
                                                     "\"member[ROW]/member_name\" with the ROW that record show prints, \"member[new]/member_name\" begins a row, "
                                                     "\"member[ROW]\": null removes it")
      ->required()
      ->type_name("FILE");
  declareStation(command, options.station);
}

Result<std::vector<TypedCorrection>> readCorrections(const std::filesystem::path& file) {
  LIMEN_ASSIGN(const Bytes bytes, readFile(file, kMaxCorrectionsBytes));
  const auto json = nlohmann::json::parse(textOf(bytes), nullptr, false);
  if (!json.is_object()) return unexpected(ImportError::notJson);
  std::vector<TypedCorrection> out;
  for (const auto& [question, value] : json.items()) {
    if (!value.is_primitive()) return unexpected(ImportError::notThatType, question);
    out.push_back({question, value.is_null() ? std::string() : value.is_string() ? value.get<std::string>() : value.dump()});
  }
  return out;
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(const RecordId record, recordIdFrom(options.record));
  LIMEN_ASSIGN(const auto corrections, readCorrections(options.file));
  LIMEN_ASSIGN(Vault vault, unlockStation(options.station, tools));
  LIMEN_ASSIGN(OwnShift shift, OwnShift::open(vault));
  const auto amended = amendRecord(vault, record, corrections);
  const Result<void> closed = shift.close();
  LIMEN_TRY(amended);
  LIMEN_TRY(closed);
  std::cerr << "Corrected and sealed: " << corrections.size() << " answers. It goes with the next sync; what stood before stays in the "
               "record's history.\n";
  return ExitCode::done;
}

}  // namespace

void addRecordAmend(CLI::App& record, Chosen& chosen) {
  addCommand(record, chosen,
             {"amend", "Correct answers of a finished record with a sealed revision of their own",
              "limenctl record amend ID corrections.json --home STATION --passphrase-file officer.pass",
              "0 corrected, 1 no such record or question, or not a possible answer (nothing was changed), 2 usage, 3 locked, not your "
              "right, or a shift is open elsewhere, 4 store"},
             &declare, &run);
}

}  // namespace limen
