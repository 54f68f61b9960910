// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "core/files.h"
#include "ctl/commands.h"
#include "ctl/folders.h"

namespace limen {

namespace {

constexpr std::size_t kMaxUserKeys = 4096;

struct Options {
  OrganisationOptions organisation;
  std::filesystem::path file, out;
};

void declare(CLI::App& command, Options& options) {
  command.add_option("file", options.file, "the keys that `user admit` wrote")->required()->type_name("FILE");
  declareOrganisation(command, options.organisation, Signers::both);
  command.add_option("--out", options.out, "where the grant goes, for those who work at the desk")->required()->type_name("FILE");
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(const Bytes keys, readFile(options.file, kMaxUserKeys));
  LIMEN_ASSIGN(Organisation organisation, openOrganisation(options.organisation, tools));
  LIMEN_ASSIGN(const SecretBytes officer, protectionOfficerPassphrase(options.organisation));
  LIMEN_ASSIGN(const std::vector<Bytes> grants, organisation.confirmUser(keys, officer));
  if (!grants.empty()) LIMEN_TRY(writeFile(options.out, grants.back(), Access::everyoneReads));
  std::cerr << "Confirmed. Publish the directory" << (grants.empty() ? ".\n" : ", and bring the grant to the station.\n");
  return ExitCode::done;
}

}  // namespace

void addUserConfirm(CLI::App& user, Chosen& chosen) {
  addCommand(user, chosen,
             {"confirm", "Enter the keys of a user whom a station admitted; makes their grant of operational",
              "limenctl user confirm officer.keys --org ORG --out officer.grant --admin-passphrase-file admin.pass "
              "--dpo-passphrase-file dpo.pass",
              "0 confirmed, 1 refused (damaged, another organisation's, not that station's signature), 2 usage, 3 passphrase, 4 disk"},
             &declare, &run);
}

}  // namespace limen
