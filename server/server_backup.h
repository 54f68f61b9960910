// SPDX-License-Identifier: Apache-2.0
// A server's sealed backup, and a server made from one. In it: its keys, certificates and directory, one state of its store, and its
// file of erasures. The server may run meanwhile. What is in a backup that was read back whole is `safe`: stations forget their
// seeds of it. docs/operations.md has the steps, docs/sealed-record.md the bytes.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>

#include "core/clock.h"
#include "core/random.h"
#include "crypto/backup.h"
#include "server/server_folder.h"

namespace limen {

enum class ServerBackupError {
  notAServers,      // it opens, and is no server's
  otherTombstones,  // a file of erasures that this server did not write, or that was changed
};
constexpr std::string_view roomOf(ServerBackupError) {
  return "server backup";
}
std::string_view nameOf(ServerBackupError cause);

struct ServerBackupFacts {
  std::int64_t madeMs = 0;
  std::uint64_t epoch = 0;       // of the server then
  std::uint64_t runs = 0;        // in all scopes
  std::uint64_t tombstones = 0;
};
struct WrittenServerBackup {
  std::filesystem::path file;
  std::uint64_t bytes = 0;
  ServerBackupFacts facts;
};
constexpr std::string_view kServerBackupEnding = ".limen-server-backup";

// A new file in `to`, whole or not at all, read back before it gets its name and before anything is called safe for it. Sealed to the
// server's store key and to the recovery holders that the directory names. ServerFolderError, BackupError, FileError, StoreError.
Result<WrittenServerBackup> backupServer(const std::filesystem::path& folder, const SecretBytes& storeKey,
                                         const std::filesystem::path& to, const Clock& clock, Random& random);

using ServerBackupKey = std::function<Result<SecretBytes>(const BackupHeader&)>;

// A server's folder under `storeKey`, where there is none: whole or not at all. What was erased since the backup is erased again
// before anybody can ask for it, by the newest file of erasures that there is: of the old folder, or a copy. Without one the stations
// bring their tombstones. The epoch is another one, so stations offer what the backup lacks. ServerFolderError::exists; BackupError,
// FileError, ServerBackupError, StoreError.
Result<ServerBackupFacts> restoreServer(const std::filesystem::path& folder, const SecretBytes& storeKey,
                                        const std::filesystem::path& file, const ServerBackupKey& key,
                                        const std::optional<std::filesystem::path>& tombstones, const Clock& clock);

// As a restore would read it, without making a server: every chunk to the last, the store's pages, each run's signature and chain under
// numbers without a gap, each erasure's two signatures, the directory's, and that the keys are this server's. In `scratch` a copy of the
// store lies meanwhile, under a key that is in the backup alone. BackupError (what does not hold is `damaged`, and says where),
// ServerBackupError, FileError, StoreError of the copy.
Result<ServerBackupFacts> verifyServerBackup(const std::filesystem::path& file, const ServerBackupKey& key,
                                             const std::filesystem::path& scratch, Random& random);

}  // namespace limen
