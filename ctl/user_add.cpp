// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "ctl/commands.h"
#include "ctl/folders.h"

namespace limen {

namespace {

struct Options {
  OrganisationOptions organisation;
  std::string name, role, group;
};

void declare(CLI::App& command, Options& options) {
  command.add_option("name", options.name, "the user's name in the directory")->required()->type_name("NAME");
  declareOrganisation(command, options.organisation, Signers::administrator);
  command.add_option("--role", options.role, "a role of the programmes: officer, reader ...")->required();
  command.add_option("--group", options.group, "the site group the user works for")->required();
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(Organisation organisation, openOrganisation(options.organisation, tools));
  LIMEN_ASSIGN(const UserId user, organisation.addUser(options.name, options.role, options.group, tools.random));
  std::cout << user.hex() << '\n';
  return ExitCode::done;
}

}  // namespace

void addUserAdd(CLI::App& user, Chosen& chosen) {
  addCommand(user, chosen,
             {"add", "Enter a user in the directory and print the id",
              "limenctl user add \"Officer One\" --org ORG --role officer --group north --admin-passphrase-file admin.pass",
              "0 added, 1 refused, 2 usage, 3 passphrase, 4 disk"},
             &declare, &run);
}

}  // namespace limen
