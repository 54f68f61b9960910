// SPDX-License-Identifier: Apache-2.0
#include "crypto/key_slots.h"

#include <sodium.h>

#include <algorithm>
#include <utility>

#include "core/check.h"
#include "crypto/hash.h"
#include "crypto/keys.h"

namespace limen {

std::string_view nameOf(SlotError cause) {
  switch (cause) {
    case SlotError::damaged:
      return "damaged";
    case SlotError::newerVersion:
      return "newerVersion";
    case SlotError::wrongPassphrase:
      return "wrongPassphrase";
    case SlotError::unknownUser:
      return "unknownUser";
    case SlotError::disabled:
      return "disabled";
    case SlotError::waiting:
      return "waiting";
    case SlotError::parametersTooCostly:
      return "parametersTooCostly";
    case SlotError::full:
      return "full";
    case SlotError::alreadyListed:
      return "alreadyListed";
    case SlotError::badLabel:
      return "badLabel";
    case SlotError::deviceNeeded:
      return "deviceNeeded";
  }
  return "unknown";
}

namespace {

constexpr std::string_view kMagic = "LSLT";
// 1: `disabled` alone where the marks are. 2: one slot a user, no layout byte.
constexpr std::uint8_t kFileVersion = 3, kFirstWithMustChange = 2, kFirstWithLayouts = 3;
constexpr std::uint8_t kPlainLayout = 1, kDeviceLayout = 2;  // what a box is bound to
constexpr std::uint8_t kMarkDisabled = 1, kMarkMustChange = 2;
constexpr std::size_t kMaxLabelBytes = 128, kMaxUserSecretBytes = 64, kMacBytes = 16;
constexpr std::uint64_t kSmallestMemory = 8192;  // what Argon2id itself asks for
constexpr KdfCost kCodeCost{kSmallestMemory, 1};  // a code has 112 random bits: there is nothing to stretch

static_assert(crypto_pwhash_argon2id_SALTBYTES == 16 && crypto_pwhash_argon2id_MEMLIMIT_MIN == kSmallestMemory);

bool isLabel(std::string_view label, std::size_t most = kMaxLabelBytes) {
  return !label.empty() && label.size() <= most &&
         std::all_of(label.begin(), label.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f; });
}

bool isCost(const KdfCost& cost) {
  return cost.passes >= 1 && cost.memoryBytes >= kSmallestMemory && cost.memoryBytes % 1024 == 0;
}

bool aboveCap(const KdfCost& cost) {
  return cost.memoryBytes > KdfCost::cap().memoryBytes || cost.passes > KdfCost::cap().passes;
}

SecretBytes keepingKey(const SecretBytes& userSecret) {
  return deriveKey(userSecret, {bytesOf("limen/kept/v1")});
}

Bytes keptFor(const UserId& user, SlotKind kind, ByteView device) {
  return ByteWriter().raw(bytesOf("limen/kept/v1")).raw(user.bytes()).u8(static_cast<Byte>(kind)).raw(device).take();
}

}  // namespace

Byte KeySlots::Slot::layout() const {
  return ofDevice ? kDeviceLayout : kPlainLayout;
}

Bytes KeySlots::Slot::headBytes() const {
  ByteWriter out;
  out.raw(user.bytes()).u8(static_cast<Byte>(kind)).text(label).u64(cost.memoryBytes).u32(cost.passes).raw(salt);
  if (ofDevice) out.text(name).sized(device).sized(kept);
  return out.take();
}

Bytes KeySlots::Slot::associated() const {
  ByteWriter out;
  out.raw(bytesOf("limen/slot/v1")).u8(layout()).raw(headBytes()).raw(commitment);
  return out.take();
}

bool KeySlots::Slot::isDisabled() const {
  return disabled || ladder.usedUp();
}

SlotInfo KeySlots::Slot::info() const {
  return {id(), user, kind, label, name, device, cost, isDisabled(), mustChange, ladder.failedTries, ladder.notBeforeMs};
}

