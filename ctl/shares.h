// SPDX-License-Identifier: Apache-2.0
// The shares of recovery holders, given one by one as files, and how a backup is opened: by the station or by them.
#pragma once

#include "ctl/folders.h"
#include "station/backup.h"

namespace limen {

struct ShareOptions {
  std::vector<std::string> files;
};
void declareShares(CLI::App& command, ShareOptions& options);
// FileError with the share's number; KeyError::malformed for a file that is no share.
Result<std::vector<BoxKeys>> readShares(const ShareOptions& options);
void printFacts(const BackupFacts& facts);

}  // namespace limen
