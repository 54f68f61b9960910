// SPDX-License-Identifier: Apache-2.0
#include "store/connection.h"
#include "store/database_copy.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <memory>
#include <string>

#include "core/planted.h"
#include "core/check.h"
#include "store/library_memory.h"

namespace limen {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kPageBytes = 8192;
constexpr int kBusyMilliseconds = 5000;
constexpr int kMinCipherMajor = 4, kMinCipherMinor = 6;
constexpr std::string_view kPlainHeader = "SQLite format 3";

struct Close {
  void operator()(sqlite3* db) const {
    sqlite3_close(db);
    relockLibraryMemory();
  }
};
using Connection = std::unique_ptr<sqlite3, Close>;

// What can be said of a file before a library touches it: SQLite would fill an empty one and read a plain one.
Result<void> looksLikeAStore(const fs::path& file) {
  struct Descriptor {
    int fd;
    ~Descriptor() {
      if (fd >= 0) ::close(fd);
    }
  };
  const Descriptor opened{::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
  if (opened.fd < 0) {
    if (errno == ENOENT || errno == ENOTDIR) return unexpected(StoreError::missing);
    return unexpected(errno == EACCES ? StoreError::readOnly : StoreError::failed);
  }
  struct stat info {};
  if (::fstat(opened.fd, &info) != 0) return unexpected(StoreError::failed);
  if (!S_ISREG(info.st_mode) || info.st_size == 0) return unexpected(StoreError::notOurs);
  std::array<char, kPlainHeader.size()> head{};
  const ssize_t got = ::pread(opened.fd, head.data(), head.size(), 0);
  if (got < 0) return unexpected(StoreError::damaged);
  if (std::string_view(head.data(), static_cast<std::size_t>(got)) == kPlainHeader) return unexpected(StoreError::notOurs);
  if (static_cast<std::size_t>(info.st_size) < kPageBytes) return unexpected(StoreError::damaged);
  // A file without any write permission was protected on purpose, even where the administrator's account could write it.
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  const bool writable = (info.st_mode & (S_IWUSR | S_IWGRP | S_IWOTH)) != 0 && ::access(file.c_str(), W_OK) == 0;
  if (!writable || ::access(folder.c_str(), W_OK) != 0) return unexpected(StoreError::readOnly);
  return {};
}

Result<std::string> answerOf(sqlite3* db, const char* sql) {
  sqlite3_stmt* prepared = nullptr;
  int code = sqlite3_prepare_v2(db, sql, -1, &prepared, nullptr);
  std::string answer;
  if (code == SQLITE_OK) {
    code = sqlite3_step(prepared);
    if (code == SQLITE_ROW) {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(prepared, 0));
      if (text != nullptr) answer = text;
    }
  }
  if (code != SQLITE_ROW && code != SQLITE_DONE) {
    Error error = storeError(db, code);
    sqlite3_finalize(prepared);
    return unexpected(std::move(error));
  }
  sqlite3_finalize(prepared);
  return answer;
}

Result<std::int64_t> numberOf(sqlite3* db, const char* sql) {
  LIMEN_ASSIGN(const std::string text, answerOf(db, sql));
  std::int64_t number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc() || end != text.data() + text.size()) return unexpected(StoreError::failed, sql);
  return number;
}

// A pragma that a library does not know is ignored in silence, so each one that protects something is read back.
Result<void> mustAnswer(sqlite3* db, const char* sql, std::string_view wanted) {
  LIMEN_ASSIGN(const std::string answer, answerOf(db, sql));
  if (answer != wanted) return unexpected(StoreError::failed, sql);
  return {};
}

Result<void> mustBeSqlCipher(sqlite3* db) {
  LIMEN_ASSIGN(const std::string version, answerOf(db, "PRAGMA cipher_version"));
  int major = 0, minor = 0;
  const char* end = version.data() + version.size();
  const auto first = std::from_chars(version.data(), end, major);
  if (first.ec == std::errc() && first.ptr != end && *first.ptr == '.') std::from_chars(first.ptr + 1, end, minor);
  const bool enough = major > kMinCipherMajor || (major == kMinCipherMajor && minor >= kMinCipherMinor);
  if (!enough) return unexpected(StoreError::failed, "cipher_version");
  return {};
}

