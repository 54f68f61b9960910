// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "core/files.h"
#include "ctl/commands.h"
#include "ctl/folders.h"
#include "station/renewal.h"

namespace limen {

namespace {

constexpr std::size_t kMaxFileBytes = 8 << 20;

template <class Message>
Result<Message> readMessage(const std::filesystem::path& file) {
  LIMEN_ASSIGN(const Bytes bytes, readFile(file, kMaxFileBytes));
  Message out;
  if (bytes.empty() || !out.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return unexpected(RenewalError::malformed);
  return out;
}

template <class Message>
Result<void> writeMessage(const std::filesystem::path& file, const Message& message) {
  const std::string bytes = message.SerializeAsString();
  return writeFile(file, bytesOf(bytes), Access::everyoneReads);
}

struct StationSide {
  StationOptions station;
  std::filesystem::path ask, take;
};

void declareStationSide(CLI::App& command, StationSide& options) {
  declareStation(command, options.station);
  auto* ask = command.add_option("--ask", options.ask, "write the request for the next one to this file")->type_name("FILE");
  command.add_option("--take", options.take, "take the administrator's answer from this file")->type_name("FILE")->excludes(ask);
}

Outcome runStationSide(const StationSide& options, Tools& tools) {
  LIMEN_ASSIGN(Vault vault, unlockStation(options.station, tools));
  LIMEN_TRY(vault.require(Act::sync));
  if (!options.take.empty()) {
    LIMEN_ASSIGN(const Renewal renewal, readMessage<Renewal>(options.take));
    LIMEN_TRY(takeRenewal(vault, renewal));
  }
  LIMEN_ASSIGN(CertificateState state, certificateState(vault));
  std::cout << "The certificate " << (state.ended ? "ended" : "lasts until") << ' ' << toIso(state.days.ends).substr(0, 10) << ".\n";
  if (!options.ask.empty()) {
    LIMEN_ASSIGN(const RenewalRequest request, renewalRequest(vault));
    LIMEN_TRY(writeMessage(options.ask, request));
    std::cerr << "The request is written; the key stays here. Bring it to the administrator, for `limenctl station renew --request FILE`.\n";
  }
  return ExitCode::done;
}

struct Office {
  OrganisationOptions organisation;
  std::filesystem::path request, out;
};

void declareOffice(CLI::App& command, Office& options) {
  declareOrganisation(command, options.organisation, Signers::administrator);
  auto* request = command.add_option("--request", options.request, "one request from a file instead of those that wait at the server")->type_name("FILE");
  auto* out = command.add_option("--out", options.out, "the file that its answer goes to")->type_name("FILE");
  request->needs(out);
  out->needs(request);
}

Outcome runOffice(const Office& options, Tools& tools) {
  LIMEN_ASSIGN(Organisation organisation, openOrganisation(options.organisation, tools));
  LIMEN_ASSIGN(AdministratorClient client, AdministratorClient::make(organisation));
  if (!options.request.empty()) {
    LIMEN_ASSIGN(const RenewalRequest request, readMessage<RenewalRequest>(options.request));
    LIMEN_ASSIGN(const Renewal renewal, organisation.renew(request));
    LIMEN_TRY(writeMessage(options.out, renewal));
    LIMEN_TRY(client.publishDirectory(organisation));
    std::cout << "Renewed: station " << toHex(bytesOf(renewal.station())) << ".\n";
    return ExitCode::done;
  }
  LIMEN_ASSIGN(const RenewalRequests waiting, client->renewals());
  int refused = 0;
  for (const RenewalRequest& request : waiting.waiting()) {
    auto renewal = organisation.renew(request);
    const std::string station = toHex(bytesOf(request.station()));
    // What a station asks for is its own affair: the others are not kept waiting.
    if (!renewal) {
      ++refused;
      std::cerr << "Not renewed: station " << station << ", its request does not hold.\n";
      continue;
    }
    LIMEN_TRY(client->renew(*renewal));
    std::cout << "Renewed: station " << station << ".\n";
  }
  if (waiting.waiting_size() == 0) std::cerr << "No station waits for a certificate.\n";
  return refused > 0 ? ExitCode::refused : ExitCode::done;
}

}  // namespace

void addStationCertificate(CLI::App& station, Chosen& chosen) {
  addCommand(station, chosen,
             {"certificate", "Say how long the station's certificate lasts; ask for the next one, or take it, by file",
              "limenctl station certificate --home STATION --passphrase-file officer.pass --ask request",
              "0 done, 1 not the answer to this station's request, 2 usage, 3 locked, 4 store"},
             &declareStationSide, &runStationSide);
}

void addStationRenew(CLI::App& station, Chosen& chosen) {
  addCommand(station, chosen,
             {"renew", "Make the certificates that stations wait for: each of a listed station that proved its key, for 30 days",
              "limenctl station renew --org ORG --admin-passphrase-file admin.pass",
              "0 made, or none waits; 1 a request does not hold, the others are made; 2 usage; 3 passphrase or certificate; 4 disk; 5 network"},
             &declareOffice, &runOffice);
}

}  // namespace limen
