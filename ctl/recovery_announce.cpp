// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "ctl/folders.h"
#include "ctl/passphrase.h"
#include "ctl/recovery_commands.h"
#include "station/recovery.h"

namespace limen {

namespace {

struct Options {
  OrganisationOptions organisation;
};

void declare(CLI::App& command, Options& options) {
  declareOrganisation(command, options.organisation, Signers::both);
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(const SecretBytes administrator, readPassphrase(options.organisation.administratorFile, "the administrator"));
  LIMEN_ASSIGN(const SecretBytes officer, protectionOfficerPassphrase(options.organisation));
  LIMEN_TRY(announceRecovery(options.organisation.folder, administrator, officer, tools.clock));
  std::cerr << "The directory names the recovery holders now. Publish it; stations take it with their next sync.\n";
  return ExitCode::done;
}

}  // namespace

void addRecoveryAnnounce(CLI::App& recovery, Chosen& chosen) {
  addCommand(recovery, chosen,
             {"announce", "Enter the recovery holders' public keys in the directory, for stations that make backups",
              "limenctl recovery announce --org ORG --admin-passphrase-file admin.pass --dpo-passphrase-file dpo.pass",
              "0 entered, 1 refused, 2 usage, 3 passphrase, 4 disk"},
             &declare, &run);
}

}  // namespace limen
