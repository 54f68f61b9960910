// SPDX-License-Identifier: Apache-2.0
#include "store/database.h"

#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <unordered_map>

#include "core/check.h"
#include "store/connection.h"
#include "store/library_memory.h"
#include "store/row_set.h"

namespace limen {

namespace fs = std::filesystem;

std::string_view nameOf(StoreError cause) {
  switch (cause) {
    case StoreError::missing:
      return "missing";
    case StoreError::notOurs:
      return "notOurs";
    case StoreError::wrongKey:
      return "wrongKey";
    case StoreError::damaged:
      return "damaged";
    case StoreError::newerVersion:
      return "newerVersion";
    case StoreError::readOnly:
      return "readOnly";
    case StoreError::diskFull:
      return "diskFull";
    case StoreError::busy:
      return "busy";
    case StoreError::failed:
      return "failed";
    case StoreError::mixedAges:
      return "mixedAges";
    case StoreError::duplicate:
      return "duplicate";
    case StoreError::notFound:
      return "notFound";
  }
  return "unknown";
}

Error storeError(sqlite3* db, int code) {
  const int extended = db != nullptr && sqlite3_errcode(db) != SQLITE_OK ? sqlite3_extended_errcode(db) : code;
  StoreError cause = StoreError::failed;
  switch (extended & 0xff) {
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      cause = StoreError::damaged;
      break;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      cause = StoreError::readOnly;
      break;
    case SQLITE_FULL:
      cause = StoreError::diskFull;
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      cause = StoreError::busy;
      break;
    case SQLITE_CONSTRAINT:
      cause = StoreError::duplicate;
      break;
    case SQLITE_IOERR: {
      const int system = db != nullptr ? sqlite3_system_errno(db) : 0;
      if (system == ENOSPC || system == EDQUOT || system == EFBIG) cause = StoreError::diskFull;
      if (extended == SQLITE_IOERR_SHORT_READ || extended == SQLITE_IOERR_CORRUPTFS) cause = StoreError::damaged;
      break;
    }
    default:
      break;
  }
  // Only these constraints say that a row is there already; the others are mistakes of ours.
  if ((extended & 0xff) == SQLITE_CONSTRAINT && extended != SQLITE_CONSTRAINT_PRIMARYKEY &&
      extended != SQLITE_CONSTRAINT_UNIQUE && extended != SQLITE_CONSTRAINT_ROWID) {
    cause = StoreError::failed;
  }
  return Error(cause, "sqlite " + std::to_string(extended));
}

Statement::Statement(Statement&& other) noexcept
    : db_(other.db_), statement_(std::exchange(other.statement_, nullptr)), set_(other.set_) {}
Statement::~Statement() {
  sqlite3_finalize(statement_);
}

// A statement that could not be prepared takes bindings silently; step() then answers why.
Statement& Statement::bind(int index, std::int64_t value) {
  if (statement_ != nullptr) LIMEN_CHECK(sqlite3_bind_int64(statement_, index, value) == SQLITE_OK);
  return *this;
}
Statement& Statement::bind(int index, ByteView blob) {
  // A null pointer would bind NULL, and an empty blob is not NULL.
  const void* data = blob.empty() ? static_cast<const void*>("") : blob.data();
  if (statement_ != nullptr) LIMEN_CHECK(sqlite3_bind_blob64(statement_, index, data, blob.size(), SQLITE_STATIC) == SQLITE_OK);
  return *this;
}
Statement& Statement::bind(int index, std::string_view text) {
  const char* data = text.empty() ? "" : text.data();
  if (statement_ != nullptr) {
    LIMEN_CHECK(sqlite3_bind_text64(statement_, index, data, text.size(), SQLITE_STATIC, SQLITE_UTF8) == SQLITE_OK);
  }
  return *this;
}
Statement& Statement::bindNull(int index) {
  if (statement_ != nullptr) LIMEN_CHECK(sqlite3_bind_null(statement_, index) == SQLITE_OK);
  return *this;
}

Result<bool> Statement::step() {
  if (statement_ == nullptr) return unexpected(storeError(db_, SQLITE_ERROR));
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) {
    reset();
    return false;
  }
  Error error = storeError(db_, code);
  reset();
  return unexpected(std::move(error));
}

