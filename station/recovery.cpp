// SPDX-License-Identifier: Apache-2.0
#include "station/recovery.h"

#include <algorithm>

#include "core/files.h"
#include "station/organisation_keys.h"
#include "station/passphrase.h"
#include "station/station_files.h"

namespace limen {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMaxDirectoryFile = 4 << 20;
constexpr std::chrono::days kAppointmentLasts{5 * 365};

struct OpenFolder {
  Kit kit;
  PublicKey root{};
  VerifiedDirectory directory;
  AdministratorKeys administrator;
};

Result<OpenFolder> openFolder(const fs::path& folder, const SecretBytes& administrator, const Clock& clock) {
  LIMEN_ASSIGN(const Bytes kitBytes, readFile(folder / "kit", kMaxKitBytes));
  LIMEN_ASSIGN(const Bytes directoryBytes, readFile(folder / "directory", kMaxDirectoryFile));
  OpenFolder out;
  LIMEN_ASSIGN(out.kit, parseKit(kitBytes));
  out.root = *publicKeyFrom(bytesOf(out.kit.root_ed25519()));
  LIMEN_ASSIGN(out.directory, VerifiedDirectory::verify(directoryBytes, out.root, clock.now()));
  LIMEN_ASSIGN(const KeyFile file, KeyFile::open(keyPath(folder, kAdministratorRole), kAdministratorRole, administrator, clock));
  LIMEN_ASSIGN(out.administrator, AdministratorKeys::parse(file.content()));
  return out;
}

Result<void> publish(const fs::path& folder, const OpenFolder& open, Directory content, const Clock& clock) {
  content.set_version(open.directory.version() + 1);
  content.set_issued_ms(toUnixMs(clock.now()));
  const std::string bytes = signDirectory(content, open.administrator.signer).SerializeAsString();
  LIMEN_TRY(VerifiedDirectory::verify(bytesOf(bytes), open.root, clock.now()));
  return writeFile(folder / "directory", bytesOf(bytes), Access::everyoneReads);
}

}  // namespace

Result<std::vector<RecoveredKey>> recoverCompartments(const fs::path& organisation, const VerifiedDirectory& directory,
                                                      const std::vector<BoxKeys>& shares) {
  std::vector<const BoxKeys*> present;
  for (const BoxKeys& share : shares) present.push_back(&share);
  std::vector<RecoveredKey> out;
  for (const CompartmentKey& listed : directory.content().compartment_keys()) {
    const fs::path file = escrowPath(organisation, listed.compartment(), listed.site_group(), listed.epoch());
    const std::string name = file.filename().native();
    auto escrowed = readFile(file, kMaxEscrowBytes);
    if (!escrowed && escrowed.error().is(FileError::missing)) return unexpected(OrganisationError::missing, name);
    LIMEN_TRY(escrowed);
    auto secret = recover(*escrowed, present);
    if (!secret && secret.error().is(KeyError::wrongKey)) return unexpected(BackupError::tooFewShares, name);
    auto keys = secret ? BoxKeys::fromSecret(*secret) : Result<BoxKeys>(unexpected(secret.error()));
    if (!keys || textOf(keys->publicKey()) != listed.x25519()) return unexpected(OrganisationError::damaged, name);
    out.push_back({listed.compartment(), listed.site_group(), listed.epoch(), std::move(*keys)});
  }
  return out;
}

Result<std::size_t> recoverProtectionOfficer(const fs::path& organisation, const OfficerPassphrases& passphrases,
                                             const std::vector<BoxKeys>& shares, KdfCost cost, const Clock& clock) {
  const fs::path file = keyPath(organisation, kOfficerRole);
  std::error_code looked;
  if (fs::exists(fs::symlink_status(file, looked))) return unexpected(FileError::exists, file.filename().native());
  LIMEN_ASSIGN(OpenFolder open, openFolder(organisation, passphrases.administrator, clock));
  LIMEN_TRY(checkPassphrase(textOf(passphrases.protectionOfficer.expose(SecretAccess{})), {open.kit.organisation_name()}));
  LIMEN_ASSIGN(const KeyFile rootFile, KeyFile::open(keyPath(organisation, kRootRole), kRootRole, passphrases.root, clock));
  LIMEN_ASSIGN(const Signer root, Signer::fromSeed(rootFile.content()));
  LIMEN_ASSIGN(std::vector<RecoveredKey> recovered, recoverCompartments(organisation, open.directory, shares));

  const Directory& held = open.directory.content();
  OfficerKeys officer{Signer::generate(), BoxKeys::generate(), {}, held.escrow_needed(), {}};
  for (const std::string& holder : held.escrow_x25519())
    if (const auto key = publicKeyFrom(bytesOf(holder))) officer.escrowHolders.push_back(*key);
  if (officer.escrowHolders.empty() || officer.escrowNeeded == 0) return unexpected(BackupError::noRecovery);
  for (RecoveredKey& one : recovered)
    officer.compartments.push_back({std::move(one.compartment), std::move(one.group), one.epoch, std::move(one.keys)});

  Appointment appointment;
  appointment.set_organisation(held.organisation());
  appointment.set_office(Appointment::DATA_PROTECTION_OFFICER);
  appointment.set_ed25519(std::string(textOf(officer.signer.publicKey())));
  appointment.set_x25519(std::string(textOf(officer.box.publicKey())));
  appointment.set_not_after_ms(toUnixMs(clock.now() + kAppointmentLasts));
  // The appointment of the one before stays: packages bear that signature.
  Directory content = held;
  *content.add_appointments() = signAppointment(appointment, root);
  LIMEN_ASSIGN(const KeyFile made, KeyFile::make(kOfficerRole, passphrases.protectionOfficer, cost));
  LIMEN_TRY(writeFile(file, made.serialise(officer.serialise()), Access::ownerOnly, Replace::no));
  auto published = publish(organisation, open, std::move(content), clock);
  if (!published) {
    fs::remove(file, looked);
    return unexpected(published.error());
  }
  return officer.compartments.size();
}

Result<void> announceRecovery(const fs::path& organisation, const SecretBytes& administrator, const SecretBytes& protectionOfficer,
                              const Clock& clock) {
  LIMEN_ASSIGN(OpenFolder open, openFolder(organisation, administrator, clock));
  LIMEN_ASSIGN(const KeyFile file, KeyFile::open(keyPath(organisation, kOfficerRole), kOfficerRole, protectionOfficer, clock));
  LIMEN_ASSIGN(const OfficerKeys officer, OfficerKeys::parse(file.content()));
  Directory content = open.directory.content();
  content.clear_escrow_x25519();
  for (const PublicKey& holder : officer.escrowHolders) content.add_escrow_x25519(std::string(textOf(holder)));
  content.set_escrow_needed(static_cast<std::uint32_t>(officer.escrowNeeded));
  return publish(organisation, open, std::move(content), clock);
}

}  // namespace limen
