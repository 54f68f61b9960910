// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "ctl/commands.h"
#include "ctl/folders.h"
#include "ctl/handed_over.h"
#include "station/users.h"

namespace limen {

namespace {

struct Options {
  StationOptions station;
  std::string who;
  bool floor = false;
};

void declare(CLI::App& command, Options& options) {
  command.add_option("who", options.who, "who forgot the passphrase, by name or id")->required()->type_name("NAME-or-ID");
  declareStation(command, options.station);
  declareFloor(command, options.floor);
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(const UnlockChoice who, chooseUser(options.station.home, options.who));
  LIMEN_ASSIGN(Vault vault, unlockStation(options.station, tools));
  LIMEN_ASSIGN(Approvals approvals, approvalsFor(vault, options.station));
  LIMEN_ASSIGN(Permit permit, approvals.permit(Act::resetPassphrase, who.user.bytes()));
  LIMEN_ASSIGN(const SecretBytes words, resetPassphrase(vault, std::move(permit), who.user, costFor(options.floor, tools)));
  handOver(words);
  std::cerr << "Reset, and logged under your name. Hand the six words over; they are changed at the next unlock.\n";
  return ExitCode::done;
}

}  // namespace

void addUserReset(CLI::App& user, Chosen& chosen) {
  addCommand(user, chosen,
             {"reset", "Give who forgot their passphrase six words to unlock with; needs no network",
              "limenctl user reset \"Officer Two\" --home STATION --user \"Supervisor One\" --passphrase-file supervisor.pass",
              "0 reset, 1 refused, 2 usage, 3 locked, not your right, or yourself, 4 disk"},
             &declare, &run);
}

}  // namespace limen
