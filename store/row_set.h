// SPDX-License-Identifier: Apache-2.0
// Inside the room: the set hash of a store. SQLCipher proves each page and no page's age, so a page taken from an older copy of the
// file goes unseen. Here every row counts: the sum of a keyed hash of each (table, row) is kept in the transaction that changes
// the rows, and rows of different ages do not add up to it.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/bytes.h"
#include "core/result.h"
#include "crypto/secret_bytes.h"

struct sqlite3;
struct sqlite3_stmt;
struct sqlite3_value;

namespace limen {

// Where the set hash of a store stands, and what no trigger sees.
struct RowSetPlan {
  std::string_view home;     // a table of one row with the columns set_key, set_sum and set_version; not counted itself
  // A table with seq, base and set_sum: while it has rows, the sum stands in the last of them, and base is the one in `home`,
  // which says that `home` is as old as they are.
  std::string_view journal;
  struct ByHand {
    std::string_view table;   // its shadow tables, <table>_*, are not counted
    std::string_view select;  // the id and the content of each of its rows, as they are given to count()
  };
  std::array<ByHand, 2> byHand;
};

class RowSet {
 public:
  // Four lanes that are added to without carrying into each other: the summands are hashes under a key that nobody outside sees.
  using Sum = std::array<std::uint64_t, 4>;

  RowSet(sqlite3* db, const RowSetPlan& plan) : db_(db), plan_(plan) {}
  ~RowSet();
  RowSet(const RowSet&) = delete;
  RowSet& operator=(const RowSet&) = delete;

  // Triggers of this connection on every table that there is. A store that has no sum yet, or one of an older version, gets one.
  Result<void> attach();
  // Once a transaction has begun: what the file says, for another process may have written.
  Result<void> load();
  Result<void> store();  // before it commits, if any row changed
  Sum sum() const { return sum_; }
  void restore(const Sum& sum) { sum_ = sum; }  // where a part of a transaction is undone
  void count(int sign, std::string_view table, std::int64_t id, std::string_view text);
  void count(int sign, std::string_view table, std::int64_t id, ByteView blob);
  // All rows, added up anew, against the sum that is kept, and the indexes against the rows. failed when told to stop.
  Result<bool> holds(const std::atomic<bool>& cancelled);

 private:
  friend struct RowSetHooks;
  Result<std::vector<std::string>> tables() const;
  Result<void> watch();
  Result<Sum> addUp(const std::atomic<bool>& cancelled);
  Result<void> addUpQuery(std::string_view table, const std::string& sql, Sum& sum, const std::atomic<bool>& cancelled);
  void begin(std::string_view table);
  void field(sqlite3_value* value);
  void countAs(int sign, std::string_view table, std::int64_t id, int type, ByteView content);
  Result<bool> put(sqlite3_stmt* update, const Bytes& sum);
  void addTo(Sum& sum, int sign) const;

  sqlite3* db_;
  sqlite3_stmt *select_ = nullptr, *update_ = nullptr, *updateJournal_ = nullptr;  // of every transaction, so prepared once
  RowSetPlan plan_;
  SecretBytes key_;
  Sum sum_{}, stored_{};
  Bytes row_;
};

}  // namespace limen
