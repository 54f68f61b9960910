// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "ctl/folders.h"
#include "ctl/lease_commands.h"
#include "ctl/passphrase.h"
#include "station/lease.h"
#include "station/station_office.h"

namespace limen {

namespace {

struct Options {
  OrganisationOptions organisation;
  std::uint32_t hours = 0;
};

void declare(CLI::App& command, Options& options) {
  declareOrganisation(command, options.organisation, Signers::administrator);
  command.add_option("--hours", options.hours, "so long a station opens records without a word from the server; 0 for no end")
      ->required()
      ->check(CLI::Range(0U, kLeaseHoursAtMost))
      ->type_name("N");
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_TRY(readKit(options.organisation.folder / "kit"));
  LIMEN_ASSIGN(const SecretBytes administrator, readPassphrase(options.organisation.administratorFile, "the administrator"));
  LIMEN_ASSIGN(const VerifiedDirectory directory, setLease(options.organisation.folder, options.hours, administrator, tools.clock));
  if (options.hours == 0)
    std::cout << "Stations open records without an end, from directory version " << directory.version() << " on.\n";
  else
    std::cout << "Stations open records for " << options.hours << " hours after each contact, from directory version " << directory.version() << " on.\n";
  std::cerr << "`limenctl org publish` hands it to the server.\n";
  return ExitCode::done;
}

}  // namespace

void addOrgLease(CLI::App& org, Chosen& chosen) {
  addCommand(org, chosen,
             {"lease", "Set for how long stations open records without a word from the server",
              "limenctl org lease --hours 72 --org ORG --admin-passphrase-file admin.pass", "0 set, 2 usage, 3 passphrase, 4 disk"},
             &declare, &run);
}

}  // namespace limen
