// SPDX-License-Identifier: Apache-2.0
// What somebody said about two that may be one person: ids and a word, nothing that reads. A draft stands here until its record
// does.
#pragma once

#include <vector>

#include "core/ids.h"
#include "store/database.h"

namespace limen {

using AlikeId = Id<struct AlikeTag, 16>;  // of a record or of a draft

struct AlikeWordRow {
  AlikeId one, other;  // in either order
  std::uint8_t word = 0;
  UserId user;
  std::int64_t saidMs = 0;
};
Result<void> putAlikeWord(Database& database, const AlikeWordRow& row);  // in the place of what was said of the two before
Result<std::uint8_t> alikeWord(Database& database, const AlikeId& one, const AlikeId& other);              // 0: nothing was said
Result<std::vector<AlikeWordRow>> alikeWords(Database& database, std::uint8_t word, std::uint32_t limit);  // the last said first
Result<void> renameAlike(Database& database, const AlikeId& draft, const AlikeId& record);
Result<void> dropAlikeWords(Database& database, const AlikeId& about);

}  // namespace limen
