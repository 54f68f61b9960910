// SPDX-License-Identifier: Apache-2.0
#include "crypto/key_slots.h"

#include <sodium.h>

#include <algorithm>

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
  }
  return "unknown";
}

namespace {

constexpr std::string_view kMagic = "LSLT";
constexpr std::uint8_t kFileVersion = 2;  // 1: `disabled` alone where the marks are
constexpr std::uint8_t kSlotLayout = 1;   // what a box is bound to
constexpr std::uint8_t kMarkDisabled = 1, kMarkMustChange = 2;
constexpr std::size_t kMaxLabelBytes = 128, kMaxUserSecretBytes = 64, kHmacSecretBytes = 32, kMacBytes = 16;
constexpr std::uint64_t kSmallestMemory = 8192;  // what Argon2id itself asks for
constexpr std::uint8_t kFreeTries = 5, kLastTry = 20;
constexpr std::int64_t kFirstWaitMs = 30'000, kLongestWaitMs = 3'600'000;

static_assert(crypto_pwhash_argon2id_SALTBYTES == 16 && crypto_pwhash_argon2id_MEMLIMIT_MIN == kSmallestMemory);

bool isLabel(std::string_view label) {
  return !label.empty() && label.size() <= kMaxLabelBytes &&
         std::all_of(label.begin(), label.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f; });
}

bool isCost(const KdfCost& cost) {
  return cost.passes >= 1 && cost.memoryBytes >= kSmallestMemory && cost.memoryBytes % 1024 == 0;
}

bool aboveCap(const KdfCost& cost) {
  return cost.memoryBytes > KdfCost::cap().memoryBytes || cost.passes > KdfCost::cap().passes;
}

std::int64_t waitAfter(std::uint8_t failedTries) {
  if (failedTries < kFreeTries) return 0;
  return std::min(kFirstWaitMs << (failedTries - kFreeTries), kLongestWaitMs);
}

}  // namespace

Bytes KeySlots::Slot::headBytes() const {
  ByteWriter out;
  out.raw(user.bytes()).u8(static_cast<Byte>(kind)).text(label).u64(cost.memoryBytes).u32(cost.passes).raw(salt);
  return out.take();
}

Bytes KeySlots::Slot::associated() const {
  ByteWriter out;
  out.raw(bytesOf("limen/slot/v1")).u8(kSlotLayout).raw(headBytes()).raw(commitment);
  return out.take();
}

bool KeySlots::Slot::isDisabled() const {
  return disabled || failedTries >= kLastTry;
}

Result<SecretBytes> KeySlots::Slot::keyFrom(const SecretBytes& passphrase, ByteView hmacSecret) const {
  static constexpr Byte kNone[kHmacSecretBytes] = {};
  LIMEN_CHECK(hmacSecret.empty() || hmacSecret.size() == kHmacSecretBytes);
  const ByteView second = kind == SlotKind::fido2 && !hmacSecret.empty() ? hmacSecret : ByteView(kNone);
  const ByteView typed = passphrase.expose(SecretAccess{});
  SecretBytes stretched(32);
  if (crypto_pwhash_argon2id(stretched.expose(SecretAccess{}).data(), stretched.size(),
                             typed.empty() ? "" : reinterpret_cast<const char*>(typed.data()), typed.size(), salt.data(),
                             cost.passes, cost.memoryBytes, crypto_pwhash_argon2id_ALG_ARGON2ID13) != 0)
    return unexpected(SlotError::parametersTooCostly);
  const Byte kindByte = static_cast<Byte>(kind);
  return deriveKey(stretched, {bytesOf("limen/kek/v1"), {&kindByte, 1}, second});
}

Result<void> KeySlots::Slot::close(const SecretBytes& passphrase, const SecretBytes& userSecret, ByteView hmacSecret) {
  LIMEN_CHECK(isCost(cost) && !passphrase.empty() && !userSecret.empty() && userSecret.size() <= kMaxUserSecretBytes);
  if (aboveCap(cost)) return unexpected(SlotError::parametersTooCostly);
  kind = hmacSecret.empty() ? SlotKind::passphrase : SlotKind::fido2;
  randombytes_buf(salt.data(), salt.size());
  LIMEN_ASSIGN(const SecretBytes key, keyFrom(passphrase, hmacSecret));
  const SecretBytes made = deriveKey(key, {bytesOf("limen/commit/v1"), headBytes()});
  const ByteView view = made.expose(SecretAccess{});
  std::copy(view.begin(), view.end(), commitment.begin());
  box = lockWith(key, userSecret.expose(SecretAccess{}), associated());
  restartLadder();
  return {};
}

void KeySlots::Slot::recordFailure(std::int64_t nowMs) {
  ++failedTries;
  const std::int64_t wait = waitAfter(failedTries);
  notBeforeMs = wait == 0 ? 0 : nowMs + wait;
}

void KeySlots::Slot::restartLadder() {
  failedTries = 0;
  notBeforeMs = 0;
}

KeySlots::Slot* KeySlots::find(const UserId& user) {
  const auto at = std::find_if(slots_.begin(), slots_.end(), [&](const Slot& slot) { return slot.user == user; });
  return at == slots_.end() ? nullptr : &*at;
}

