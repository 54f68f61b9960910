// SPDX-License-Identifier: Apache-2.0
#include "station/vault.h"

#include <algorithm>
#include <set>

#include "core/files.h"
#include "crypto/hash.h"
#include "protection/succession.h"
#include "station/kept.h"
#include "station/key_rotation.h"
#include "station/retention.h"
#include "station/scope_loss.h"
#include "station/users.h"
#include "station/vault_impl.h"
#include "station/wording.h"

namespace limen {

namespace {

constexpr std::uint32_t kForgottenAtUnlock = 50;  // the rest after the next sync: somebody waits here

std::string textFrom(const std::optional<Bytes>& bytes) {
  return bytes ? std::string(textOf(*bytes)) : std::string();
}

// A private key kept in the store: the copy that SQLCipher gave is wiped.
SecretBytes secretFrom(std::optional<Bytes> bytes) {
  if (!bytes) return {};
  SecretBytes secret = SecretBytes::copyOf(*bytes);
  wipe(*bytes);
  return secret;
}

}  // namespace

std::string_view nameOf(VaultError cause) {
  switch (cause) {
    case VaultError::notAStation:
      return "notAStation";
    case VaultError::notEnrolled:
      return "notEnrolled";
    case VaultError::damaged:
      return "damaged";
    case VaultError::weakPassphrase:
      return "weakPassphrase";
    case VaultError::wrongFolder:
      return "wrongFolder";
    case VaultError::noShift:
      return "noShift";
    case VaultError::shiftOpen:
      return "shiftOpen";
    case VaultError::noProgramme:
      return "noProgramme";
    case VaultError::notAllowed:
      return "notAllowed";
    case VaultError::olderSlots:
      return "olderSlots";
    case VaultError::mustChange:
      return "mustChange";
    case VaultError::anothersShift:
      return "anothersShift";
    case VaultError::pullFirst:
      return "pullFirst";
  }
  return "unknown";
}

Vault::Vault(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Vault::Vault(Vault&&) noexcept = default;
Vault& Vault::operator=(Vault&&) noexcept = default;
Vault::~Vault() = default;

Result<Vault> Vault::open(const std::filesystem::path& home, const UserId& user, const SecretBytes& userSecret,
                          Surroundings surroundings) {
  LIMEN_CHECK(surroundings.clock && surroundings.random);
  auto kitBytes = readFile(kitPath(home), kMaxKitBytes);
  if (!kitBytes) {
    if (kitBytes.error().is(FileError::missing)) return unexpected(VaultError::notAStation, "kit");
    return unexpected(kitBytes.error());
  }
  LIMEN_ASSIGN(Kit kit, parseKit(*kitBytes));
  LIMEN_ASSIGN(Ring ring, openRing(home, user, userSecret));
  LIMEN_ASSIGN(KeySlots slots, readSlots(home));
  if (!slots.macValid(subkeyOf(ring.stationKey, "slots"))) return unexpected(VaultError::damaged, "slots");
  const auto listed = slots.users();
  const auto slot = std::find_if(listed.begin(), listed.end(), [&](const SlotInfo& one) { return one.user == user; });
  if (slot == listed.end() || slot->disabled) return unexpected(VaultError::notAllowed, "user");
  if (slot->mustChange) return unexpected(VaultError::mustChange);
  LIMEN_ASSIGN(StationStore store, StationStore::open(storePath(home), subkeyOf(ring.stationKey, "store")));

  auto impl = std::make_unique<Impl>(std::move(store));
  impl->home = home;
  impl->user = user;
  impl->userSecret = userSecret.clone();
  // Pseudonyms stay what they are when the station key is changed.
  LIMEN_ASSIGN(auto auditKey, impl->store.get(value_name::kAuditKey));
  impl->auditKey = auditKey ? secretFrom(std::move(auditKey)) : subkeyOf(ring.stationKey, "audit");
  impl->stationKey = std::move(ring.stationKey);
  LIMEN_ASSIGN(impl->userBox, BoxKeys::fromSecret(ring.userBoxSecret));
  impl->root = *publicKeyFrom(bytesOf(kit.root_ed25519()));
  impl->organisation = *OrganisationId::from(bytesOf(kit.organisation()));
  impl->kit = std::move(kit);
  impl->clock = surroundings.clock;
  impl->random = surroundings.random;
  impl->writer = WriterId::make(*surroundings.random);
  LIMEN_TRY(impl->readIdentity());
  LIMEN_ASSIGN(const auto generation, impl->store.get(value_name::kSlotsGeneration));
  if (generation && slots.generation() < numberFrom(*generation)) return unexpected(VaultError::olderSlots);
  if (!generation || slots.generation() > numberFrom(*generation))
    LIMEN_TRY(impl->store.put(value_name::kSlotsGeneration, numberBytes(slots.generation())));
  Vault vault(std::move(impl));
  LIMEN_TRY(vault.store().audit(vault.act("unlock")));
  LIMEN_TRY(vault.impl_->alignIndex());
  LIMEN_TRY(forgetWhatIsSafe(vault, kForgottenAtUnlock));
  LIMEN_TRY(purgeWhatIsDue(vault, kForgottenAtUnlock));
  vault.impl_->rowsCheck = std::make_unique<RowsCheck>(storePath(home), vault.stationSubkey("store"));
  LIMEN_TRY(keepRescueBoxes(vault));
  return vault;
}

Result<void> Vault::Impl::readIdentity() {
  LIMEN_ASSIGN(auto certificate, store.get(value_name::kTlsCertificate));
  LIMEN_ASSIGN(auto directoryBytes, store.get(value_name::kDirectory));
  LIMEN_ASSIGN(auto stationBytes, store.get(value_name::kStation));
  if (!certificate || !directoryBytes || !stationBytes) return unexpected(VaultError::notEnrolled);
  const auto id = StationId::from(*stationBytes);
  if (!id) return unexpected(VaultError::damaged, "station");
  station = *id;
  LIMEN_ASSIGN(auto seed, store.get(value_name::kSeed));
  LIMEN_ASSIGN(stationSigner, Signer::fromSeed(secretFrom(std::move(seed))));
  LIMEN_ASSIGN(auto box, store.get(value_name::kBox));
  LIMEN_ASSIGN(stationBox, BoxKeys::fromSecret(secretFrom(std::move(box))));
  LIMEN_ASSIGN(auto tlsKey, store.get(value_name::kTlsKey));
  tls = TlsIdentity{textFrom(certificate), secretFrom(std::move(tlsKey))};

  LIMEN_ASSIGN(auto taken, store.get(value_name::kDirectoryTaken));
  const WallTime takenAt = fromUnixMs(static_cast<std::int64_t>(taken ? numberFrom(*taken) : 0));
  auto verified = VerifiedDirectory::verify(*directoryBytes, root, takenAt);
  // The store opened with this ring's key, so a directory of another root means that the kit beside it was exchanged.
  if (!verified || verified->organisation() != organisation) return unexpected(VaultError::wrongFolder, "kit");
  return useDirectory(std::move(*verified));
}

Result<void> Vault::Impl::useDirectory(VerifiedDirectory verified) {
  const Station* own = verified.station(station);
  if (!own || own->revoked()) return unexpected(VaultError::notAllowed, "station");
  const User* person = verified.user(user);
  if (!person || person->disabled()) return unexpected(VaultError::notAllowed, "user");
  const auto& here = own->users();
  if (std::find(here.begin(), here.end(), person->id()) == here.end()) return unexpected(VaultError::notAllowed, "user");
  site = own->site();
  directory = std::move(verified);
  shiftCache.clear();
  return reloadGrants();
}

Result<void> Vault::Impl::reloadGrants() {
  grants.clear();
  shiftCache.clear();
  LIMEN_ASSIGN(const auto stored, store.grants());
  for (const Bytes& bytes : stored) {
    auto key = openGrant(bytes, directory, user, userBox);
    if (!key) continue;  // of another user of this station, or of a giver who is no longer appointed
    SignedGrant signedGrant;
    Grant content;
    if (!signedGrant.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())) || !content.ParseFromString(signedGrant.body()))
      continue;
    // Whoever reads no longer keeps the grant on paper; what it opened is closed to them here as well, also where it is put back.
    if (!directory.reads(user, content.compartment(), content.site_group())) continue;
    grants.insert_or_assign(GrantKey{content.compartment(), content.site_group(), content.epoch()}, std::move(*key));
  }
  return {};
}

