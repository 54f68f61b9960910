// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "core/files.h"
#include "ctl/commands.h"
#include "ctl/folders.h"

namespace limen {

namespace {

struct Options {
  OrganisationOptions organisation;
  std::string user, compartment;
  std::filesystem::path out;
};

void declare(CLI::App& command, Options& options) {
  declareOrganisation(command, options.organisation, Signers::both);
  command.add_option("--user", options.user, "who will read")->required()->type_name("ID");
  command.add_option("--compartment", options.compartment, "what is read")->required()->type_name("C");
  command.add_option("--out", options.out, "the sealed file for that user's station")->required()->type_name("FILE");
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(const UserId user, userIdFrom(options.user));
  LIMEN_ASSIGN(Organisation organisation, openOrganisation(options.organisation, tools));
  LIMEN_ASSIGN(const SecretBytes officer, protectionOfficerPassphrase(options.organisation));
  LIMEN_ASSIGN(const Bytes grant, organisation.grantReader(user, options.compartment, officer));
  LIMEN_TRY(writeFile(options.out, grant));
  std::cerr
      << "Granted. Carry the file to the reader's station and run `limenctl org publish`, so that the server hands out this "
         "compartment.\n";
  return ExitCode::done;
}

}  // namespace

void addReaderGrant(CLI::App& reader, Chosen& chosen) {
  addCommand(reader, chosen,
             {"grant", "Give a user a compartment's key, as a file that only that user opens; works offline",
              "limenctl reader grant --org ORG --user ID --compartment health --out health.grant \\\n"
              "      --admin-passphrase-file admin.pass --dpo-passphrase-file dpo.pass",
              "0 granted, 1 refused (unknown or not enrolled user, unknown compartment), 2 usage, 3 passphrase, 4 disk"},
             &declare, &run);
}

}  // namespace limen
