// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "ctl/commands.h"
#include "ctl/shares.h"

namespace limen {

namespace {

struct Options {
  StationOptions station;
  ShareOptions shares;
  std::filesystem::path file;
};

void declare(CLI::App& command, Options& options) {
  command.add_option("file", options.file, "the backup")->required()->type_name("FILE");
  command.add_option("--home", options.station.home, "the station's folder, to open it with the station's key")->type_name("DIR");
  command.add_option("--user", options.station.user, "who unlocks, by name or id")->type_name("NAME-or-ID");
  command.add_option("--passphrase-file", options.station.passphraseFile, "file with the passphrase, - for standard input")
      ->type_name("FILE");
  declareShares(command, options.shares);
}

Result<BackupKey> keyFor(const Options& options, Tools& tools) {
  if (options.station.home.empty()) {
    LIMEN_ASSIGN(std::vector<BoxKeys> shares, readShares(options.shares));
    return keyOfShares(std::move(shares));
  }
  LIMEN_ASSIGN(const Vault vault, unlockStation(options.station, tools));
  return keyOfStation(vault);
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(const BackupKey key, keyFor(options, tools));
  LIMEN_ASSIGN(const BackupFacts facts, verifyBackup(options.file, key));
  std::cout << "Whole: ";
  printFacts(facts);
  return ExitCode::done;
}

}  // namespace

void addBackupVerify(CLI::App& backup, Chosen& chosen) {
  addCommand(backup, chosen,
             {"verify", "Read a backup to its last byte, with the station's key or with recovery holders' shares",
              "limenctl backup verify FILE --home STATION --user \"Supervisor One\" --passphrase-file supervisor.pass",
              "0 whole, 1 truncated, damaged, newer or no backup, 2 usage, 3 another station's, or too few shares, 4 store"},
             &declare, &run);
}

}  // namespace limen