const BoxKeys* Vault::Impl::grant(std::string_view compartment, std::string_view group, std::uint32_t epoch) const {
  const auto found = grants.find(GrantKey{std::string(compartment), std::string(group), epoch});
  return found == grants.end() ? nullptr : &found->second;
}

const std::filesystem::path& Vault::home() const {
  return impl_->home;
}
const UserId& Vault::user() const {
  return impl_->user;
}
std::string Vault::userName() const {
  return impl_->directory.user(impl_->user)->name();
}
std::string Vault::role() const {
  return impl_->directory.user(impl_->user)->role();
}
const StationId& Vault::station() const {
  return impl_->station;
}
const std::string& Vault::site() const {
  return impl_->site;
}
const OrganisationId& Vault::organisation() const {
  return impl_->organisation;
}
std::string Vault::serverAddress() const {
  return impl_->kit.server_address();
}
std::string Vault::authorityPem() const {
  return impl_->kit.ca_certificate_pem();
}
const TlsIdentity& Vault::tls() const {
  return impl_->tls;
}
const Signer& Vault::stationSigner() const {
  return impl_->stationSigner;
}
const BoxKeys& Vault::stationBox() const {
  return impl_->stationBox;
}
const PublicKey& Vault::rootKey() const {
  return impl_->root;
}
StationStore& Vault::store() {
  return impl_->store;
}
Result<void> Vault::rowsHold() {
  Result<void> found = impl_->rowsCheck->wait();
  if (!found) LIMEN_TRY(store().audit(act("store.check", found.error().name())));
  return found;
}
const VerifiedDirectory& Vault::directory() const {
  return impl_->directory;
}
void Vault::rememberLastSaved(const std::string& programme, SecretBytes answers) {
  if (answers.size() == 0) {
    impl_->lastSaved.erase(programme);
    return;
  }
  impl_->lastSaved.insert_or_assign(programme, std::move(answers));
}
const SecretBytes* Vault::lastSaved(const std::string& programme) const {
  const auto found = impl_->lastSaved.find(programme);
  return found == impl_->lastSaved.end() ? nullptr : &found->second;
}
const SecretBytes& Vault::userSecret() const {
  return impl_->userSecret;
}
const BoxKeys& Vault::userBox() const {
  return impl_->userBox;
}
const Clock& Vault::clock() const {
  return *impl_->clock;
}
Random& Vault::random() const {
  return *impl_->random;
}
SecretBytes Vault::stationSubkey(std::string_view purpose) const {
  return subkeyOf(impl_->stationKey, purpose);
}

