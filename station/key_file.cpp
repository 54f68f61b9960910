// SPDX-License-Identifier: Apache-2.0
#include "station/key_file.h"

#include "core/files.h"
#include "crypto/keys.h"
#include "station/organisation.h"

namespace limen {

namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kSecretBytes = 32;
const UserId kHolder{};  // one slot a file: it needs no id to be told from another

Bytes domainOf(std::string_view role) {
  return ByteWriter().raw(bytesOf("limen/orgkey/v1")).text(role).take();
}

Bytes joined(const KeySlots& slots, ByteView locked) {
  return ByteWriter().u8(kVersion).sized(slots.serialise()).sized(locked).take();
}

}  // namespace

Result<KeyFile> KeyFile::make(std::string_view role, const SecretBytes& passphrase, KdfCost cost) {
  KeySlots slots;
  SecretBytes secret = SecretBytes::random(kSecretBytes);
  LIMEN_TRY(slots.add(kHolder, std::string(role), passphrase, secret, cost));
  return KeyFile(std::move(slots), std::string(role), std::move(secret));
}

Bytes KeyFile::serialise(const SecretBytes& content) const {
  return joined(slots_, lockWith(secret_, content.expose(SecretAccess{}), domainOf(role_)));
}

Result<KeyFile> KeyFile::open(const std::filesystem::path& path, std::string_view role, const SecretBytes& passphrase,
                              const Clock& clock) {
  const std::string name(role);
  auto bytes = readFile(path, kMaxKeyFileBytes);
  if (!bytes) {
    if (bytes.error().is(FileError::missing)) return unexpected(OrganisationError::missing, name);
    return unexpected(bytes.error());
  }
  ByteReader reader(*bytes);
  const std::uint8_t version = reader.u8();
  const ByteView slotBytes = reader.sized(KeySlots::kMaxFileBytes);
  const Bytes locked = copyOf(reader.sized(kMaxKeyFileBytes));
  if (!reader.done() || version != kVersion) return unexpected(OrganisationError::damaged, name);
  LIMEN_ASSIGN(KeySlots slots, KeySlots::parse(slotBytes));
  auto secret = slots.open(kHolder, passphrase, toUnixMs(clock.now()));
  LIMEN_TRY(writeFile(path, joined(slots, locked)));
  if (!secret) {
    if (secret.error().is(SlotError::wrongPassphrase)) return unexpected(OrganisationError::wrongPassphrase, name);
    return unexpected(secret.error());
  }
  auto content = unlockWith(*secret, locked, domainOf(role));
  if (!content) return unexpected(OrganisationError::damaged, name);
  KeyFile file(std::move(slots), name, std::move(*secret));
  file.content_ = std::move(*content);
  return file;
}

}  // namespace limen
