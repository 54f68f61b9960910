// SPDX-License-Identifier: Apache-2.0
// The shift: its keys are made here, kept wrapped under what only the carrier and the user together hold, and forgotten here.
#include <algorithm>

#include "crypto/hash.h"
#include "station/approval.h"
#include "station/audit_log.h"
#include "station/vault_impl.h"

namespace limen {

namespace {

constexpr std::size_t kCarrierBytes = 32;

bool fits(const ShiftKeys& keys, const Programme& programme) {
  if (keys.size() != programme.compartments.size()) return false;
  for (std::size_t i = 0; i < keys.size(); ++i)
    if (keys.compartment(i) != programme.compartments[i].name || !keys.has(i)) return false;
  return true;
}

}  // namespace

bool Vault::shiftIsOpen() const {
  return !impl_->shiftWrapping.empty();
}
std::int64_t Vault::shiftOpenedMs() const {
  return impl_->shiftOpenedMs;
}

void Vault::Impl::forgetShiftInMemory() {
  openShifts.clear();
  shiftCache.clear();
  shiftWrapping = SecretBytes();
  shiftOpenedMs = 0;
}

const ShiftKeys* Vault::Impl::openShiftFor(const Programme& programme) const {
  for (const auto& open : openShifts)
    if (open->programme == programme.id && fits(open->keys, programme)) return &open->keys;
  return nullptr;
}

Result<const ShiftKeys*> Vault::Impl::openNewShift(const Programme& programme) {
  const std::string group = directory.siteGroup(site);
  std::vector<CompartmentKeyRef> readers;
  for (const Compartment& compartment : programme.compartments) {
    const CompartmentKey* key = directory.compartmentKey(compartment.name, group);
    const auto point = key ? publicKeyFrom(bytesOf(key->x25519())) : std::nullopt;
    // Without its reader's key a compartment would be sealed to nobody: nothing is captured before the directory has it.
    if (!point) return unexpected(VaultError::noShift, compartment.name);
    readers.push_back({compartment.name, key->epoch(), *point});
  }
  LIMEN_ASSIGN(ShiftKeys::Opened opened, ShiftKeys::open(ShiftId::make(*random), station, writer, readers, stationSigner));
  LIMEN_TRY(store.putShiftObject(opened.object.shift, opened.object.serialise()));
  LIMEN_TRY(store.putShiftKeys(opened.object.shift, programme.id, opened.keys.wrap(shiftWrapping)));
  openShifts.push_back(std::make_unique<OpenShift>(OpenShift{programme.id, std::move(opened.keys)}));
  return &openShifts.back()->keys;
}

Result<void> Vault::enterShift(const SecretBytes& carrierBytes) {
  LIMEN_CHECK(carrierBytes.size() == kCarrierBytes);
  if (shiftIsOpen()) return unexpected(VaultError::shiftOpen);
  LIMEN_TRY(require(Act::openShift));
  LIMEN_ASSIGN(const bool behind, restored());
  if (behind) return unexpected(VaultError::pullFirst);
  LIMEN_ASSIGN(const auto holder, shiftHolder());
  if (holder && *holder != impl_->user) return unexpected(VaultError::anothersShift);
  Impl& vault = *impl_;
  SecretBytes wrapping = deriveKey(carrierBytes, {bytesOf("limen/shiftwrap/v1"), vault.userSecret.expose(SecretAccess{})});
  LIMEN_ASSIGN(const auto rows, vault.store.shiftKeys());
  LIMEN_ASSIGN(const auto openedBytes, vault.store.get(value_name::kShiftOpened));
  std::vector<std::unique_ptr<Impl::OpenShift>> restored;
  for (const auto& row : rows) {
    auto keys = ShiftKeys::unwrap(wrapping, row.wrapped);
    if (!keys) break;
    restored.push_back(std::make_unique<Impl::OpenShift>(Impl::OpenShift{row.programme, std::move(*keys)}));
  }
  const bool lost = restored.size() < rows.size();
  if (lost) restored.clear();
  const bool fresh = restored.empty();
  LIMEN_ASSIGN(const auto wanted, programmes());

  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(vault.store.database()));
  if (lost) {
    LIMEN_TRY(vault.store.dropShiftKeys());
    LIMEN_TRY(vault.store.forgetShiftErasureParts());
    LIMEN_TRY(vault.store.audit(act("shift.lost")));
  }
  vault.forgetShiftInMemory();
  vault.shiftWrapping = std::move(wrapping);
  vault.openShifts = std::move(restored);
  const auto openAll = [&]() -> Result<void> {
    LIMEN_TRY(vault.store.put(value_name::kShiftHolder, vault.user.bytes()));
    LIMEN_TRY(vault.store.put(value_name::kShiftSeen, numberBytes(static_cast<std::uint64_t>(toUnixMs(vault.clock->now())))));
    for (const auto& programme : wanted)
      if (!vault.openShiftFor(*programme)) LIMEN_TRY(vault.openNewShift(*programme));
    if (fresh) {
      vault.shiftOpenedMs = toUnixMs(vault.clock->now());
      LIMEN_TRY(vault.store.put(value_name::kShiftOpened, numberBytes(static_cast<std::uint64_t>(vault.shiftOpenedMs))));
      LIMEN_TRY(vault.store.audit(act("shift.open")));
    } else {
      vault.shiftOpenedMs = openedBytes ? static_cast<std::int64_t>(numberFrom(*openedBytes)) : 0;
      LIMEN_TRY(vault.store.audit(act("shift.restore")));
    }
    return transaction.commit();
  };
  auto opened = openAll();
  if (!opened) vault.forgetShiftInMemory();
  return opened;
}

