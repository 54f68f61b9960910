// SPDX-License-Identifier: Apache-2.0
#include <iostream>
#include <sstream>

#include "ctl/commands.h"
#include "ctl/folders.h"
#include "ctl/sentences.h"
#include "station/enrolment.h"

namespace limen {

namespace {

struct Options {
  OrganisationOptions organisation;
  std::string words;
};

void declare(CLI::App& command, Options& options) {
  declareOrganisation(command, options.organisation, Signers::both);
  command.add_option("--words", options.words, "the eight words as the station shows them, told by another way than the network")
      ->required()
      ->type_name("\"w1 ... w8\"");
}

std::string normalised(const std::string& words) {
  std::istringstream in(words);
  std::string out;
  for (std::string word; in >> word;) {
    for (char& letter : word) letter = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    out += (out.empty() ? "" : " ") + word;
  }
  return out;
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(Organisation organisation, openOrganisation(options.organisation, tools));
  LIMEN_ASSIGN(AdministratorClient client, AdministratorClient::make(organisation));
  LIMEN_ASSIGN(const Applicants applicants, client->waiting());
  const std::string words = normalised(options.words);
  for (const Applicant& applicant : applicants.waiting()) {
    if (fingerprintWords(applicant.request()) != words) continue;
    LIMEN_ASSIGN(const SecretBytes officer, protectionOfficerPassphrase(options.organisation));
    LIMEN_ASSIGN(const Approval approval, organisation.approve(applicant, words, officer));
    LIMEN_TRY(client->approve(approval));
    std::cout << "Approved: station " << toHex(bytesOf(approval.station_id())) << " at " << printable(applicant.site()) << ".\n";
    return ExitCode::done;
  }
  return unexpected(CommandError::noApplicant);
}

}  // namespace

void addStationApprove(CLI::App& station, Chosen& chosen) {
  addCommand(station, chosen,
             {"approve", "Approve a waiting station whose eight words were compared",
              "limenctl station approve --org ORG --words \"babad gutih tugad hutih satad mudof sakat nusab\" \\\n"
              "      --admin-passphrase-file admin.pass --dpo-passphrase-file dpo.pass",
              "0 approved, 1 no station waits with these words, 2 usage, 3 passphrase or certificate, 4 store, 5 network"},
             &declare, &run);
}

}  // namespace limen
