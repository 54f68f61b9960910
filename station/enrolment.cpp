// SPDX-License-Identifier: Apache-2.0
#include "station/enrolment.h"

#include <algorithm>
#include <optional>
#include <system_error>

#include "core/files.h"
#include "crypto/hash.h"
#include "station/passphrase.h"
#include "station/station_files.h"
#include "sync/receipt.h"

namespace limen {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kCodeBytes = 14;
constexpr std::size_t kSecretBytes = 32;

// Until the directory says who the user is, the slot stands under an id that the user's own key gives.
UserId provisionalUser(const Signer& user) {
  return *UserId::from(hash256({bytesOf("limen/provisional/v1"), user.publicKey()}).bytes().first(UserId::kSize));
}

// A station on its way: its folder opened without a directory.
struct Applying {
  UserId user;
  SecretBytes userSecret;
  Ring ring;
  KeySlots slots;
  StationStore store;
};

Result<std::string> storedText(StationStore& store, std::string_view name) {
  LIMEN_ASSIGN(const auto value, store.get(name));
  if (!value) return unexpected(VaultError::damaged, std::string(name));
  return std::string(textOf(*value));
}

Result<SecretBytes> storedSecret(StationStore& store, std::string_view name) {
  LIMEN_ASSIGN(auto value, store.get(name));
  if (!value) return unexpected(VaultError::damaged, std::string(name));
  SecretBytes secret = SecretBytes::copyOf(*value);
  wipe(*value);
  return secret;
}

Result<void> makeFolder(const fs::path& folder, ByteView kit, const std::string& userName, const SecretBytes& passphrase,
                        KdfCost cost) {
  std::error_code failed;
  fs::create_directories(folder / "rings", failed);
  if (!failed) fs::permissions(folder, fs::perms::owner_all, failed);
  if (!failed) fs::permissions(folder / "rings", fs::perms::owner_all, failed);
  if (failed) return unexpected(FileError::notWritten, "folder");

  const SecretBytes userSecret = SecretBytes::random(kSecretBytes);
  const Signer userSigner = Signer::generate(), stationSigner = Signer::generate();
  const BoxKeys userBox = BoxKeys::generate(), stationBox = BoxKeys::generate();
  const Ring ring{SecretBytes::random(kSecretBytes), userSigner.seed(), userBox.secret().clone()};
  const UserId user = provisionalUser(userSigner);
  LIMEN_ASSIGN(const CertificateRequest request, CertificateRequest::create());

  KeySlots slots;
  LIMEN_TRY(slots.add(user, userName, passphrase, userSecret, cost));
  slots.seal(subkeyOf(ring.stationKey, "slots"));
  LIMEN_TRY(writeFile(kitPath(folder), kit, Access::everyoneReads));
  LIMEN_TRY(writeFile(slotsPath(folder), slots.serialise()));
  LIMEN_TRY(writeFile(ringPath(folder, user), ring.serialise(user, userSecret)));

  LIMEN_ASSIGN(StationStore store, StationStore::create(storePath(folder), subkeyOf(ring.stationKey, "store")));
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(store.database()));
  LIMEN_TRY(store.put(value_name::kSeed, stationSigner.seed().expose(SecretAccess{})));
  LIMEN_TRY(store.put(value_name::kBox, stationBox.secret().expose(SecretAccess{})));
  LIMEN_TRY(store.put(value_name::kTlsKey, request.privateKeyPem.expose(SecretAccess{})));
  LIMEN_TRY(store.put(value_name::kTlsRequest, bytesOf(request.requestPem)));
  LIMEN_TRY(store.put(value_name::kSlotsGeneration, numberBytes(slots.generation())));
  LIMEN_TRY(transaction.commit());
  return store.database().checkpoint();
}

// The folder appears whole under its name, or nothing is left.
Result<void> begin(const fs::path& home, ByteView kitBytes, const Kit& kit, const std::string& userName,
                   const SecretBytes& passphrase, KdfCost cost, Random& random) {
  LIMEN_TRY(checkPassphrase(textOf(passphrase.expose(SecretAccess{})), {kit.organisation_name(), userName}));
  const fs::path fresh = fs::path(home).concat(".new-" + toHex(RepeatId::make(random).bytes()));
  auto made = makeFolder(fresh, kitBytes, userName, passphrase, cost);
  if (made) made = moveFolder(fresh, home);
  std::error_code gone;
  if (!made) fs::remove_all(fresh, gone);
  return made;
}

