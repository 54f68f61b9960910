// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "ctl/commands.h"
#include "ctl/folders.h"

namespace limen {

namespace {

struct Options {
  OrganisationOptions organisation;
  std::string who, station;
};

void declare(CLI::App& command, Options& options) {
  command.add_option("who", options.who, "the user, by id")->required()->type_name("ID");
  declareOrganisation(command, options.organisation, Signers::administrator);
  command.add_option("--station", options.station, "the station's id, as `limenctl status` shows it")->required()->type_name("ID");
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(const UserId who, userIdFrom(options.who));
  const auto station = StationId::fromHex(options.station);
  if (!station) return unexpected(CommandError::notAnId, "station");
  LIMEN_ASSIGN(Organisation organisation, openOrganisation(options.organisation, tools));
  LIMEN_TRY(organisation.assignUser(who, *station));
  std::cerr << "Listed. Publish the directory; when the station has synced, somebody in charge there can admit this user.\n";
  return ExitCode::done;
}

}  // namespace

void addUserAssign(CLI::App& user, Chosen& chosen) {
  addCommand(user, chosen,
             {"assign", "List a user for one more station, where somebody in charge may then admit them",
              "limenctl user assign ID --station STATION-ID --org ORG --admin-passphrase-file admin.pass",
              "0 listed, 1 refused, 2 usage, 3 passphrase, 4 disk"},
             &declare, &run);
}

}  // namespace limen
