// SPDX-License-Identifier: Apache-2.0
#include "station/users.h"

#include <algorithm>

#include "core/files.h"
#include "station/factors.h"
#include "station/key_rotation.h"
#include "station/passphrase.h"
#include "station/slot_changes.h"
#include "station/station_files.h"

namespace limen {

namespace {

constexpr std::size_t kSecretBytes = 32;
constexpr std::uint8_t kUserKeysVersion = 1;
constexpr std::string_view kUserKeysDomain = "limen/userkeys/v1";

std::string rescueName(const UserId& user, const UserId& supervisor) {
  return "rescue." + user.hex() + "." + supervisor.hex();
}

const User* listedHere(const Vault& vault, const UserId& user) {
  const Station* own = vault.directory().station(vault.station());
  const User* person = vault.directory().user(user);
  if (own == nullptr || person == nullptr || person->disabled()) return nullptr;
  const auto& here = own->users();
  return std::find(here.begin(), here.end(), person->id()) == here.end() ? nullptr : person;
}

std::string organisationName(const Vault& vault) {
  return vault.directory().content().organisation_name();
}

// The slot file read, checked against the station, changed and written back. The file goes first: a stop before the store knows the
// new generation leaves a file that is newer than it, which is taken; the other way about nobody could unlock.
template <class Change>
Result<void> rewriteSlots(const std::filesystem::path& home, const SecretBytes& macKey, StationStore& store, const AuditAct& entry,
                          Change change) {
  LIMEN_ASSIGN(KeySlots slots, readSlots(home));
  if (!slots.macValid(macKey)) return unexpected(VaultError::damaged, "slots");
  LIMEN_ASSIGN(const auto held, store.get(value_name::kSlotsGeneration));
  if (held && slots.generation() < numberFrom(*held)) return unexpected(VaultError::olderSlots);
  LIMEN_TRY(change(slots));
  slots.seal(macKey);
  LIMEN_TRY(writeFile(slotsPath(home), slots.serialise()));
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(store.database()));
  LIMEN_TRY(store.put(value_name::kSlotsGeneration, numberBytes(slots.generation())));
  LIMEN_TRY(store.audit(entry));
  return transaction.commit();
}

template <class Change>
Result<void> rewriteSlots(Vault& vault, const AuditAct& entry, Change change) {
  return rewriteSlots(vault.home(), vault.stationSubkey("slots"), vault.store(), entry, change);
}

// Before a vault is open: what the user's own secret opens.
struct OwnStation {
  SecretBytes macKey;
  StationStore store;
};
Result<OwnStation> openOwn(const std::filesystem::path& home, const UserId& user, const SecretBytes& userSecret) {
  LIMEN_ASSIGN(const Ring ring, openRing(home, user, userSecret));
  LIMEN_ASSIGN(StationStore store, StationStore::open(storePath(home), subkeyOf(ring.stationKey, "store")));
  return OwnStation{subkeyOf(ring.stationKey, "slots"), std::move(store)};
}

AuditAct actOf(const UserId& user, std::string_view word, const Clock& clock) {
  AuditAct out;
  out.actor = user;
  out.act = word;
  out.result = "ok";
  out.wallMs = out.trustedMs = toUnixMs(clock.now());
  return out;
}

const SlotInfo* find(const std::vector<SlotInfo>& all, const UserId& user) {
  const auto at = std::find_if(all.begin(), all.end(), [&](const SlotInfo& slot) { return slot.user == user; });
  return at == all.end() ? nullptr : &*at;
}

Result<Bytes> rescueBox(const User& supervisor, const SecretBytes& userSecret) {
  const auto key = publicKeyFrom(bytesOf(supervisor.x25519()));
  if (!key) return Bytes();
  LIMEN_ASSIGN(const Bytes box, sealTo(*key, userSecret.expose(SecretAccess{})));
  return ByteWriter().raw(*key).raw(box).take();
}

Result<void> keepRescueBoxesOf(Vault& vault, const UserId& user, const SecretBytes& userSecret) {
  for (const User& person : vault.directory().content().users()) {
    const auto supervisor = UserId::from(bytesOf(person.id()));
    if (!supervisor || *supervisor == user) continue;
    const std::string name = rescueName(user, *supervisor);
    LIMEN_ASSIGN(const auto held, vault.store().get(name));
    const bool wanted = vault.allows(*supervisor, Act::resetPassphrase) && !person.x25519().empty();
    const bool there = held && !held->empty();
    if (!wanted) {
      if (there) LIMEN_TRY(vault.store().put(name, Bytes()));
      continue;
    }
    if (there && textOf(ByteView(*held).first(std::min(held->size(), person.x25519().size()))) == person.x25519()) continue;
    LIMEN_ASSIGN(const Bytes box, rescueBox(person, userSecret));
    LIMEN_TRY(vault.store().put(name, box));
  }
  return {};
}

}  // namespace

