// SPDX-License-Identifier: Apache-2.0
// Backups that a running server makes of itself: when one is due, how many of them stay, and the list of tries, which is kept in the
// store, so that who looks after the server sees what failed and since when.
#pragma once

#include <functional>
#include <vector>

#include "server/server_backup.h"

namespace limen {

struct BackupSchedule {
  std::filesystem::path to;
  Milliseconds every{24 * 3'600'000};
  std::size_t keep = 7;  // of those that it made itself; others in the folder it never touches
  std::function<Result<WrittenServerBackup>(const std::filesystem::path& to)> make;
};

struct BackupTry {
  std::int64_t whenMs = 0;
  std::string cause;  // "": done; else room.cause
  std::string file;   // its name in the folder; "" once it was taken away, or never came
  std::uint64_t bytes = 0, runs = 0;
  bool operator==(const BackupTry&) const = default;
};
constexpr std::size_t kMaxBackupTries = 200;  // kept, the newest last
Result<std::vector<BackupTry>> backupTries(ServerStore& store);

class ServerBackupPlan {
 public:
  // `store` and `clock` outlive it. StoreError.
  static Result<ServerBackupPlan> open(ServerStore& store, const Clock& clock, BackupSchedule schedule);
  // Makes one when it is due: never yet, `every` after the last that came about, or where the clock went back behind that. One that
  // failed is tried again after a quarter of an hour. StoreError when the try could not be entered.
  Result<void> look();

 private:
  ServerBackupPlan(ServerStore& store, const Clock& clock, BackupSchedule schedule, std::vector<BackupTry> tries)
      : store_(&store), clock_(&clock), schedule_(std::move(schedule)), tries_(std::move(tries)) {}
  bool isDue() const;
  void takeOldAway();

  ServerStore* store_;
  const Clock* clock_;
  BackupSchedule schedule_;
  std::vector<BackupTry> tries_;
  std::optional<Milliseconds> failedAt_;  // by the running clock
};

}  // namespace limen
