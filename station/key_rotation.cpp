// SPDX-License-Identifier: Apache-2.0
#include "station/key_rotation.h"

#include <algorithm>
#include <system_error>

#include "core/files.h"
#include "station/users.h"
#include "station/vault_impl.h"
#include "store/person_prints.h"

namespace limen {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kKeyBytes = 32;
constexpr std::string_view kNextEnding = ".next";

bool staysHere(const Vault& vault, const SlotInfo& slot) {
  const Station* own = vault.directory().station(vault.station());
  const User* person = vault.directory().user(slot.user);
  if (slot.disabled || own == nullptr || person == nullptr || person->disabled()) return false;
  return std::find(own->users().begin(), own->users().end(), person->id()) != own->users().end();
}

Result<Ring> readRing(const fs::path& file, const UserId& user, const SecretBytes& userSecret) {
  auto bytes = readFile(file, kMaxRingBytes);
  if (!bytes) {
    if (bytes.error().is(FileError::missing)) return unexpected(VaultError::notAStation, "ring");
    return unexpected(bytes.error());
  }
  return Ring::parse(*bytes, user, userSecret);
}

// Who leaves goes first, as an act of its own: the slot, then the ring.
Result<std::size_t> leaveOut(Vault& vault) {
  LIMEN_ASSIGN(KeySlots slots, readSlots(vault.home()));
  std::vector<UserId> leaving;
  for (const SlotInfo& slot : slots.list())
    if (slot.user != vault.user() && !staysHere(vault, slot) &&
        std::find(leaving.begin(), leaving.end(), slot.user) == leaving.end())
      leaving.push_back(slot.user);
  if (leaving.empty()) return 0;
  for (const UserId& user : leaving) LIMEN_TRY(slots.remove(user));
  slots.seal(vault.stationSubkey("slots"));
  LIMEN_TRY(writeFile(slotsPath(vault.home()), slots.serialise()));
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(vault.store().database()));
  LIMEN_TRY(vault.store().put(value_name::kSlotsGeneration, numberBytes(slots.generation())));
  for (const UserId& user : leaving) LIMEN_TRY(vault.store().audit(vault.act("user.remove", user)));
  LIMEN_TRY(transaction.commit());
  std::error_code ignored;
  for (const UserId& user : leaving) {
    fs::remove(ringPath(vault.home(), user), ignored);
    fs::remove(rotation::nextRingPath(vault.home(), user), ignored);
  }
  return leaving.size();
}

Result<void> everybodyCanStay(Vault& vault) {
  LIMEN_ASSIGN(const KeySlots slots, readSlots(vault.home()));
  for (const SlotInfo& slot : slots.list())
    if (slot.user != vault.user() && staysHere(vault, slot)) LIMEN_TRY(rescuedSecret(vault, slot.user));
  return {};
}

}  // namespace

namespace rotation {

fs::path nextRingPath(const fs::path& home, const UserId& user) {
  return fs::path(ringPath(home, user)).concat(kNextEnding);
}

Result<std::size_t> stage(Vault& vault, const SecretBytes& next) {
  LIMEN_ASSIGN(const KeySlots slots, readSlots(vault.home()));
  std::vector<UserId> users;
  for (const SlotInfo& slot : slots.list())
    if (std::find(users.begin(), users.end(), slot.user) == users.end()) users.push_back(slot.user);
  for (const UserId& user : users) {
    SecretBytes secret = vault.userSecret().clone();
    if (user != vault.user()) {
      LIMEN_ASSIGN(secret, rescuedSecret(vault, user));
    }
    LIMEN_ASSIGN(Ring ring, readRing(ringPath(vault.home(), user), user, secret));
    ring.stationKey = next.clone();
    LIMEN_TRY(writeFile(nextRingPath(vault.home(), user), ring.serialise(user, secret)));
  }
  return users.size();
}

Result<void> finish(const fs::path& home, const SecretBytes& before, const SecretBytes& next) {
  LIMEN_ASSIGN(KeySlots slots, readSlots(home));
  const SecretBytes mac = subkeyOf(next, "slots");
  if (!slots.macValid(mac)) {
    if (!slots.macValid(subkeyOf(before, "slots"))) return unexpected(VaultError::damaged, "slots");
    slots.seal(mac);
    LIMEN_TRY(writeFile(slotsPath(home), slots.serialise()));
  }
  // The slots first: until its ring has moved, a user's next unlock comes here again.
  for (const SlotInfo& slot : slots.list()) {
    const fs::path staged = nextRingPath(home, slot.user);
    auto bytes = readFile(staged, kMaxRingBytes);
    if (!bytes && bytes.error().is(FileError::missing)) continue;
    LIMEN_TRY(bytes);
    LIMEN_TRY(writeFile(ringPath(home, slot.user), *bytes));
    std::error_code ignored;
    fs::remove(staged, ignored);
  }
  return {};
}

}  // namespace rotation