RevisionId Vault::nextRevision() {
  return {impl_->writer, ++impl_->counter};
}

Result<void> Vault::takeDirectory(ByteView signedDirectory) {
  const WallTime now = impl_->clock->now();
  LIMEN_ASSIGN(VerifiedDirectory verified, VerifiedDirectory::verify(signedDirectory, impl_->root, now));
  if (verified.organisation() != impl_->organisation) return unexpected(DirectoryError::otherOrganisation);
  if (verified.version() < impl_->directory.version()) return unexpected(DirectoryError::older);
  if (verified.version() == impl_->directory.version()) return {};
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(impl_->store.database()));
  LIMEN_TRY(impl_->store.put(value_name::kDirectory, signedDirectory));
  LIMEN_TRY(impl_->store.put(value_name::kDirectoryTaken, numberBytes(static_cast<std::uint64_t>(toUnixMs(now)))));
  LIMEN_TRY(impl_->store.audit(act("directory.take")));
  LIMEN_TRY(transaction.commit());
  impl_->packages.clear();
  impl_->newest.reset();
  LIMEN_TRY(impl_->useDirectory(std::move(verified)));
  return impl_->alignIndex();
}

namespace {

forms::Date today(const Clock& clock) {
  return std::chrono::floor<std::chrono::days>(clock.now());
}

}  // namespace

Result<void> Vault::mayBegin(const Programme& programme) {
  LIMEN_ASSIGN(const auto rows, impl_->store.packages());
  const auto newest = std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.programme == programme.id; });
  if (newest != rows.end() && newest->version > programme.version) return unexpected(ProgrammeError::older);
  if (expired(programme, today(*impl_->clock))) return unexpected(ProgrammeError::expired);
  return {};
}