void KeySlots::write(ByteWriter& out, bool withLadder) const {
  out.raw(bytesOf(kMagic)).u8(version_).u64(generation_).u8(static_cast<Byte>(slots_.size()));
  for (const Slot& slot : slots_) {
    out.raw(slot.headBytes()).raw(slot.commitment).sized(slot.box);
    out.u8(static_cast<Byte>((slot.disabled ? kMarkDisabled : 0) | (slot.mustChange ? kMarkMustChange : 0)));
    if (withLadder) out.u8(slot.failedTries).u64(static_cast<std::uint64_t>(slot.notBeforeMs));
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
  slot.user.value = reader.array<16>();
  const std::uint8_t kind = reader.u8();
  slot.kind = static_cast<SlotKind>(kind);
  slot.label = reader.text(kMaxLabelBytes);
  slot.cost.memoryBytes = reader.u64();
  slot.cost.passes = reader.u32();
  slot.salt = reader.array<16>();
  slot.commitment = reader.array<32>();
  slot.box = copyOf(reader.sized(kMaxUserSecretBytes + kLockOverhead));
  const std::uint8_t marks = reader.u8();
  slot.disabled = (marks & kMarkDisabled) != 0;
  slot.mustChange = (marks & kMarkMustChange) != 0;
  slot.failedTries = reader.u8();
  slot.notBeforeMs = static_cast<std::int64_t>(reader.u64());
  if (!reader.ok()) return unexpected(SlotError::damaged);
  if (aboveCap(slot.cost)) return unexpected(SlotError::parametersTooCostly);
  const bool fine = kind >= static_cast<Byte>(SlotKind::passphrase) && kind <= static_cast<Byte>(SlotKind::tpm) &&
                    isLabel(slot.label) && isCost(slot.cost) && slot.box.size() > kLockOverhead &&
                    marks <= (version == 1 ? kMarkDisabled : kMarkDisabled | kMarkMustChange) &&
                    slot.failedTries <= kLastTry && slot.notBeforeMs >= 0 &&
                    (slot.failedTries >= kFreeTries || slot.notBeforeMs == 0);
  if (!fine) return unexpected(SlotError::damaged);
  return slot;
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
  if (!reader.ok() || count > kMaxSlots) return unexpected(SlotError::damaged);
  for (std::size_t i = 0; i < count; ++i) {
    LIMEN_ASSIGN(Slot slot, parseSlot(reader, version));
    if (out.find(slot.user) != nullptr) return unexpected(SlotError::damaged);
    out.slots_.push_back(std::move(slot));
  }
  out.mac_ = copyOf(reader.sized(kMacBytes));
  if (!reader.done() || (!out.mac_.empty() && out.mac_.size() != kMacBytes)) return unexpected(SlotError::damaged);
  return out;
}

std::vector<SlotInfo> KeySlots::list() const {
  std::vector<SlotInfo> out;
  for (const Slot& slot : slots_)
    out.push_back({slot.user, slot.kind, slot.label, slot.cost, slot.isDisabled(), slot.mustChange, slot.failedTries,
                   slot.notBeforeMs});
  return out;
}

Result<void> KeySlots::add(const UserId& user, std::string label, const SecretBytes& passphrase, const SecretBytes& userSecret,
                           KdfCost cost, ByteView hmacSecret) {
  if (slots_.size() >= kMaxSlots) return unexpected(SlotError::full);
  if (find(user) != nullptr) return unexpected(SlotError::alreadyListed);
  if (!isLabel(label)) return unexpected(SlotError::badLabel);
  Slot slot;
  slot.user = user;
  slot.label = std::move(label);
  slot.cost = cost;
  LIMEN_TRY(slot.close(passphrase, userSecret, hmacSecret));
  slots_.push_back(std::move(slot));
  return {};
}

Result<SecretBytes> KeySlots::open(const UserId& user, const SecretBytes& passphrase, std::int64_t nowMs, ByteView hmacSecret) {
  nowMs = std::max<std::int64_t>(nowMs, 0);
  Slot* slot = find(user);
  if (slot == nullptr) return unexpected(SlotError::unknownUser);
  if (slot->isDisabled()) return unexpected(SlotError::disabled);
  if (nowMs < slot->notBeforeMs) {
    // A clock that was set back makes nobody wait longer than the step of the ladder they stand on.
    slot->notBeforeMs = std::min(slot->notBeforeMs, nowMs + waitAfter(slot->failedTries));
    return unexpected(SlotError::waiting);
  }
  LIMEN_ASSIGN(const SecretBytes key, slot->keyFrom(passphrase, hmacSecret));
  const SecretBytes made = deriveKey(key, {bytesOf("limen/commit/v1"), slot->headBytes()});
  if (!equalInConstantTime(made.expose(SecretAccess{}), slot->commitment)) {
    slot->recordFailure(nowMs);
    return unexpected(SlotError::wrongPassphrase);
  }
  auto secret = unlockWith(key, slot->box, slot->associated());
  if (!secret) return unexpected(SlotError::damaged);
  slot->restartLadder();
  return std::move(*secret);
}

Result<void> KeySlots::changePassphrase(const UserId& user, const SecretBytes& userSecret, const SecretBytes& passphrase,
                                        KdfCost cost, ByteView hmacSecret) {
  Slot* slot = find(user);
  if (slot == nullptr) return unexpected(SlotError::unknownUser);
  Slot changed = *slot;
  changed.cost = cost;
  LIMEN_TRY(changed.close(passphrase, userSecret, hmacSecret));
  *slot = std::move(changed);
  return {};
}

Result<void> KeySlots::remove(const UserId& user) {
  if (std::erase_if(slots_, [&](const Slot& slot) { return slot.user == user; }) == 0) return unexpected(SlotError::unknownUser);
  return {};
}

Result<void> KeySlots::setDisabled(const UserId& user, bool disabled) {
  Slot* slot = find(user);
  if (slot == nullptr) return unexpected(SlotError::unknownUser);
  slot->disabled = disabled;
  if (!disabled) slot->restartLadder();
  return {};
}

void KeySlots::setMustChange(const UserId& user, bool mustChange) {
  Slot* slot = find(user);
  LIMEN_CHECK(slot != nullptr);
  slot->mustChange = mustChange;
  version_ = kFileVersion;
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
