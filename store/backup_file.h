// SPDX-License-Identifier: Apache-2.0
// The body of a backup as a sequence of items, written and read chunk by chunk. A station's and a server's.
#pragma once

#include <filesystem>
#include <optional>

#include "crypto/backup.h"

namespace limen {

enum class BackupItem : std::uint8_t {
  end = 0,
  about = 1,
  stationKey = 2,
  kit = 3,
  slots = 4,
  ring = 5,
  named = 6,
  package = 7,
  grant = 8,
  shiftObject = 9,
  revision = 10,
  chain = 11,
  run = 12,
  logEntry = 13,
  checkpoint = 14,
  // Of a server's: server/server_backup.h.
  serverAbout = 15,
  serverKeys = 16,
  serverFile = 17,
  databaseKey = 18,
  databasePart = 19,
  tombstone = 20,
};
constexpr std::size_t kMaxBackupItemBytes = 5 << 20;  // a run and its frame fit

struct ReadItem {
  BackupItem kind = BackupItem::end;
  Bytes content;
  ReadItem() = default;
  ReadItem(ReadItem&&) noexcept = default;
  ReadItem& operator=(ReadItem&&) noexcept = default;
  ~ReadItem() { wipe(content); }  // it may be a key
};

// Written under a name of its own beside the place; finish() pads, ends, syncs, reads it back and gives it its name. Otherwise it goes.
class BackupWriter {
 public:
  static Result<BackupWriter> begin(const std::filesystem::path& folder, BackupHeader header, SecretBytes bodyKey);
  BackupWriter(BackupWriter&& other) noexcept;
  ~BackupWriter();
  Result<void> put(BackupItem kind, ByteView content);
  Result<std::filesystem::path> finish(const std::string& name, std::uint64_t& bytes);

 private:
  BackupWriter(int fd, std::filesystem::path folder, std::filesystem::path temporary, BackupHeader header, SecretBytes bodyKey);
  Result<void> feed(ByteView bytes);
  Result<void> writeAll(ByteView bytes);
  Result<void> sealChunk(bool last);
  int fd_;
  std::filesystem::path folder_, temporary_;
  BackupHeader header_;
  SecretBytes bodyKey_;
  BackupSealer sealer_;
  SecretBytes chunk_;
  std::size_t filled_ = 0;
  std::uint64_t chunks_ = 0, written_ = 0;
};

class BackupReader {
 public:
  static Result<BackupHeader> header(const std::filesystem::path& file);
  static Result<BackupReader> open(const std::filesystem::path& file, const BackupHeader& header, const SecretBytes& bodyKey);
  BackupReader(BackupReader&& other) noexcept;
  ~BackupReader();
  Result<ReadItem> next();    // kind end: that was all, and what follows it was looked at to the last chunk
  std::uint64_t bytes() const { return size_; }

 private:
  BackupReader(int fd, std::uint64_t size, BackupOpener opener) : fd_(fd), size_(size), opener_(std::move(opener)) {}
  Result<void> need();  // at least a byte of an open chunk
  Result<std::uint8_t> byte();
  Result<void> take(std::span<Byte> out);
  int fd_;
  std::uint64_t size_;
  BackupOpener opener_;
  SecretBytes chunk_;
  std::size_t at_ = 0;
  bool last_ = false;
};

}  // namespace limen