Result<void> configure(sqlite3* db, int setting, int wanted) {
  int now = -1;
  const int code = sqlite3_db_config(db, setting, wanted, &now);
  if (code != SQLITE_OK || now != wanted) return unexpected(StoreError::failed, "db_config " + std::to_string(setting));
  return {};
}

Result<Connection> connect(const fs::path& file, const SecretBytes& key) {
  LIMEN_CHECK(key.size() == kStoreKeyBytes);
  // Before anything of the library, so that what it reads and the key's own copies in it are locked and wiped.
  if (!takeOverLibraryMemory() || !libraryMemoryIsOurs()) return unexpected(StoreError::failed, "memory");
  sqlite3* raw = nullptr;
  const int code =
      sqlite3_open_v2(file.c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE, nullptr);
  Connection connection(raw);
  if (code != SQLITE_OK) return unexpected(storeError(raw, code));
  sqlite3_extended_result_codes(raw, 1);
  sqlite3_busy_timeout(raw, kBusyMilliseconds);
  sqlite3_limit(raw, SQLITE_LIMIT_ATTACHED, 0);
  // Until the file has shown whose it is, closing must not carry a write-ahead log into it; without one, closing leaves no trace.
  std::error_code none;
  const std::uintmax_t logged = fs::file_size(file.string() + "-wal", none);
  LIMEN_TRY(configure(raw, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, !none && logged > 0 ? 1 : 0));
  LIMEN_TRY(configure(raw, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0));
  LIMEN_TRY(configure(raw, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0));
  LIMEN_TRY(configure(raw, SQLITE_DBCONFIG_DEFENSIVE, 1));
  LIMEN_TRY(configure(raw, SQLITE_DBCONFIG_DQS_DDL, 0));
  LIMEN_TRY(configure(raw, SQLITE_DBCONFIG_DQS_DML, 0));
  LIMEN_TRY(configure(raw, SQLITE_DBCONFIG_ENABLE_FKEY, 1));
  // Before the key, so that nothing is said on standard error.
  LIMEN_TRY(mustAnswer(raw, "PRAGMA cipher_log_level = NONE", "NONE"));
  const SecretBytes spec = keySpecification(key);
  const ByteView text = spec.expose(SecretAccess{});
  const int keyed = sqlite3_key_v2(raw, "main", text.data(), static_cast<int>(text.size()));
  if (keyed != SQLITE_OK) return unexpected(storeError(raw, keyed));
  // The first key of a process wakes the library up, with the level that it had at first.
  LIMEN_TRY(mustAnswer(raw, "PRAGMA cipher_log_level = NONE", "NONE"));
  LIMEN_TRY(mustBeSqlCipher(raw));
  LIMEN_TRY(executeAll(raw, "PRAGMA cipher_page_size = 8192; PRAGMA temp_store = MEMORY"));
  LIMEN_TRY(mustAnswer(raw, "PRAGMA cipher_page_size", "8192"));
  LIMEN_TRY(mustAnswer(raw, "PRAGMA temp_store", "2"));
  relockLibraryMemory();
  return connection;
}

// The cache is small on purpose: its pages are locked in memory, and a user may lock 8 MiB in all.
Result<void> settle(sqlite3* db) {
  LIMEN_TRY(mustAnswer(db, "PRAGMA journal_mode = WAL", "wal"));
  LIMEN_TRY(executeAll(db,
                       "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA cache_size = -3072; "
                       "PRAGMA wal_autocheckpoint = 1000; PRAGMA journal_size_limit = 16777216"));
  if (LIMEN_BUG("forgotten-fsync")) return executeAll(db, "PRAGMA synchronous = NORMAL");
  LIMEN_TRY(mustAnswer(db, "PRAGMA synchronous", "2"));
  LIMEN_TRY(mustAnswer(db, "PRAGMA secure_delete", "1"));
  LIMEN_TRY(mustAnswer(db, "PRAGMA foreign_keys", "1"));
  return mustAnswer(db, "PRAGMA trusted_schema", "0");
}

