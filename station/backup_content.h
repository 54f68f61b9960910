// SPDX-License-Identifier: Apache-2.0
// What stands in the items of a backup. Used by backup.cpp and restore.cpp only.
#pragma once

#include <map>
#include <memory>
#include <set>

#include "station/backup.h"
#include "store/backup_file.h"
#include "store/station_copy.h"

namespace limen::backup_content {

Bytes bytesOf(const BackupFacts& facts);
Result<BackupFacts> factsFrom(ByteView bytes);
Bytes bytesOf(const AuditEntry& entry);
Result<AuditEntry> entryFrom(ByteView bytes);  // without its number and the hash before: its place says them
Result<OwnRevision> revisionFrom(ByteView bytes);
Result<OwnChain> chainFrom(ByteView bytes);

}  // namespace limen::backup_content
