// SPDX-License-Identifier: Apache-2.0
#include "station/station_office.h"

#include <algorithm>

#include "core/files.h"
#include "station/lease.h"
#include "station/organisation_keys.h"
#include "station/station_files.h"
#include "sync/wipe_order.h"

namespace limen {

namespace {

struct Office {
  std::filesystem::path folder;
  PublicKey root{};
  AdministratorKeys administrator;
  VerifiedDirectory directory;
};

Result<Office> openOffice(const std::filesystem::path& folder, const SecretBytes& passphrase, const Clock& clock) {
  LIMEN_ASSIGN(const Bytes kitBytes, readFile(folder / "kit", kMaxKitBytes));
  const auto kit = parseKit(kitBytes);
  if (!kit) return unexpected(OrganisationError::damaged, "kit");
  Office out;
  out.folder = folder;
  out.root = *publicKeyFrom(bytesOf(kit->root_ed25519()));
  LIMEN_ASSIGN(const Bytes directory, readFile(folder / "directory", kMaxDirectoryFile));
  LIMEN_ASSIGN(out.directory, VerifiedDirectory::verify(directory, out.root, clock.now()));
  LIMEN_ASSIGN(const KeyFile file, KeyFile::open(keyPath(folder, kAdministratorRole), kAdministratorRole, passphrase, clock));
  LIMEN_ASSIGN(out.administrator, AdministratorKeys::parse(file.content()));
  return out;
}

Result<VerifiedDirectory> revoke(const Office& office, const StationId& station, bool revoked, const Clock& clock) {
  Directory content = office.directory.content();
  auto* stations = content.mutable_stations();
  const auto at = std::find_if(stations->begin(), stations->end(), [&](const Station& each) { return each.id() == textOf(station.bytes()); });
  if (at == stations->end()) return unexpected(OrganisationError::badShape, "station");
  at->set_revoked(revoked);
  return publishNext(office.folder, office.directory, std::move(content), office.administrator.signer, office.root, clock.now());
}

}  // namespace

Result<WipeUpload> orderWipe(const std::filesystem::path& folder, const StationId& station, const OfficePassphrases& passphrases, const Clock& clock,
                             Random& random) {
  LIMEN_ASSIGN(const Office office, openOffice(folder, passphrases.administrator, clock));
  LIMEN_ASSIGN(const KeyFile file, KeyFile::open(keyPath(folder, kOfficerRole), kOfficerRole, passphrases.protectionOfficer, clock));
  LIMEN_ASSIGN(const OfficerKeys officer, OfficerKeys::parse(file.content()));
  LIMEN_ASSIGN(const VerifiedDirectory next, revoke(office, station, true, clock));
  WipeOrder order;
  order.id = WipeOrderId::make(random);
  order.organisation = next.organisation();
  order.station = station;
  order.directory = next.version();
  order.sign(office.administrator.signer);
  order.sign(officer.signer);
  WipeUpload out;
  const Bytes bytes = order.serialise();
  out.set_order(std::string(textOf(bytes)));
  out.set_directory(std::string(textOf(next.bytes())));
  return out;
}

Result<VerifiedDirectory> withdrawWipe(const std::filesystem::path& folder, const StationId& station, const SecretBytes& administrator,
                                       const Clock& clock) {
  LIMEN_ASSIGN(const Office office, openOffice(folder, administrator, clock));
  return revoke(office, station, false, clock);
}

Result<VerifiedDirectory> setLease(const std::filesystem::path& folder, std::uint32_t hours, const SecretBytes& administrator, const Clock& clock) {
  LIMEN_ASSIGN(const Office office, openOffice(folder, administrator, clock));
  Directory content = office.directory.content();
  setLeaseHours(content, hours);
  return publishNext(office.folder, office.directory, std::move(content), office.administrator.signer, office.root, clock.now());
}

}  // namespace limen
