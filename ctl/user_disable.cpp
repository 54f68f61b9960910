// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "ctl/commands.h"
#include "ctl/folders.h"
#include "station/users.h"

namespace limen {

namespace {

struct Options {
  StationOptions station;
  std::string who;
};

void declare(CLI::App& command, Options& options) {
  command.add_option("who", options.who, "the user of this station, by name or id")->required()->type_name("NAME-or-ID");
  declareStation(command, options.station);
}

Outcome run(const Options& options, Tools& tools, bool disabled) {
  LIMEN_ASSIGN(const UnlockChoice who, chooseUser(options.station.home, options.who));
  LIMEN_ASSIGN(Vault vault, unlockStation(options.station, tools));
  LIMEN_ASSIGN(Approvals approvals, approvalsFor(vault, options.station));
  LIMEN_ASSIGN(Permit permit, approvals.permit(Act::disableUser, who.user.bytes()));
  LIMEN_TRY(disableUser(vault, std::move(permit), who.user, disabled));
  std::cerr << (disabled ? "Disabled: this user unlocks no more; records and drafts stay. Who copied the disk before can go on trying.\n"
                         : "Enabled: this user may unlock again, from the first try.\n");
  return ExitCode::done;
}

}  // namespace

void addUserDisable(CLI::App& user, Chosen& chosen) {
  addCommand<Options>(
      user, chosen,
      {"disable", "Let a user unlock this station no more",
       "limenctl user disable \"Officer Two\" --home STATION --user \"Supervisor One\" --passphrase-file supervisor.pass",
       "0 disabled, 1 refused, 2 usage, 3 locked, not your right, or yourself, 4 disk"},
      &declare, [](const Options& options, Tools& tools) { return run(options, tools, true); });
}

void addUserEnable(CLI::App& user, Chosen& chosen) {
  addCommand<Options>(
      user, chosen,
      {"enable", "Let a disabled user unlock this station again, from the first try",
       "limenctl user enable \"Officer Two\" --home STATION --user \"Supervisor One\" --passphrase-file supervisor.pass",
       "0 enabled, 1 refused, 2 usage, 3 locked, not your right, or yourself, 4 disk"},
      &declare, [](const Options& options, Tools& tools) { return run(options, tools, false); });
}

}  // namespace limen
