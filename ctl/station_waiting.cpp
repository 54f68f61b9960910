// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "ctl/commands.h"
#include "ctl/folders.h"
#include "ctl/sentences.h"
#include "station/enrolment.h"

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
  LIMEN_ASSIGN(const Applicants applicants, client->waiting());
  for (const Applicant& applicant : applicants.waiting()) {
    const auto id = UserId::from(bytesOf(applicant.user()));
    const User* user = id ? organisation.directory().user(*id) : nullptr;
    std::cout << fingerprintWords(applicant.request()) << "  " << printable(applicant.site()) << "  "
              << (user ? printable(user->name()) : "unknown user") << '\n';
  }
  if (applicants.waiting().empty()) std::cerr << "No station waits for approval.\n";
  return ExitCode::done;
}

}  // namespace

void addStationWaiting(CLI::App& station, Chosen& chosen) {
  addCommand(station, chosen,
             {"waiting", "List the stations that wait for approval: their eight words, site and user",
              "limenctl station waiting --org ORG --admin-passphrase-file admin.pass",
              "0 listed, 1 refused, 2 usage, 3 passphrase or certificate, 4 store, 5 network"},
             &declare, &run);
}

}  // namespace limen
