// SPDX-License-Identifier: Apache-2.0
// How a server is, for who looks after it: what it holds, its backups, and what couriers brought. Counts and causes; no answer, no name.
#pragma once

#include "server/backup_plan.h"
#include "server/drop_folder.h"

namespace limen {

struct ServerStatus {
  std::uint64_t epoch = 0, scopes = 0, runs = 0;
  bool secondCopy = false;
  std::vector<BackupTry> backups;  // by itself, the newest last
  std::optional<DropState> drop;   // as last told by the server that runs or ran
  // The last backup that it should have made failed, or its drop folder could not be worked in.
  bool isWell() const { return (backups.empty() || backups.back().cause.empty()) && (!drop || drop->failure.empty()); }
};
// Beside the server that runs. ServerFolderError, StoreError.
Result<ServerStatus> serverStatus(const std::filesystem::path& folder, const SecretBytes& storeKey);

Result<void> putDropState(ServerStore& store, const DropState& state);

}  // namespace limen
