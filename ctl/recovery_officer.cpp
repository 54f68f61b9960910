// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "ctl/handed_over.h"
#include "ctl/passphrase.h"
#include "ctl/recovery_commands.h"
#include "ctl/shares.h"
#include "station/recovery.h"

namespace limen {

namespace {

struct Options {
  OrganisationOptions organisation;
  ShareOptions shares;
  std::string rootFile;
  bool floor = false;
};

void declare(CLI::App& command, Options& options) {
  declareOrganisation(command, options.organisation, Signers::both);
  command.add_option("--root-passphrase-file", options.rootFile, "file with the root's passphrase, - for standard input")
      ->type_name("FILE");
  declareShares(command, options.shares);
  declareFloor(command, options.floor);
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(const std::vector<BoxKeys> shares, readShares(options.shares));
  OfficerPassphrases passphrases;
  LIMEN_ASSIGN(passphrases.root, readPassphrase(options.rootFile, "the root"));
  LIMEN_ASSIGN(passphrases.administrator, readPassphrase(options.organisation.administratorFile, "the administrator"));
  LIMEN_ASSIGN(passphrases.protectionOfficer, readPassphrase(options.organisation.protectionOfficerFile,
                                                             "the new data protection officer", Passphrase::chosen));
  LIMEN_ASSIGN(const std::size_t keys, recoverProtectionOfficer(options.organisation.folder, passphrases, shares,
                                                                costFor(options.floor, tools), tools.clock));
  std::cerr << "The new data protection officer holds all " << keys
            << " compartment keys. Publish the directory; `limenctl reader grant` gives them to new readers.\n";
  return ExitCode::done;
}

}  // namespace

void addRecoveryOfficer(CLI::App& recovery, Chosen& chosen) {
  addCommand(recovery, chosen,
             {"officer", "Appoint a new data protection officer with every compartment's key, from holders' shares and the root",
              "limenctl recovery officer --org ORG --share 1.key --share 2.key --share 3.key --root-passphrase-file root.pass "
              "--admin-passphrase-file admin.pass --dpo-passphrase-file new-dpo.pass",
              "0 appointed, 1 the old key file is still there, or refused, 2 usage, 3 passphrase or too few shares, 4 disk"},
             &declare, &run);
}

}  // namespace limen