Result<SecretBytes> KeySlots::Slot::keyFrom(const SecretBytes& passphrase, ByteView second) const {
  static constexpr Byte kNone[kSecondBytes] = {};
  LIMEN_CHECK(second.empty() || second.size() == kSecondBytes);
  const ByteView mixed = isDevice(kind) && !second.empty() ? second : ByteView(kNone);
  const ByteView typed = passphrase.expose(SecretAccess{});
  SecretBytes stretched(32);
  if (crypto_pwhash_argon2id(stretched.expose(SecretAccess{}).data(), stretched.size(),
                             typed.empty() ? "" : reinterpret_cast<const char*>(typed.data()), typed.size(), salt.data(),
                             cost.passes, cost.memoryBytes, crypto_pwhash_argon2id_ALG_ARGON2ID13) != 0)
    return unexpected(SlotError::parametersTooCostly);
  const Byte kindByte = static_cast<Byte>(kind);
  return deriveKey(stretched, {bytesOf("limen/kek/v1"), {&kindByte, 1}, mixed});
}

bool KeySlots::Slot::fits(const SecretBytes& key) const {
  const SecretBytes made = deriveKey(key, {bytesOf("limen/commit/v1"), headBytes()});
  return equalInConstantTime(made.expose(SecretAccess{}), commitment);
}

Result<void> KeySlots::Slot::close(const SecretBytes& passphrase, const SecretBytes& userSecret, ByteView second) {
  LIMEN_CHECK(isCost(cost) && !passphrase.empty() && !userSecret.empty() && userSecret.size() <= kMaxUserSecretBytes);
  LIMEN_CHECK(isDevice(kind) == !second.empty());
  if (aboveCap(cost)) return unexpected(SlotError::parametersTooCostly);
  randombytes_buf(salt.data(), salt.size());
  LIMEN_ASSIGN(const SecretBytes key, keyFrom(passphrase, second));
  const SecretBytes made = deriveKey(key, {bytesOf("limen/commit/v1"), headBytes()});
  const ByteView view = made.expose(SecretAccess{});
  std::copy(view.begin(), view.end(), commitment.begin());
  box = lockWith(key, userSecret.expose(SecretAccess{}), associated());
  return {};
}

void KeySlots::Slot::becomePlain(SlotKind now) {
  kind = now;
  ofDevice = false;
  name.clear();
  device.clear();
  kept.clear();
}

void KeySlots::Slot::keep(const SecretBytes& userSecret, const SecretBytes& second) {
  kept = lockWith(keepingKey(userSecret), second.expose(SecretAccess{}), keptFor(user, kind, device));
}

// deviceNeeded: a slot from before version 3 keeps none.
Result<SecretBytes> KeySlots::Slot::second(const SecretBytes& userSecret) const {
  if (!isDevice(kind)) return SecretBytes();
  if (!ofDevice) return unexpected(SlotError::deviceNeeded);
  auto opened = unlockWith(keepingKey(userSecret), kept, keptFor(user, kind, device));
  if (!opened || opened->size() != kSecondBytes) return unexpected(SlotError::damaged);
  return std::move(*opened);
}

// A code is nobody's first way in: what is asked of a user is asked of the slot that their passphrase belongs to.
const KeySlots::Slot* KeySlots::find(const UserId& user) const {
  const Slot* code = nullptr;
  for (const Slot& slot : slots_) {
    if (slot.user != user) continue;
    if (slot.kind != SlotKind::oneTimeCode) return &slot;
    code = &slot;
  }
  return code;
}

KeySlots::Slot* KeySlots::find(const UserId& user) {
  return const_cast<Slot*>(std::as_const(*this).find(user));
}

template <class Change>
void KeySlots::each(const UserId& user, Change change) {
  for (Slot& slot : slots_)
    if (slot.user == user) change(slot);
}

bool KeySlots::hasRoom(std::size_t more) const {
  constexpr std::size_t kLargestSlot = 16 + 2 + 2 + kMaxLabelBytes + 8 + 4 + 16 + 1 + kMaxNameBytes + 2 + kMaxDeviceBytes + 1 +
                                       kSecondBytes + kLockOverhead + 32 + 1 + kMaxUserSecretBytes + kLockOverhead + 10;
  constexpr std::size_t kLargestCode = kLargestSlot - kMaxDeviceBytes - kMaxNameBytes;
  return slots_.size() + more <= kMaxSlots &&
         serialise().size() + (more == 1 ? kLargestSlot : more * kLargestCode) + kMacBytes <= kMaxFileBytes;
}

