// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "ctl/commands.h"
#include "ctl/shares.h"

namespace limen {

namespace {

struct Options {
  StationOptions station;
  std::filesystem::path folder;
};

void declare(CLI::App& command, Options& options) {
  declareStation(command, options.station);
  command.add_option("--to", options.folder, "the folder or stick that the file goes to")->required()->type_name("DIR");
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(Vault vault, unlockStation(options.station, tools));
  LIMEN_ASSIGN(Approvals approvals, approvalsFor(vault, options.station));
  LIMEN_ASSIGN(Permit permit, approvals.permit(Act::backup));
  LIMEN_ASSIGN(const WrittenBackup written, createBackup(vault, std::move(permit), options.folder));
  std::cout << written.file.native() << '\n';
  std::cerr << "Written and read back, " << written.bytes << " bytes: ";
  std::cerr << written.facts.own << " changes captured here, " << written.facts.waiting << " of them not confirmed.\n";
  return ExitCode::done;
}

}  // namespace

void addBackupCreate(CLI::App& backup, Chosen& chosen) {
  addCommand(backup, chosen,
             {"create", "Write a sealed backup of this station and read it back; its file is printed",
              "limenctl backup create --home STATION --to /media/stick --user \"Supervisor One\" --passphrase-file supervisor.pass",
              "0 written, 1 no recovery holders, 2 usage, 3 locked or not your right, 4 no folder, full or read-only disk, store"},
             &declare, &run);
}

}  // namespace limen
