// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "ctl/commands.h"
#include "ctl/folders.h"

namespace limen {

namespace {

struct Options {
  OrganisationOptions organisation;
};

void declare(CLI::App& command, Options& options) {
  declareOrganisation(command, options.organisation, Signers::administrator);
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(const Organisation organisation, openOrganisation(options.organisation, tools));
  LIMEN_ASSIGN(AdministratorClient client, AdministratorClient::make(organisation));
  LIMEN_ASSIGN(const std::uint64_t version, client.publishDirectory(organisation));
  std::cout << "The server has directory version " << version << ".\n";
  return ExitCode::done;
}

}  // namespace

void addOrgPublish(CLI::App& org, Chosen& chosen) {
  addCommand(org, chosen,
             {"publish", "Send the signed directory to the server, which hands it to the stations",
              "limenctl org publish --org ORG --admin-passphrase-file admin.pass",
              "0 the server has it, 1 refused, 2 usage, 3 passphrase or certificate, 4 store, 5 network"},
             &declare, &run);
}

}  // namespace limen