Result<Applying> openFolder(const fs::path& home, ByteView kit, const SecretBytes& passphrase, const Clock& clock) {
  LIMEN_ASSIGN(const Bytes pinned, readFile(kitPath(home), kMaxKitBytes));
  if (!std::equal(pinned.begin(), pinned.end(), kit.begin(), kit.end())) return unexpected(EnrolError::badKit);
  LIMEN_ASSIGN(const auto choices, unlockChoices(home));
  if (choices.size() != 1) return unexpected(EnrolError::alreadyEnrolled);
  const UserId user = choices.front().user;
  LIMEN_ASSIGN(SecretBytes secret, unlockSlot(home, user, passphrase, clock));
  LIMEN_ASSIGN(const Bytes ringBytes, readFile(ringPath(home, user), kMaxRingBytes));
  LIMEN_ASSIGN(Ring ring, Ring::parse(ringBytes, user, secret));
  LIMEN_ASSIGN(KeySlots slots, readSlots(home));
  LIMEN_ASSIGN(StationStore store, StationStore::open(storePath(home), subkeyOf(ring.stationKey, "store")));
  return Applying{user, std::move(secret), std::move(ring), std::move(slots), std::move(store)};
}

Result<EnrolRequest> requestOf(Applying& applying, const std::string& code) {
  LIMEN_ASSIGN(const SecretBytes seed, storedSecret(applying.store, value_name::kSeed));
  LIMEN_ASSIGN(const Signer station, Signer::fromSeed(seed));
  LIMEN_ASSIGN(const SecretBytes boxSecret, storedSecret(applying.store, value_name::kBox));
  LIMEN_ASSIGN(const BoxKeys box, BoxKeys::fromSecret(boxSecret));
  LIMEN_ASSIGN(const Signer user, Signer::fromSeed(applying.ring.userSeed));
  LIMEN_ASSIGN(const BoxKeys userBox, BoxKeys::fromSecret(applying.ring.userBoxSecret));
  LIMEN_ASSIGN(std::string request, storedText(applying.store, value_name::kTlsRequest));
  EnrolRequest out;
  out.set_code(code);
  out.set_station_x25519(std::string(textOf(box.publicKey())));
  out.set_certificate_request_pem(std::move(request));
  out.set_user_ed25519(std::string(textOf(user.publicKey())));
  out.set_user_x25519(std::string(textOf(userBox.publicKey())));
  signEnrolRequest(out, station);
  return out;
}

// What the server handed over, believed only as far as the organisation's root vouches for it.
struct Accepted {
  StationId station;
  UserId user;
  VerifiedDirectory directory;
  std::vector<std::pair<Programme, Bytes>> packages;
  std::vector<std::pair<Grant, Bytes>> grants;
};

