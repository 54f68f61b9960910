// SPDX-License-Identifier: Apache-2.0
#include "server/store_key.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "core/files.h"

namespace limen {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kMaxTyped = 256;

bool inside(const fs::path& file, const fs::path& folder) {
  std::error_code failed;
  const fs::path inner = fs::weakly_canonical(file, failed), outer = fs::weakly_canonical(folder, failed);
  if (failed) return true;
  return std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end()).first == outer.end();
}

Result<void> privateToUs(int fd) {
  struct stat about {};
  if (::fstat(fd, &about) != 0 || !S_ISREG(about.st_mode)) return unexpected(StoreKeyError::unreadable);
  const mode_t mode = about.st_mode & 07777;
  const bool ours = about.st_uid == ::geteuid() || about.st_uid == 0;
  if (!ours || (mode != 0400 && mode != 0600)) return unexpected(StoreKeyError::readableByOthers);
  return {};
}

int digit(Byte c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Hexadecimal digits with space between them, without a copy outside of locked memory.
Result<SecretBytes> fromDigits(ByteView typed) {
  SecretBytes key(kKeyBytes);
  const auto out = key.expose(SecretAccess{});
  std::size_t digits = 0;
  for (const Byte c : typed) {
    if (c == ' ' || c == '\n' || c == '\r' || c == '\t') continue;
    const int value = digit(c);
    if (value < 0 || digits == 2 * kKeyBytes) return unexpected(StoreKeyError::malformed);
    out[digits / 2] = static_cast<Byte>(out[digits / 2] << 4 | value);
    ++digits;
  }
  if (digits != 2 * kKeyBytes) return unexpected(StoreKeyError::malformed);
  return key;
}

}  // namespace

std::string_view nameOf(StoreKeyError cause) {
  switch (cause) {
    case StoreKeyError::missing:
      return "missing";
    case StoreKeyError::readableByOthers:
      return "readableByOthers";
    case StoreKeyError::insideFolder:
      return "insideFolder";
    case StoreKeyError::malformed:
      return "malformed";
    case StoreKeyError::unreadable:
      return "unreadable";
    case StoreKeyError::exists:
      return "exists";
  }
  return "unknown";
}

Result<SecretBytes> readStoreKeyFile(const fs::path& file, const fs::path& folder) {
  if (inside(file, folder)) return unexpected(StoreKeyError::insideFolder);
  const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return unexpected(errno == ENOENT ? StoreKeyError::missing : StoreKeyError::unreadable);
  const auto allowed = privateToUs(fd);
  SecretBytes content(kMaxTyped);
  const auto into = content.expose(SecretAccess{});
  const ssize_t got = allowed ? ::read(fd, into.data(), into.size()) : 0;
  ::close(fd);
  LIMEN_TRY(allowed);
  if (got < 0) return unexpected(StoreKeyError::unreadable);
  const ByteView read = into.first(static_cast<std::size_t>(got));
  if (read.size() == kKeyBytes) return SecretBytes::copyOf(read);
  return fromDigits(read);
}

Result<SecretBytes> storeKeyFromText(std::string_view typed) {
  return fromDigits(bytesOf(typed));
}

Result<SecretBytes> createStoreKeyFile(const fs::path& file, const fs::path& folder) {
  if (inside(file, folder)) return unexpected(StoreKeyError::insideFolder);
  SecretBytes key = SecretBytes::random(kKeyBytes);
  std::string digits = toHex(std::as_const(key).expose(SecretAccess{})) + "\n";
  const auto written = writeFile(file, bytesOf(digits), Access::ownerOnly, Replace::no);
  wipe({reinterpret_cast<Byte*>(digits.data()), digits.size()});
  if (!written) return unexpected(written.error().is(FileError::exists) ? StoreKeyError::exists : StoreKeyError::unreadable);
  return key;
}

}  // namespace limen
