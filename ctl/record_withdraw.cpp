// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "ctl/commands.h"
#include "ctl/folders.h"
#include "ctl/own_shift.h"
#include "station/withdraw.h"

namespace limen {

namespace {

struct Options {
  StationOptions station;
  std::string record;
  std::vector<std::string> purposes;
  bool all = false;
};

void declare(CLI::App& command, Options& options) {
  command.add_option("record", options.record, "the record's id")->required()->type_name("ID");
  auto* purposes = command.add_option("--purpose", options.purposes, "what the person no longer agrees to; may be given more than once")->type_name("NAME");
  auto* all = command.add_flag("--all", options.all, "everything that they agreed to");
  purposes->excludes(all);
  declareStation(command, options.station);
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(const RecordId record, recordIdFrom(options.record));
  if (options.purposes.empty() && !options.all) return unexpected(ConsentError::notAsked);
  LIMEN_ASSIGN(Vault vault, unlockStation(options.station, tools));
  LIMEN_ASSIGN(OwnShift shift, OwnShift::open(vault));
  const auto taken = withdrawConsent(vault, record, options.purposes);
  const Result<void> closed = shift.close();
  LIMEN_TRY(taken);
  LIMEN_TRY(closed);
  std::cerr << "Taken back and sealed: " << taken->purposes << " purposes, and what rested on them alone is cleared (" << taken->cleared
            << " questions). It goes with the next sync; what stood before stays in the record's sealed history until it is erased.\n";
  if (taken->repeatsLeft)
    std::cerr << "Answers about several persons in a compartment that is sealed here could not be named; who reads that compartment clears them.\n";
  return ExitCode::done;
}

}  // namespace

void addRecordWithdraw(CLI::App& record, Chosen& chosen) {
  addCommand(record, chosen,
             {"withdraw", "Take back what a person agreed to: a sealed revision says so and clears what rested on it alone",
              "limenctl record withdraw ID --purpose contact --home STATION --passphrase-file officer.pass",
              "0 taken back, 1 no such record or purpose, or it was taken back before (nothing was changed), 2 usage, 3 locked, not your "
              "right, or a shift is open elsewhere, 4 store"},
             &declare, &run);
}

}  // namespace limen
