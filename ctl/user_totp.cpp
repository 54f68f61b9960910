// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "ctl/commands.h"
#include "ctl/folders.h"
#include "ctl/handed_over.h"
#include "ctl/passphrase.h"
#include "ctl/qr.h"
#include "station/factors.h"

namespace limen {

namespace {

struct Options {
  StationOptions station;
  std::string firstCodeFile;
};

void declareAdd(CLI::App& command, Options& options) {
  declareStation(command, options.station);
  command
      .add_option("--first-code-file", options.firstCodeFile,
                  "file with the digits that the phone shows, - for standard input; asked for when left out")
      ->type_name("FILE");
}

void declareRemove(CLI::App& command, Options& options) {
  declareStation(command, options.station);
}

Outcome add(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(Vault vault, unlockStation(options.station, tools));
  LIMEN_ASSIGN(Approvals approvals, approvalsFor(vault, options.station));
  LIMEN_ASSIGN(Permit permit, approvals.permit(Act::changeFactor, vault.user().bytes()));
  const TotpOffer offer = offerTotp(vault);
  (void)showQr(std::cout, offer.uri);  // the text below it says the same
  handOver(offer.uri);
  handOver(offer.text);
  std::cerr << "Shown once: let the phone read the picture, or type the last line into it. Then give the six digits that it shows.\n";
  LIMEN_ASSIGN(const SecretBytes code, readPassphrase(options.firstCodeFile, "the phone, six digits", Passphrase::code));
  LIMEN_TRY(addTotp(vault, std::move(permit), offer, textOf(code.expose(SecretAccess{}))));
  std::cerr << "Set up: acts that ask for the passphrase again ask for the digits too. They do not protect a laptop that was taken away: "
               "unlocking asks for none.\n";
  return ExitCode::done;
}

Outcome remove(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(Vault vault, unlockStation(options.station, tools));
  LIMEN_ASSIGN(Approvals approvals, approvalsFor(vault, options.station));
  LIMEN_ASSIGN(Permit permit, approvals.permit(Act::changeFactor, vault.user().bytes()));
  LIMEN_TRY(removeTotp(vault, std::move(permit)));
  std::cerr << "Removed: the passphrase alone confirms from now on.\n";
  return ExitCode::done;
}

}  // namespace

void addUserTotp(CLI::App& user, Chosen& chosen) {
  CLI::App* totp = user.add_subcommand("totp", "A phone whose six digits confirm, with the passphrase, what needs confirming");
  totp->require_subcommand(1);
  addCommand<Options>(*totp, chosen,
                      {"add", "Set up a phone: shows its secret once, and takes the first six digits as proof",
                       "limenctl user totp add --home STATION --passphrase-file officer.pass",
                       "0 set up, 1 there is one already, 2 usage, 3 locked, or the digits are not right, 4 disk"},
                      &declareAdd, &add);
  addCommand<Options>(*totp, chosen,
                      {"remove", "Confirm without the phone from now on; asks for its digits a last time",
                       "limenctl user totp remove --home STATION --passphrase-file officer.pass --totp-file -",
                       "0 removed, 1 there is none, 2 usage, 3 locked, or the digits are not right, 4 disk"},
                      &declareRemove, &remove);
}

}  // namespace limen
