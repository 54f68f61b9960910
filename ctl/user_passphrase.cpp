// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "ctl/commands.h"
#include "ctl/folders.h"
#include "ctl/handed_over.h"
#include "ctl/passphrase.h"
#include "station/users.h"

namespace limen {

namespace {

struct Options {
  StationOptions station;
  std::string newPassphraseFile, codeFile;
  bool floor = false, lost = false;
};

void declare(CLI::App& command, Options& options) {
  declareStation(command, options.station);
  command
      .add_option("--new-passphrase-file", options.newPassphraseFile,
                  "file with the new one, - for standard input; asked for when left out")
      ->type_name("FILE");
  command.add_option("--code-file", options.codeFile, "unlock with a printed code instead: file with it, - for standard input")
      ->type_name("FILE");
  command.add_flag("--devices-lost", options.lost, "the security key or the chip is gone: from now on the passphrase alone unlocks");
  declareFloor(command, options.floor);
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(const UnlockChoice who, chooseUser(options.station.home, options.station.user));
  const auto unlock = [&]() -> Result<SecretBytes> {
    if (!options.codeFile.empty()) {
      LIMEN_ASSIGN(const SecretBytes code, readPassphrase(options.codeFile, "the paper", Passphrase::code));
      return unlockWithCode(options.station.home, who.user, code, tools.clock);
    }
    LIMEN_ASSIGN(const SecretBytes old, readPassphrase(options.station.passphraseFile, "the station's user"));
    LIMEN_ASSIGN(const StationDevices here, StationDevices::open(options.station));
    return unlockSlot(options.station.home, who.user, old, tools.clock, {}, here.devices());
  };
  LIMEN_ASSIGN(const SecretBytes secret, unlock());
  LIMEN_ASSIGN(const SecretBytes fresh, readPassphrase(options.newPassphraseFile, "the station's user, new", Passphrase::chosen));
  LIMEN_TRY(changePassphrase(options.station.home, who.user, secret, fresh, costFor(options.floor, tools), tools.clock,
                             options.lost ? DevicesAre::lost : DevicesAre::kept));
  std::cerr << "Changed: from now on the new passphrase unlocks.\n";
  return ExitCode::done;
}

}  // namespace

void addUserPassphrase(CLI::App& user, Chosen& chosen) {
  addCommand(user, chosen,
             {"passphrase", "Change one's own passphrase; also after a reset",
              "limenctl user passphrase --home STATION --user \"Officer Two\" --passphrase-file old --new-passphrase-file new",
              "0 changed, 1 the new one is refused, 2 usage, 3 locked, 4 disk"},
             &declare, &run);
}

}  // namespace limen