void KeySlots::write(ByteWriter& out, bool withLadder) const {
  out.raw(bytesOf(kMagic)).u8(version_).u64(generation_).u8(static_cast<Byte>(slots_.size()));
  for (const Slot& slot : slots_) {
    if (version_ >= kFirstWithLayouts) out.u8(slot.layout());
    out.raw(slot.headBytes()).raw(slot.commitment).sized(slot.box);
    out.u8(static_cast<Byte>((slot.disabled ? kMarkDisabled : 0) | (slot.mustChange ? kMarkMustChange : 0)));
    if (withLadder) out.u8(slot.ladder.failedTries).u64(static_cast<std::uint64_t>(slot.ladder.notBeforeMs));
  }
}

Bytes KeySlots::serialise() const {
  ByteWriter out;
  write(out, true);
  out.sized(mac_);
  return out.take();
}

Result<KeySlots::Slot> KeySlots::parseSlot(ByteReader& reader, std::uint8_t version) {
  Slot slot;
  const std::uint8_t layout = version >= kFirstWithLayouts ? reader.u8() : kPlainLayout;
  slot.ofDevice = layout == kDeviceLayout;
  slot.user.value = reader.array<16>();
  const std::uint8_t kind = reader.u8();
  slot.kind = static_cast<SlotKind>(kind);
  slot.label = reader.text(kMaxLabelBytes);
  slot.cost.memoryBytes = reader.u64();
  slot.cost.passes = reader.u32();
  slot.salt = reader.array<16>();
  if (slot.ofDevice) {
    slot.name = reader.text(kMaxNameBytes);
    slot.device = copyOf(reader.sized(kMaxDeviceBytes));
    slot.kept = copyOf(reader.sized(kSecondBytes + kLockOverhead));
  }
  slot.commitment = reader.array<32>();
  slot.box = copyOf(reader.sized(kMaxUserSecretBytes + kLockOverhead));
  const std::uint8_t marks = reader.u8();
  slot.disabled = (marks & kMarkDisabled) != 0;
  slot.mustChange = (marks & kMarkMustChange) != 0;
  slot.ladder.failedTries = reader.u8();
  slot.ladder.notBeforeMs = static_cast<std::int64_t>(reader.u64());
  if (!reader.ok()) return unexpected(SlotError::damaged);
  if (aboveCap(slot.cost)) return unexpected(SlotError::parametersTooCostly);
  const bool device = !slot.ofDevice || (isDevice(slot.kind) && isLabel(slot.name, kMaxNameBytes) &&
                                         !slot.device.empty() && slot.kept.size() == kSecondBytes + kLockOverhead);
  const bool fine = kind >= static_cast<Byte>(SlotKind::passphrase) && kind <= static_cast<Byte>(SlotKind::tpm) &&
                    (layout == kPlainLayout || layout == kDeviceLayout) && device && isLabel(slot.label) && isCost(slot.cost) &&
                    slot.box.size() > kLockOverhead &&
                    marks <= (version == 1 ? kMarkDisabled : kMarkDisabled | kMarkMustChange) && slot.ladder.isPossible();
  if (!fine) return unexpected(SlotError::damaged);
  return slot;
}

// What is the user's and not the slot's is the same in all of theirs.
bool KeySlots::agrees(const Slot& slot) const {
  return std::all_of(slots_.begin(), slots_.end(), [&](const Slot& other) {
    if (other.salt == slot.salt) return false;
    return other.user != slot.user || (version_ >= kFirstWithLayouts && other.label == slot.label &&
                                       other.disabled == slot.disabled && other.mustChange == slot.mustChange &&
                                       other.ladder == slot.ladder);
  });
}

