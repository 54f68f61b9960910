// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "ctl/commands.h"
#include "ctl/folders.h"
#include "ctl/sentences.h"

namespace limen {

namespace {

struct Options {
  OrganisationOptions organisation;
  std::string user, compartment;
};

void declare(CLI::App& command, Options& options) {
  declareOrganisation(command, options.organisation, Signers::both);
  command.add_option("--user", options.user, "who reads no longer")->required()->type_name("ID");
  command.add_option("--compartment", options.compartment, "what is read no longer")->required()->type_name("C");
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(const UserId user, userIdFrom(options.user));
  LIMEN_ASSIGN(Organisation organisation, openOrganisation(options.organisation, tools));
  LIMEN_ASSIGN(const SecretBytes officer, protectionOfficerPassphrase(options.organisation));
  LIMEN_TRY(organisation.removeReader(user, options.compartment, officer));
  std::cerr
      << "Removed: the key's epoch rose, and new shifts are sealed to the new key. Those who still read find their new grants in "
         "the folder grants/.\nWhat this user read or copied before is beyond reach. Run `limenctl org publish` now.\n";
  return ExitCode::done;
}

}  // namespace

void addReaderRemove(CLI::App& reader, Chosen& chosen) {
  addCommand(reader, chosen,
             {"remove", "End a user's reading of a compartment: a new key for all who still read it",
              "limenctl reader remove --org ORG --user ID --compartment health \\\n"
              "      --admin-passphrase-file admin.pass --dpo-passphrase-file dpo.pass",
              "0 removed, 1 refused, 2 usage, 3 passphrase, 4 disk"},
             &declare, &run);
}

}  // namespace limen
