// SPDX-License-Identifier: Apache-2.0
#include "core/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

namespace limen {

namespace fs = std::filesystem;

namespace {

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }
  bool closed() {
    const int fd = fd_;
    fd_ = -1;
    return ::close(fd) == 0;
  }

 private:
  int fd_;
};

Unexpected<Error> writeFailure(const fs::path& path) {
  const bool full = errno == ENOSPC || errno == EDQUOT || errno == EFBIG;
  return unexpected(full ? FileError::diskFull : FileError::notWritten, path.filename().string());
}

// A name is only where it was put once its folder is synced.
Result<void> syncParent(const fs::path& path) {
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  Descriptor parent(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (parent.get() < 0 || ::fsync(parent.get()) != 0) return writeFailure(path);
  return {};
}

}  // namespace

std::string_view nameOf(FileError cause) {
  switch (cause) {
    case FileError::missing: return "missing";
    case FileError::unreadable: return "unreadable";
    case FileError::tooLarge: return "tooLarge";
    case FileError::notWritten: return "notWritten";
    case FileError::diskFull: return "diskFull";
    case FileError::exists: return "exists";
  }
  return "unknown";
}

Result<Bytes> readFile(const fs::path& path, std::size_t maxSize) {
  const std::string name = path.filename().string();
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.get() < 0) return unexpected(errno == ENOENT ? FileError::missing : FileError::unreadable, name);
  struct stat info {};
  if (::fstat(file.get(), &info) != 0 || !S_ISREG(info.st_mode)) return unexpected(FileError::unreadable, name);
  if (static_cast<std::uint64_t>(info.st_size) > maxSize) return unexpected(FileError::tooLarge, name);
  Bytes out(static_cast<std::size_t>(info.st_size));
  std::size_t filled = 0;
  while (filled < out.size()) {
    const ssize_t got = ::read(file.get(), out.data() + filled, out.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return unexpected(FileError::unreadable, name);
    filled += static_cast<std::size_t>(got);
  }
  return out;
}

Result<void> writeFile(const fs::path& path, ByteView content, Access access, Replace replace) {
  const mode_t mode = access == Access::ownerOnly ? 0600 : 0644;
  std::string pattern = path.string() + ".XXXXXX";
  Descriptor file(::mkostemp(pattern.data(), O_CLOEXEC));
  if (file.get() < 0) return writeFailure(path);
  bool whole = ::fchmod(file.get(), mode) == 0;
  for (std::size_t written = 0; whole && written < content.size();) {
    const ssize_t put = ::write(file.get(), content.data() + written, content.size() - written);
    if (put < 0 && errno == EINTR) continue;
    whole = put > 0;
    if (whole) written += static_cast<std::size_t>(put);
  }
  whole = whole && ::fsync(file.get()) == 0 && file.closed();
  if (whole) {
    if (replace == Replace::yes) {
      whole = ::rename(pattern.c_str(), path.c_str()) == 0;
    } else {
      whole = ::link(pattern.c_str(), path.c_str()) == 0;  // link never replaces
      const bool taken = !whole && errno == EEXIST;
      ::unlink(pattern.c_str());
      if (taken) return unexpected(FileError::exists, path.filename().string());
    }
  }
  if (!whole) {
    const auto failure = writeFailure(path);
    ::unlink(pattern.c_str());
    return failure;
  }
  return syncParent(path);
}

Result<void> moveFolder(const fs::path& made, const fs::path& place) {
  if (::rename(made.c_str(), place.c_str()) != 0) return writeFailure(place);
  return syncParent(place);
}

}  // namespace limen
