// SPDX-License-Identifier: Apache-2.0
#include "station/organisation.h"

#include <algorithm>
#include <cctype>
#include <set>

#include "core/files.h"
#include "crypto/hash.h"
#include "station/enrolment.h"
#include "station/organisation_keys.h"
#include "station/station_files.h"
#include "station/users.h"
#include "station/wording.h"
#include "sync/receipt.h"

namespace limen {

namespace {

constexpr std::size_t kCodeBytes = 14;
constexpr std::size_t kCodeGroup = 4;
constexpr std::chrono::hours kCodeLasts{24};
constexpr std::chrono::days kStationCertificateLasts{30};
constexpr std::chrono::days kServerCertificateLasts{365};
constexpr std::size_t kMaxUserNameBytes = 128;

std::string text(ByteView bytes) {
  return std::string(textOf(bytes));
}

template <class Message>
Bytes bytesFrom(const Message& message) {
  const std::string out = message.SerializeAsString();
  return copyOf(bytesOf(out));
}

// Letters only, in lower case: people type spaces, hyphens and capitals as they please.
std::string lettersOf(std::string_view words) {
  std::string out;
  for (const char c : words)
    if (std::isalpha(static_cast<unsigned char>(c))) out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

std::string grouped(const std::string& code) {
  std::string out;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (i > 0 && i % kCodeGroup == 0) out += '-';
    out += code[i];
  }
  return out;
}

// Officers and supervisors find a colleague's record at the next desk.
bool worksAtTheDesk(const std::string& role) {
  return role == "officer" || role == "supervisor";
}

}  // namespace

std::string_view nameOf(OrganisationError cause) {
  switch (cause) {
    case OrganisationError::exists:
      return "exists";
    case OrganisationError::missing:
      return "missing";
    case OrganisationError::damaged:
      return "damaged";
    case OrganisationError::wrongPassphrase:
      return "wrongPassphrase";
    case OrganisationError::unknownUser:
      return "unknownUser";
    case OrganisationError::unknownCompartment:
      return "unknownCompartment";
    case OrganisationError::badShape:
      return "badShape";
    case OrganisationError::notApplied:
      return "notApplied";
  }
  return "unknown";
}

struct Organisation::Impl {
  std::filesystem::path folder;
  const Clock* clock = nullptr;
  Bytes kitBytes;
  Kit kit;
  AdministratorKeys administrator;
  VerifiedDirectory directory;

  Directory edit() const { return directory.content(); }
  Result<void> publish(Directory content) {
    LIMEN_ASSIGN(directory, publishNext(folder, directory, std::move(content), administrator.signer, root(), clock->now()));
    return {};
  }
  PublicKey root() const { return *publicKeyFrom(bytesOf(kit.root_ed25519())); }

  struct OpenOfficer {
    KeyFile file;
    OfficerKeys keys;
  };
  Result<OpenOfficer> officer(const SecretBytes& passphrase) const {
    LIMEN_ASSIGN(KeyFile file, KeyFile::open(keyPath(folder, kOfficerRole), kOfficerRole, passphrase, *clock));
    LIMEN_ASSIGN(OfficerKeys keys, OfficerKeys::parse(file.content()));
    return OpenOfficer{std::move(file), std::move(keys)};
  }

