// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "ctl/commands.h"
#include "ctl/folders.h"
#include "ctl/own_shift.h"

namespace limen {

namespace {

struct Options {
  StationOptions station;
};

void declare(CLI::App& command, Options& options) {
  declareStation(command, options.station);
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(Vault vault, unlockStation(options.station, tools));
  LIMEN_ASSIGN(const bool open, shiftIsHeld(vault));
  if (!open) {
    std::cerr << "No shift is open here; nothing was changed.\n";
    return ExitCode::done;
  }
  LIMEN_TRY(vault.endShift());
  std::cerr << "Shift closed: what was sealed in it can be amended from here, and read only by those who hold the keys.\n";
  return ExitCode::done;
}

}  // namespace

void addShiftClose(CLI::App& shift, Chosen& chosen) {
  addCommand(shift, chosen,
             {"close", "Close the shift that an app or an interrupted import left open on this station",
              "limenctl shift close --home STATION --passphrase-file officer.pass",
              "0 closed, or none was open, 1 refused, 2 usage, 3 locked, or another's shift and you are no supervisor, 4 store"},
             &declare, &run);
}

}  // namespace limen