Result<Accepted> check(const EnrolReply& reply, const EnrolRequest& request, const Kit& kit, const BoxKeys& userBox,
                       WallTime now) {
  const auto refuse = [](const char* what) { return unexpected(EnrolError::badReply, what); };
  Accepted out;
  auto directory = VerifiedDirectory::verify(bytesOf(reply.directory()), *publicKeyFrom(bytesOf(kit.root_ed25519())), now);
  const OrganisationId organisation = *OrganisationId::from(bytesOf(kit.organisation()));
  if (!directory || directory->organisation() != organisation) return refuse("directory");
  out.directory = std::move(*directory);
  const auto id = StationId::from(bytesOf(reply.station_id()));
  const Station* station = id ? out.directory.station(*id) : nullptr;
  const auto certificate = certificateFingerprint(reply.certificate_pem());
  if (!station || station->revoked() || station->ed25519() != request.station_ed25519() ||
      station->x25519() != request.station_x25519() || !certificate ||
      station->certificate_sha256() != textOf(certificate->bytes()))
    return refuse("station");
  out.station = *id;
  const User* user = nullptr;
  for (const std::string& listed : station->users()) {
    const auto userId = UserId::from(bytesOf(listed));
    const User* candidate = userId ? out.directory.user(*userId) : nullptr;
    if (candidate && candidate->ed25519() == request.user_ed25519() && candidate->x25519() == request.user_x25519())
      user = candidate;
  }
  if (!user || user->disabled()) return refuse("user");
  out.user = *UserId::from(bytesOf(user->id()));
  const PackageSigners signers{out.directory.appointed(Appointment::PROGRAMME_AUTHOR),
                               out.directory.appointed(Appointment::DATA_PROTECTION_OFFICER)};
  for (const std::string& bytes : reply.packages()) {
    auto package = openPackage(bytesOf(bytes), signers, organisation);
    if (!package) return refuse("package");
    out.packages.emplace_back(std::move(*package), copyOf(bytesOf(bytes)));
  }
  for (const std::string& bytes : reply.grants()) {
    SignedGrant outer;
    Grant grant;
    if (!openGrant(bytesOf(bytes), out.directory, out.user, userBox) || !outer.ParseFromString(bytes) ||
        !grant.ParseFromString(outer.body()))
      return refuse("grant");
    out.grants.emplace_back(std::move(grant), copyOf(bytesOf(bytes)));
  }
  return out;
}

bool nobodyResets(const Accepted& accepted) {
  const auto& here = accepted.directory.station(accepted.station)->users();
  return std::none_of(here.begin(), here.end(), [&](const std::string& id) {
    const auto user = UserId::from(bytesOf(id));
    const User* person = user && *user != accepted.user ? accepted.directory.user(*user) : nullptr;
    return person && !person->disabled() && std::any_of(accepted.packages.begin(), accepted.packages.end(), [&](const auto& package) {
             return mayDo(package.first, person->role(), Act::resetPassphrase);
           });
  });
}

// The slot and the ring move to the user's own id. Written so that a stop at any point leaves a slot file whose ring is there.
Result<void> takeName(const fs::path& home, Applying& applying, const UserId& user, const std::string& name,
                      const SecretBytes& passphrase, KdfCost cost) {
  if (user == applying.user) return {};
  LIMEN_TRY(writeFile(ringPath(home, user), applying.ring.serialise(user, applying.userSecret)));
  LIMEN_TRY(applying.slots.remove(applying.user));
  LIMEN_TRY(applying.slots.add(user, name, passphrase, applying.userSecret, cost));
  applying.slots.seal(subkeyOf(applying.ring.stationKey, "slots"));
  LIMEN_TRY(writeFile(slotsPath(home), applying.slots.serialise()));
  std::error_code ignored;
  fs::remove(ringPath(home, applying.user), ignored);
  applying.user = user;
  return {};
}

Result<void> become(const fs::path& home, Applying& applying, const Accepted& accepted, const EnrolReply& reply,
                    const SecretBytes& passphrase, KdfCost cost, WallTime now) {
  LIMEN_TRY(takeName(home, applying, accepted.user, accepted.directory.user(accepted.user)->name(), passphrase, cost));
  StationStore& store = applying.store;
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(store.database()));
  LIMEN_TRY(store.put(value_name::kStation, accepted.station.bytes()));
  LIMEN_TRY(store.put(value_name::kDirectory, accepted.directory.bytes()));
  LIMEN_TRY(store.put(value_name::kDirectoryTaken, numberBytes(static_cast<std::uint64_t>(toUnixMs(now)))));
  LIMEN_TRY(store.put(value_name::kSlotsGeneration, numberBytes(applying.slots.generation())));
  for (const auto& [programme, bytes] : accepted.packages)
    LIMEN_TRY(store.putPackage(programme.hash, programme.id, programme.version, bytes));
  for (const auto& [grant, bytes] : accepted.grants)
    LIMEN_TRY(store.putGrant(accepted.user, grant.compartment(), grant.site_group(), grant.epoch(), bytes));
  LIMEN_TRY(store.put(value_name::kTlsCertificate, bytesOf(reply.certificate_pem())));
  AuditAct act;
  act.actor = accepted.user;
  act.act = "enrol";
  act.result = "ok";
  act.wallMs = act.trustedMs = toUnixMs(now);
  LIMEN_TRY(store.audit(act));
  return transaction.commit();
}

}  // namespace

