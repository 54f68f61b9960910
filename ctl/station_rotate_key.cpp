// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "ctl/folders.h"
#include "ctl/recovery_commands.h"
#include "station/key_rotation.h"

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
  LIMEN_ASSIGN(Approvals approvals, approvalsFor(vault, options.station));
  LIMEN_ASSIGN(Permit permit, approvals.permit(Act::rotateKey));
  LIMEN_ASSIGN(const RotationReport report, rotateStationKey(vault, std::move(permit)));
  std::cerr << "The station has a new key: " << report.kept << " users keep their passphrases, " << report.leftOut
            << " are left out for good. Make a backup now: older ones open with the recovery holders' shares only.\n";
  return ExitCode::done;
}

}  // namespace

void addStationRotateKey(CLI::App& station, Chosen& chosen) {
  addCommand(station, chosen,
             {"rotate-key", "Give the station a new key; what a user who left carried away opens nothing any more",
              "limenctl station rotate-key --home STATION --user \"Supervisor One\" --passphrase-file supervisor.pass",
              "0 changed, 1 somebody would be shut out, 2 usage, 3 locked or not your right, 4 disk or store"},
             &declare, &run);
}

}  // namespace limen