Result<void> Statement::run() {
  return set_ != nullptr && sqlite3_get_autocommit(db_) != 0 ? runAlone() : runThrough();
}

Result<void> Statement::runAlone() {
  const auto inTransaction = [this]() -> Result<void> {
    LIMEN_TRY(executeAll(db_, "BEGIN IMMEDIATE"));
    LIMEN_TRY(set_->load());
    LIMEN_TRY(runThrough());
    LIMEN_TRY(set_->store());
    return executeAll(db_, "COMMIT");
  };
  Result<void> ran = inTransaction();
  if (!ran) {
    reset();
    if (sqlite3_get_autocommit(db_) == 0) static_cast<void>(executeAll(db_, "ROLLBACK"));
  }
  return ran;
}

Result<void> Statement::runThrough() {
  for (;;) {
    LIMEN_ASSIGN(const bool row, step());
    if (!row) return {};
  }
}

void Statement::reset() {
  sqlite3_reset(statement_);
  if (statement_ != nullptr) sqlite3_clear_bindings(statement_);
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_, column);
}
ByteView Statement::view(int column) const {
  const auto* data = static_cast<const Byte*>(sqlite3_column_blob(statement_, column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
  return data == nullptr ? ByteView() : ByteView(data, size);
}
Bytes Statement::blob(int column) const {
  return copyOf(view(column));
}
std::string Statement::text(int column) const {
  const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
  return data == nullptr ? std::string() : std::string(data, size);
}
bool Statement::isNull(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

struct Database::Impl {
  explicit Impl(sqlite3* connection) : db(connection), unprepared(Statement(connection, nullptr)) {}
  ~Impl() {
    statements.clear();
    set.reset();
    LIMEN_CHECK(sqlite3_close(db) == SQLITE_OK);
    relockLibraryMemory();
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  sqlite3* db;
  std::unordered_map<std::string_view, Statement> statements;  // the keys are literals
  Statement unprepared;
  std::unique_ptr<RowSet> set;
  bool lost = false;  // nothing may be done any more but to close it
};

Database::Database(sqlite3* db) : impl_(std::make_unique<Impl>(db)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Result<Database> Database::open(const fs::path& file, const SecretBytes& key, std::uint32_t applicationId,
                                std::span<const Migration> migrations, Create create) {
  LIMEN_ASSIGN(sqlite3 * db, openConnection(file, key, applicationId, migrations, create == Create::yes));
  return Database(db);
}

Statement& Database::cached(std::string_view sql) {
  if (impl_->lost) return impl_->unprepared;
  const auto found = impl_->statements.find(sql);
  if (found != impl_->statements.end()) return found->second;
  sqlite3_stmt* statement = nullptr;
  const int code =
      sqlite3_prepare_v3(impl_->db, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  // Our SQL is right, so this is the file's or the disk's fault, and the next try prepares anew.
  if (code != SQLITE_OK) return impl_->unprepared;
  Statement& made = impl_->statements.emplace(sql, Statement(impl_->db, statement)).first->second;
  const bool writesRows = sql.starts_with("INSERT") || sql.starts_with("UPDATE") || sql.starts_with("DELETE");
  if (writesRows) made.set_ = impl_->set.get();
  return made;
}

Result<void> Database::execute(std::string_view sql) {
  if (impl_->lost) return unexpected(StoreError::failed, "rekey");
  return executeAll(impl_->db, sql);
}

Result<void> Database::rekey(const SecretBytes& key) {
  LIMEN_TRY(checkpoint());
  const SecretBytes spec = keySpecification(key);
  const ByteView text = spec.expose(SecretAccess{});
  const int code = sqlite3_rekey_v2(impl_->db, "main", text.data(), static_cast<int>(text.size()));
  // It answers OK also where it was rolled back, and then SQLCipher goes on writing with the new key: the next page that this
  // connection wrote would be the end of the file. So another connection says which key opens it.
  Result<void> opens = code == SQLITE_OK ? keyOpens(sqlite3_db_filename(impl_->db, "main"), key)
                                         : Result<void>(unexpected(storeError(impl_->db, code)));
  if (!opens) impl_->lost = true;
  LIMEN_TRY(opens);
  return checkpoint();
}

Result<void> Database::checkpoint() {
  const int code = sqlite3_wal_checkpoint_v2(impl_->db, "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  if (code != SQLITE_OK) return unexpected(storeError(impl_->db, code));
  return {};
}

Result<bool> Database::integrityHolds() {
  // The page check looks at the file alone, and after a power cut a page of it may be half written whose whole is in the log.
  LIMEN_TRY(checkpoint());
  Statement& pages = cached("PRAGMA cipher_integrity_check");  // a row for every page that fails
  LIMEN_ASSIGN(const bool bad, pages.step());
  pages.reset();
  if (bad) return false;
  Statement& structure = cached("PRAGMA integrity_check(1)");
  LIMEN_ASSIGN(const bool answered, structure.step());
  const bool holds = answered && structure.text(0) == "ok";
  structure.reset();
  return holds;
}

Result<void> Database::keepRowSet(const RowSetPlan& plan) {
  LIMEN_CHECK(!impl_->set && impl_->statements.empty());
  auto set = std::make_unique<RowSet>(impl_->db, plan);
  LIMEN_TRY(set->attach());
  impl_->set = std::move(set);
  return {};
}

Result<bool> Database::rowSetHolds(const RowSetPlan& plan, const std::atomic<bool>& cancelled) {
  return RowSet(impl_->db, plan).holds(cancelled);
}

void Database::countRow(int sign, std::string_view table, std::int64_t id, std::string_view text) {
  impl_->set->count(sign, table, id, text);
}

void Database::countRow(int sign, std::string_view table, std::int64_t id, ByteView blob) {
  impl_->set->count(sign, table, id, blob);
}

std::int64_t Database::changes() const {
  return sqlite3_changes64(impl_->db);
}
Error Database::lastError() const {
  return storeError(impl_->db, sqlite3_errcode(impl_->db));
}

Transaction::Transaction(Database& database, bool inner) : database_(&database), inner_(inner) {
  if (inner && database.impl_->set) set_ = database.impl_->set->sum();
}

Result<Transaction> Transaction::begin(Database& database) {
  const bool inner = sqlite3_get_autocommit(database.impl_->db) == 0;
  LIMEN_TRY(database.cached(inner ? "SAVEPOINT part" : "BEGIN IMMEDIATE").run());
  Transaction begun(database, inner);
  if (!inner && database.impl_->set) LIMEN_TRY(database.impl_->set->load());
  return begun;
}

Transaction::Transaction(Transaction&& other) noexcept
    : database_(std::exchange(other.database_, nullptr)), inner_(other.inner_), set_(other.set_) {}

Transaction::~Transaction() {
  if (database_ == nullptr) return;
  // A full disk may have rolled everything back already.
  if (sqlite3_get_autocommit(database_->impl_->db) != 0) return;
  if (inner_) {
    if (database_->cached("ROLLBACK TO part").run()) static_cast<void>(database_->cached("RELEASE part").run());
    if (database_->impl_->set) database_->impl_->set->restore(set_);
  } else {
    static_cast<void>(database_->cached("ROLLBACK").run());
  }
}

Result<void> Transaction::commit() {
  LIMEN_CHECK(database_ != nullptr);
  if (!inner_ && database_->impl_->set) LIMEN_TRY(database_->impl_->set->store());
  LIMEN_TRY(database_->cached(inner_ ? "RELEASE part" : "COMMIT").run());
  database_ = nullptr;
  return {};
}

}  // namespace limen
