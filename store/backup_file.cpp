// SPDX-License-Identifier: Apache-2.0
#include "store/backup_file.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "core/check.h"
#include "core/files.h"

namespace limen {

namespace fs = std::filesystem;

namespace {

Error writeError() {
  const bool full = errno == ENOSPC || errno == EDQUOT || errno == EFBIG;
  return full ? Error(FileError::diskFull, "backup") : Error(FileError::notWritten, "backup");
}

bool readAll(int fd, std::span<Byte> out, std::size_t& got) {
  for (got = 0; got < out.size();) {
    const ssize_t read = ::read(fd, out.data() + got, out.size() - got);
    if (read < 0 && errno == EINTR) continue;
    if (read < 0) return false;
    if (read == 0) break;
    got += static_cast<std::size_t>(read);
  }
  return true;
}

}  // namespace

BackupWriter::BackupWriter(int fd, fs::path folder, fs::path temporary, BackupHeader header, SecretBytes bodyKey)
    : fd_(fd),
      folder_(std::move(folder)),
      temporary_(std::move(temporary)),
      header_(std::move(header)),
      bodyKey_(std::move(bodyKey)),
      sealer_(header_, bodyKey_),
      chunk_(kBackupChunkBytes) {}

BackupWriter::BackupWriter(BackupWriter&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)),
      folder_(std::move(other.folder_)),
      temporary_(std::move(other.temporary_)),
      header_(std::move(other.header_)),
      bodyKey_(std::move(other.bodyKey_)),
      sealer_(std::move(other.sealer_)),
      chunk_(std::move(other.chunk_)),
      filled_(other.filled_),
      chunks_(other.chunks_),
      written_(other.written_) {}

BackupWriter::~BackupWriter() {
  if (fd_ < 0) return;
  ::close(fd_);
  ::unlink(temporary_.c_str());
}

Result<BackupWriter> BackupWriter::begin(const fs::path& folder, BackupHeader header, SecretBytes bodyKey) {
  std::error_code looked;
  if (!fs::is_directory(folder, looked)) return unexpected(BackupError::noFolder);
  std::string pattern = (folder / "backup.XXXXXX").string();
  const int fd = ::mkostemp(pattern.data(), O_CLOEXEC);
  if (fd < 0) return unexpected(writeError());
  BackupWriter out(fd, folder, pattern, std::move(header), std::move(bodyKey));
  LIMEN_TRY(out.writeAll(out.header_.serialise()));
  return out;
}

Result<void> BackupWriter::writeAll(ByteView bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(fd_, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return unexpected(writeError());
    bytes = bytes.subspan(static_cast<std::size_t>(put));
    written_ += static_cast<std::uint64_t>(put);
  }
  return {};
}

Result<void> BackupWriter::sealChunk(bool last) {
  if (chunks_ == kMaxBackupChunks) return unexpected(BackupError::tooLarge);
  const std::span<Byte> chunk = chunk_.expose(SecretAccess{});
  std::fill(chunk.begin() + static_cast<std::ptrdiff_t>(filled_), chunk.end(), Byte{0});
  filled_ = 0;
  ++chunks_;
  return writeAll(sealer_.seal(chunk, last));
}

Result<void> BackupWriter::feed(ByteView bytes) {
  while (!bytes.empty()) {
    // A full chunk waits: whether it is the last one is known once more comes.
    if (filled_ == kBackupChunkBytes) LIMEN_TRY(sealChunk(false));
    const std::size_t now = std::min(bytes.size(), kBackupChunkBytes - filled_);
    const std::span<Byte> chunk = chunk_.expose(SecretAccess{});
    std::copy_n(bytes.begin(), now, chunk.begin() + static_cast<std::ptrdiff_t>(filled_));
    filled_ += now;
    bytes = bytes.subspan(now);
  }
  return {};
}

Result<void> BackupWriter::put(BackupItem kind, ByteView content) {
  if (content.size() > kMaxBackupItemBytes) return unexpected(BackupError::tooLarge);
  const Bytes head = ByteWriter().u8(static_cast<std::uint8_t>(kind)).varint(content.size()).take();
  LIMEN_TRY(feed(head));
  return feed(content);
}

Result<fs::path> BackupWriter::finish(const std::string& name, std::uint64_t& bytes) {
  LIMEN_TRY(feed(Bytes{static_cast<Byte>(BackupItem::end)}));
  for (const std::uint64_t wanted = paddedChunks(chunks_ + 1); chunks_ + 1 < wanted;) LIMEN_TRY(sealChunk(false));
  LIMEN_TRY(sealChunk(true));
  if (::fsync(fd_) != 0) return unexpected(writeError());
  // What the medium gives back is what counts, not what it was given.
  {
    LIMEN_ASSIGN(const BackupHeader read, BackupReader::header(temporary_));
    LIMEN_ASSIGN(BackupReader reader, BackupReader::open(temporary_, read, bodyKey_));
    for (;;) {
      LIMEN_ASSIGN(const ReadItem item, reader.next());
      if (item.kind == BackupItem::end) break;
    }
  }
  const fs::path place = folder_ / name;
  std::error_code looked;
  if (fs::exists(fs::symlink_status(place, looked))) return unexpected(FileError::exists, name);
  if (::rename(temporary_.c_str(), place.c_str()) != 0) return unexpected(writeError());
  ::close(std::exchange(fd_, -1));
  const int folder = ::open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder >= 0) {
    ::fsync(folder);  // some file systems of sticks cannot: the file itself is synced
    ::close(folder);
  }
  bytes = written_;
  return place;
}

