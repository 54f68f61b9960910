// SPDX-License-Identifier: Apache-2.0
// How an organisation begins: every key is made here once, in a folder that appears whole.
#include <algorithm>
#include <set>
#include <system_error>

#include "core/files.h"
#include "station/organisation_keys.h"
#include "station/passphrase.h"
#include "station/vault.h"

namespace limen {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMaxNameBytes = 64;
constexpr std::chrono::days kAppointmentLasts{5 * 365};
constexpr std::chrono::days kAdministratorCertificateLasts{365};

struct PlannedSite {
  std::string name, group;
};

// Names become file names in the organisation's folder and fields on the wire.
bool isName(const std::string& text) {
  const auto plain = [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '/' && c != ':' && c != '\x7f'; };
  return !text.empty() && text.size() <= kMaxNameBytes && text.front() != '.' && std::all_of(text.begin(), text.end(), plain);
}

bool isCompartment(const std::string& text) {
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  return !text.empty() && text.size() <= kCompartmentNameBytes && std::all_of(text.begin(), text.end(), plain);
}

Result<std::vector<PlannedSite>> sitesOf(const OrganisationPlan& plan) {
  std::vector<PlannedSite> out;
  std::set<std::string> names;
  for (const std::string& text : plan.sites) {
    const std::size_t colon = text.find(':');
    PlannedSite site{text.substr(0, colon), colon == std::string::npos ? std::string(kDefaultGroup) : text.substr(colon + 1)};
    if (!isName(site.name) || !isName(site.group) || !names.insert(site.name).second)
      return unexpected(OrganisationError::badShape, "site");
    out.push_back(std::move(site));
  }
  if (out.empty()) return unexpected(OrganisationError::badShape, "site");
  return out;
}

Result<void> checkPlan(const OrganisationPlan& plan) {
  const std::set<std::string> compartments(plan.compartments.begin(), plan.compartments.end());
  if (plan.name.empty()) return unexpected(OrganisationError::badShape, "name");
  if (compartments.empty() || compartments.size() != plan.compartments.size() || compartments.size() > kMaxCompartments ||
      !std::all_of(compartments.begin(), compartments.end(), isCompartment))
    return unexpected(OrganisationError::badShape, "compartment");
  if (plan.serverAddress.find(':') == std::string::npos) return unexpected(OrganisationError::badShape, "server");
  if (plan.escrowHolders == 0 || plan.escrowHolders > kMaxEscrowHolders || plan.escrowNeeded == 0 ||
      plan.escrowNeeded > plan.escrowHolders)
    return unexpected(OrganisationError::badShape, "escrow");
  return {};
}

Result<void> checkPassphrases(const OrganisationPlan& plan, const OrganisationPassphrases& passphrases) {
  for (const SecretBytes* passphrase : {&passphrases.root, &passphrases.administrator, &passphrases.protectionOfficer})
    LIMEN_TRY(checkPassphrase(textOf(passphrase->expose(SecretAccess{})), {plan.name}));
  return {};
}

SignedAppointment appoint(const OrganisationId& organisation, Appointment::Office office, const Signer& person,
                          const BoxKeys& box, const Signer& root, WallTime until) {
  Appointment content;
  content.set_organisation(std::string(textOf(organisation.bytes())));
  content.set_office(office);
  content.set_ed25519(std::string(textOf(person.publicKey())));
  content.set_x25519(std::string(textOf(box.publicKey())));
  content.set_not_after_ms(toUnixMs(until));
  return signAppointment(content, root);
}

// Folders that are made on the way are gone again unless the whole is kept.
class NewFolder {
 public:
  explicit NewFolder(fs::path path) : path_(std::move(path)) {}
  ~NewFolder() {
    std::error_code ignored;
    if (!kept_) fs::remove_all(path_, ignored);
  }
  const fs::path& path() const { return path_; }
  Result<void> make(const fs::path& inner) {
    std::error_code failed;
    fs::create_directories(path_ / inner, failed);
    if (!failed) fs::permissions(path_ / inner, fs::perms::owner_all, failed);
    if (failed) return unexpected(FileError::notWritten, "folder");
    return {};
  }
  Result<void> moveTo(const fs::path& target) {
    LIMEN_TRY(moveFolder(path_, target));
    kept_ = true;
    return {};
  }

 private:
  fs::path path_;
  bool kept_ = false;
};

}  // namespace

