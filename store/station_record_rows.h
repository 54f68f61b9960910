// SPDX-License-Identifier: Apache-2.0
// Inside the room: the rows of records and revisions, shared by finishing and pulling.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.h"
#include "store/database.h"
#include "store/station_store.h"

namespace limen {

struct RecordState {
  std::int64_t id = 0;
  bool ours = false;
  std::uint64_t unstored = 0;
  bool indexed = false;
};
Result<std::optional<RecordState>> findRecord(Database& database, const RecordId& record);
Result<std::int64_t> packageRow(Database& database, const PackageHash& hash);  // made with the hash alone where it is not known

// One row of text a record; replaced as a whole.
std::string wordsOf(const std::vector<IndexedAnswer>& answers, std::string_view summary);
Result<void> insertWords(Database& database, std::int64_t record, std::string_view text);
Result<void> removeWords(Database& database, std::int64_t record);  // from the index; nothing where there are none

struct NewRevision {
  std::int64_t key = 0, record = 0;
  const Hash& link;
  ByteView revision, erasure;
};
Result<void> insertRevision(Database& database, const NewRevision& row);

}  // namespace limen