Result<KeySlots> KeySlots::parse(ByteView file) {
  if (file.size() > kMaxFileBytes) return unexpected(SlotError::damaged);
  ByteReader reader(file);
  const ByteView magic = reader.raw(kMagic.size());
  const std::uint8_t version = reader.u8();
  if (!reader.ok() || textOf(magic) != kMagic || version == 0) return unexpected(SlotError::damaged);
  if (version > kFileVersion) return unexpected(SlotError::newerVersion);
  KeySlots out;
  out.version_ = version;
  out.generation_ = reader.u64();
  const std::size_t count = reader.u8();
  if (!reader.ok() || (version < kFirstWithLayouts && count > kMaxUsers)) return unexpected(SlotError::damaged);
  for (std::size_t i = 0; i < count; ++i) {
    LIMEN_ASSIGN(Slot slot, parseSlot(reader, version));
    if (!out.agrees(slot)) return unexpected(SlotError::damaged);
    out.slots_.push_back(std::move(slot));
  }
  out.mac_ = copyOf(reader.sized(kMacBytes));
  if (!reader.done() || (!out.mac_.empty() && out.mac_.size() != kMacBytes)) return unexpected(SlotError::damaged);
  return out;
}

std::vector<SlotInfo> KeySlots::list() const {
  std::vector<SlotInfo> out;
  for (const Slot& slot : slots_) out.push_back(slot.info());
  return out;
}

std::vector<SlotInfo> KeySlots::users() const {
  std::vector<SlotInfo> out;
  for (const Slot& slot : slots_)
    if (std::none_of(out.begin(), out.end(), [&](const SlotInfo& known) { return known.user == slot.user; }))
      out.push_back(find(slot.user)->info());
  return out;
}

std::vector<SlotInfo> KeySlots::of(const UserId& user) const {
  std::vector<SlotInfo> out;
  for (const Slot& slot : slots_)
    if (slot.user == user) out.push_back(slot.info());
  return out;
}

Result<void> KeySlots::add(const UserId& user, std::string label, const SecretBytes& passphrase, const SecretBytes& userSecret,
                           KdfCost cost) {
  if (users().size() >= kMaxUsers || !hasRoom(1)) return unexpected(SlotError::full);
  if (find(user) != nullptr) return unexpected(SlotError::alreadyListed);
  if (!isLabel(label)) return unexpected(SlotError::badLabel);
  Slot slot;
  slot.user = user;
  slot.label = std::move(label);
  slot.cost = cost;
  LIMEN_TRY(slot.close(passphrase, userSecret, {}));
  slots_.push_back(std::move(slot));
  return {};
}

Result<SlotId> KeySlots::addDevice(const UserId& user, SlotKind kind, const SecretBytes& passphrase, const SecretBytes& userSecret,
                                   const SecretBytes& second, std::string name, Bytes device) {
  LIMEN_CHECK(isDevice(kind) && second.size() == kSecondBytes && !device.empty() && device.size() <= kMaxDeviceBytes);
  const Slot* first = find(user);
  if (first == nullptr) return unexpected(SlotError::unknownUser);
  if (!isLabel(name, kMaxNameBytes)) return unexpected(SlotError::badLabel);
  for (const Slot& slot : slots_)
    if (slot.user == user && slot.name == name) return unexpected(SlotError::alreadyListed);
  if (!hasRoom(1)) return unexpected(SlotError::full);
  if (!isInForce(user, passphrase, userSecret)) return unexpected(SlotError::wrongPassphrase);
  Slot slot = *first;
  slot.kind = kind;
  slot.ofDevice = true;
  slot.name = std::move(name);
  slot.device = std::move(device);
  slot.keep(userSecret, second);
  LIMEN_TRY(slot.close(passphrase, userSecret, second.expose(SecretAccess{})));
  std::erase_if(slots_, [&](const Slot& old) { return old.user == user && old.kind == SlotKind::passphrase; });
  slots_.push_back(std::move(slot));
  version_ = kFileVersion;
  return slots_.back().id();
}

