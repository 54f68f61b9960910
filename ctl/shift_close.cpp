// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "ctl/commands.h"
#include "ctl/folders.h"
#include "ctl/own_shift.h"
#include "station/approval.h"
#include "station/key_rotation.h"

namespace limen {

namespace {

struct Options {
  StationOptions station;
  bool rotate = false;
};

void declare(CLI::App& command, Options& options) {
  declareStation(command, options.station);
  command.add_flag("--rotate-key", options.rotate, "give the station a new key as well; for who may");
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(Vault vault, unlockStation(options.station, tools));
  LIMEN_ASSIGN(const bool open, shiftIsHeld(vault));
  if (!open && !options.rotate) {
    std::cerr << "No shift is open here; nothing was changed.\n";
    return ExitCode::done;
  }
  if (open) {
    LIMEN_ASSIGN(const auto holder, vault.shiftHolder());
    if (holder && *holder != vault.user()) {
      LIMEN_ASSIGN(Approvals approvals, approvalsFor(vault, options.station));
      LIMEN_ASSIGN(Permit permit, approvals.permit(Act::endShift, holder->bytes()));
      LIMEN_TRY(vault.endShift(std::move(permit)));
    } else {
      LIMEN_TRY(vault.endShift());
    }
    std::cerr << "Shift closed: what was sealed in it can be amended from here, and read only by those who hold the keys.\n";
  }
  if (!options.rotate) return ExitCode::done;
  LIMEN_ASSIGN(Approvals approvals, approvalsFor(vault, options.station));
  LIMEN_ASSIGN(Permit permit, approvals.permit(Act::rotateKey));
  LIMEN_ASSIGN(const RotationReport report, rotateStationKey(vault, std::move(permit)));
  std::cerr << "The station has a new key: " << report.kept << " users stay, " << report.leftOut << " are left out.\n";
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
