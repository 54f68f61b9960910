// SPDX-License-Identifier: Apache-2.0
// The outside of a station's backup: a header that says nothing but which key it is for, and a body in chunks of one size. The key of
// the body is locked with the station's own key and sealed to the recovery holders. Bytes: docs/sealed-record.md, "Backup".
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/bytes.h"
#include "core/ids.h"
#include "core/result.h"
#include "crypto/keys.h"
#include "crypto/sealed_stream.h"
#include "crypto/secret_bytes.h"

namespace limen {

enum class BackupError {
  notABackup,    // another kind of file
  newerVersion,  // written by a later Limen
  truncated,     // it ends before its end
  damaged,       // a byte of it is not as it was written
  otherKey,      // of another station, or of this one before its key was changed
  tooFewShares,  // the shares given do not open it
  tooLarge,
  noRecovery,    // the directory names nobody who could open a backup
  noFolder,      // the folder for backups is not there
  exists,        // there is a station where one was to be restored
  otherStation,  // its parts do not belong to one station
  notSet,        // no folder for backups is set
};
constexpr std::string_view roomOf(BackupError) {
  return "backup";
}
std::string_view nameOf(BackupError cause);

constexpr std::size_t kBackupChunkBytes = 64 * 1024;  // of content
constexpr std::size_t kBackupSealedChunkBytes = kBackupChunkBytes + kSealedChunkOverhead;
constexpr std::uint64_t kMaxBackupChunks = 1 << 16;
constexpr std::size_t kMaxEscrowBytes = 32 * 1024;
constexpr std::size_t kMaxBackupHeaderBytes = 64 + 80 + kMaxEscrowBytes;

struct BackupHeader {
  std::array<Byte, 8> keyId{};  // of the station key it is locked with
  Bytes locked;                 // the body's key under the station's backup key
  Bytes escrowed;               // the same, k of n
  StreamStart stream{};

  // A new body key for each backup. KeyError::malformed for holders that are none.
  static Result<BackupHeader> make(const SecretBytes& stationKey, const std::vector<PublicKey>& holders, std::size_t needed,
                                   SecretBytes& bodyKey);
  Bytes serialise() const;
  // From the beginning of a file, of which `size` bytes are the header. notABackup, newerVersion, truncated, damaged.
  static Result<BackupHeader> parse(ByteView start, std::size_t& size);

  Result<SecretBytes> openWithStation(const SecretBytes& stationKey) const;                   // otherKey, damaged
  Result<SecretBytes> openWithShares(const std::vector<const BoxKeys*>& holders) const;  // tooFewShares, damaged
};

// The body, chunk by chunk. Each is bound to the header and to its place; the last says that it is the last.
class BackupSealer {
 public:
  BackupSealer(BackupHeader& header, const SecretBytes& bodyKey);  // fills in the header's stream
  Bytes seal(ByteView chunk, bool last);                           // of kBackupChunkBytes
 private:
  StreamSealer stream_;
  Hash header_;
};
class BackupOpener {
 public:
  static Result<BackupOpener> make(const BackupHeader& header, const SecretBytes& bodyKey);  // damaged
  Result<SecretBytes> open(ByteView sealed, bool& last);                                     // damaged
 private:
  explicit BackupOpener(StreamOpener stream, const Hash& header) : stream_(std::move(stream)), header_(header) {}
  StreamOpener stream_;
  Hash header_;
};

}  // namespace limen
