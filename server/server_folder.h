// SPDX-License-Identifier: Apache-2.0
// What a server's folder holds. `limenctl server init` makes it, limen-server reads it.
//
//   certificate.pem  ca.pem   public: this server's TLS certificate and the private authority's
//   root.key                  public: the organisation's root key, 32 bytes, pinned
//   directory                 the SignedDirectory that the server was made with; newer ones are in the store
//   keys.sealed               TLS key, receipt seed, erasure secret: XChaCha20-Poly1305 under the store's key
//   server.db                 the store, SQLCipher, under the store's key
//   tombstones                what was erased, append-only (server/tombstone_log.h); made when the server first starts
//   in-use                    empty; whoever works in the folder holds it locked
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include "core/result.h"
#include "crypto/keys.h"
#include "store/server_store.h"

namespace limen {

enum class ServerFolderError { missing, exists, damaged, wrongKey, newerVersion, notWritten, inUse };
constexpr std::string_view roomOf(ServerFolderError) {
  return "server folder";
}
std::string_view nameOf(ServerFolderError cause);

struct ServerFolder {
  std::string certificatePem, authorityPem;
  SecretBytes tlsKeyPem;
  SecretBytes receiptSeed;    // of the Ed25519 key that signs acknowledgements
  SecretBytes erasureSecret;  // of the X25519 key that seeds are sealed to
  std::uint32_t erasureKeyId = 1;
  PublicKey root{};
  Bytes directory;
  std::filesystem::path tombstones{};  // of a folder that was loaded

  // The whole folder with an empty store, or nothing: it gets its name when it is complete. An empty folder of that name is
  // taken. exists, notWritten, or the store's error.
  Result<void> create(const std::filesystem::path& folder, const SecretBytes& storeKey) const;
  // One program at a time works in a folder: numbers and the tombstone log have one writer. inUse, notWritten.
  class Lock {
   public:
    explicit Lock(int fd) : fd_(fd) {}
    Lock(Lock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Lock& operator=(Lock&&) = delete;
    ~Lock();

   private:
    friend struct ServerFolder;
    int fd_;
  };
  static Result<Lock> take(const std::filesystem::path& folder);
  // missing, damaged, newerVersion, wrongKey. `context` names the file.
  static Result<ServerFolder> load(const std::filesystem::path& folder, const SecretBytes& storeKey);
};

// What stands where in such a folder, for who copies it.
std::filesystem::path serverStorePath(const std::filesystem::path& folder);
SecretBytes serverStoreKey(const SecretBytes& storeKey);   // of the store's file
SecretBytes serverBackupKey(const SecretBytes& storeKey);  // that its backups are locked with

// The store of a folder that create() has made; every outcome of StoreError.
Result<std::unique_ptr<ServerStore>> openServerStore(const std::filesystem::path& folder, const SecretBytes& storeKey);

}  // namespace limen
