// SPDX-License-Identifier: Apache-2.0
#include "station/factors.h"

#include <algorithm>

#include "core/files.h"
#include "crypto/hash.h"
#include "crypto/ladder.h"
#include "crypto/totp.h"
#include "station/passphrase.h"
#include "station/slot_changes.h"
#include "station/station_files.h"

namespace limen {

namespace {

constexpr std::uint8_t kTotpVersion = 1;
constexpr std::size_t kCodeGroup = 4;

// The value of one user in the store: version 1 | last used step u64 | failed tries u8 | not before u64 | lock of the secret.
struct Totp {
  std::int64_t lastUsed = 0;
  Ladder ladder;
  Bytes locked;

  Bytes serialise() const {
    return ByteWriter()
        .u8(kTotpVersion)
        .u64(static_cast<std::uint64_t>(lastUsed))
        .u8(ladder.failedTries)
        .u64(static_cast<std::uint64_t>(ladder.notBeforeMs))
        .raw(locked)
        .take();
  }
};

Bytes totpDomain(const UserId& user) {
  return ByteWriter().raw(bytesOf("limen/totp/v1")).raw(user.bytes()).take();
}

Result<std::optional<Totp>> readTotp(Vault& vault, const UserId& user) {
  LIMEN_ASSIGN(const auto held, vault.store().get(totpName(user)));
  if (!held || held->empty()) return std::optional<Totp>();
  ByteReader reader(*held);
  const std::uint8_t version = reader.u8();
  Totp out;
  out.lastUsed = static_cast<std::int64_t>(reader.u64());
  out.ladder.failedTries = reader.u8();
  out.ladder.notBeforeMs = static_cast<std::int64_t>(reader.u64());
  out.locked = copyOf(reader.raw(reader.remaining()));
  if (!reader.done() || version != kTotpVersion || !out.ladder.isPossible() || out.lastUsed < 0)
    return unexpected(VaultError::damaged, "totp");
  return std::optional<Totp>(std::move(out));
}

Result<void> writeTotp(Vault& vault, const UserId& user, const Bytes& value, const AuditAct& entry) {
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(vault.store().database()));
  LIMEN_TRY(vault.store().put(totpName(user), value));
  LIMEN_TRY(vault.store().audit(entry));
  return transaction.commit();
}

}  // namespace

std::string_view nameOf(FactorError cause) {
  switch (cause) {
    case FactorError::codeNeeded:
      return "codeNeeded";
    case FactorError::wrongCode:
      return "wrongCode";
    case FactorError::usedCode:
      return "usedCode";
    case FactorError::codeWaiting:
      return "codeWaiting";
    case FactorError::codeUsedUp:
      return "codeUsedUp";
    case FactorError::noFactor:
      return "noFactor";
    case FactorError::alreadyThere:
      return "alreadyThere";
  }
  return "unknown";
}

std::string totpName(const UserId& user) {
  return "totp." + user.hex();
}

Result<std::vector<SecretBytes>> makeCodes(Vault& vault, Permit permit) {
  permit.use(Act::changeFactor, vault.user().bytes());
  std::vector<SecretBytes> codes;
  for (std::size_t i = 0; i < kPrintedCodes; ++i) codes.push_back(SecretBytes::random(kPrintedCodeBytes));
  LIMEN_TRY(changeSlots(vault, vault.act("user.codes"),
                        [&](KeySlots& slots) { return slots.setCodes(vault.user(), vault.userSecret(), codes); }));
  return codes;
}

SecretBytes codeText(const SecretBytes& code) {
  std::string digits = toBase32(code.expose(SecretAccess{}));
  std::string grouped;
  grouped.reserve(2 * digits.size());
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && i % kCodeGroup == 0) grouped += '-';
    grouped += digits[i];
  }
  SecretBytes out = SecretBytes::copyOf(bytesOf(grouped));
  for (std::string* text : {&digits, &grouped}) wipe({reinterpret_cast<Byte*>(text->data()), text->size()});
  return out;
}

std::optional<SecretBytes> codeFrom(const SecretBytes& typed) {
  auto bytes = fromBase32(textOf(typed.expose(SecretAccess{})));
  if (!bytes || bytes->size() != kPrintedCodeBytes) return std::nullopt;
  SecretBytes out = SecretBytes::copyOf(*bytes);
  wipe(*bytes);
  return out;
}

Result<SecretBytes> unlockWithCode(const std::filesystem::path& home, const UserId& user, const SecretBytes& typed, const Clock& clock) {
  LIMEN_ASSIGN(KeySlots slots, readSlots(home));
  const std::int64_t now = toUnixMs(clock.now());
  const auto code = codeFrom(typed);
  auto secret = slots.openCode(user, code ? *code : typed, now);
  if (!secret) {
    LIMEN_TRY(writeFile(slotsPath(home), slots.serialise()));
    return unexpected(secret.error());
  }
  const auto take = [&](KeySlots& held) -> Result<void> {
    LIMEN_TRY(held.openCode(user, code ? *code : typed, now));
    held.setMustChange(user, true);
    return {};
  };
  LIMEN_TRY(changeOwnSlots(home, user, *secret, "unlock.code", clock, take));
  return secret;
}

