// SPDX-License-Identifier: Apache-2.0
// A station's sealed backup: a file in a folder or on a stick that only the station, or enough of the organisation's recovery holders,
// can open. In it: keys, who unlocks and with what, what the organisation signed, the station's own chain as it was sealed, what was
// not acknowledged yet (cut into runs, seeds sealed to the server), and the log. Not in it: the index of words, erasure parts,
// drafts, shift keys, and what others captured. docs/operations.md has the steps, docs/sealed-record.md the bytes.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "crypto/backup.h"
#include "station/approval.h"

namespace limen {

struct BackupFacts {
  StationId station;
  OrganisationId organisation;
  std::int64_t madeMs = 0;
  std::uint64_t own = 0;         // revisions of the station's chain
  std::uint64_t waiting = 0;     // of them not acknowledged
  std::uint64_t logEntries = 0;
};
struct WrittenBackup {
  std::filesystem::path file;
  std::uint64_t bytes = 0;
  BackupFacts facts;
};
constexpr std::string_view kBackupEnding = ".limen-backup";

// A new file in the folder, whole or not at all, read back before it gets its name. noFolder, noRecovery, FileError::diskFull,
// notWritten; RightsError. The permit is for Act::backup.
Result<WrittenBackup> createBackup(Vault& vault, Permit permit, const std::filesystem::path& folder);

// On a schedule: who may make a backup says where and how often, and the station does it when it is unlocked or has synced.
struct BackupPlan {
  std::filesystem::path folder;
  std::chrono::hours every{};
};
struct BackupState {
  std::optional<BackupPlan> plan;
  std::int64_t lastMs = 0;     // of the last try
  std::string lastResult;      // "ok" or a cause's name; "" before the first
};
constexpr std::chrono::hours kLongestBackupInterval{24 * 365};
Result<void> setBackupPlan(Vault& vault, Permit permit, const std::optional<BackupPlan>& plan);
Result<BackupState> backupState(Vault& vault);
// Nothing when none is due. A failure is kept in the state and logged, and the work of the station goes on.
Result<std::optional<WrittenBackup>> backupIfDue(Vault& vault);

// What opens a backup.
using BackupKey = std::function<Result<SecretBytes>(const BackupHeader&)>;
BackupKey keyOfStation(const Vault& vault);
BackupKey keyOfShares(std::vector<BoxKeys> holders);

// Every byte of it is read: chunks, chain, log. missing and unreadable of FileError, every outcome of BackupError.
Result<BackupFacts> verifyBackup(const std::filesystem::path& file, const BackupKey& key);
// The backups in a folder, the newest first; those that do not open say why.
struct ListedBackup {
  std::filesystem::path file;
  std::uint64_t bytes = 0;
  Result<BackupFacts> facts;
};
Result<std::vector<ListedBackup>> listBackups(const std::filesystem::path& folder, const BackupKey& key);

// Onto a machine that has nothing: the folder must not be there, and appears whole or not at all. Who restores and the second person
// are users of the station that was backed up; both give their passphrases, and the rights table decides. BackupError, FileError,
// RightsError, the slot's causes. The station then syncs before it opens a shift (VaultError::pullFirst).
struct Restorer {
  std::string user;  // name or id as the backup's slots have it
  const SecretBytes* passphrase = nullptr;
  std::function<Result<SecretBytes>()> code{};  // the six digits; called only where the backup has a phone of this user, FactorError
};
Result<BackupFacts> restoreStation(const std::filesystem::path& home, const std::filesystem::path& file, const BackupKey& key,
                                   const Restorer& who, const Restorer& second, Surroundings surroundings);

}  // namespace limen