Result<void> Vault::takePackage(ByteView package) {
  const PackageSigners signers{impl_->directory.appointed(Appointment::PROGRAMME_AUTHOR),
                               impl_->directory.appointed(Appointment::DATA_PROTECTION_OFFICER)};
  LIMEN_ASSIGN(Programme programme, openPackage(package, signers, impl_->organisation));
  LIMEN_ASSIGN(const auto held, impl_->store.package(programme.hash));
  if (held) return {};
  LIMEN_ASSIGN(const auto rows, impl_->store.packages());
  const auto newest = std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.programme == programme.id; });
  // One that is strictly older is what records of that time are read with; it never becomes the one that runs.
  if (newest == rows.end() || programme.version >= newest->version) {
    std::shared_ptr<const Programme> before;
    if (newest != rows.end()) {
      LIMEN_ASSIGN(before, impl_->openStored(newest->hash));
    }
    LIMEN_TRY(maySucceed(before.get(), programme, today(*impl_->clock)));
  }
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(impl_->store.database()));
  LIMEN_TRY(impl_->store.putPackage(programme.hash, programme.id, programme.version, package));
  LIMEN_TRY(impl_->store.forgetPulledIndex());
  LIMEN_TRY(impl_->store.audit(act("package.take")));
  LIMEN_TRY(transaction.commit());
  const PackageHash hash = programme.hash;
  impl_->packages.insert_or_assign(hash, std::make_shared<const Programme>(std::move(programme)));
  impl_->newest.reset();
  return impl_->alignIndex();
}

Result<void> Vault::takeGrant(ByteView signedGrant) {
  LIMEN_TRY(require(Act::acceptGrant));
  LIMEN_TRY(openGrant(signedGrant, impl_->directory, impl_->user, impl_->userBox));
  SignedGrant outer;
  Grant content;
  if (!outer.ParseFromArray(signedGrant.data(), static_cast<int>(signedGrant.size())) || !content.ParseFromString(outer.body()))
    return unexpected(DirectoryError::malformed);
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(impl_->store.database()));
  LIMEN_TRY(impl_->store.putGrant(impl_->user, content.compartment(), content.site_group(), content.epoch(), signedGrant));
  LIMEN_TRY(impl_->store.forgetPulledIndex());
  LIMEN_TRY(impl_->store.audit(act("grant.take")));
  LIMEN_TRY(transaction.commit());
  return impl_->reloadGrants();
}

namespace {

using Readings = std::set<std::pair<std::string, std::string>>;  // compartment, site group

// As the server decides which parts a station gets: what any of its users reads, and `operational` of its own site group.
Readings readingsOf(const VerifiedDirectory& directory, const StationId& id) {
  Readings out;
  const Station* station = directory.station(id);
  if (!station) return out;
  out.emplace(kOperational, directory.siteGroup(station->site()));
  for (const Reading& reading : directory.content().readings()) {
    const auto& users = station->users();
    const auto user = UserId::from(bytesOf(reading.user()));
    if (user && std::find(users.begin(), users.end(), reading.user()) != users.end() &&
        directory.reads(*user, reading.compartment(), reading.site_group()))
      out.emplace(reading.compartment(), reading.site_group());
  }
  return out;
}

Bytes bytesFrom(const Readings& readings) {
  ByteWriter out;
  for (const auto& [compartment, group] : readings) out.text(compartment).text(group);
  return out.take();
}

}  // namespace

