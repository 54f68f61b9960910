// SPDX-License-Identifier: Apache-2.0
#include "server/server_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "core/files.h"
#include "crypto/hash.h"

namespace limen {
namespace {

namespace fs = std::filesystem;

constexpr char kCertificate[] = "certificate.pem", kAuthority[] = "ca.pem", kRoot[] = "root.key", kDirectory[] = "directory",
               kKeys[] = "keys.sealed", kStore[] = "server.db", kTombstones[] = "tombstones", kInUse[] = "in-use";
constexpr std::uint8_t kKeysVersion = 1;
constexpr std::string_view kKeysDomain = "limen/server-keys/v1";
constexpr std::string_view kStoreDomain = "limen/server-store/v1";
constexpr std::size_t kMaxPem = 16 * 1024, kMaxDirectory = 4 << 20;

SecretBytes subkey(const SecretBytes& storeKey, std::string_view domain) {
  return deriveKey(storeKey, {bytesOf(domain)});
}

// u8 version | sized TLS key | receipt seed 32 | u32 erasure key id | erasure secret 32
SecretBytes keysOf(const ServerFolder& folder) {
  const ByteView tls = folder.tlsKeyPem.expose(SecretAccess{});
  const Bytes head = ByteWriter().u8(kKeysVersion).varint(tls.size()).take();
  const Bytes id = ByteWriter().u32(folder.erasureKeyId).take();
  const std::initializer_list<ByteView> pieces{head, tls, folder.receiptSeed.expose(SecretAccess{}), id,
                                               folder.erasureSecret.expose(SecretAccess{})};
  std::size_t size = 0;
  for (const ByteView piece : pieces) size += piece.size();
  SecretBytes out(size);
  auto at = out.expose(SecretAccess{}).begin();
  for (const ByteView piece : pieces) at = std::copy(piece.begin(), piece.end(), at);
  return out;
}

Result<Bytes> fileOf(const fs::path& folder, const char* name, std::size_t maxSize) {
  auto content = readFile(folder / name, maxSize);
  if (content) return content;
  return unexpected(content.error().is(FileError::missing) ? ServerFolderError::missing : ServerFolderError::damaged, name);
}

Result<void> writeAll(const ServerFolder& content, const fs::path& folder, const SecretBytes& storeKey) {
  const SecretBytes plain = keysOf(content);
  const Bytes keys = lockWith(subkey(storeKey, kKeysDomain), plain.expose(SecretAccess{}), bytesOf(kKeysDomain));
  LIMEN_TRY(writeFile(folder / kCertificate, bytesOf(content.certificatePem)));
  LIMEN_TRY(writeFile(folder / kAuthority, bytesOf(content.authorityPem)));
  LIMEN_TRY(writeFile(folder / kRoot, content.root));
  LIMEN_TRY(writeFile(folder / kDirectory, content.directory));
  LIMEN_TRY(writeFile(folder / kKeys, keys));
  LIMEN_TRY(openEmbeddedServerStore(folder / kStore, subkey(storeKey, kStoreDomain), Database::Create::yes));
  return {};
}

}  // namespace

std::string_view nameOf(ServerFolderError cause) {
  switch (cause) {
    case ServerFolderError::missing:
      return "missing";
    case ServerFolderError::exists:
      return "exists";
    case ServerFolderError::damaged:
      return "damaged";
    case ServerFolderError::wrongKey:
      return "wrongKey";
    case ServerFolderError::newerVersion:
      return "newerVersion";
    case ServerFolderError::notWritten:
      return "notWritten";
    case ServerFolderError::inUse:
      return "inUse";
  }
  return "unknown";
}

Result<void> ServerFolder::create(const fs::path& folder, const SecretBytes& storeKey) const {
  std::error_code failed;
  if (fs::exists(folder, failed) && !(fs::is_directory(folder, failed) && fs::is_empty(folder, failed))) {
    return unexpected(ServerFolderError::exists);
  }
  fs::path partial = folder.lexically_normal();
  if (!partial.has_filename()) partial = partial.parent_path();
  const fs::path complete = partial;
  partial += ".partial";
  fs::remove_all(partial, failed);
  if (!fs::create_directories(partial, failed)) return unexpected(ServerFolderError::notWritten);
  fs::permissions(partial, fs::perms::owner_all, failed);
  const auto written = writeAll(*this, partial, storeKey);
  if (written && moveFolder(partial, complete)) return {};
  std::error_code ignored;
  fs::remove_all(partial, ignored);
  LIMEN_TRY(written);
  return unexpected(ServerFolderError::notWritten);
}

ServerFolder::Lock::~Lock() {
  if (fd_ >= 0) ::close(fd_);
}

Result<ServerFolder::Lock> ServerFolder::take(const fs::path& folder) {
  Lock lock(::open((folder / kInUse).c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (lock.fd_ < 0) return unexpected(ServerFolderError::notWritten, kInUse);
  if (::flock(lock.fd_, LOCK_EX | LOCK_NB) != 0) return unexpected(ServerFolderError::inUse);
  return lock;
}

Result<ServerFolder> ServerFolder::load(const fs::path& folder, const SecretBytes& storeKey) {
  ServerFolder out;
  LIMEN_ASSIGN(const Bytes certificate, fileOf(folder, kCertificate, kMaxPem));
  LIMEN_ASSIGN(const Bytes authority, fileOf(folder, kAuthority, kMaxPem));
  LIMEN_ASSIGN(const Bytes root, fileOf(folder, kRoot, std::tuple_size_v<PublicKey>));
  LIMEN_ASSIGN(out.directory, fileOf(folder, kDirectory, kMaxDirectory));
  out.tombstones = folder / kTombstones;
  LIMEN_ASSIGN(const Bytes sealed, fileOf(folder, kKeys, kMaxPem));
  out.certificatePem = textOf(certificate);
  out.authorityPem = textOf(authority);
  const auto rootKey = publicKeyFrom(root);
  if (!rootKey) return unexpected(ServerFolderError::damaged, kRoot);
  out.root = *rootKey;
  const auto keys = unlockWith(subkey(storeKey, kKeysDomain), sealed, bytesOf(kKeysDomain));
  if (!keys) return unexpected(ServerFolderError::wrongKey, kKeys);
  ByteReader in(std::as_const(*keys).expose(SecretAccess{}));
  const std::uint8_t version = in.u8();
  if (version > kKeysVersion) return unexpected(ServerFolderError::newerVersion, kKeys);
  out.tlsKeyPem = SecretBytes::copyOf(in.sized(kMaxPem));
  out.receiptSeed = SecretBytes::copyOf(in.raw(32));
  out.erasureKeyId = in.u32();
  out.erasureSecret = SecretBytes::copyOf(in.raw(32));
  if (!in.done() || version == 0 || out.erasureKeyId == 0) return unexpected(ServerFolderError::damaged, kKeys);
  return out;
}

fs::path serverStorePath(const fs::path& folder) {
  return folder / kStore;
}

SecretBytes serverStoreKey(const SecretBytes& storeKey) {
  return subkey(storeKey, kStoreDomain);
}

SecretBytes serverBackupKey(const SecretBytes& storeKey) {
  return subkey(storeKey, "limen/server-backup/v1");
}

Result<std::unique_ptr<ServerStore>> openServerStore(const fs::path& folder, const SecretBytes& storeKey) {
  return openEmbeddedServerStore(serverStorePath(folder), serverStoreKey(storeKey), Database::Create::no);
}

}  // namespace limen
