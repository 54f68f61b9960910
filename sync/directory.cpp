// SPDX-License-Identifier: Apache-2.0
#include "sync/directory.h"

#include <algorithm>
#include <set>

#include "crypto/hash.h"

namespace limen {
namespace {

constexpr std::string_view kAppointmentDomain = "limen/appointment/v1";
constexpr std::string_view kDirectoryDomain = "limen/directory/v1";
constexpr std::string_view kGrantDomain = "limen/grant/v1";
constexpr std::string_view kScopeDomain = "limen/scope/v1";
constexpr std::size_t kMaxDirectoryBytes = 4 << 20;
constexpr std::size_t kMaxGrantBytes = 4096;
constexpr std::size_t kMaxCompartmentName = 16;

template <class Message>
bool parseWhole(Message& message, ByteView bytes) {
  return message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
}

bool keyOrNothing(const std::string& key) {
  return key.empty() || key.size() == 32;
}

template <class Signed>
Signed signedBy(const Signer& signer, std::string_view domain, std::string body) {
  Signed out;
  const SignatureBytes signature = signer.sign(domain, bytesOf(body));
  out.mutable_signature()->set_signer(signer.publicKey().data(), signer.publicKey().size());
  out.mutable_signature()->set_signature(signature.data(), signature.size());
  out.set_body(std::move(body));
  return out;
}

bool signatureHolds(const Signature& signature, std::string_view domain, const std::string& body) {
  const auto signer = publicKeyFrom(bytesOf(signature.signer()));
  return signer && verify(*signer, domain, bytesOf(body), bytesOf(signature.signature()));
}

// Sizes and names that the look-ups rely on; one id stands for one thing.
bool wellFormed(const Directory& directory) {
  if (directory.organisation().size() != OrganisationId::kSize || directory.version() == 0) return false;
  std::set<std::string> sites, users, stations;
  for (const Site& site : directory.sites()) {
    if (site.name().empty() || site.group().empty() || !sites.insert(site.name()).second) return false;
  }
  for (const User& user : directory.users()) {
    if (user.id().size() != UserId::kSize || !users.insert(user.id()).second) return false;
    if (!keyOrNothing(user.ed25519()) || !keyOrNothing(user.x25519())) return false;
  }
  for (const Station& station : directory.stations()) {
    if (station.id().size() != StationId::kSize || !stations.insert(station.id()).second) return false;
    if (station.ed25519().size() != 32 || station.x25519().size() != 32 || station.certificate_sha256().size() != 32)
      return false;
    if (!keyOrNothing(station.next_certificate_sha256())) return false;
    if (!sites.contains(station.site())) return false;
    for (const std::string& user : station.users()) {
      if (!users.contains(user)) return false;
    }
  }
  for (const ServerKey& server : directory.servers()) {
    if (server.receipt_ed25519().size() != 32 || server.erasure_x25519().size() != 32) return false;
    if (!keyOrNothing(server.certificate_sha256())) return false;
  }
  std::set<std::tuple<std::string, std::string, std::uint32_t>> keys;
  for (const CompartmentKey& key : directory.compartment_keys()) {
    if (key.x25519().size() != 32 || key.compartment().empty() || key.compartment().size() > kMaxCompartmentName) return false;
    if (!keys.insert({key.compartment(), key.site_group(), key.epoch()}).second) return false;
  }
  for (const Reading& reading : directory.readings()) {
    if (!users.contains(reading.user())) return false;
  }
  return std::all_of(directory.administrator_certificates_sha256().begin(), directory.administrator_certificates_sha256().end(),
                     [](const std::string& fingerprint) { return fingerprint.size() == 32; });
}

bool sameBytes(const std::string& text, ByteView bytes) {
  return textOf(bytes) == text;
}

}  // namespace

std::string_view nameOf(DirectoryError cause) {
  switch (cause) {
    case DirectoryError::malformed:
      return "malformed";
    case DirectoryError::badSignature:
      return "badSignature";
    case DirectoryError::notAppointed:
      return "notAppointed";
    case DirectoryError::otherOrganisation:
      return "otherOrganisation";
    case DirectoryError::older:
      return "older";
    case DirectoryError::wrongGrant:
      return "wrongGrant";
  }
  return "unknown";
}

Result<VerifiedDirectory> VerifiedDirectory::verify(ByteView signedDirectory, const PublicKey& root, WallTime now) {
  if (signedDirectory.size() > kMaxDirectoryBytes) return unexpected(DirectoryError::malformed);
  SignedDirectory outer;
  auto content = std::make_shared<Directory>();
  if (!parseWhole(outer, signedDirectory) || !parseWhole(*content, bytesOf(outer.body())) || !wellFormed(*content)) {
    return unexpected(DirectoryError::malformed);
  }
  bool appointed = false;
  for (const SignedAppointment& each : content->appointments()) {
    if (!sameBytes(each.signature().signer(), root) || !signatureHolds(each.signature(), kAppointmentDomain, each.body())) {
      return unexpected(DirectoryError::badSignature, "appointment");
    }
    Appointment appointment;
    if (!parseWhole(appointment, bytesOf(each.body())) || appointment.ed25519().size() != 32) {
      return unexpected(DirectoryError::malformed, "appointment");
    }
    if (appointment.organisation() != content->organisation()) return unexpected(DirectoryError::otherOrganisation);
    appointed |= appointment.office() == Appointment::ADMINISTRATOR && appointment.ed25519() == outer.signature().signer() &&
                 appointment.not_after_ms() > toUnixMs(now);
  }
  // The signature before the office: a forged signer's bytes are worth no more exact answer than "bad signature".
  if (!signatureHolds(outer.signature(), kDirectoryDomain, outer.body())) return unexpected(DirectoryError::badSignature);
  if (!appointed) return unexpected(DirectoryError::notAppointed);
  VerifiedDirectory verified;
  verified.content_ = std::move(content);
  verified.bytes_ = copyOf(signedDirectory);
  return verified;
}

std::uint64_t VerifiedDirectory::version() const {
  return content_->version();
}

OrganisationId VerifiedDirectory::organisation() const {
  return *OrganisationId::from(bytesOf(content_->organisation()));
}

const Station* VerifiedDirectory::station(const StationId& id) const {
  for (const Station& station : content_->stations()) {
    if (sameBytes(station.id(), id.bytes())) return &station;
  }
  return nullptr;
}

const Station* VerifiedDirectory::stationByCertificate(const Hash& fingerprint) const {
  for (const Station& station : content_->stations()) {
    if (hasCertificate(station, fingerprint)) return &station;
  }
  return nullptr;
}

bool VerifiedDirectory::isAdministratorCertificate(const Hash& fingerprint) const {
  for (const std::string& each : content_->administrator_certificates_sha256()) {
    if (sameBytes(each, fingerprint.bytes())) return true;
  }
  return false;
}

const User* VerifiedDirectory::user(const UserId& id) const {
  for (const User& user : content_->users()) {
    if (sameBytes(user.id(), id.bytes())) return &user;
  }
  return nullptr;
}

std::string VerifiedDirectory::siteGroup(const std::string& site) const {
  for (const Site& each : content_->sites()) {
    if (each.name() == site) return each.group();
  }
  return {};
}

const ServerKey* VerifiedDirectory::server(const std::string& address) const {
  for (const ServerKey& server : content_->servers()) {
    if (server.address() == address) return &server;
  }
  return nullptr;
}

const CompartmentKey* VerifiedDirectory::compartmentKey(const std::string& compartment, const std::string& siteGroup) const {
  const CompartmentKey* newest = nullptr;
  for (const CompartmentKey& key : content_->compartment_keys()) {
    if (key.compartment() != compartment || key.site_group() != siteGroup) continue;
    if (!newest || key.epoch() > newest->epoch()) newest = &key;
  }
  return newest;
}

bool VerifiedDirectory::reads(const UserId& id, const std::string& compartment, const std::string& siteGroup) const {
  const User* reader = user(id);
  if (!reader || reader->disabled()) return false;
  for (const Reading& reading : content_->readings()) {
    if (sameBytes(reading.user(), id.bytes()) && reading.compartment() == compartment && reading.site_group() == siteGroup)
      return true;
  }
  return false;
}

std::vector<PublicKey> VerifiedDirectory::appointed(Appointment::Office office) const {
  std::vector<PublicKey> keys;
  for (const SignedAppointment& each : content_->appointments()) {
    Appointment appointment;
    if (!parseWhole(appointment, bytesOf(each.body())) || appointment.office() != office) continue;
    if (const auto key = publicKeyFrom(bytesOf(appointment.ed25519()))) keys.push_back(*key);
  }
  return keys;
}

bool hasCertificate(const Station& station, const Hash& fingerprint) {
  return sameBytes(station.certificate_sha256(), fingerprint.bytes()) || sameBytes(station.next_certificate_sha256(), fingerprint.bytes());
}

SignedDirectory signDirectory(const Directory& content, const Signer& administrator) {
  return signedBy<SignedDirectory>(administrator, kDirectoryDomain, content.SerializeAsString());
}

SignedAppointment signAppointment(const Appointment& content, const Signer& root) {
  return signedBy<SignedAppointment>(root, kAppointmentDomain, content.SerializeAsString());
}

SignedGrant signGrant(const Grant& content, const Signer& giver) {
  return signedBy<SignedGrant>(giver, kGrantDomain, content.SerializeAsString());
}

Result<BoxKeys> openGrant(ByteView signedGrant, const VerifiedDirectory& directory, const UserId& user, const BoxKeys& userKeys) {
  SignedGrant outer;
  Grant grant;
  if (signedGrant.size() > kMaxGrantBytes || !parseWhole(outer, signedGrant) || !parseWhole(grant, bytesOf(outer.body()))) {
    return unexpected(DirectoryError::malformed, "grant");
  }
  const auto signer = publicKeyFrom(bytesOf(outer.signature().signer()));
  const auto holds = [&](Appointment::Office office) {
    const std::vector<PublicKey> keys = directory.appointed(office);
    return signer && std::find(keys.begin(), keys.end(), *signer) != keys.end();
  };
  if (!holds(Appointment::DATA_PROTECTION_OFFICER) && !holds(Appointment::ADMINISTRATOR)) {
    return unexpected(DirectoryError::wrongGrant, "signer");
  }
  if (!signatureHolds(outer.signature(), kGrantDomain, outer.body())) return unexpected(DirectoryError::wrongGrant, "signature");
  if (!sameBytes(grant.organisation(), directory.organisation().bytes()))
    return unexpected(DirectoryError::wrongGrant, "organisation");
  if (!sameBytes(grant.user(), user.bytes())) return unexpected(DirectoryError::wrongGrant, "user");
  const auto secret = userKeys.open(bytesOf(grant.box()));
  if (!secret) return unexpected(DirectoryError::wrongGrant, "box");
  auto keys = BoxKeys::fromSecret(*secret);
  if (!keys) return unexpected(DirectoryError::wrongGrant, "key");
  for (const CompartmentKey& listed : directory.content().compartment_keys()) {
    if (listed.compartment() == grant.compartment() && listed.site_group() == grant.site_group() &&
        listed.epoch() == grant.epoch() && sameBytes(listed.x25519(), keys->publicKey())) {
      return std::move(keys).value();
    }
  }
  return unexpected(DirectoryError::wrongGrant, "key");
}

ScopeId scopeOf(const OrganisationId& organisation, std::string_view programme, std::string_view site) {
  const Bytes names = ByteWriter().text(programme).text(site).take();
  const Hash hash = hash256({bytesOf(kScopeDomain), organisation.bytes(), names});
  return *ScopeId::from(hash.bytes().first(ScopeId::kSize));
}

}  // namespace limen