namespace {

Result<int> openFile(const fs::path& file) {
  const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return unexpected(errno == ENOENT || errno == ENOTDIR ? FileError::missing : FileError::unreadable, "backup");
  struct stat facts {};
  if (::fstat(fd, &facts) == 0 && S_ISREG(facts.st_mode)) return fd;
  ::close(fd);
  return unexpected(FileError::unreadable, "backup");
}

Result<BackupHeader> readHeader(int fd, std::size_t& size) {
  Bytes start(kMaxBackupHeaderBytes);
  std::size_t got = 0;
  if (!readAll(fd, start, got)) return unexpected(FileError::unreadable, "backup");
  return BackupHeader::parse(ByteView(start).first(got), size);
}

}  // namespace

Result<BackupHeader> BackupReader::header(const fs::path& file) {
  LIMEN_ASSIGN(const int fd, openFile(file));
  std::size_t size = 0;
  auto header = readHeader(fd, size);
  ::close(fd);
  return header;
}

Result<BackupReader> BackupReader::open(const fs::path& file, const BackupHeader& header, const SecretBytes& bodyKey) {
  LIMEN_ASSIGN(BackupOpener opener, BackupOpener::make(header, bodyKey));
  LIMEN_ASSIGN(const int fd, openFile(file));
  struct stat facts {};
  std::size_t size = 0;
  const auto again = readHeader(fd, size);
  if (!again || ::fstat(fd, &facts) != 0 || ::lseek(fd, static_cast<off_t>(size), SEEK_SET) < 0) {
    ::close(fd);
    return unexpected(FileError::unreadable, "backup");
  }
  return BackupReader(fd, static_cast<std::uint64_t>(facts.st_size), std::move(opener));
}

BackupReader::BackupReader(BackupReader&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)),
      size_(other.size_),
      opener_(std::move(other.opener_)),
      chunk_(std::move(other.chunk_)),
      at_(other.at_),
      last_(other.last_) {}

BackupReader::~BackupReader() {
  if (fd_ >= 0) ::close(fd_);
}

Result<void> BackupReader::need() {
  if (at_ < chunk_.size()) return {};
  if (last_) return unexpected(BackupError::damaged, "end");
  Bytes sealed(kBackupSealedChunkBytes);
  std::size_t got = 0;
  if (!readAll(fd_, sealed, got)) return unexpected(FileError::unreadable, "backup");
  if (got < sealed.size()) return unexpected(BackupError::truncated);
  LIMEN_ASSIGN(chunk_, opener_.open(sealed, last_));
  at_ = 0;
  return {};
}

Result<std::uint8_t> BackupReader::byte() {
  LIMEN_TRY(need());
  return std::as_const(chunk_).expose(SecretAccess{})[at_++];
}

Result<void> BackupReader::take(std::span<Byte> out) {
  while (!out.empty()) {
    LIMEN_TRY(need());
    const ByteView rest = std::as_const(chunk_).expose(SecretAccess{}).subspan(at_);
    const std::size_t now = std::min(out.size(), rest.size());
    std::copy_n(rest.begin(), now, out.begin());
    at_ += now;
    out = out.subspan(now);
  }
  return {};
}

Result<ReadItem> BackupReader::next() {
  ReadItem item;
  LIMEN_ASSIGN(const std::uint8_t kind, byte());
  if (kind > static_cast<std::uint8_t>(BackupItem::tombstone)) return unexpected(BackupError::newerVersion, "item");
  item.kind = static_cast<BackupItem>(kind);
  if (item.kind == BackupItem::end) {
    for (;;) {
      const ByteView rest = std::as_const(chunk_).expose(SecretAccess{}).subspan(at_);
      if (std::any_of(rest.begin(), rest.end(), [](Byte b) { return b != 0; })) return unexpected(BackupError::damaged, "padding");
      at_ = chunk_.size();
      if (last_) break;
      LIMEN_TRY(need());
    }
    Byte more = 0;
    std::size_t got = 0;
    if (!readAll(fd_, std::span<Byte>(&more, 1), got) || got != 0) return unexpected(BackupError::damaged, "end");
    return item;
  }
  std::uint64_t size = 0;
  for (unsigned shift = 0;; shift += 7) {
    LIMEN_ASSIGN(const std::uint8_t part, byte());
    if (shift > 28) return unexpected(BackupError::damaged, "item");
    size |= static_cast<std::uint64_t>(part & 0x7f) << shift;
    if ((part & 0x80) == 0) break;
  }
  if (size > kMaxBackupItemBytes) return unexpected(BackupError::damaged, "item");
  item.content.resize(size);
  LIMEN_TRY(take(item.content));
  return item;
}

}  // namespace limen