Result<void> KeySlots::removeDevice(const SlotId& id, const SecretBytes& passphrase, const SecretBytes& userSecret) {
  const auto at = std::find_if(slots_.begin(), slots_.end(), [&](const Slot& slot) { return slot.id() == id; });
  if (at == slots_.end() || !isDevice(at->kind)) return unexpected(SlotError::unknownUser);
  const UserId user = at->user;
  if (!isInForce(user, passphrase, userSecret)) return unexpected(SlotError::wrongPassphrase);
  const auto others = std::count_if(slots_.begin(), slots_.end(),
                                    [&](const Slot& slot) { return slot.user == user && isDevice(slot.kind); });
  if (others > 1) {
    slots_.erase(at);
    return {};
  }
  Slot plain = *at;
  plain.becomePlain(SlotKind::passphrase);
  LIMEN_TRY(plain.close(passphrase, userSecret, {}));
  *at = std::move(plain);
  return {};
}

Result<void> KeySlots::setCodes(const UserId& user, const SecretBytes& userSecret, const std::vector<SecretBytes>& codes) {
  const Slot* first = find(user);
  if (first == nullptr) return unexpected(SlotError::unknownUser);
  const Slot like = *first;
  KeySlots fresh = *this;
  std::erase_if(fresh.slots_, [&](const Slot& slot) { return slot.user == user && slot.kind == SlotKind::oneTimeCode; });
  if (!fresh.hasRoom(codes.size())) return unexpected(SlotError::full);
  for (const SecretBytes& code : codes) {
    Slot slot = like;
    slot.becomePlain(SlotKind::oneTimeCode);
    slot.cost = kCodeCost;
    LIMEN_TRY(slot.close(code, userSecret, {}));
    fresh.slots_.push_back(std::move(slot));
  }
  *this = std::move(fresh);
  version_ = kFileVersion;
  return {};
}

Result<void> KeySlots::mayTry(const UserId& user, std::int64_t nowMs) {
  Slot* slot = find(user);
  if (slot == nullptr) return unexpected(SlotError::unknownUser);
  if (slot->isDisabled()) return unexpected(SlotError::disabled);
  Ladder ladder = slot->ladder;
  const bool waits = ladder.mustWait(std::max<std::int64_t>(nowMs, 0));
  each(user, [&](Slot& one) { one.ladder = ladder; });
  if (waits) return unexpected(SlotError::waiting);
  return {};
}

Result<SecretBytes> KeySlots::openAt(Slot& slot, const SecretBytes& passphrase, std::int64_t nowMs, ByteView second) {
  const UserId user = slot.user;
  LIMEN_TRY(mayTry(user, nowMs));
  if (isDevice(slot.kind) && second.empty()) return unexpected(SlotError::deviceNeeded);
  LIMEN_ASSIGN(const SecretBytes key, slot.keyFrom(passphrase, second));
  if (!slot.fits(key)) {
    each(user, [&](Slot& one) { one.ladder.recordFailure(std::max<std::int64_t>(nowMs, 0)); });
    return unexpected(SlotError::wrongPassphrase);
  }
  auto secret = unlockWith(key, slot.box, slot.associated());
  if (!secret) return unexpected(SlotError::damaged);
  each(user, [](Slot& one) { one.ladder.restart(); });
  return std::move(*secret);
}

Result<SecretBytes> KeySlots::open(const UserId& user, const SecretBytes& passphrase, std::int64_t nowMs, ByteView second) {
  Slot* slot = find(user);
  if (slot == nullptr) return unexpected(SlotError::unknownUser);
  return openAt(*slot, passphrase, nowMs, second);
}

Result<SecretBytes> KeySlots::openSlot(const SlotId& id, const SecretBytes& passphrase, std::int64_t nowMs, ByteView second) {
  const auto at = std::find_if(slots_.begin(), slots_.end(), [&](const Slot& slot) { return slot.id() == id; });
  // A code opens by openCode(), which takes its slot away.
  if (at == slots_.end() || at->kind == SlotKind::oneTimeCode) return unexpected(SlotError::unknownUser);
  return openAt(*at, passphrase, nowMs, second);
}

