// SPDX-License-Identifier: Apache-2.0
#include "server/backup_plan.h"

#include <algorithm>

#include "core/log.h"

namespace limen {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kTries = "backup.tries";
constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kMaxWord = 128;
constexpr Milliseconds kAgainAfter{15 * 60'000};

Bytes bytesOfTries(const std::vector<BackupTry>& tries) {
  ByteWriter out;
  out.u8(kVersion).varint(tries.size());
  for (const BackupTry& each : tries)
    out.u64(static_cast<std::uint64_t>(each.whenMs)).text(each.cause).text(each.file).u64(each.bytes).u64(each.runs);
  return out.take();
}

}  // namespace

Result<std::vector<BackupTry>> backupTries(ServerStore& store) {
  LIMEN_ASSIGN(const auto held, store.get(kTries));
  std::vector<BackupTry> out;
  if (!held) return out;
  ByteReader in(*held);
  const std::uint8_t version = in.u8();
  const std::uint64_t count = in.varint();
  for (std::uint64_t i = 0; i < count && in.ok() && i < kMaxBackupTries; ++i) {
    BackupTry each;
    each.whenMs = static_cast<std::int64_t>(in.u64());
    each.cause = in.text(kMaxWord);
    each.file = in.text(kMaxWord);
    each.bytes = in.u64();
    each.runs = in.u64();
    out.push_back(std::move(each));
  }
  if (!in.done() || version != kVersion) return unexpected(StoreError::damaged, "backups");
  return out;
}

Result<ServerBackupPlan> ServerBackupPlan::open(ServerStore& store, const Clock& clock, BackupSchedule schedule) {
  LIMEN_ASSIGN(std::vector<BackupTry> tries, backupTries(store));
  return ServerBackupPlan(store, clock, std::move(schedule), std::move(tries));
}

bool ServerBackupPlan::isDue() const {
  if (failedAt_ && clock_->running() - *failedAt_ < std::min(kAgainAfter, schedule_.every)) return false;
  const auto last = std::find_if(tries_.rbegin(), tries_.rend(), [](const BackupTry& each) { return each.cause.empty(); });
  if (last == tries_.rend() || failedAt_) return true;
  const std::int64_t now = toUnixMs(clock_->now());
  return now < last->whenMs || now - last->whenMs >= schedule_.every.count();
}

// Only what this plan made, and only by a bare name: nothing else that lies in that folder is ours to delete.
void ServerBackupPlan::takeOldAway() {
  std::size_t kept = 0;
  for (auto each = tries_.rbegin(); each != tries_.rend(); ++each) {
    if (each->file.empty() || fs::path(each->file).filename() != each->file || ++kept <= schedule_.keep) continue;
    std::error_code failed;
    fs::remove(schedule_.to / each->file, failed);
    if (!failed) each->file.clear();
  }
}

Result<void> ServerBackupPlan::look() {
  if (!isDue()) return {};
  const auto made = schedule_.make(schedule_.to);
  BackupTry entry;
  entry.whenMs = toUnixMs(clock_->now());
  if (made) {
    entry.file = made->file.filename().string();
    entry.bytes = made->bytes;
    entry.runs = made->facts.runs;
    failedAt_.reset();
    logFact(LogLevel::info, "server", "backed up", {LogField("runs", made->facts.runs), LogField("bytes", made->bytes)});
  } else {
    entry.cause = std::string(made.error().room()) + "." + std::string(made.error().name());
    failedAt_ = clock_->running();
    logFact(LogLevel::error, "server", "backup failed", {LogField::cause(made.error().name())});
  }
  tries_.push_back(std::move(entry));
  if (made) takeOldAway();
  if (tries_.size() > kMaxBackupTries) tries_.erase(tries_.begin());
  return store_->put(kTries, bytesOfTries(tries_));
}

}  // namespace limen