Result<bool> Vault::pullAgainWhatMayNowBeRead(const std::set<ScopeId>& cameWhole) {
  Impl& vault = *impl_;
  const Readings now = readingsOf(vault.directory, vault.station);
  const Bytes nowBytes = bytesFrom(now);
  LIMEN_ASSIGN(const auto beforeBytes, vault.store.get(value_name::kReadings));
  if (beforeBytes == nowBytes) return false;
  Readings before;
  ByteReader reader(beforeBytes ? ByteView(*beforeBytes) : ByteView());
  while (reader.ok() && !reader.done()) {
    std::string compartment = reader.text(reader.remaining());
    before.emplace(std::move(compartment), reader.text(reader.remaining()));
  }
  std::set<std::string> groups;
  for (const auto& [compartment, group] : now)
    if (!before.contains({compartment, group})) groups.insert(group);
  std::set<std::string> programmes;
  LIMEN_ASSIGN(const auto packages, vault.store.packages());
  for (const auto& row : packages) programmes.insert(row.programme);

  bool wanted = false;
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(vault.store.database()));
  for (const Site& place : vault.directory.content().sites()) {
    if (!groups.contains(place.group())) continue;
    for (const std::string& programme : programmes) {
      const ScopeId scope = scopeOf(vault.organisation, programme, place.name());
      if (cameWhole.contains(scope)) continue;
      LIMEN_ASSIGN(const bool pulled, vault.store.pullAgain(scope));
      wanted = wanted || pulled;
    }
  }
  LIMEN_TRY(vault.store.put(value_name::kReadings, nowBytes));
  LIMEN_TRY(noteLoss(vault.store, before, now));
  LIMEN_TRY(transaction.commit());
  return wanted;
}

Result<std::shared_ptr<const Programme>> Vault::Impl::openStored(const PackageHash& hash) {
  if (const auto known = packages.find(hash); known != packages.end()) return known->second;
  LIMEN_ASSIGN(const auto bytes, store.package(hash));
  if (!bytes) return unexpected(VaultError::noProgramme);
  const PackageSigners signers{directory.appointed(Appointment::PROGRAMME_AUTHOR),
                               directory.appointed(Appointment::DATA_PROTECTION_OFFICER)};
  LIMEN_ASSIGN(Programme opened, openPackage(*bytes, signers, organisation));
  auto shared = std::make_shared<const Programme>(std::move(opened));
  packages.emplace(hash, shared);
  return shared;
}

Result<std::vector<std::shared_ptr<const Programme>>> Vault::programmes() {
  LIMEN_ASSIGN(const auto rows, impl_->store.packages());
  std::set<std::string> seen;
  std::vector<std::shared_ptr<const Programme>> out;
  for (const auto& row : rows) {
    if (!seen.insert(row.programme).second) continue;
    LIMEN_ASSIGN(auto opened, impl_->openStored(row.hash));
    out.push_back(std::move(opened));
  }
  return out;
}

Result<std::shared_ptr<const Programme>> Vault::programme(const PackageHash& hash) {
  return impl_->openStored(hash);
}

ScopeId Vault::scope(const Programme& programme) const {
  return scopeOf(impl_->organisation, programme.id, impl_->site);
}

const BoxKeys* Vault::compartmentKey(std::string_view compartment, std::uint32_t epoch) const {
  return impl_->grant(compartment, impl_->directory.siteGroup(impl_->site), epoch);
}

std::vector<std::string> Vault::readableSites() const {
  const Directory& directory = impl_->directory.content();
  std::set<std::string> groups{impl_->directory.siteGroup(impl_->site)};
  for (const Reading& reading : directory.readings())
    if (reading.user() == textOf(impl_->user.bytes())) groups.insert(reading.site_group());
  std::vector<std::string> out;
  for (const Site& place : directory.sites())
    if (groups.contains(place.group())) out.push_back(place.name());
  return out;
}

AuditAct Vault::act(std::string_view word, std::string_view result) const {
  AuditAct out;
  out.actor = impl_->user;
  out.act = word;
  out.result = result;
  out.wallMs = out.trustedMs = toUnixMs(impl_->clock->now());
  return out;
}

AuditAct Vault::act(std::string_view word, const UserId& about) const {
  AuditAct out = act(word);
  out.pseudonym = mac128(impl_->auditKey, {bytesOf("limen/pseudonym/user/v1"), about.bytes()});
  return out;
}

Bytes Vault::ringFor(const UserId& user, const SecretBytes& userSecret, const Signer& signer, const BoxKeys& box) const {
  return Ring{impl_->stationKey.clone(), signer.seed(), box.secret().clone()}.serialise(user, userSecret);
}

AuditAct Vault::act(std::string_view word, const RecordId& record, std::string_view result) const {
  AuditAct out = act(word, result);
  out.pseudonym = mac128(impl_->auditKey, {bytesOf("limen/pseudonym/v1"), record.bytes()});
  return out;
}

}  // namespace limen
