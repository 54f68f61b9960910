// SPDX-License-Identifier: Apache-2.0
#include "station/station_files.h"

#include <array>

#include "core/files.h"
#include "crypto/hash.h"
#include "station/vault.h"
#include "sync/wiping.h"

namespace limen {

namespace fs = std::filesystem;

namespace {

constexpr std::uint8_t kRingVersion = 1;
constexpr std::string_view kRingDomain = "limen/ring/v1";
constexpr std::size_t kKeyBytes = 32;

Bytes ringDomain(const UserId& user) {
  return ByteWriter().raw(bytesOf(kRingDomain)).raw(user.bytes()).take();
}

}  // namespace

fs::path kitPath(const fs::path& home) {
  return home / kKitFile;
}
fs::path slotsPath(const fs::path& home) {
  return home / kSlotsFile;
}
fs::path ringPath(const fs::path& home, const UserId& user) {
  return home / kRingsFolder / user.hex();
}
fs::path storePath(const fs::path& home) {
  return home / kStoreFile;
}

Bytes Ring::serialise(const UserId& user, const SecretBytes& userSecret) const {
  SecretBytes plain(3 * kKeyBytes);
  auto out = plain.expose(SecretAccess{});
  std::size_t at = 0;
  for (const SecretBytes* key : {&stationKey, &userSeed, &userBoxSecret}) {
    const ByteView bytes = key->expose(SecretAccess{});
    LIMEN_CHECK(bytes.size() == kKeyBytes);
    std::copy(bytes.begin(), bytes.end(), out.begin() + static_cast<std::ptrdiff_t>(at));
    at += kKeyBytes;
  }
  const SecretBytes& held = plain;
  return ByteWriter().u8(kRingVersion).raw(lockWith(userSecret, held.expose(SecretAccess{}), ringDomain(user))).take();
}

Result<Ring> Ring::parse(ByteView file, const UserId& user, const SecretBytes& userSecret) {
  if (file.empty() || file[0] != kRingVersion) return unexpected(VaultError::damaged, "ring");
  auto plain = unlockWith(userSecret, file.subspan(1), ringDomain(user));
  if (!plain || plain->size() != 3 * kKeyBytes) return unexpected(VaultError::damaged, "ring");
  const SecretBytes& held = *plain;
  const ByteView bytes = held.expose(SecretAccess{});
  return Ring{SecretBytes::copyOf(bytes.subspan(0, kKeyBytes)), SecretBytes::copyOf(bytes.subspan(kKeyBytes, kKeyBytes)),
              SecretBytes::copyOf(bytes.subspan(2 * kKeyBytes, kKeyBytes))};
}

Result<Kit> parseKit(ByteView bytes) {
  Kit kit;
  const bool parsed = kit.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
  if (!parsed || kit.organisation().size() != OrganisationId::kSize || kit.root_ed25519().size() != kKeyBytes ||
      kit.server_address().empty() || kit.ca_certificate_pem().empty())
    return unexpected(VaultError::damaged, "kit");
  return kit;
}

Result<KeySlots> readSlots(const fs::path& home) {
  // A wipe that was cut short is finished by whoever comes first, and nobody unlocks behind it.
  if (wipeBegun(home)) {
    LIMEN_TRY(destroyStation(home));
    return unexpected(WipeError::wiped);
  }
  auto bytes = readFile(slotsPath(home), KeySlots::kMaxFileBytes);
  if (!bytes) {
    if (bytes.error().is(FileError::missing)) return unexpected(VaultError::notAStation, "slots");
    return unexpected(bytes.error());
  }
  return KeySlots::parse(*bytes);
}

SecretBytes subkeyOf(const SecretBytes& stationKey, std::string_view purpose) {
  constexpr std::array<std::string_view, 7> kPurposes{"store", "draft", "search", "slots", "spool", "audit", "backup"};
  for (std::size_t i = 0; i < kPurposes.size(); ++i)
    if (kPurposes[i] == purpose) return deriveSubkey(stationKey, i + 1, "limenSK1");
  LIMEN_CHECK(!"a purpose of the list above");
  return {};
}

Bytes numberBytes(std::uint64_t number) {
  return ByteWriter().u64(number).take();
}

std::uint64_t numberFrom(ByteView bytes) {
  ByteReader reader(bytes);
  const std::uint64_t number = reader.u64();
  return reader.done() ? number : 0;
}

}  // namespace limen