Result<void> addDevice(Vault& vault, Permit permit, SlotKind kind, const Devices& devices, const std::string& name,
                       const SecretBytes& passphrase) {
  permit.use(Act::changeFactor, vault.user().bytes());
  SecondSource* source = kind == SlotKind::fido2 ? devices.securityKey : devices.chip;
  if (!source) return unexpected(kind == SlotKind::fido2 ? DeviceError::absent : DeviceError::noChip);
  const SecretBytes typed = normalisedPassphrase(passphrase);
  LIMEN_ASSIGN(const KeySlots held, readSlots(vault.home()));
  if (!held.isInForce(vault.user(), typed, vault.userSecret())) return unexpected(SlotError::wrongPassphrase);
  LIMEN_ASSIGN(SecondSource::Made made, source->make(vault.user(), vault.userName(), devices.pin ? devices.pin->clone() : SecretBytes()));
  return changeSlots(vault, vault.act(kind == SlotKind::fido2 ? "user.key.add" : "user.chip.add"), [&](KeySlots& slots) -> Result<void> {
    LIMEN_TRY(slots.addDevice(vault.user(), kind, typed, vault.userSecret(), made.secret, name, made.data));
    return {};
  });
}

Result<void> removeDevice(Vault& vault, Permit permit, const std::string& name, const SecretBytes& passphrase) {
  permit.use(Act::changeFactor, vault.user().bytes());
  const SecretBytes typed = normalisedPassphrase(passphrase);
  return changeSlots(vault, vault.act("user.device.remove"), [&](KeySlots& slots) -> Result<void> {
    for (const SlotInfo& slot : slots.of(vault.user()))
      if (isDevice(slot.kind) && slot.name == name) return slots.removeDevice(slot.id, typed, vault.userSecret());
    return unexpected(FactorError::noFactor);
  });
}

TotpOffer offerTotp(const Vault& vault) {
  SecretBytes secret = SecretBytes::random(kTotpSecretBytes);
  SecretBytes uri = totpUri(secret, "Limen " + vault.directory().content().organisation_name(), vault.userName());
  SecretBytes text = totpText(secret);
  return {std::move(secret), std::move(uri), std::move(text)};
}

Result<void> addTotp(Vault& vault, Permit permit, const TotpOffer& offer, std::string_view firstCode) {
  permit.use(Act::changeFactor, vault.user().bytes());
  LIMEN_ASSIGN(const bool there, hasTotp(vault, vault.user()));
  if (there) return unexpected(FactorError::alreadyThere);
  const auto step = totpStepOf(offer.secret, firstCode, vault.clock().now(), 0);
  if (!step) return unexpected(FactorError::wrongCode);
  Totp made;
  made.lastUsed = *step;
  made.locked = lockWith(vault.userSecret(), offer.secret.expose(SecretAccess{}), totpDomain(vault.user()));
  return writeTotp(vault, vault.user(), made.serialise(), vault.act("user.totp.add"));
}

Result<void> removeTotp(Vault& vault, Permit permit) {
  permit.use(Act::changeFactor, vault.user().bytes());
  LIMEN_ASSIGN(const bool there, hasTotp(vault, vault.user()));
  if (!there) return unexpected(FactorError::noFactor);
  return writeTotp(vault, vault.user(), Bytes(), vault.act("user.totp.remove"));
}

Result<bool> hasTotp(Vault& vault, const UserId& user) {
  LIMEN_ASSIGN(const auto held, readTotp(vault, user));
  return held.has_value();
}

Result<void> checkTotp(Vault& vault, const UserId& user, const SecretBytes& userSecret, std::string_view code) {
  LIMEN_ASSIGN(auto held, readTotp(vault, user));
  if (!held) return {};
  if (code.empty()) return unexpected(FactorError::codeNeeded);
  if (held->ladder.usedUp()) return unexpected(FactorError::codeUsedUp);
  const std::int64_t now = toUnixMs(vault.clock().now());
  if (held->ladder.mustWait(now)) return unexpected(FactorError::codeWaiting);
  auto secret = unlockWith(userSecret, held->locked, totpDomain(user));
  if (!secret) return unexpected(VaultError::damaged, "totp");
  const auto step = totpStepOf(*secret, code, vault.clock().now(), held->lastUsed);
  const bool used = !step && totpStepOf(*secret, code, vault.clock().now(), -1);
  AuditAct entry = vault.act("totp", step ? "ok" : used ? "usedCode" : "wrongCode");
  entry.actor = user;
  if (step) {
    held->lastUsed = *step;
    held->ladder.restart();
  } else {
    held->ladder.recordFailure(now);
  }
  LIMEN_TRY(writeTotp(vault, user, held->serialise(), entry));
  if (!step) return unexpected(used ? FactorError::usedCode : FactorError::wrongCode);
  return {};
}

}  // namespace limen
