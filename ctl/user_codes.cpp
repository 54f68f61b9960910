// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "ctl/commands.h"
#include "ctl/folders.h"
#include "ctl/handed_over.h"
#include "station/factors.h"

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
  LIMEN_ASSIGN(Permit permit, approvals.permit(Act::changeFactor, vault.user().bytes()));
  LIMEN_ASSIGN(const std::vector<SecretBytes> codes, makeCodes(vault, std::move(permit)));
  for (const SecretBytes& code : codes) handOver(codeText(code));
  std::cerr << "Shown once: print or write them down. Each unlocks once, without passphrase or key, and asks for a new passphrase.\n"
               "They are as safe as the place where the paper lies. Those from before no longer work.\n";
  return ExitCode::done;
}

}  // namespace

void addUserCodes(CLI::App& user, Chosen& chosen) {
  addCommand(user, chosen,
             {"codes", "Print eight codes, each of which unlocks once; those from before no longer work",
              "limenctl user codes --home STATION --passphrase-file officer.pass | lp",
              "0 printed, 1 refused (no room for more slots), 2 usage, 3 locked, 4 disk"},
             &declare, &run);
}

}  // namespace limen
