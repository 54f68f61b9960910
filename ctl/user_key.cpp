// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "ctl/commands.h"
#include "ctl/folders.h"
#include "station/factors.h"

namespace limen {

namespace {

struct Options {
  StationOptions station;
  std::string name;
};

void declare(CLI::App& command, Options& options) {
  command.add_option("name", options.name, "how you call the key, as the unlock page shows it")->required()->type_name("NAME");
  declareStation(command, options.station);
}

Outcome add(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(UnlockedStation unlocked, unlockStationTyped(options.station, tools));
  LIMEN_ASSIGN(Approvals approvals, approvalsFor(unlocked.vault, options.station));
  LIMEN_ASSIGN(Permit permit, approvals.permit(Act::changeFactor, unlocked.vault.user().bytes()));
  LIMEN_ASSIGN(const StationDevices here, StationDevices::open(options.station));
  std::cerr << "Touch the key when it blinks, twice.\n";
  LIMEN_TRY(addDevice(unlocked.vault, std::move(permit), SlotKind::fido2, here.devices(), options.name, unlocked.passphrase));
  std::cerr << "Set up: your passphrase opens this station with the key only. Without it, printed codes or a reset by a supervisor are the\n"
               "way back: set up a second key, or print codes now.\n";
  return ExitCode::done;
}

Outcome remove(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(UnlockedStation unlocked, unlockStationTyped(options.station, tools));
  LIMEN_ASSIGN(Approvals approvals, approvalsFor(unlocked.vault, options.station));
  LIMEN_ASSIGN(Permit permit, approvals.permit(Act::changeFactor, unlocked.vault.user().bytes()));
  LIMEN_TRY(removeDevice(unlocked.vault, std::move(permit), options.name, unlocked.passphrase));
  std::cerr << "Removed: that key opens nothing any more. Who copied the disk before can go on trying with it.\n";
  return ExitCode::done;
}

}  // namespace

void addUserKey(CLI::App& user, Chosen& chosen) {
  CLI::App* key = user.add_subcommand("key", "A FIDO2 security key that is needed beside the passphrase");
  key->require_subcommand(1);
  addCommand<Options>(*key, chosen,
                      {"add", "Set up the security key that is plugged in",
                       "limenctl user key add \"Blue key\" --home STATION --passphrase-file officer.pass",
                       "0 set up, 1 the name is taken or the key is unsuited, 2 usage, 3 locked, no key, or not touched, 4 disk"},
                      &declare, &add);
  addCommand<Options>(*key, chosen,
                      {"remove", "Take a security key away; after the last one the passphrase alone unlocks",
                       "limenctl user key remove \"Blue key\" --home STATION --passphrase-file officer.pass",
                       "0 removed, 1 there is none of that name, 2 usage, 3 locked, 4 disk"},
                      &declare, &remove);
}

}  // namespace limen