std::string_view nameOf(UserError cause) {
  switch (cause) {
    case UserError::notListed:
      return "notListed";
    case UserError::noRescue:
      return "noRescue";
    case UserError::badRequest:
      return "badRequest";
  }
  return "unknown";
}

Result<std::vector<StationUser>> stationUsers(Vault& vault) {
  LIMEN_ASSIGN(const KeySlots slots, readSlots(vault.home()));
  std::vector<StationUser> out;
  for (const SlotInfo& slot : slots.users()) {
    const User* person = listedHere(vault, slot.user);
    out.push_back({slot.user, slot.label, person ? person->role() : std::string(), slot.disabled, slot.mustChange, slot.failedTries,
                   slot.notBeforeMs, slot.cost});
  }
  return out;
}

Result<Bytes> admitUser(Vault& vault, Permit permit, const UserId& user, const SecretBytes& passphrase, KdfCost cost) {
  permit.use(Act::admitUser, user.bytes());
  const User* person = listedHere(vault, user);
  if (!person) return unexpected(UserError::notListed);
  const SecretBytes typed = normalisedPassphrase(passphrase);
  LIMEN_TRY(checkPassphrase(textOf(typed.expose(SecretAccess{})), {organisationName(vault), person->name()}));
  const SecretBytes userSecret = SecretBytes::random(kSecretBytes);
  const Signer signer = Signer::generate();
  const BoxKeys box = BoxKeys::generate();
  const std::string name = person->name();
  const auto add = [&](KeySlots& slots) -> Result<void> {
    LIMEN_TRY(slots.add(user, name, typed, userSecret, cost));
    slots.setMustChange(user, true);
    // The ring first: a slot without one would be a name that nobody can unlock.
    return writeFile(ringPath(vault.home(), user), vault.ringFor(user, userSecret, signer, box));
  };
  LIMEN_TRY(rewriteSlots(vault, vault.act("user.admit", user), add));
  LIMEN_TRY(keepRescueBoxesOf(vault, user, userSecret));
  UserKeys keys;
  keys.organisation = vault.organisation();
  keys.station = vault.station();
  keys.user = user;
  keys.ed25519 = signer.publicKey();
  keys.x25519 = box.publicKey();
  return keys.sign(vault.stationSigner());
}

Result<void> disableUser(Vault& vault, Permit permit, const UserId& user, bool disabled) {
  permit.use(Act::disableUser, user.bytes());
  if (user == vault.user()) return unexpected(RightsError::ownRequest);
  return rewriteSlots(vault, vault.act(disabled ? "user.disable" : "user.enable", user),
                      [&](KeySlots& slots) { return slots.setDisabled(user, disabled); });
}

Result<SecretBytes> rescuedSecret(Vault& vault, const UserId& user) {
  LIMEN_ASSIGN(const auto held, vault.store().get(rescueName(user, vault.user())));
  if (!held || held->size() <= kSecretBytes) return unexpected(UserError::noRescue);
  auto secret = vault.userBox().open(ByteView(*held).subspan(kSecretBytes));
  if (!secret) return unexpected(UserError::noRescue);
  LIMEN_ASSIGN(const Bytes ringBytes, readFile(ringPath(vault.home(), user), kMaxRingBytes));
  LIMEN_TRY(Ring::parse(ringBytes, user, *secret));
  return std::move(*secret);
}

Result<SecretBytes> resetPassphrase(Vault& vault, Permit permit, const UserId& user, KdfCost cost) {
  permit.use(Act::resetPassphrase, user.bytes());
  if (user == vault.user()) return unexpected(RightsError::ownRequest);
  LIMEN_ASSIGN(const KeySlots slots, readSlots(vault.home()));
  const auto all = slots.users();
  if (!find(all, user)) return unexpected(SlotError::unknownUser);
  LIMEN_ASSIGN(const SecretBytes secret, rescuedSecret(vault, user));
  SecretBytes words = suggestPassphrase();
  const auto reset = [&](KeySlots& changed) -> Result<void> {
    LIMEN_TRY(changed.startAnew(user, secret, words, cost));
    LIMEN_TRY(changed.setDisabled(user, false));
    changed.setMustChange(user, true);
    return {};
  };
  LIMEN_TRY(rewriteSlots(vault, vault.act("user.reset", user), reset));
  LIMEN_TRY(vault.store().put(totpName(user), Bytes()));
  return words;
}