// All of them in one transaction: a store is at a version or at the one before.
Result<void> migrate(sqlite3* db, std::span<const Migration> migrations) {
  LIMEN_ASSIGN(const std::int64_t seen, numberOf(db, "PRAGMA user_version"));
  if (migrations.empty() || seen == migrations.back().version) return {};
  LIMEN_TRY(executeAll(db, "BEGIN IMMEDIATE"));
  const auto apply = [&]() -> Result<void> {
    // Read again under the lock: another process may have been here.
    LIMEN_ASSIGN(const std::int64_t version, numberOf(db, "PRAGMA user_version"));
    for (const Migration& migration : migrations) {
      if (migration.version <= version) continue;
      LIMEN_TRY(executeAll(db, migration.sql));
      LIMEN_TRY(executeAll(db, "PRAGMA user_version = " + std::to_string(migration.version)));
    }
    return executeAll(db, "COMMIT");
  };
  const Result<void> applied = apply();
  if (!applied && sqlite3_get_autocommit(db) == 0) static_cast<void>(executeAll(db, "ROLLBACK"));
  return applied;
}

Result<Connection> openExisting(const fs::path& file, const SecretBytes& key, std::uint32_t applicationId,
                                std::span<const Migration> migrations) {
  LIMEN_TRY(looksLikeAStore(file));
  LIMEN_ASSIGN(Connection connection, connect(file, key));
  sqlite3* db = connection.get();
  const Result<std::string> first = answerOf(db, "SELECT count(*) FROM sqlite_schema");
  if (!first) {
    // The first page holds its own proof: where it does not answer to the key, no other page would.
    if (sqlite3_errcode(db) == SQLITE_NOTADB) return unexpected(StoreError::wrongKey);
    return unexpected(first.error());
  }
  LIMEN_ASSIGN(const std::int64_t whose, numberOf(db, "PRAGMA application_id"));
  if (static_cast<std::uint32_t>(whose) != applicationId) return unexpected(StoreError::notOurs);
  LIMEN_ASSIGN(const std::int64_t version, numberOf(db, "PRAGMA user_version"));
  if (!migrations.empty() && version > migrations.back().version) return unexpected(StoreError::newerVersion);
  LIMEN_TRY(settle(db));
  LIMEN_TRY(migrate(db, migrations));
  LIMEN_TRY(configure(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0));
  return connection;
}

void removeWithLogs(const fs::path& file) {
  for (const char* ending : {"", "-wal", "-shm", "-journal"}) ::unlink((file.string() + ending).c_str());
}

Error fileError() {
  const bool full = errno == ENOSPC || errno == EDQUOT || errno == EFBIG;
  return full ? Error(StoreError::diskFull)
              : Error(errno == EACCES || errno == EROFS ? StoreError::readOnly : StoreError::failed);
}

Result<void> syncFolder(const fs::path& folder) {
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return unexpected(fileError());
  const bool synced = ::fsync(fd) == 0;
  ::close(fd);
  if (!synced) return unexpected(StoreError::failed);
  return {};
}

// Built beside its place and linked into it when it is complete, so that a cut leaves no half store that nothing can open.
Result<void> build(const fs::path& file, const SecretBytes& key, std::uint32_t applicationId,
                   std::span<const Migration> migrations) {
  const fs::path fresh = file.string() + ".new";
  removeWithLogs(fresh);
  const int fd = ::open(fresh.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0) return unexpected(fileError());
  ::close(fd);
  const auto fill = [&]() -> Result<void> {
    LIMEN_ASSIGN(Connection connection, connect(fresh, key));
    sqlite3* db = connection.get();
    LIMEN_TRY(executeAll(db, "PRAGMA auto_vacuum = NONE"));
    LIMEN_TRY(settle(db));
    LIMEN_TRY(executeAll(db, "PRAGMA application_id = " + std::to_string(static_cast<std::int32_t>(applicationId))));
    LIMEN_TRY(migrate(db, migrations));
    const int code = sqlite3_wal_checkpoint_v2(db, "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    if (code != SQLITE_OK) return unexpected(storeError(db, code));
    return configure(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0);
  };
  Result<void> made = fill();
  if (made && ::link(fresh.c_str(), file.c_str()) != 0 && errno != EEXIST) made = unexpected(fileError());
  removeWithLogs(fresh);
  if (!made) return made;
  return syncFolder(file.has_parent_path() ? file.parent_path() : fs::path("."));
}

}  // namespace