std::string_view nameOf(EnrolError cause) {
  switch (cause) {
    case EnrolError::badKit:
      return "badKit";
    case EnrolError::badCode:
      return "badCode";
    case EnrolError::codeUsed:
      return "codeUsed";
    case EnrolError::refused:
      return "refused";
    case EnrolError::waiting:
      return "waiting";
    case EnrolError::badReply:
      return "badReply";
    case EnrolError::alreadyEnrolled:
      return "alreadyEnrolled";
  }
  return "unknown";
}

Result<EnrolResult> enrol(const fs::path& home, ByteView kitBytes, const std::string& code, const std::string& userName,
                          const SecretBytes& typed, KdfCost cost, Surroundings surroundings, const EnrolCall& call) {
  const SecretBytes passphrase = normalisedPassphrase(typed);
  LIMEN_CHECK(surroundings.clock && surroundings.random);
  const auto kit = parseKit(kitBytes);
  if (!kit) return unexpected(EnrolError::badKit);
  const auto codeBytes = fromBase32(code);
  if (!codeBytes || codeBytes->size() != kCodeBytes) return unexpected(EnrolError::badCode);
  std::error_code looked;
  if (!fs::exists(kitPath(home), looked))
    LIMEN_TRY(begin(home, kitBytes, *kit, userName, passphrase, cost, *surroundings.random));

  LIMEN_ASSIGN(Applying applying, openFolder(home, kitBytes, passphrase, *surroundings.clock));
  LIMEN_ASSIGN(const auto enrolled, applying.store.get(value_name::kTlsCertificate));
  if (enrolled) return unexpected(EnrolError::alreadyEnrolled);
  LIMEN_ASSIGN(const EnrolRequest request, requestOf(applying, code));
  EnrolResult out;
  out.fingerprint = fingerprintWords(request);
  LIMEN_ASSIGN(const EnrolReply reply, call(request));
  switch (reply.state()) {
    case EnrolReply::WAITING:
      return out;
    case EnrolReply::REFUSED:
      return unexpected(EnrolError::refused);
    case EnrolReply::APPROVED:
      break;
    default:
      return unexpected(EnrolError::badReply, "state");
  }
  const WallTime now = surroundings.clock->now();
  LIMEN_ASSIGN(const BoxKeys userBox, BoxKeys::fromSecret(applying.ring.userBoxSecret));
  LIMEN_ASSIGN(const Accepted accepted, check(reply, request, *kit, userBox, now));
  LIMEN_TRY(become(home, applying, accepted, reply, passphrase, cost, now));
  out.approved = true;
  out.nobodyResets = nobodyResets(accepted);
  return out;
}

KdfTimer timedBy(const Clock& clock) {
  return [&clock](KdfCost cost) -> std::optional<Milliseconds> {
    const SecretBytes secret = SecretBytes::random(kSecretBytes);
    KeySlots slots;
    const Milliseconds before = clock.running();
    if (!slots.add(UserId{}, "calibration", secret, secret, cost)) return std::nullopt;
    return clock.running() - before;
  };
}

KdfCost calibrateKdf(const KdfTimer& timer) {
  constexpr std::int64_t kWantedMs = 750, kShortestMs = 500, kLongestMs = 1000;
  constexpr std::uint64_t kStep = 16ull << 20;
  constexpr int kRounds = 4;  // a cost is not quite in proportion to its memory: caches, and what else the machine does
  KdfCost cost = KdfCost::floor();
  for (int round = 0; round < kRounds; ++round) {
    const auto took = timer(cost);
    if (!took) return KdfCost::floor();
    const std::int64_t ms = std::max<std::int64_t>(took->count(), 1);
    if (ms >= kShortestMs && ms <= kLongestMs) break;
    const std::uint64_t wanted = cost.memoryBytes * static_cast<std::uint64_t>(kWantedMs) / static_cast<std::uint64_t>(ms);
    const std::uint64_t next = std::clamp(wanted / kStep * kStep, KdfCost::floor().memoryBytes, KdfCost::cap().memoryBytes);
    if (next == cost.memoryBytes) break;
    cost.memoryBytes = next;
  }
  return cost;
}

}  // namespace limen