Result<void> changePassphrase(const std::filesystem::path& home, const UserId& user, const SecretBytes& userSecret,
                              const SecretBytes& passphrase, KdfCost cost, const Clock& clock, DevicesAre devices) {
  LIMEN_ASSIGN(const Bytes kitBytes, readFile(kitPath(home), kMaxKitBytes));
  LIMEN_ASSIGN(const Kit kit, parseKit(kitBytes));
  LIMEN_ASSIGN(KeySlots held, readSlots(home));
  const auto all = held.users();
  const SlotInfo* own = find(all, user);
  if (!own) return unexpected(SlotError::unknownUser);
  const SecretBytes typed = normalisedPassphrase(passphrase);
  LIMEN_TRY(checkPassphrase(textOf(typed.expose(SecretAccess{})), {kit.organisation_name(), own->label}));
  if (held.isInForce(user, typed, userSecret)) return unexpected(VaultError::weakPassphrase, "same");
  LIMEN_ASSIGN(OwnStation station, openOwn(home, user, userSecret));
  return rewriteSlots(home, station.macKey, station.store, actOf(user, "user.passphrase", clock),
                      [&](KeySlots& slots) -> Result<void> {
                        LIMEN_TRY(devices == DevicesAre::lost ? slots.startAnew(user, userSecret, typed, cost)
                                                              : slots.changePassphrase(user, userSecret, typed, cost));
                        slots.setMustChange(user, false);
                        return {};
                      });
}

Result<void> raiseCost(const std::filesystem::path& home, const UserId& user, const SecretBytes& userSecret,
                       const SecretBytes& passphrase, KdfCost least, const Clock& clock) {
  LIMEN_ASSIGN(const KeySlots held, readSlots(home));
  const auto all = held.users();
  const SlotInfo* own = find(all, user);
  if (!own) return unexpected(SlotError::unknownUser);
  const KdfCost wanted{std::max(own->cost.memoryBytes, least.memoryBytes), std::max(own->cost.passes, least.passes)};
  if (wanted == own->cost) return {};
  LIMEN_ASSIGN(OwnStation station, openOwn(home, user, userSecret));
  return rewriteSlots(home, station.macKey, station.store, actOf(user, "user.cost", clock), [&](KeySlots& slots) {
    return slots.changePassphrase(user, userSecret, normalisedPassphrase(passphrase), wanted);
  });
}

Result<bool> mustChangePassphrase(const std::filesystem::path& home, const UserId& user) {
  LIMEN_ASSIGN(const KeySlots slots, readSlots(home));
  const auto all = slots.users();
  const SlotInfo* own = find(all, user);
  return own != nullptr && own->mustChange;
}

Result<std::vector<UserId>> whoMayReset(Vault& vault) {
  LIMEN_ASSIGN(const KeySlots slots, readSlots(vault.home()));
  std::vector<UserId> out;
  for (const SlotInfo& slot : slots.users())
    if (slot.user != vault.user() && !slot.disabled && vault.allows(slot.user, Act::resetPassphrase)) out.push_back(slot.user);
  return out;
}

Result<void> keepRescueBoxes(Vault& vault) {
  return keepRescueBoxesOf(vault, vault.user(), vault.userSecret());
}

Result<void> changeSlots(Vault& vault, const AuditAct& entry, const SlotChange& change) {
  return rewriteSlots(vault, entry, change);
}

Result<void> changeOwnSlots(const std::filesystem::path& home, const UserId& user, const SecretBytes& userSecret, std::string_view word,
                            const Clock& clock, const SlotChange& change) {
  LIMEN_ASSIGN(OwnStation station, openOwn(home, user, userSecret));
  return rewriteSlots(home, station.macKey, station.store, actOf(user, word, clock), change);
}

Bytes UserKeys::sign(const Signer& signer) const {
  ByteWriter out;
  out.u8(kUserKeysVersion).raw(organisation.bytes()).raw(station.bytes()).raw(user.bytes()).raw(ed25519).raw(x25519);
  const SignatureBytes signature = signer.sign(kUserKeysDomain, out.bytes());
  return out.raw(signature).take();
}

Result<UserKeys> UserKeys::parse(ByteView bytes, const VerifiedDirectory& directory) {
  ByteReader reader(bytes);
  const std::uint8_t version = reader.u8();
  UserKeys out;
  out.organisation.value = reader.array<16>();
  out.station.value = reader.array<16>();
  out.user.value = reader.array<16>();
  out.ed25519 = reader.array<32>();
  out.x25519 = reader.array<32>();
  const SignatureBytes signature = reader.array<64>();
  const Station* station = reader.done() && version == kUserKeysVersion ? directory.station(out.station) : nullptr;
  const auto key = station && !station->revoked() ? publicKeyFrom(bytesOf(station->ed25519())) : std::nullopt;
  if (!key || out.organisation != directory.organisation() ||
      !verify(*key, kUserKeysDomain, bytes.first(bytes.size() - signature.size()), signature))
    return unexpected(UserError::badRequest);
  return out;
}

}  // namespace limen
