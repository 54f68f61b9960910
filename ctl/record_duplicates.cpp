// SPDX-License-Identifier: Apache-2.0
#include <iostream>
#include <nlohmann/json.hpp>

#include "ctl/alike.h"
#include "ctl/commands.h"
#include "ctl/folders.h"

namespace limen {

std::string jsonOf(const RecordId& record, const std::vector<Alike>& found) {
  nlohmann::json alike = nlohmann::json::array();
  for (const Alike& one : found) {
    nlohmann::json entry;
    if (one.record) entry["record"] = one.record->hex();
    if (one.draft) entry["draft"] = one.draft->hex();
    for (const Likeness reason : one.reasons) entry["reasons"].push_back(std::string(nameOf(reason)));
    alike.push_back(std::move(entry));
  }
  return nlohmann::json{{"record", record.hex()}, {"alike", std::move(alike)}}.dump();
}

namespace {

struct Options {
  StationOptions station;
};

void declare(CLI::App& command, Options& options) {
  declareStation(command, options.station);
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(Vault vault, unlockStation(options.station, tools));
  LIMEN_ASSIGN(const auto found, duplicatesAmongOpened(vault));
  for (const AlikeRecords& one : found) std::cout << jsonOf(one.record, one.alike) << '\n';
  if (found.empty()) std::cerr << "No two records that this user may open look like one person's.\n";
  return ExitCode::done;
}

}  // namespace

void addRecordDuplicates(CLI::App& record, Chosen& chosen) {
  addCommand(record, chosen,
             {"duplicates", "Suggest which records may be of one person, with the reasons, among those this user may open; nothing is merged",
              "limenctl record duplicates --home STATION --passphrase-file reader.pass",
              "0 listed, one JSON object a line, 1 refused, 2 usage, 3 locked or not your right, 4 store"},
             &declare, &run);
}

}  // namespace limen
