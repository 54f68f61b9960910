// SPDX-License-Identifier: Apache-2.0
#include <iostream>
#include <nlohmann/json.hpp>

#include "ctl/commands.h"
#include "ctl/folders.h"
#include "ctl/sentences.h"

namespace limen {

namespace {

struct Options {
  OrganisationOptions organisation;
  bool json = false;
};

void declare(CLI::App& command, Options& options) {
  declareOrganisation(command, options.organisation, Signers::none);
  command.add_flag("--json", options.json, "one JSON object a line");
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(const PublicOrganisation known, readOrganisation(options.organisation.folder / "kit", tools));
  const Directory& directory = known.directory.content();
  for (const User& user : directory.users()) {
    std::vector<std::string> reads;
    for (const Reading& reading : directory.readings()) {
      if (reading.user() == user.id()) reads.push_back(reading.compartment());
    }
    const std::string id = toHex(bytesOf(user.id()));
    if (options.json) {
      std::cout << nlohmann::json{{"id", id},
                                  {"name", user.name()},
                                  {"role", user.role()},
                                  {"group", user.site_group()},
                                  {"enrolled", !user.ed25519().empty()},
                                  {"disabled", user.disabled()},
                                  {"reads", reads}}
                       .dump()
                << '\n';
      continue;
    }
    std::cout << id << "  " << printable(user.name()) << "  " << printable(user.role()) << "  " << printable(user.site_group())
              << "  "
              << (user.disabled()          ? "disabled"
                  : user.ed25519().empty() ? "not enrolled"
                                           : "enrolled");
    for (const std::string& compartment : reads)
      std::cout << (&compartment == &reads.front() ? "  reads " : " ") << printable(compartment);
    std::cout << '\n';
  }
  return ExitCode::done;
}

}  // namespace

void addUserList(CLI::App& user, Chosen& chosen) {
  addCommand(user, chosen,
             {"list", "List the users of the directory and what they read; needs no passphrase", "limenctl user list --org ORG",
              "0 listed, 1 refused, 2 usage, 6 the directory is damaged or not signed by an appointed administrator"},
             &declare, &run);
}

}  // namespace limen