  Result<Bytes> grantOf(const HeldCompartmentKey& held, const User& user, const Signer& giver) const {
    const auto reader = publicKeyFrom(bytesOf(user.x25519()));
    if (!reader) return unexpected(OrganisationError::notApplied, "user");
    Grant grant;
    grant.set_organisation(kit.organisation());
    grant.set_user(user.id());
    grant.set_compartment(held.compartment);
    grant.set_site_group(held.group);
    grant.set_epoch(held.epoch);
    LIMEN_ASSIGN(const Bytes box, sealTo(*reader, held.keys.secret().expose(SecretAccess{})));
    grant.set_box(text(box));
    Bytes out = bytesFrom(signGrant(grant, giver));
    const std::string name =
        toHex(bytesOf(user.id())) + "-" + held.compartment + "-" + held.group + "-" + std::to_string(held.epoch);
    LIMEN_TRY(writeFile(folder / "grants" / name, out));
    return out;
  }
  // Every epoch's key of a compartment, the newest last.
  Result<std::vector<Bytes>> grantAll(const OfficerKeys& officer, const User& user, std::string_view compartment) const {
    std::vector<const HeldCompartmentKey*> held;
    for (const HeldCompartmentKey& one : officer.compartments)
      if (one.compartment == compartment && one.group == user.site_group()) held.push_back(&one);
    std::sort(held.begin(), held.end(), [](const auto* a, const auto* b) { return a->epoch < b->epoch; });
    std::vector<Bytes> out;
    for (const HeldCompartmentKey* one : held) {
      LIMEN_ASSIGN(Bytes grant, grantOf(*one, user, officer.signer));
      out.push_back(std::move(grant));
    }
    return out;
  }
};

Organisation::Organisation(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Organisation::Organisation(Organisation&&) noexcept = default;
Organisation::~Organisation() = default;

const VerifiedDirectory& Organisation::directory() const {
  return impl_->directory;
}
Bytes Organisation::kit() const {
  return impl_->kitBytes;
}
const TlsIdentity& Organisation::administratorTls() const {
  return impl_->administrator.tls;
}
const Authority& Organisation::authority() const {
  return impl_->administrator.authority;
}

Result<Organisation> Organisation::open(const std::filesystem::path& folder, const SecretBytes& administratorPassphrase,
                                        const Clock& clock) {
  auto impl = std::make_unique<Impl>();
  impl->folder = folder;
  impl->clock = &clock;
  const auto read = [&](const char* name, std::size_t limit) -> Result<Bytes> {
    auto bytes = readFile(folder / name, limit);
    if (!bytes && bytes.error().is(FileError::missing)) return unexpected(OrganisationError::missing, name);
    return bytes;
  };
  LIMEN_ASSIGN(impl->kitBytes, read("kit", kMaxKitBytes));
  LIMEN_ASSIGN(const Bytes directoryBytes, read("directory", kMaxDirectoryFile));
  auto kit = parseKit(impl->kitBytes);
  if (!kit) return unexpected(OrganisationError::damaged, "kit");
  impl->kit = std::move(*kit);
  LIMEN_ASSIGN(impl->directory, VerifiedDirectory::verify(directoryBytes, impl->root(), clock.now()));
  LIMEN_ASSIGN(const KeyFile file,
               KeyFile::open(keyPath(folder, kAdministratorRole), kAdministratorRole, administratorPassphrase, clock));
  LIMEN_ASSIGN(impl->administrator, AdministratorKeys::parse(file.content()));
  return Organisation(std::move(impl));
}

Result<UserId> Organisation::addUser(const std::string& name, const std::string& role, const std::string& siteGroup,
                                     Random& random) {
  Directory content = impl_->edit();
  const bool known =
      std::any_of(content.sites().begin(), content.sites().end(), [&](const Site& site) { return site.group() == siteGroup; });
  if (!known) return unexpected(OrganisationError::badShape, "group");
  if (name.empty() || name.size() > kMaxUserNameBytes || role.empty()) return unexpected(OrganisationError::badShape, "user");
  const UserId id = UserId::make(random);
  User* user = content.add_users();
  user->set_id(text(id.bytes()));
  user->set_name(name);
  user->set_role(role);
  user->set_site_group(siteGroup);
  LIMEN_TRY(impl_->publish(std::move(content)));
  return id;
}

Result<Organisation::Invitation> Organisation::invite(const UserId& user, const std::string& site, Random& random) {
  if (!impl_->directory.user(user)) return unexpected(OrganisationError::unknownUser);
  if (impl_->directory.siteGroup(site).empty()) return unexpected(OrganisationError::badShape, "site");
  std::array<Byte, kCodeBytes> code{};
  random.fill(code);
  Invitation out;
  out.code = grouped(toBase32(code));
  out.offer.set_code_hash(text(hash256({code}).bytes()));
  out.offer.set_user(text(user.bytes()));
  out.offer.set_site(site);
  out.offer.set_expires_ms(toUnixMs(impl_->clock->now() + kCodeLasts));
  wipe(code);
  return out;
}

Result<Organisation::ServerIdentity> Organisation::addServer(const std::string& address) {
  const std::size_t colon = address.rfind(':');
  if (colon == std::string::npos || colon == 0) return unexpected(OrganisationError::badShape, "server");
  ServerIdentity out;
  LIMEN_ASSIGN(CertificateRequest request, CertificateRequest::create());
  LIMEN_ASSIGN(out.tls.certificatePem,
               impl_->administrator.authority.sign(request.requestPem, "server", {address.substr(0, colon)}, impl_->clock->now(),
                                                   kServerCertificateLasts));
  out.tls.privateKeyPem = std::move(request.privateKeyPem);
  const Signer receipt = Signer::generate();
  const BoxKeys erasure = BoxKeys::generate();
  out.receiptSeed = receipt.seed();
  out.erasureSecret = erasure.secret().clone();

  Directory content = impl_->edit();
  auto* servers = content.mutable_servers();
  auto at = std::find_if(servers->begin(), servers->end(), [&](const ServerKey& key) { return key.address() == address; });
  ServerKey* entry = at == servers->end() ? content.add_servers() : &*at;
  out.erasureKeyId = entry->erasure_key_id() + 1;
  LIMEN_ASSIGN(const Hash fingerprint, certificateFingerprint(out.tls.certificatePem));
  entry->set_address(address);
  entry->set_receipt_ed25519(text(receipt.publicKey()));
  entry->set_erasure_key_id(out.erasureKeyId);
  entry->set_erasure_x25519(text(erasure.publicKey()));
  entry->set_certificate_sha256(text(fingerprint.bytes()));
  LIMEN_TRY(impl_->publish(std::move(content)));
  return out;
}

namespace {

User* findUser(Directory& content, const std::string& id) {
  auto* users = content.mutable_users();
  const auto at = std::find_if(users->begin(), users->end(), [&](const User& user) { return user.id() == id; });
  return at == users->end() ? nullptr : &*at;
}

}  // namespace

Result<void> Organisation::changeRole(const UserId& user, const std::string& role) {
  if (role.empty()) return unexpected(OrganisationError::badShape, "role");
  Directory content = impl_->edit();
  User* person = findUser(content, text(user.bytes()));
  if (!person) return unexpected(OrganisationError::unknownUser);
  person->set_role(role);
  return impl_->publish(std::move(content));
}

Result<void> Organisation::disableUser(const UserId& user, bool disabled) {
  Directory content = impl_->edit();
  User* person = findUser(content, text(user.bytes()));
  if (!person) return unexpected(OrganisationError::unknownUser);
  person->set_disabled(disabled);
  return impl_->publish(std::move(content));
}

namespace {

void enterReading(Directory& content, const User& user, const std::string& compartment) {
  for (const Reading& reading : content.readings())
    if (reading.user() == user.id() && reading.compartment() == compartment && reading.site_group() == user.site_group()) return;
  Reading* reading = content.add_readings();
  reading->set_user(user.id());
  reading->set_compartment(compartment);
  reading->set_site_group(user.site_group());
}

void enterStation(Directory& content, const StationId& id, const Applicant& applicant, const Hash& certificate) {
  auto* stations = content.mutable_stations();
  const std::string wanted = text(id.bytes());
  auto at = std::find_if(stations->begin(), stations->end(), [&](const Station& station) { return station.id() == wanted; });
  Station* station = at == stations->end() ? content.add_stations() : &*at;
  station->set_id(wanted);
  station->set_site(applicant.site());
  station->set_ed25519(applicant.request().station_ed25519());
  station->set_x25519(applicant.request().station_x25519());
  station->set_certificate_sha256(text(certificate.bytes()));
  if (std::find(station->users().begin(), station->users().end(), applicant.user()) == station->users().end())
    station->add_users(applicant.user());
}

Station* findStation(Directory& content, const std::string& id) {
  auto* stations = content.mutable_stations();
  const auto at = std::find_if(stations->begin(), stations->end(), [&](const Station& station) { return station.id() == id; });
  return at == stations->end() ? nullptr : &*at;
}

bool lists(const Station& station, const std::string& user) {
  return std::find(station.users().begin(), station.users().end(), user) != station.users().end();
}

}  // namespace

Result<void> Organisation::assignUser(const UserId& user, const StationId& station) {
  Directory content = impl_->edit();
  const User* person = findUser(content, text(user.bytes()));
  if (!person || person->disabled()) return unexpected(OrganisationError::unknownUser);
  Station* place = findStation(content, text(station.bytes()));
  if (!place || place->revoked()) return unexpected(OrganisationError::badShape, "station");
  if (!lists(*place, person->id())) place->add_users(person->id());
  return impl_->publish(std::move(content));
}

Result<std::vector<Bytes>> Organisation::confirmUser(ByteView userKeys, const SecretBytes& protectionOfficerPassphrase) {
  LIMEN_ASSIGN(const UserKeys keys, UserKeys::parse(userKeys, impl_->directory));
  Directory content = impl_->edit();
  User* user = findUser(content, text(keys.user.bytes()));
  const Station* place = findStation(content, text(keys.station.bytes()));
  if (!user || user->disabled() || !place || !lists(*place, user->id())) return unexpected(OrganisationError::unknownUser);
  if (!user->ed25519().empty() && user->ed25519() != text(keys.ed25519)) return unexpected(OrganisationError::badShape, "keys");
  LIMEN_ASSIGN(const auto officer, impl_->officer(protectionOfficerPassphrase));
  user->set_ed25519(text(keys.ed25519));
  user->set_x25519(text(keys.x25519));
  std::vector<Bytes> grants;
  if (worksAtTheDesk(user->role())) {
    LIMEN_ASSIGN(grants, impl_->grantAll(officer.keys, *user, kOperational));
    if (!grants.empty()) enterReading(content, *user, std::string(kOperational));
  }
  LIMEN_TRY(impl_->publish(std::move(content)));
  return grants;
}

Result<Approval> Organisation::approve(const Applicant& applicant, const std::string& typedFingerprint,
                                       const SecretBytes& protectionOfficerPassphrase) {
  const EnrolRequest& request = applicant.request();
  if (lettersOf(typedFingerprint) != lettersOf(fingerprintWords(request)))
    return unexpected(OrganisationError::badShape, "fingerprint");
  if (impl_->directory.siteGroup(applicant.site()).empty()) return unexpected(OrganisationError::badShape, "site");
  const auto station = publicKeyFrom(bytesOf(request.station_ed25519()));
  if (!station || !publicKeyFrom(bytesOf(request.station_x25519())) || !publicKeyFrom(bytesOf(request.user_ed25519())) ||
      !publicKeyFrom(bytesOf(request.user_x25519())))
    return unexpected(OrganisationError::badShape, "request");
  LIMEN_ASSIGN(const auto officer, impl_->officer(protectionOfficerPassphrase));

  // From the station's own key, so that approving the same request twice names the same station.
  const StationId id = *StationId::from(hash256({bytesOf("limen/station/v1"), *station}).bytes().first(StationId::kSize));
  LIMEN_ASSIGN(const std::string certificate, impl_->administrator.authority.sign(request.certificate_request_pem(), id.hex(), {},
                                                                                  impl_->clock->now(), kStationCertificateLasts));
  LIMEN_ASSIGN(const Hash fingerprint, certificateFingerprint(certificate));

  Directory content = impl_->edit();
  User* user = findUser(content, applicant.user());
  if (!user || user->disabled()) return unexpected(OrganisationError::unknownUser);
  user->set_ed25519(request.user_ed25519());
  user->set_x25519(request.user_x25519());
  enterStation(content, id, applicant, fingerprint);
  Approval out;
  if (worksAtTheDesk(user->role())) {
    LIMEN_ASSIGN(const std::vector<Bytes> grants, impl_->grantAll(officer.keys, *user, kOperational));
    for (const Bytes& grant : grants) out.add_grants(text(grant));
    if (!grants.empty()) enterReading(content, *user, std::string(kOperational));
  }
  LIMEN_TRY(impl_->publish(std::move(content)));
  out.set_code_hash(applicant.code_hash());
  out.set_station_id(text(id.bytes()));
  out.set_certificate_pem(certificate);
  out.set_directory(text(impl_->directory.bytes()));
  return out;
}

Result<Renewal> Organisation::renew(const RenewalRequest& request) {
  Directory content = impl_->edit();
  Station* station = findStation(content, request.station());
  const auto id = StationId::from(bytesOf(request.station()));
  const auto key = station && id && !station->revoked() ? publicKeyFrom(bytesOf(station->ed25519())) : std::nullopt;
  const auto used = Hash::from(bytesOf(request.certificate_sha256()));
  if (!key || !used || !renewalRequestProven(request, *key) || !hasCertificate(*station, *used))
    return unexpected(OrganisationError::notApplied, "renewal");
  Renewal out;
  LIMEN_ASSIGN(const std::string certificate, impl_->administrator.authority.sign(request.certificate_request_pem(), id->hex(), {},
                                                                                  impl_->clock->now(), kStationCertificateLasts));
  LIMEN_ASSIGN(const Hash fingerprint, certificateFingerprint(certificate));
  station->set_certificate_sha256(request.certificate_sha256());
  station->set_next_certificate_sha256(text(fingerprint.bytes()));
  LIMEN_TRY(impl_->publish(std::move(content)));
  out.set_station(request.station());
  out.set_request_hash(text(hash256({bytesOf(request.certificate_request_pem())}).bytes()));
  out.set_certificate_pem(certificate);
  out.set_directory(text(impl_->directory.bytes()));
  return out;
}

Result<Bytes> Organisation::grantReader(const UserId& user, const std::string& compartment,
                                        const SecretBytes& protectionOfficerPassphrase) {
  Directory content = impl_->edit();
  const User* reader = findUser(content, text(user.bytes()));
  if (!reader) return unexpected(OrganisationError::unknownUser);
  if (!impl_->directory.compartmentKey(compartment, reader->site_group()))
    return unexpected(OrganisationError::unknownCompartment, compartment);
  LIMEN_ASSIGN(const auto officer, impl_->officer(protectionOfficerPassphrase));
  LIMEN_ASSIGN(std::vector<Bytes> grants, impl_->grantAll(officer.keys, *reader, compartment));
  if (grants.empty()) return unexpected(OrganisationError::unknownCompartment, compartment);
  enterReading(content, *reader, compartment);
  LIMEN_TRY(impl_->publish(std::move(content)));
  return std::move(grants.back());
}

Result<void> Organisation::removeReader(const UserId& user, const std::string& compartment,
                                        const SecretBytes& protectionOfficerPassphrase) {
  Directory content = impl_->edit();
  const User* leaver = findUser(content, text(user.bytes()));
  if (!leaver) return unexpected(OrganisationError::unknownUser);
  const std::string group = leaver->site_group();
  if (!impl_->directory.reads(user, compartment, group)) return unexpected(OrganisationError::notApplied, compartment);
  const CompartmentKey* current = impl_->directory.compartmentKey(compartment, group);
  if (!current) return unexpected(OrganisationError::unknownCompartment, compartment);
  LIMEN_ASSIGN(auto officer, impl_->officer(protectionOfficerPassphrase));

  HeldCompartmentKey next{compartment, group, current->epoch() + 1, BoxKeys::generate()};
  CompartmentKey* key = content.add_compartment_keys();
  key->set_compartment(compartment);
  key->set_site_group(group);
  key->set_epoch(next.epoch);
  key->set_x25519(text(next.keys.publicKey()));
  auto* readings = content.mutable_readings();
  for (int i = readings->size() - 1; i >= 0; --i) {
    const Reading& reading = readings->Get(i);
    if (reading.user() == leaver->id() && reading.compartment() == compartment && reading.site_group() == group)
      readings->DeleteSubrange(i, 1);
  }
  // The key's copies first: a directory that names a key nobody holds would have new shifts sealed to nobody.
  LIMEN_ASSIGN(const Bytes escrowed, escrow(officer.keys.escrowHolders, officer.keys.escrowNeeded, next.keys.secret()));
  LIMEN_TRY(writeFile(escrowPath(impl_->folder, compartment, group, next.epoch), escrowed));
  for (const Reading& reading : content.readings()) {
    if (reading.compartment() != compartment || reading.site_group() != group) continue;
    const User* remaining = findUser(content, reading.user());
    if (remaining && !remaining->x25519().empty()) LIMEN_TRY(impl_->grantOf(next, *remaining, officer.keys.signer));
  }
  officer.keys.compartments.push_back(std::move(next));
  LIMEN_TRY(writeFile(keyPath(impl_->folder, kOfficerRole), officer.file.serialise(officer.keys.serialise())));
  return impl_->publish(std::move(content));
}

Result<Bytes> Organisation::signProgramme(const Programme& programme, const SecretBytes& protectionOfficerPassphrase) {
  std::set<std::string> groups;
  for (const Site& site : impl_->directory.content().sites()) groups.insert(site.group());
  for (const Compartment& compartment : programme.compartments)
    for (const std::string& group : groups)
      if (!impl_->directory.compartmentKey(compartment.name, group))
        return unexpected(OrganisationError::unknownCompartment, compartment.name);
  LIMEN_ASSIGN(const auto officer, impl_->officer(protectionOfficerPassphrase));
  return buildPackage(programme, impl_->administrator.signer, officer.keys.signer);
}

}  // namespace limen
