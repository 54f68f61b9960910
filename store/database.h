// SPDX-License-Identifier: Apache-2.0
// One SQLCipher file. Opens encrypted or not at all: a connection whose library is not SQLCipher >= 4.6, or a file whose header
// reads as plain SQLite, is refused. Settings of every connection: sealed-record.md, "On the station".
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/bytes.h"
#include "core/result.h"
#include "crypto/secret_bytes.h"

struct sqlite3;
struct sqlite3_stmt;

namespace limen {

class RowSet;
struct RowSetPlan;

enum class StoreError {
  missing,       // no file, and it was not to be created
  notOurs,       // a file that is not a store of this kind (a plain SQLite file, another application's)
  wrongKey,      // not readable with this key: another station's, or damaged in its first page
  damaged,       // a page failed its check
  newerVersion,  // written by a later Limen
  readOnly,
  diskFull,
  busy,
  failed,
  mixedAges,  // pages of an older copy of the file stand among the others
  duplicate,  // a row that must be new is there already
  notFound,
};
constexpr std::string_view roomOf(StoreError) {
  return "store";
}
std::string_view nameOf(StoreError cause);

// Appended to, never changed: version n takes a database from n-1 to n. `why` is for the reader of the code.
struct Migration {
  int version;
  std::string_view why;
  std::string_view sql;
};

// A prepared statement. What is bound is not copied: it stays the caller's until run() returns, step() answers false or fails, or
// reset(). A statement that stands on a row keeps the connection's snapshot: reset() it, or take rows with the helpers of rows.h.
class Statement {
 public:
  Statement(Statement&&) noexcept;
  ~Statement();
  Statement& bind(int index, std::int64_t value);
  Statement& bind(int index, ByteView blob);
  Statement& bind(int index, std::string_view text);
  Statement& bindNull(int index);
  Result<bool> step();  // true: a row is there; otherwise the statement is reset
  Result<void> run();   // steps to the end and resets, bindings cleared
  void reset();
  std::int64_t integer(int column) const;
  Bytes blob(int column) const;
  ByteView view(int column) const;  // until the next step
  std::string text(int column) const;
  bool isNull(int column) const;

 private:
  friend class Database;
  Statement(sqlite3* db, sqlite3_stmt* statement) : db_(db), statement_(statement) {}
  Result<void> runAlone();
  Result<void> runThrough();
  sqlite3* db_;
  sqlite3_stmt* statement_;
  RowSet* set_ = nullptr;  // of a statement that writes rows which a set hash counts
};

constexpr std::size_t kStoreKeyBytes = 32;

// One connection, used by one thread at a time.
class Database {
 public:
  // yes: a missing file is made, whole or not at all (it gets its name once it is complete and synced); one that is there is
  // opened.
  enum class Create { no, yes };
  // `key` is the raw 32-byte key. `applicationId` marks whose file it is. Every outcome of StoreError but duplicate, notFound.
  // A file that is refused is left as it was, byte for byte.
  static Result<Database> open(const std::filesystem::path& file, const SecretBytes& key, std::uint32_t applicationId,
                               std::span<const Migration> migrations, Create create);
  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();

  Statement& cached(std::string_view sql);  // prepared once per connection; the SQL is a literal of ours
  Result<void> execute(std::string_view sql);
  // After an error one of the two keys opens the file, and this connection does nothing any more: open it again.
  Result<void> rekey(const SecretBytes& key);
  Result<void> checkpoint();      // the WAL into the file, truncated
  Result<bool> integrityHolds();  // SQLCipher's page check and SQLite's own
  // From now on every row that changes is counted in the set hash (row_set.h), in the transaction that changes it. A change is
  // made by a Transaction or by run(), and by nothing else: any other is undone and fails.
  Result<void> keepRowSet(const RowSetPlan& plan);
  Result<bool> rowSetHolds(const RowSetPlan& plan, const std::atomic<bool>& cancelled);  // all rows read; failed when cancelled
  // Of a table that no trigger sees.
  void countRow(int sign, std::string_view table, std::int64_t id, std::string_view text);
  void countRow(int sign, std::string_view table, std::int64_t id, ByteView blob);
  std::int64_t changes() const;
  Error lastError() const;

 private:
  friend class Transaction;
  explicit Database(sqlite3* db);
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// BEGIN IMMEDIATE; rolled back unless committed. Begun inside another one it is a part of it (a savepoint): durable when the
// outer one commits.
class Transaction {
 public:
  static Result<Transaction> begin(Database& database);
  Transaction(Transaction&&) noexcept;
  ~Transaction();
  Result<void> commit();

 private:
  Transaction(Database& database, bool inner);
  Database* database_;  // null once committed
  bool inner_;
  std::array<std::uint64_t, 4> set_{};  // the set hash where an inner one began
};

}  // namespace limen