Result<SecretBytes> KeySlots::openCode(const UserId& user, const SecretBytes& code, std::int64_t nowMs) {
  LIMEN_TRY(mayTry(user, nowMs));
  for (auto slot = slots_.begin(); slot != slots_.end(); ++slot) {
    if (slot->user != user || slot->kind != SlotKind::oneTimeCode) continue;
    LIMEN_ASSIGN(const SecretBytes key, slot->keyFrom(code, {}));
    if (!slot->fits(key)) continue;
    auto secret = unlockWith(key, slot->box, slot->associated());
    if (!secret) return unexpected(SlotError::damaged);
    slots_.erase(slot);
    each(user, [](Slot& one) { one.ladder.restart(); });
    return std::move(*secret);
  }
  each(user, [&](Slot& one) { one.ladder.recordFailure(std::max<std::int64_t>(nowMs, 0)); });
  return unexpected(SlotError::wrongPassphrase, "code");
}

bool KeySlots::isInForce(const UserId& user, const SecretBytes& passphrase, const SecretBytes& userSecret) const {
  const Slot* slot = find(user);
  if (slot == nullptr || slot->kind == SlotKind::oneTimeCode) return false;
  const auto second = slot->second(userSecret);
  if (!second) return false;
  const auto key = slot->keyFrom(passphrase, second->expose(SecretAccess{}));
  return key && slot->fits(*key);
}

Result<void> KeySlots::changePassphrase(const UserId& user, const SecretBytes& userSecret, const SecretBytes& passphrase,
                                        KdfCost cost) {
  if (find(user) == nullptr) return unexpected(SlotError::unknownUser);
  KeySlots changed = *this;
  for (Slot& slot : changed.slots_) {
    if (slot.user != user || slot.kind == SlotKind::oneTimeCode) continue;
    LIMEN_ASSIGN(const SecretBytes second, slot.second(userSecret));
    slot.cost = cost;
    LIMEN_TRY(slot.close(passphrase, userSecret, second.expose(SecretAccess{})));
  }
  changed.each(user, [](Slot& slot) { slot.ladder.restart(); });
  *this = std::move(changed);
  return {};
}

Result<void> KeySlots::startAnew(const UserId& user, const SecretBytes& userSecret, const SecretBytes& passphrase, KdfCost cost) {
  const Slot* first = find(user);
  if (first == nullptr) return unexpected(SlotError::unknownUser);
  Slot plain = *first;
  plain.becomePlain(SlotKind::passphrase);
  plain.cost = cost;
  plain.ladder.restart();
  LIMEN_TRY(plain.close(passphrase, userSecret, {}));
  const auto at = std::find_if(slots_.begin(), slots_.end(), [&](const Slot& slot) { return slot.user == user; });
  *at = std::move(plain);
  slots_.erase(std::remove_if(at + 1, slots_.end(), [&](const Slot& slot) { return slot.user == user; }), slots_.end());
  return {};
}

Result<void> KeySlots::remove(const UserId& user) {
  if (std::erase_if(slots_, [&](const Slot& slot) { return slot.user == user; }) == 0) return unexpected(SlotError::unknownUser);
  return {};
}

Result<void> KeySlots::setDisabled(const UserId& user, bool disabled) {
  if (find(user) == nullptr) return unexpected(SlotError::unknownUser);
  each(user, [&](Slot& slot) {
    slot.disabled = disabled;
    if (!disabled) slot.ladder.restart();
  });
  return {};
}

void KeySlots::setMustChange(const UserId& user, bool mustChange) {
  LIMEN_CHECK(find(user) != nullptr);
  each(user, [&](Slot& slot) { slot.mustChange = mustChange; });
  version_ = std::max<std::uint8_t>(version_, kFirstWithMustChange);
}

void KeySlots::seal(const SecretBytes& macKey) {
  version_ = kFileVersion;
  ++generation_;
  ByteWriter covered;
  write(covered, false);
  const Mac16 mac = mac128(macKey, {bytesOf("limen/slots/v1"), covered.bytes()});
  mac_.assign(mac.begin(), mac.end());
}

bool KeySlots::macValid(const SecretBytes& macKey) const {
  ByteWriter covered;
  write(covered, false);
  return equalInConstantTime(mac_, mac128(macKey, {bytesOf("limen/slots/v1"), covered.bytes()}));
}

}  // namespace limen
