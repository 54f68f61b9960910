// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "ctl/commands.h"
#include "ctl/folders.h"

namespace limen {

namespace {

struct Options {
  OrganisationOptions organisation;
  std::string who, role;
};

void declare(CLI::App& command, Options& options) {
  command.add_option("who", options.who, "the user, by id")->required()->type_name("ID");
  command.add_option("role", options.role, "a role of the programmes")->required();
  declareOrganisation(command, options.organisation, Signers::administrator);
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(const UserId who, userIdFrom(options.who));
  LIMEN_ASSIGN(Organisation organisation, openOrganisation(options.organisation, tools));
  LIMEN_TRY(organisation.changeRole(who, options.role));
  std::cerr << "Changed in the directory; publish it. Each station obeys with its next sync.\n";
  return ExitCode::done;
}

}  // namespace

void addUserRole(CLI::App& user, Chosen& chosen) {
  addCommand(user, chosen,
             {"role", "Give a user another role in the directory",
              "limenctl user role ID supervisor --org ORG --admin-passphrase-file admin.pass",
              "0 changed, 1 refused, 2 usage, 3 passphrase, 4 disk"},
             &declare, &run);
}

}  // namespace limen
