// SPDX-License-Identifier: Apache-2.0
// The tombstones once more, in an append-only file of their own beside the store: what is erased stays erased when the store
// is restored from an older copy. Written and synced before the store is changed; read back when the server starts, before anybody
// is answered.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "core/bytes.h"
#include "core/result.h"
#include "store/server_store.h"

namespace limen {

enum class TombstoneLogError { damaged, notWritten };
constexpr std::string_view roomOf(TombstoneLogError) {
  return "tombstone log";
}
std::string_view nameOf(TombstoneLogError cause);

class TombstoneLog {
 public:
  virtual ~TombstoneLog() = default;
  virtual Result<void> append(ByteView tombstone) = 0;  // on disk when it returns
  virtual Result<std::vector<Bytes>> all() = 0;         // in their order; half an entry at the end was never answered and is dropped
};

// Each entry: u32 size | the tombstone | BLAKE2b-256 of the hash before and the tombstone. notWritten, damaged.
Result<std::unique_ptr<TombstoneLog>> openTombstoneLog(const std::filesystem::path& file);

// Of a log that is not this server's to write: a copy, or another folder's. FileError, damaged.
Result<std::vector<Bytes>> readTombstoneLog(const std::filesystem::path& file);

// Every tombstone of the log that the store lacks, in the log's order: so each gets the number that it had.
Result<void> replay(TombstoneLog& log, ServerStore& store);
// Into the log, then into the store: the tombstone's number.
Result<std::uint64_t> enter(TombstoneLog& log, ServerStore& store, ByteView tombstone);

}  // namespace limen
