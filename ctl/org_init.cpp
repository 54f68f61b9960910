// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "ctl/commands.h"
#include "ctl/passphrase.h"
#include "station/organisation.h"

namespace limen {

namespace {

struct Options {
  std::filesystem::path folder;
  OrganisationPlan plan;
  std::string rootFile, administratorFile, protectionOfficerFile;
  bool floor = false;
};

void declare(CLI::App& command, Options& options) {
  const char* secret = "file with the passphrase, - for standard input; asked for when left out";
  command.add_option("--dir", options.folder, "the folder to make")->required()->type_name("ORG");
  command.add_option("--name", options.plan.name, "the organisation's name")->required();
  command.add_option("--site", options.plan.sites, "a site and its group, main when left out")
      ->required()
      ->type_name("SITE[:GROUP]")
      ->allow_extra_args(false);
  command.add_option("--compartment", options.plan.compartments, "a compartment, as the programmes name it")
      ->required()
      ->type_name("C")
      ->allow_extra_args(false);
  command.add_option("--server", options.plan.serverAddress, "where stations will find the server")
      ->required()
      ->type_name("HOST:PORT");
  command.add_option("--holders", options.plan.escrowHolders, "people who hold the escrow")->capture_default_str();
  command.add_option("--needed", options.plan.escrowNeeded, "how many of them open it together")->capture_default_str();
  command.add_option("--root-passphrase-file", options.rootFile, secret)->type_name("FILE");
  command.add_option("--admin-passphrase-file", options.administratorFile, secret)->type_name("FILE");
  command.add_option("--dpo-passphrase-file", options.protectionOfficerFile, secret)->type_name("FILE");
  command.add_flag("--argon2-floor", options.floor,
                   "the documented floor of 64 MiB and 3 passes instead of 256 MiB: tests and demos");
}

Outcome run(const Options& options, Tools& tools) {
  OrganisationPassphrases passphrases;
  LIMEN_ASSIGN(passphrases.root, readPassphrase(options.rootFile, "the root", Passphrase::chosen));
  LIMEN_ASSIGN(passphrases.administrator, readPassphrase(options.administratorFile, "the administrator", Passphrase::chosen));
  LIMEN_ASSIGN(passphrases.protectionOfficer,
               readPassphrase(options.protectionOfficerFile, "the data protection officer", Passphrase::chosen));
  LIMEN_TRY(initOrganisation(options.folder, options.plan, passphrases, options.floor ? KdfCost::floor() : KdfCost{}, tools.clock,
                             tools.random));
  std::cout << "Organisation made: " << options.plan.sites.size() << " sites, " << options.plan.compartments.size()
            << " compartments, escrow " << options.plan.escrowNeeded << " of " << options.plan.escrowHolders << ".\n"
            << "Now take root.key offline and hand escrow/holders/1.key to " << options.plan.escrowHolders
            << ".key to their holders; delete both here. Without the holders a lost key stays lost.\n";
  return ExitCode::done;
}

}  // namespace

void addOrgInit(CLI::App& org, Chosen& chosen) {
  addCommand(org, chosen,
             {"init", "Make an organisation: root, administrator, data protection officer, compartment keys, escrow",
              "limenctl org init --dir ORG --name \"River Aid\" --site river-post:north --compartment operational --compartment "
              "identity \\\n"
              "      --server limen.example.org:7443 --root-passphrase-file root.pass --admin-passphrase-file admin.pass \\\n"
              "      --dpo-passphrase-file dpo.pass",
              "0 made, 1 refused (a folder that is there, a plan that does not hold, a weak passphrase), 2 usage, 3 passphrase "
              "file, 4 disk"},
             &declare, &run);
}

}  // namespace limen
