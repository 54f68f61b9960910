// SPDX-License-Identifier: Apache-2.0
#include <iostream>
#include <nlohmann/json.hpp>

#include "ctl/commands.h"
#include "ctl/folders.h"
#include "ctl/kept_words.h"

namespace limen {

namespace {

struct Options {
  StationOptions station;
  std::uint32_t limit = 100;
};

void declare(CLI::App& command, Options& options) {
  declareStation(command, options.station);
  command.add_option("--limit", options.limit, "at most so many records, those that go first")->capture_default_str();
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(Vault vault, unlockStation(options.station, tools));
  LIMEN_ASSIGN(const auto records, nextToGo(vault, options.limit));
  for (const RetainedRecord& each : records) {
    nlohmann::json line{{"record", each.record.hex()}};
    const auto kept = keptUntil(vault, each.record);
    if (!kept) continue;  // erased, or of a programme that is not here
    for (const KeptCompartment& one : *kept) {
      if (!one.week) continue;
      nlohmann::json entry{{"compartment", one.name}, {"week", dayOf(*one.week)}, {"held", one.held}};
      if (!one.rule.empty()) {
        entry["rule"] = one.rule;
        entry["event"] = one.event;
      }
      line["kept"].push_back(std::move(entry));
    }
    std::cout << line.dump() << '\n';
  }
  if (records.empty()) std::cerr << "No record of this station says when it goes.\n";
  return ExitCode::done;
}

}  // namespace

void addRetentionList(CLI::App& retention, Chosen& chosen) {
  addCommand(retention, chosen,
             {"list", "Which records go next, by compartment: the week (by its Monday), the rule and its event, and what is held",
              "limenctl retention list --home STATION --user \"Data Protection\" --passphrase-file dpo.pass",
              "0 listed, one JSON object a line, 2 usage, 3 locked or not your right, 4 store"},
             &declare, &run);
}

}  // namespace limen
