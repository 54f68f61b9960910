// SPDX-License-Identifier: Apache-2.0
#include "store/alike_words.h"

#include "store/rows.h"

namespace limen {

namespace {

AlikeWordRow rowAt(const Statement& row) {
  AlikeWordRow out;
  out.one = idAt<AlikeId>(row, 0);
  out.other = idAt<AlikeId>(row, 1);
  out.word = static_cast<std::uint8_t>(row.integer(2));
  out.user = idAt<UserId>(row, 3);
  out.saidMs = row.integer(4);
  return out;
}

Result<std::vector<AlikeWordRow>> about(Database& database, const AlikeId& id) {
  std::vector<AlikeWordRow> found;
  LIMEN_TRY(eachRow(
      database.cached("SELECT one, other, word, user, said FROM alike_word WHERE one = ?1 OR other = ?1").bind(1, id.bytes()),
      [&](const Statement& row) { found.push_back(rowAt(row)); }));
  return found;
}

}  // namespace

Result<void> putAlikeWord(Database& database, const AlikeWordRow& row) {
  const bool inOrder = row.one.value < row.other.value;
  return database.cached("INSERT OR REPLACE INTO alike_word(one, other, word, user, said) VALUES(?, ?, ?, ?, ?)")
      .bind(1, (inOrder ? row.one : row.other).bytes())
      .bind(2, (inOrder ? row.other : row.one).bytes())
      .bind(3, std::int64_t{row.word})
      .bind(4, row.user.bytes())
      .bind(5, row.saidMs)
      .run();
}

Result<std::uint8_t> alikeWord(Database& database, const AlikeId& one, const AlikeId& other) {
  const bool inOrder = one.value < other.value;
  LIMEN_ASSIGN(const auto word, firstRow(database.cached("SELECT word FROM alike_word WHERE one = ? AND other = ?")
                                             .bind(1, (inOrder ? one : other).bytes())
                                             .bind(2, (inOrder ? other : one).bytes()),
                                         [](const Statement& row) { return static_cast<std::uint8_t>(row.integer(0)); }));
  return word.value_or(0);
}

Result<std::vector<AlikeWordRow>> alikeWords(Database& database, std::uint8_t word, std::uint32_t limit) {
  std::vector<AlikeWordRow> found;
  LIMEN_TRY(
      eachRow(database.cached("SELECT one, other, word, user, said FROM alike_word WHERE word = ? ORDER BY said DESC LIMIT ?")
                  .bind(1, std::int64_t{word})
                  .bind(2, std::int64_t{limit}),
              [&](const Statement& row) { found.push_back(rowAt(row)); }));
  return found;
}

Result<void> renameAlike(Database& database, const AlikeId& draft, const AlikeId& record) {
  LIMEN_ASSIGN(const auto rows, about(database, draft));
  if (rows.empty()) return {};
  LIMEN_TRY(dropAlikeWords(database, draft));
  for (AlikeWordRow row : rows) {
    (row.one == draft ? row.one : row.other) = record;
    LIMEN_TRY(putAlikeWord(database, row));
  }
  return {};
}

Result<void> dropAlikeWords(Database& database, const AlikeId& about) {
  return database.cached("DELETE FROM alike_word WHERE one = ?1 OR other = ?1").bind(1, about.bytes()).run();
}

}  // namespace limen
