// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "ctl/recovery_commands.h"
#include "ctl/shares.h"
#include "station/recovery.h"

namespace limen {

namespace {

struct Options {
  OrganisationOptions organisation;
  ShareOptions shares;
};

void declare(CLI::App& command, Options& options) {
  declareOrganisation(command, options.organisation, Signers::none);
  declareShares(command, options.shares);
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(const PublicOrganisation organisation, readOrganisation(options.organisation.folder / "kit", tools));
  LIMEN_ASSIGN(const std::vector<BoxKeys> shares, readShares(options.shares));
  LIMEN_ASSIGN(const auto keys, recoverCompartments(options.organisation.folder, organisation.directory, shares));
  std::cout << "These shares bring back all " << keys.size() << " compartment keys; nothing was changed.\n";
  return ExitCode::done;
}

}  // namespace

void addRecoveryCheck(CLI::App& recovery, Chosen& chosen) {
  addCommand(recovery, chosen,
             {"check", "Prove that these holders' shares bring back every compartment's private key; changes nothing",
              "limenctl recovery check --org ORG --share 1.key --share 2.key --share 3.key",
              "0 they do, 1 an escrow file is missing, 2 usage, 3 too few shares, 4 an escrow file is damaged"},
             &declare, &run);
}

}  // namespace limen
