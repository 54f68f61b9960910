// SPDX-License-Identifier: Apache-2.0
#include "sync/wiping.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <vector>

#include "core/files.h"
#include "core/log.h"

namespace limen {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxKitBytes = 64 * 1024;
constexpr std::size_t kMaxDirectoryBytes = 4 << 20;
constexpr std::size_t kOverwrittenBytes = 1 << 20;  // of each file: a key file whole, of the store what every page of it hangs on

void syncFolder(const fs::path& folder) {
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return;
  static_cast<void>(::fsync(fd));
  ::close(fd);
}

Result<void> destroyFile(const fs::path& file) {
  struct stat facts {};
  if (::lstat(file.c_str(), &facts) != 0) return errno == ENOENT ? Result<void>() : unexpected(FileError::notWritten);
  if (S_ISREG(facts.st_mode)) {
    // What cannot be overwritten is unlinked all the same.
    const int fd = ::open(file.c_str(), O_WRONLY | O_NOFOLLOW | O_CLOEXEC);
    if (fd >= 0) {
      const Bytes nothing(std::min<std::size_t>(static_cast<std::size_t>(facts.st_size), kOverwrittenBytes));
      for (std::size_t at = 0; at < nothing.size();) {
        const ssize_t wrote = ::pwrite(fd, nothing.data() + at, nothing.size() - at, static_cast<off_t>(at));
        if (wrote <= 0) break;
        at += static_cast<std::size_t>(wrote);
      }
      static_cast<void>(::fdatasync(fd));
      ::close(fd);
    }
  }
  return ::unlink(file.c_str()) == 0 || errno == ENOENT ? Result<void>() : unexpected(FileError::notWritten);
}

// The files of this name, and those beside them that are on the way to it or belong to it; without a name all of the folder's.
std::vector<fs::path> named(const fs::path& folder, const std::string& name) {
  const auto belongs = [&](const std::string& file) {
    return name.empty() || file == name || (file.size() > name.size() && file.rfind(name, 0) == 0 && (file[name.size()] == '.' || file[name.size()] == '-'));
  };
  std::vector<fs::path> out;
  std::error_code failed;
  for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
    if (belongs(at->path().filename().string()) && !fs::is_directory(at->symlink_status(failed))) out.push_back(at->path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

Result<Kit> kitIn(const fs::path& home) {
  LIMEN_ASSIGN(const Bytes bytes, readFile(home / kKitFile, kMaxKitBytes));
  Kit kit;
  if (!kit.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return unexpected(WipeError::malformed, "kit");
  return kit;
}

void tell(OrdersSource& source, const std::optional<WipeOrderId>& order, std::string_view cause) {
  WipeAnswer refused;
  if (order) refused.set_order(std::string(textOf(order->bytes())));
  refused.set_state(WipeAnswer::REFUSED);
  refused.set_cause(std::string(cause));
  static_cast<void>(source.answer(refused));
}

}  // namespace

Result<std::optional<WipeOrder>> verifiedOrder(const StandingOrders& orders, const WipePlace& place, WallTime now) {
  std::optional<WipeOrder> none;
  if (orders.wipe().empty()) return none;
  LIMEN_ASSIGN(WipeOrder order, WipeOrder::parse(bytesOf(orders.wipe())));
  if (orders.directory().size() > kMaxDirectoryBytes) return unexpected(WipeError::malformed);
  LIMEN_ASSIGN(const Kit kit, kitIn(place.home));
  const auto root = publicKeyFrom(bytesOf(kit.root_ed25519()));
  if (!root) return unexpected(WipeError::malformed, "kit");
  LIMEN_ASSIGN(const VerifiedDirectory directory, VerifiedDirectory::verify(bytesOf(orders.directory()), *root, now));
  if (textOf(directory.organisation().bytes()) != kit.organisation()) return unexpected(DirectoryError::otherOrganisation);
  const Station* own = directory.stationByCertificate(place.certificate);
  if (!own || own->id() != textOf(order.station.bytes())) return unexpected(WipeError::otherStation);
  LIMEN_TRY(order.check(directory));
  if (order.directory <= place.directoryHeld || directory.version() < place.directoryHeld) return unexpected(WipeError::replayed);
  return std::optional(std::move(order));
}

Result<std::optional<TakenWipe>> takeWipeOrder(OrdersSource& source, const WipePlace& place, WallTime now) {
  LIMEN_ASSIGN(const StandingOrders orders, source.standing());
  auto order = verifiedOrder(orders, place, now);
  if (!order) {
    const auto named = WipeOrder::parse(bytesOf(orders.wipe()));
    tell(source, named ? std::optional(named->id) : std::nullopt, order.error().name());
    return unexpected(order.error());
  }
  std::optional<TakenWipe> out;
  if (!*order) return out;
  out.emplace();
  out->order = (*order)->id;
  LIMEN_TRY(writeFile(place.home / kWipeMark, (*order)->serialise()));
  WipeAnswer taken;
  taken.set_order(std::string(textOf(out->order.bytes())));
  taken.set_state(WipeAnswer::TAKEN);
  out->answered = source.answer(taken).has_value();
  return out;
}

bool wipeBegun(const fs::path& home) {
  std::error_code failed;
  return fs::is_regular_file(fs::symlink_status(home / kWipeMark, failed));
}

Result<void> destroyStation(const fs::path& home) {
  Result<void> outcome;
  const auto take = [&](const std::vector<fs::path>& files) {
    for (const fs::path& file : files)
      if (auto gone = destroyFile(file); !gone && outcome) outcome = gone;
  };
  take(named(home, kSlotsFile));
  take(named(home / kRingsFolder, ""));
  syncFolder(home / kRingsFolder);
  syncFolder(home);
  take(named(home, kStoreFile));
  take(named(home, kKitFile));
  std::error_code ignored;
  fs::remove(home / kRingsFolder, ignored);
  syncFolder(home);
  if (!outcome) logFact(LogLevel::error, "wipe", "not everything went", {LogField::cause(outcome.error().name())});
  return outcome;
}

}  // namespace limen
