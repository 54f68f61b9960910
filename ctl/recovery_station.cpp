// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "core/files.h"
#include "ctl/handed_over.h"
#include "ctl/passphrase.h"
#include "ctl/recovery_commands.h"
#include "ctl/shares.h"
#include "station/recovery.h"

namespace limen {

namespace {

constexpr std::size_t kMaxDirectoryBytes = 16 * 1024 * 1024;

struct Options {
  std::filesystem::path file, home, directory, out;
  ShareOptions shares;
  std::string user, passphraseFile;
  bool floor = false;
};

void declare(CLI::App& command, Options& options) {
  command.add_option("file", options.file, "the backup")->required()->type_name("FILE");
  command.add_option("--home", options.home, "the folder that the station goes to; it must not be there")->required()->type_name("DIR");
  command.add_option("--directory", options.directory, "the organisation's newest directory")->required()->type_name("FILE");
  command.add_option("--user", options.user, "a user whom that directory lists for the station")->required()->type_name("NAME");
  command.add_option("--passphrase-file", options.passphraseFile, "file with their new passphrase, - for standard input")->type_name("FILE");
  command.add_option("--out", options.out, "where their keys go, for `user confirm`")->required()->type_name("FILE");
  declareShares(command, options.shares);
  declareFloor(command, options.floor);
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(const std::vector<BoxKeys> shares, readShares(options.shares));
  LIMEN_ASSIGN(const Bytes directory, readFile(options.directory, kMaxDirectoryBytes));
  LIMEN_ASSIGN(const SecretBytes passphrase, readPassphrase(options.passphraseFile, "the station's new user", Passphrase::chosen));
  LIMEN_ASSIGN(const Bytes keys, recoverStation(options.home, options.file, shares, directory,
                                                {options.user, &passphrase, costFor(options.floor, tools)},
                                                {&tools.clock, &tools.random}));
  LIMEN_TRY(writeFile(options.out, keys, Access::everyoneReads));
  std::cerr << "The station is back, and this user unlocks it. Confirm their keys, publish, then sync here once.\n";
  return ExitCode::done;
}

}  // namespace

void addRecoveryStation(CLI::App& recovery, Chosen& chosen) {
  addCommand(recovery, chosen,
             {"station", "Make a station from a backup for a new user, where nobody of the old ones is left",
              "limenctl recovery station FILE --home STATION --share 1.key --share 2.key --share 3.key --directory ORG/directory "
              "--user \"Supervisor Three\" --passphrase-file three.pass --out three.keys",
              "0 recovered, 1 refused or the folder is taken, 2 usage, 3 too few shares, or not a role that may, 4 disk"},
             &declare, &run);
}

}  // namespace limen
