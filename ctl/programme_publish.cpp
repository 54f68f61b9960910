// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "core/files.h"
#include "ctl/commands.h"
#include "ctl/folders.h"
#include "protection/programme.h"

namespace limen {

namespace {

constexpr std::size_t kMaxPackageBytes = 64 * 1024 * 1024;

struct Options {
  OrganisationOptions organisation;
  std::filesystem::path file;
};

void declare(CLI::App& command, Options& options) {
  command.add_option("file", options.file, "a programme package")->required()->type_name("FILE");
  declareOrganisation(command, options.organisation, Signers::administrator);
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(const Bytes bytes, readFile(options.file, kMaxPackageBytes));
  LIMEN_ASSIGN(const Organisation organisation, openOrganisation(options.organisation, tools));
  // What no station would take is not sent to all of them.
  const PackageSigners signers{organisation.directory().appointed(Appointment::PROGRAMME_AUTHOR),
                               organisation.directory().appointed(Appointment::DATA_PROTECTION_OFFICER)};
  LIMEN_ASSIGN(const Programme programme, openPackage(bytes, signers, organisation.directory().organisation()));
  LIMEN_ASSIGN(AdministratorClient client, AdministratorClient::make(organisation));
  LIMEN_TRY(client.publishDirectory(organisation));
  LIMEN_TRY(client->publishPackage(bytes));
  std::cout << "Published " << programme.id << " version " << programme.version << "; stations take it at their next sync.\n";
  return ExitCode::done;
}

}  // namespace

void addProgrammePublish(CLI::App& programme, Chosen& chosen) {
  addCommand(programme, chosen,
             {"publish", "Send a package to the server, which hands it to the stations",
              "limenctl programme publish border-intake.limen --org ORG --admin-passphrase-file admin.pass",
              "0 published, 1 refused, 2 usage, 3 passphrase or certificate, 4 store, 5 network"},
             &declare, &run);
}

}  // namespace limen