SecretBytes keySpecification(const SecretBytes& key) {
  constexpr char kDigits[] = "0123456789abcdef";
  const ByteView bytes = key.expose(SecretAccess{});
  SecretBytes out(bytes.size() * 2 + 3);
  const std::span<Byte> text = out.expose(SecretAccess{});
  std::size_t at = 0;
  text[at++] = 'x';
  text[at++] = '\'';
  for (const Byte byte : bytes) {
    text[at++] = static_cast<Byte>(kDigits[byte >> 4]);
    text[at++] = static_cast<Byte>(kDigits[byte & 15]);
  }
  text[at] = '\'';
  return out;
}

Result<void> executeAll(sqlite3* db, std::string_view sql) {
  const int code = sqlite3_exec(db, std::string(sql).c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return unexpected(storeError(db, code));
  return {};
}

Result<void> keyOpens(const fs::path& file, const SecretBytes& key) {
  LIMEN_ASSIGN(const Connection connection, connect(file, key));
  LIMEN_TRY(numberOf(connection.get(), "SELECT count(*) FROM sqlite_schema"));
  return {};
}

Result<void> copyDatabase(const fs::path& file, const SecretBytes& key, const fs::path& to, const SecretBytes& toKey) {
  LIMEN_TRY(looksLikeAStore(file));
  const int fd = ::open(to.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0) return unexpected(errno == EEXIST ? Error(StoreError::duplicate) : fileError());
  ::close(fd);
  const auto copy = [&]() -> Result<void> {
    LIMEN_ASSIGN(const Connection source, connect(file, key));
    if (!numberOf(source.get(), "SELECT count(*) FROM sqlite_schema")) return unexpected(StoreError::wrongKey);
    LIMEN_ASSIGN(const Connection target, connect(to, toKey));
    sqlite3_backup* under = sqlite3_backup_init(target.get(), "main", source.get(), "main");
    if (under == nullptr) return unexpected(storeError(target.get(), sqlite3_errcode(target.get())));
    const int code = sqlite3_backup_step(under, -1);  // all of it in one read: the state of one moment
    sqlite3_backup_finish(under);
    if (code != SQLITE_DONE) return unexpected(storeError(target.get(), code));
    return {};
  };
  const Result<void> copied = copy();
  if (!copied) removeWithLogs(to);
  return copied;
}

Result<bool> databaseHolds(const fs::path& file, const SecretBytes& key) {
  LIMEN_TRY(looksLikeAStore(file));
  LIMEN_ASSIGN(const Connection connection, connect(file, key));
  if (!numberOf(connection.get(), "SELECT count(*) FROM sqlite_schema")) return unexpected(StoreError::wrongKey);
  bool holds = true, whole = false;
  const auto each = [](void* found, int, char** values, char**) {
    *static_cast<bool*>(found) = values[0] != nullptr && std::string_view(values[0]) == "ok";
    return 0;
  };
  const auto page = [](void* found, int, char**, char**) { return *static_cast<bool*>(found) = false, 0; };
  if (sqlite3_exec(connection.get(), "PRAGMA cipher_integrity_check", page, &holds, nullptr) != SQLITE_OK) return false;
  if (sqlite3_exec(connection.get(), "PRAGMA integrity_check(1)", each, &whole, nullptr) != SQLITE_OK) return false;
  return holds && whole;
}

Result<sqlite3*> openConnection(const fs::path& file, const SecretBytes& key, std::uint32_t applicationId,
                                std::span<const Migration> migrations, bool create) {
  std::error_code none;
  if (create && fs::symlink_status(file, none).type() == fs::file_type::not_found) {
    LIMEN_TRY(build(file, key, applicationId, migrations));
  }
  LIMEN_ASSIGN(Connection connection, openExisting(file, key, applicationId, migrations));
  return connection.release();
}

}  // namespace limen