Result<void> initOrganisation(const fs::path& folder, const OrganisationPlan& plan, const OrganisationPassphrases& passphrases,
                              KdfCost cost, const Clock& clock, Random& random) {
  LIMEN_TRY(checkPlan(plan));
  LIMEN_ASSIGN(const std::vector<PlannedSite> sites, sitesOf(plan));
  LIMEN_TRY(checkPassphrases(plan, passphrases));
  std::error_code looked;
  if (fs::exists(folder, looked) && !fs::is_empty(folder, looked)) return unexpected(OrganisationError::exists);

  NewFolder fresh(fs::path(folder).concat(".new-" + toHex(RepeatId::make(random).bytes())));
  LIMEN_TRY(fresh.make(""));
  LIMEN_TRY(fresh.make("escrow"));
  LIMEN_TRY(fresh.make("escrow/holders"));
  LIMEN_TRY(fresh.make("grants"));

  const WallTime now = clock.now();
  const OrganisationId organisation = OrganisationId::make(random);
  const Signer root = Signer::generate();
  AdministratorKeys administrator{Signer::generate(), BoxKeys::generate(), {}, {}};
  LIMEN_ASSIGN(administrator.authority, Authority::create(plan.name, now));
  LIMEN_ASSIGN(CertificateRequest request, CertificateRequest::create());
  LIMEN_ASSIGN(administrator.tls.certificatePem,
               administrator.authority.sign(request.requestPem, "administrator", {}, now, kAdministratorCertificateLasts));
  administrator.tls.privateKeyPem = std::move(request.privateKeyPem);
  OfficerKeys officer{Signer::generate(), BoxKeys::generate(), {}, plan.escrowNeeded, {}};
  for (std::size_t i = 1; i <= plan.escrowHolders; ++i) {
    const BoxKeys holder = BoxKeys::generate();
    officer.escrowHolders.push_back(holder.publicKey());
    LIMEN_TRY(writeFile(fresh.path() / "escrow/holders" / (std::to_string(i) + ".key"), holder.secret().expose(SecretAccess{})));
  }

  Directory directory;
  directory.set_organisation(std::string(textOf(organisation.bytes())));
  directory.set_organisation_name(plan.name);
  directory.set_version(1);
  directory.set_issued_ms(toUnixMs(now));
  const WallTime until = now + kAppointmentLasts;
  *directory.add_appointments() =
      appoint(organisation, Appointment::ADMINISTRATOR, administrator.signer, administrator.box, root, until);
  *directory.add_appointments() =
      appoint(organisation, Appointment::PROGRAMME_AUTHOR, administrator.signer, administrator.box, root, until);
  *directory.add_appointments() =
      appoint(organisation, Appointment::DATA_PROTECTION_OFFICER, officer.signer, officer.box, root, until);
  for (const PublicKey& holder : officer.escrowHolders) directory.add_escrow_x25519(std::string(textOf(holder)));
  directory.set_escrow_needed(static_cast<std::uint32_t>(plan.escrowNeeded));
  std::set<std::string> groups;
  for (const PlannedSite& planned : sites) {
    Site* site = directory.add_sites();
    site->set_name(planned.name);
    site->set_group(planned.group);
    groups.insert(planned.group);
  }
  for (const std::string& compartment : plan.compartments) {
    for (const std::string& group : groups) {
      HeldCompartmentKey held{compartment, group, 1, BoxKeys::generate()};
      CompartmentKey* key = directory.add_compartment_keys();
      key->set_compartment(compartment);
      key->set_site_group(group);
      key->set_epoch(1);
      key->set_x25519(std::string(textOf(held.keys.publicKey())));
      LIMEN_ASSIGN(const Bytes escrowed, escrow(officer.escrowHolders, plan.escrowNeeded, held.keys.secret()));
      LIMEN_TRY(writeFile(escrowPath(fresh.path(), compartment, group, 1), escrowed));
      officer.compartments.push_back(std::move(held));
    }
  }
  LIMEN_ASSIGN(const Hash certificate, certificateFingerprint(administrator.tls.certificatePem));
  directory.add_administrator_certificates_sha256(std::string(textOf(certificate.bytes())));

  Kit kit;
  kit.set_organisation(std::string(textOf(organisation.bytes())));
  kit.set_organisation_name(plan.name);
  kit.set_root_ed25519(std::string(textOf(root.publicKey())));
  kit.set_server_address(plan.serverAddress);
  kit.set_ca_certificate_pem(administrator.authority.certificatePem);

  LIMEN_ASSIGN(const KeyFile rootFile, KeyFile::make(kRootRole, passphrases.root, cost));
  LIMEN_TRY(writeFile(keyPath(fresh.path(), kRootRole), rootFile.serialise(root.seed())));
  LIMEN_ASSIGN(const KeyFile administratorFile, KeyFile::make(kAdministratorRole, passphrases.administrator, cost));
  LIMEN_TRY(writeFile(keyPath(fresh.path(), kAdministratorRole), administratorFile.serialise(administrator.serialise())));
  LIMEN_ASSIGN(const KeyFile officerFile, KeyFile::make(kOfficerRole, passphrases.protectionOfficer, cost));
  LIMEN_TRY(writeFile(keyPath(fresh.path(), kOfficerRole), officerFile.serialise(officer.serialise())));
  LIMEN_TRY(writeFile(fresh.path() / "kit", bytesOf(kit.SerializeAsString()), Access::everyoneReads));
  LIMEN_TRY(writeFile(fresh.path() / "directory", bytesOf(signDirectory(directory, administrator.signer).SerializeAsString()),
                      Access::everyoneReads));
  return fresh.moveTo(folder);
}

}  // namespace limen