Result<const ShiftKeys*> Vault::shiftKeys(const Programme& programme) {
  if (!shiftIsOpen()) return unexpected(VaultError::noShift);
  if (const ShiftKeys* known = impl_->openShiftFor(programme)) return known;
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(impl_->store.database()));
  const std::size_t before = impl_->openShifts.size();
  LIMEN_ASSIGN(const ShiftKeys* opened, impl_->openNewShift(programme));
  if (auto done = transaction.commit(); !done) {
    impl_->openShifts.resize(before);
    return unexpected(done.error());
  }
  return opened;
}

Result<void> Vault::Impl::dropShift(Vault& vault, const AuditAct& entry) {
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(store.database()));
  LIMEN_TRY(store.dropShiftKeys());
  LIMEN_TRY(store.forgetShiftErasureParts());
  LIMEN_TRY(store.put(value_name::kShiftHolder, Bytes()));
  LIMEN_TRY(store.audit(entry));
  LIMEN_TRY(sealLog(vault));
  LIMEN_TRY(transaction.commit());
  forgetShiftInMemory();
  return {};
}

Result<void> Vault::closeShift() {
  if (!shiftIsOpen()) return unexpected(VaultError::noShift);
  return impl_->dropShift(*this, act("shift.close"));
}

Result<std::optional<UserId>> Vault::shiftHolder() {
  LIMEN_ASSIGN(const auto rows, impl_->store.shiftKeys());
  LIMEN_ASSIGN(const auto held, impl_->store.get(value_name::kShiftHolder));
  LIMEN_ASSIGN(const auto seen, impl_->store.get(value_name::kShiftSeen));
  const auto holder = held ? UserId::from(*held) : std::nullopt;
  if (rows.empty() || !holder) return std::optional<UserId>();
  const WallTime until = fromUnixMs(static_cast<std::int64_t>(seen ? numberFrom(*seen) : 0)) + kShiftLastsAtMost;
  if (*holder != impl_->user && impl_->clock->now() >= until) return std::optional<UserId>();
  return holder;
}

Result<void> Vault::endShift() {
  LIMEN_ASSIGN(const auto rows, impl_->store.shiftKeys());
  if (rows.empty()) return unexpected(VaultError::noShift);
  LIMEN_ASSIGN(const auto holder, shiftHolder());
  if (holder && *holder != impl_->user) return unexpected(VaultError::anothersShift);
  return impl_->dropShift(*this, act("shift.end"));
}

Result<void> Vault::endShift(Permit permit) {
  LIMEN_ASSIGN(const auto holder, shiftHolder());
  if (!holder) return unexpected(VaultError::noShift);
  permit.use(Act::endShift, holder->bytes());
  return impl_->dropShift(*this, act("shift.end", *holder));
}

Result<const ShiftKeys*> Vault::readableKeys(const ShiftId& shift) {
  for (const auto& open : impl_->openShifts)
    if (open->keys.shift() == shift) return static_cast<const ShiftKeys*>(&open->keys);
  if (const auto cached = impl_->shiftCache.find(shift); cached != impl_->shiftCache.end())
    return static_cast<const ShiftKeys*>(cached->second.get());
  LIMEN_ASSIGN(const auto bytes, impl_->store.shiftObject(shift));
  if (!bytes) return unexpected(SealError::noShiftKey);
  LIMEN_ASSIGN(const ShiftObject object, ShiftObject::parse(*bytes));
  const Station* writer = impl_->directory.station(object.station);
  const std::string group = writer ? impl_->directory.siteGroup(writer->site()) : std::string();
  auto keys = std::make_unique<ShiftKeys>(ShiftKeys::read(
      object, [&](std::string_view compartment, std::uint32_t epoch) { return impl_->grant(compartment, group, epoch); }));
  if (impl_->shiftCache.size() >= kMaxCachedShifts) impl_->shiftCache.clear();
  const ShiftKeys* out = keys.get();
  impl_->shiftCache.emplace(shift, std::move(keys));
  return out;
}

}  // namespace limen