Result<Ring> openRing(const fs::path& home, const UserId& user, const SecretBytes& userSecret) {
  LIMEN_ASSIGN(Ring ring, readRing(ringPath(home, user), user, userSecret));
  const fs::path staged = rotation::nextRingPath(home, user);
  std::error_code looked;
  if (!fs::exists(staged, looked)) return ring;
  LIMEN_ASSIGN(Ring next, readRing(staged, user, userSecret));
  const auto changed = StationStore::open(storePath(home), subkeyOf(next.stationKey, "store"));
  if (changed) {
    LIMEN_TRY(rotation::finish(home, ring.stationKey, next.stationKey));
    return next;
  }
  if (!changed.error().is(StoreError::wrongKey)) return unexpected(changed.error());
  // The store kept its key: what was prepared for another is of no use. Where neither opens it, nothing is thrown away.
  LIMEN_TRY(StationStore::open(storePath(home), subkeyOf(ring.stationKey, "store")));
  fs::remove(staged, looked);
  return ring;
}

Result<RotationReport> rotateStationKey(Vault& vault, Permit permit) {
  permit.use(Act::rotateKey);
  LIMEN_TRY(vault.rowsHold());  // a store of mixed ages is not written anew, and its reader has ended
  RotationReport report;
  LIMEN_TRY(everybodyCanStay(vault));
  LIMEN_ASSIGN(report.leftOut, leaveOut(vault));
  const SecretBytes before = vault.stationKey().clone(), next = SecretBytes::random(kKeyBytes);
  LIMEN_ASSIGN(report.kept, rotation::stage(vault, next));
  LIMEN_TRY(vault.changeStationKey(next));
  LIMEN_TRY(rotation::finish(vault.home(), before, next));
  LIMEN_ASSIGN(const KeySlots slots, readSlots(vault.home()));
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(vault.store().database()));
  LIMEN_TRY(vault.store().put(value_name::kSlotsGeneration, numberBytes(slots.generation())));
  LIMEN_TRY(vault.store().audit(vault.act("key.rotate")));
  LIMEN_TRY(transaction.commit());
  return report;
}

const SecretBytes& Vault::stationKey() const {
  return impl_->stationKey;
}

Result<void> Vault::changeStationKey(const SecretBytes& next) {
  LIMEN_TRY(impl_->store.put(value_name::kAuditKey, impl_->auditKey.expose(SecretAccess{})));
  LIMEN_TRY(dropPrints(impl_->store.database()));  // made under a search key of the old one: nothing can be compared with them any more
  LIMEN_TRY(impl_->store.database().rekey(subkeyOf(next, "store")));
  impl_->stationKey = next.clone();
  return {};
}

Result<bool> Vault::restored() {
  LIMEN_ASSIGN(const auto held, impl_->store.get(value_name::kRestored));
  return held && !held->empty();
}

Result<void> Vault::endRestore() {
  LIMEN_ASSIGN(const bool behind, restored());
  if (!behind) return {};
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(impl_->store.database()));
  LIMEN_TRY(impl_->store.put(value_name::kRestored, Bytes()));
  LIMEN_TRY(impl_->store.audit(act("restore.done")));
  return transaction.commit();
}

}  // namespace limen
