// SPDX-License-Identifier: Apache-2.0
#include "crypto/backup.h"

#include <algorithm>

#include "core/check.h"
#include "crypto/hash.h"

namespace limen {

namespace {

constexpr std::string_view kMagic = "LBAK";
constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kKeyBytes = kStreamKeyBytes;
constexpr std::size_t kLockedBytes = kKeyBytes + kLockOverhead;

std::array<Byte, 8> keyIdOf(const SecretBytes& stationKey) {
  const Mac16 whole = mac128(stationKey, {bytesOf("limen/backup/keyid/v1")});
  std::array<Byte, 8> out{};
  std::copy_n(whole.begin(), out.size(), out.begin());
  return out;
}

Bytes associated(const std::array<Byte, 8>& keyId) {
  return ByteWriter().raw(bytesOf("limen/backup/key/v1")).raw(keyId).take();
}

Hash hashOf(const BackupHeader& header) {
  return hash256({bytesOf("limen/backup/header/v1"), header.serialise()});
}

}  // namespace

std::string_view nameOf(BackupError cause) {
  switch (cause) {
    case BackupError::notABackup:
      return "notABackup";
    case BackupError::newerVersion:
      return "newerVersion";
    case BackupError::truncated:
      return "truncated";
    case BackupError::damaged:
      return "damaged";
    case BackupError::otherKey:
      return "otherKey";
    case BackupError::tooFewShares:
      return "tooFewShares";
    case BackupError::tooLarge:
      return "tooLarge";
    case BackupError::noRecovery:
      return "noRecovery";
    case BackupError::noFolder:
      return "noFolder";
    case BackupError::exists:
      return "exists";
    case BackupError::otherStation:
      return "otherStation";
    case BackupError::notSet:
      return "notSet";
  }
  return "unknown";
}

Result<BackupHeader> BackupHeader::make(const SecretBytes& stationKey, const std::vector<PublicKey>& holders, std::size_t needed,
                                        SecretBytes& bodyKey) {
  bodyKey = SecretBytes::random(kKeyBytes);
  BackupHeader out;
  out.keyId = keyIdOf(stationKey);
  out.locked = lockWith(stationKey, std::as_const(bodyKey).expose(SecretAccess{}), associated(out.keyId));
  LIMEN_ASSIGN(out.escrowed, escrow(holders, needed, bodyKey));
  LIMEN_CHECK(out.escrowed.size() <= kMaxEscrowBytes);
  return out;
}

Bytes BackupHeader::serialise() const {
  return ByteWriter().raw(bytesOf(kMagic)).u8(kVersion).raw(keyId).raw(locked).sized(escrowed).raw(stream).take();
}

Result<BackupHeader> BackupHeader::parse(ByteView start, std::size_t& size) {
  ByteReader reader(start);
  const ByteView magic = reader.raw(std::min(kMagic.size(), start.size()));
  if (!std::equal(magic.begin(), magic.end(), bytesOf(kMagic).begin()) || magic.empty()) return unexpected(BackupError::notABackup);
  const std::uint8_t version = reader.u8();
  if (!reader.ok() || magic.size() < kMagic.size()) return unexpected(BackupError::truncated);
  if (version > kVersion) return unexpected(BackupError::newerVersion);
  if (version != kVersion) return unexpected(BackupError::damaged, "version");
  BackupHeader out;
  out.keyId = reader.array<8>();
  out.locked = copyOf(reader.raw(kLockedBytes));
  if (!reader.ok()) return unexpected(BackupError::truncated);
  const std::uint64_t escrowBytes = reader.varint();
  if (!reader.ok() && start.size() >= kMagic.size() + 1 + 8 + kLockedBytes + 10) return unexpected(BackupError::damaged, "escrow");
  if (reader.ok() && (escrowBytes == 0 || escrowBytes > kMaxEscrowBytes)) return unexpected(BackupError::damaged, "escrow");
  out.escrowed = copyOf(reader.raw(reader.ok() ? escrowBytes : 0));
  out.stream = reader.array<24>();
  if (!reader.ok()) return unexpected(BackupError::truncated);
  size = start.size() - reader.remaining();
  return out;
}

Result<SecretBytes> BackupHeader::openWithStation(const SecretBytes& stationKey) const {
  if (keyId != keyIdOf(stationKey)) return unexpected(BackupError::otherKey);
  auto key = unlockWith(stationKey, locked, associated(keyId));
  if (!key || key->size() != kKeyBytes) return unexpected(BackupError::damaged, "key");
  return key;
}

Result<SecretBytes> BackupHeader::openWithShares(const std::vector<const BoxKeys*>& holders) const {
  auto key = recover(escrowed, holders);
  if (!key) return unexpected(key.error().is(KeyError::wrongKey) ? BackupError::tooFewShares : BackupError::damaged, "recovery");
  if (key->size() != kKeyBytes) return unexpected(BackupError::damaged, "key");
  return key;
}

BackupSealer::BackupSealer(BackupHeader& header, const SecretBytes& bodyKey) : stream_(bodyKey, header.stream), header_(hashOf(header)) {}

Bytes BackupSealer::seal(ByteView chunk, bool last) {
  LIMEN_CHECK(chunk.size() == kBackupChunkBytes);
  return stream_.seal(chunk, header_, last);
}

Result<BackupOpener> BackupOpener::make(const BackupHeader& header, const SecretBytes& bodyKey) {
  auto stream = StreamOpener::make(bodyKey, header.stream);
  if (!stream) return unexpected(BackupError::damaged, "stream");
  return BackupOpener(std::move(*stream), hashOf(header));
}

Result<SecretBytes> BackupOpener::open(ByteView sealed, bool& last) {
  if (sealed.size() != kBackupSealedChunkBytes) return unexpected(BackupError::truncated);
  SecretBytes out(kBackupChunkBytes);
  if (!stream_.open(sealed, header_, out.expose(SecretAccess{}), last)) return unexpected(BackupError::damaged, "chunk");
  return out;
}

}  // namespace limen
