// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "ctl/commands.h"
#include "ctl/folders.h"
#include "ctl/kept_words.h"
#include "ctl/own_shift.h"
#include "protection/governance_sheets.h"

namespace limen {

namespace {

struct Options {
  StationOptions station;
  std::string record, event, day;
};

void declare(CLI::App& command, Options& options) {
  command.add_option("record", options.record, "the record's id")->required()->type_name("ID");
  command.add_option("event", options.event, "case_closed, departure, decision, appeal_end, permit_expiry or transfer")
      ->required()
      ->type_name("EVENT");
  command.add_option("--on", options.day, "the day it happened or will happen, 2026-11-23; today when left out")->type_name("DAY");
  declareStation(command, options.station);
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(const RecordId record, recordIdFrom(options.record));
  forms::Date day = std::chrono::floor<std::chrono::days>(tools.clock.now());
  if (!options.day.empty()) {
    const auto read = dateFrom(options.day);
    if (!read) return unexpected(RetentionError::notThatDay, options.day);
    day = *read;
  }
  LIMEN_ASSIGN(Vault vault, unlockStation(options.station, tools));
  LIMEN_ASSIGN(OwnShift shift, OwnShift::open(vault));
  const auto entered = enterEvent(vault, record, options.event, day);
  const Result<void> closed = shift.close();
  LIMEN_TRY(entered);
  LIMEN_TRY(closed);
  LIMEN_ASSIGN(const auto kept, keptUntil(vault, record));
  for (const KeptCompartment& each : kept) std::cout << each.name << ": " << keptWords(each) << '\n';
  std::cerr << "Entered and sealed. It goes with the next sync.\n";
  return ExitCode::done;
}

}  // namespace

void addRecordEvent(CLI::App& record, Chosen& chosen) {
  addCommand(record, chosen,
             {"event", "Enter what happened to a case, where its retention is counted from it; entered again, the new day counts",
              "limenctl record event ID departure --on 2026-11-20 --home STATION --passphrase-file officer.pass",
              "0 entered, 1 no such record or event, or nothing is counted from it, 2 usage, 3 locked, not your right, or a shift is open "
              "elsewhere, 4 store"},
             &declare, &run);
}

}  // namespace limen
