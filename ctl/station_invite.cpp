// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "ctl/commands.h"
#include "ctl/folders.h"

namespace limen {

namespace {

struct Options {
  OrganisationOptions organisation;
  std::string user, site;
};

void declare(CLI::App& command, Options& options) {
  declareOrganisation(command, options.organisation, Signers::administrator);
  command.add_option("--user", options.user, "who will unlock the station first")->required()->type_name("ID");
  command.add_option("--site", options.site, "where the station will stand")->required();
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(const UserId user, userIdFrom(options.user));
  LIMEN_ASSIGN(Organisation organisation, openOrganisation(options.organisation, tools));
  LIMEN_ASSIGN(const Organisation::Invitation invitation, organisation.invite(user, options.site, tools.random));
  LIMEN_ASSIGN(AdministratorClient client, AdministratorClient::make(organisation));
  LIMEN_TRY(client.publishDirectory(organisation));
  // The code is shown only once the server knows its hash: a code that cannot be used is never handed over.
  LIMEN_TRY(client->offer(invitation.offer));
  std::cout << invitation.code << '\n';
  std::cerr << "Valid once, until " << toIso(fromUnixMs(invitation.offer.expires_ms())) << ", five tries.\n";
  return ExitCode::done;
}

}  // namespace

void addStationInvite(CLI::App& station, Chosen& chosen) {
  addCommand(
      station, chosen,
      {"invite", "Make a one-time code for a new station; the server is told its hash",
       "limenctl station invite --org ORG --user ID --site river-post --admin-passphrase-file admin.pass",
       "0 offered and printed, 1 refused, 2 usage, 3 passphrase or certificate, 4 store, 5 network (no code is valid then)"},
      &declare, &run);
}

}  // namespace limen
