// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "ctl/commands.h"
#include "ctl/sentences.h"
#include "ctl/shares.h"

namespace limen {

namespace {

struct Options {
  StationOptions station;
  std::filesystem::path folder;
};

void declare(CLI::App& command, Options& options) {
  declareStation(command, options.station);
  command.add_option("--in", options.folder, "the folder or stick")->required()->type_name("DIR");
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(const Vault vault, unlockStation(options.station, tools));
  LIMEN_ASSIGN(const auto found, listBackups(options.folder, keyOfStation(vault)));
  for (const ListedBackup& one : found) {
    std::cout << one.file.filename().native() << "  " << one.bytes << " bytes  ";
    if (one.facts)
      printFacts(*one.facts);
    else
      std::cout << sentence(one.facts.error()) << '\n';
  }
  if (found.empty()) std::cerr << "No backup is in this folder.\n";
  return ExitCode::done;
}

}  // namespace

void addBackupList(CLI::App& backup, Chosen& chosen) {
  addCommand(backup, chosen,
             {"list", "List the backups in a folder, the newest first, and say why one does not open here",
              "limenctl backup list --home STATION --in /media/stick --user \"Supervisor One\" --passphrase-file supervisor.pass",
              "0 listed, 1 refused, 2 usage, 3 locked, 4 no folder, store"},
             &declare, &run);
}

}  // namespace limen
