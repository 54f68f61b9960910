// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "ctl/commands.h"
#include "ctl/folders.h"
#include "ctl/passphrase.h"
#include "ctl/sentences.h"
#include "ctl/wipe_commands.h"
#include "station/station_office.h"
#include "sync/grpc_orders.h"

namespace limen {

namespace {

struct Ordering {
  OrganisationOptions organisation;
  std::string station;
  bool withdraw = false;
};

void declareOrdering(CLI::App& command, Ordering& options) {
  command.add_option("station", options.station, "the station's id")->required()->type_name("ID");
  declareOrganisation(command, options.organisation, Signers::both);
  command.add_flag("--withdraw", options.withdraw, "take the order back, as long as the station has not obeyed; the data protection officer is not needed");
}

Result<std::unique_ptr<GrpcOrders>> officeClient(const Organisation& organisation) {
  Kit kit;
  const Bytes bytes = organisation.kit();
  if (!kit.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return unexpected(CommandError::badKit);
  return std::make_unique<GrpcOrders>(ServerAddress{kit.server_address(), kit.ca_certificate_pem()}, organisation.administratorTls());
}

Result<SecretBytes> administratorPassphrase(const OrganisationOptions& options) {
  LIMEN_TRY(readKit(options.folder / "kit"));
  return readPassphrase(options.administratorFile, "the administrator");
}

Outcome runOrdering(const Ordering& options, Tools& tools) {
  const auto station = StationId::fromHex(options.station);
  if (!station) return unexpected(CommandError::notAnId, options.station);
  LIMEN_ASSIGN(const SecretBytes administrator, administratorPassphrase(options.organisation));
  if (options.withdraw) {
    LIMEN_TRY(withdrawWipe(options.organisation.folder, *station, administrator, tools.clock));
    LIMEN_ASSIGN(const Organisation organisation, Organisation::open(options.organisation.folder, administrator, tools.clock));
    LIMEN_ASSIGN(AdministratorClient client, AdministratorClient::make(organisation));
    LIMEN_TRY(client.publishDirectory(organisation));
    std::cout << "Withdrawn: station " << station->hex() << " is in good standing again, unless it has obeyed already.\n";
    return ExitCode::done;
  }
  LIMEN_ASSIGN(SecretBytes officer, protectionOfficerPassphrase(options.organisation));
  LIMEN_ASSIGN(const WipeUpload upload,
               orderWipe(options.organisation.folder, *station, {administrator.clone(), std::move(officer)}, tools.clock, tools.random));
  LIMEN_ASSIGN(const Organisation organisation, Organisation::open(options.organisation.folder, administrator, tools.clock));
  LIMEN_ASSIGN(const std::unique_ptr<GrpcOrders> office, officeClient(organisation));
  LIMEN_TRY(office->order(upload));
  std::cout << "Ordered: station " << station->hex()
            << " destroys its keys and its files at its next contact, also while it is locked. It is revoked from now on: what waits on it and "
               "is not confirmed is lost with it.\n";
  return ExitCode::done;
}

struct Looking {
  OrganisationOptions organisation;
};

void declareLooking(CLI::App& command, Looking& options) {
  declareOrganisation(command, options.organisation, Signers::administrator);
}

std::string at(std::int64_t ms) {
  return toIso(fromUnixMs(ms)).substr(0, 16) + "Z";
}

std::string stateOf(const WipeState& state) {
  if (state.answer() == WipeAnswer::TAKEN) return "acknowledged " + at(state.answered_ms());
  std::string out = state.withdrawn() ? "withdrawn" : "ordered " + at(state.ordered_ms());
  out += state.seen_ms() == 0 ? ", never seen" : ", seen " + at(state.seen_ms());
  if (state.answer() == WipeAnswer::REFUSED) out += ", refused by the station (" + printable(state.cause()) + ")";
  return out;
}

Outcome runLooking(const Looking& options, Tools& tools) {
  LIMEN_ASSIGN(const Organisation organisation, openOrganisation(options.organisation, tools));
  LIMEN_ASSIGN(const std::unique_ptr<GrpcOrders> office, officeClient(organisation));
  LIMEN_ASSIGN(const WipeStates states, office->states());
  for (const WipeState& state : states.orders()) std::cout << toHex(bytesOf(state.station())) << "  " << stateOf(state) << '\n';
  if (states.orders_size() == 0) std::cerr << "No station was ordered wiped.\n";
  return ExitCode::done;
}

}  // namespace

WipeWatch::WipeWatch(const Vault& vault)
    : home_(vault.home()),
      address_(vault.serverAddress()),
      authorityPem_(vault.authorityPem()),
      identity_{vault.tls().certificatePem, vault.tls().privateKeyPem.clone()},
      directory_(vault.directory().version()) {}

Result<bool> WipeWatch::obey(std::optional<Vault>& vault, WallTime now) const {
  GrpcOrders orders({address_, authorityPem_}, identity_);
  LIMEN_ASSIGN(const Hash certificate, certificateFingerprint(identity_.certificatePem));
  LIMEN_ASSIGN(const auto taken, takeWipeOrder(orders, {home_, certificate, directory_}, now));
  if (!taken) return false;
  vault.reset();
  LIMEN_TRY(destroyStation(home_));
  return true;
}

void addStationWipe(CLI::App& station, Chosen& chosen) {
  addCommand(station, chosen,
             {"wipe", "Order a station to destroy its keys and its files: an administrator and the data protection officer sign",
              "limenctl station wipe 4f1c... --org ORG --admin-passphrase-file admin.pass --dpo-passphrase-file dpo.pass",
              "0 ordered or withdrawn, 1 no such station, 2 usage, 3 passphrase or certificate, 4 disk, 5 network: the directory here revokes it, run "
              "it again"},
             &declareOrdering, &runOrdering);
}

void addStationWipes(CLI::App& station, Chosen& chosen) {
  addCommand(station, chosen,
             {"wipes", "List the stations that were ordered wiped: never seen, seen, acknowledged, refused or withdrawn",
              "limenctl station wipes --org ORG --admin-passphrase-file admin.pass", "0 listed, 2 usage, 3 passphrase or certificate, 5 network"},
             &declareLooking, &runLooking);
}

}  // namespace limen
