// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "ctl/commands.h"
#include "ctl/shares.h"

namespace limen {

namespace {

struct Options {
  StationOptions station;
  std::filesystem::path folder;
  int hours = 24;
  bool off = false;
};

void declare(CLI::App& command, Options& options) {
  declareStation(command, options.station);
  auto* folder = command.add_option("--to", options.folder, "the folder or stick, by its full path")->type_name("DIR");
  command.add_option("--every", options.hours, "hours between two backups")->type_name("HOURS")->capture_default_str();
  command.add_flag("--off", options.off, "no backups by themselves any more")->excludes(folder);
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(Vault vault, unlockStation(options.station, tools));
  if (options.off || !options.folder.empty()) {
    LIMEN_ASSIGN(Approvals approvals, approvalsFor(vault, options.station));
    LIMEN_ASSIGN(Permit permit, approvals.permit(Act::backup));
    std::optional<BackupPlan> plan;
    if (!options.off) plan = BackupPlan{options.folder, std::chrono::hours(options.hours)};
    LIMEN_TRY(setBackupPlan(vault, std::move(permit), plan));
  }
  LIMEN_ASSIGN(const BackupState state, backupState(vault));
  if (state.plan)
    std::cout << "Every " << state.plan->every.count() << " hours to " << state.plan->folder.native() << '\n';
  else
    std::cout << "No backups by themselves.\n";
  if (!state.lastResult.empty()) std::cout << "Last one: " << state.lastResult << '\n';
  return ExitCode::done;
}

}  // namespace

void addBackupPlan(CLI::App& backup, Chosen& chosen) {
  addCommand(backup, chosen,
             {"plan", "Set, show or end the backups that the station makes by itself at unlock and after a sync",
              "limenctl backup plan --home STATION --to /media/stick --every 24 --user \"Supervisor One\" --passphrase-file "
              "supervisor.pass",
              "0 set or shown, 2 usage, 3 locked or not your right, 4 no folder, store"},
             &declare, &run);
}

}  // namespace limen
