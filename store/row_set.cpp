// SPDX-License-Identifier: Apache-2.0
#include "store/row_set.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "core/check.h"
#include "crypto/hash.h"
#include "store/connection.h"

namespace limen {

namespace {

constexpr std::string_view kDomain = "limen/row/v1";
constexpr std::size_t kKeyBytes = 32;
constexpr int kRowsBetweenLooks = 256, kStepsBetweenLooks = 20'000;

struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Prepared = std::unique_ptr<sqlite3_stmt, Finalize>;

Result<Prepared> prepare(sqlite3* db, const std::string& sql) {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v2(db, sql.c_str(), static_cast<int>(sql.size()), &statement, nullptr);
  if (code != SQLITE_OK) return unexpected(storeError(db, code));
  return Prepared(statement);
}

Result<bool> stepped(sqlite3* db, const Prepared& statement) {
  const int code = sqlite3_step(statement.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return unexpected(storeError(db, code));
}

std::string textAt(const Prepared& statement, int column) {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement.get(), column));
  return text == nullptr ? std::string() : std::string(text);
}

Bytes bytesOfSum(const RowSet::Sum& sum) {
  ByteWriter out;
  for (const std::uint64_t lane : sum) out.u64(lane);
  return out.take();
}

void append(Bytes& out, std::uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out.push_back(static_cast<Byte>(value >> (8 * i)));
}

}  // namespace

struct RowSetHooks {
  static void changed(sqlite3_context* context, int count, sqlite3_value** values) {
    auto* set = static_cast<RowSet*>(sqlite3_user_data(context));
    const auto* table = reinterpret_cast<const char*>(sqlite3_value_text(values[1]));
    if (table == nullptr) return sqlite3_result_error_nomem(context);
    set->begin(table);
    for (int i = 2; i < count; ++i) set->field(values[i]);
    set->addTo(set->sum_, sqlite3_value_int(values[0]));
    sqlite3_result_null(context);
  }
  // A change that no Transaction carries would leave the sum behind: it is undone, and its statement answers an error.
  static int committing(void* self) {
    const auto* set = static_cast<const RowSet*>(self);
    return set->sum_ == set->stored_ ? 0 : 1;
  }
  static void rolledBack(void* self) {
    auto* set = static_cast<RowSet*>(self);
    set->sum_ = set->stored_;
  }
};

void RowSet::begin(std::string_view table) {
  row_.clear();
  row_.push_back(static_cast<Byte>(table.size()));
  row_.insert(row_.end(), table.begin(), table.end());
}

void RowSet::field(sqlite3_value* value) {
  const int type = sqlite3_value_type(value);
  row_.push_back(static_cast<Byte>(type));
  if (type == SQLITE_INTEGER) {
    append(row_, static_cast<std::uint64_t>(sqlite3_value_int64(value)), 8);
  } else if (type == SQLITE_FLOAT) {
    const double number = sqlite3_value_double(value);
    std::uint64_t bits = 0;
    std::memcpy(&bits, &number, sizeof bits);
    append(row_, bits, 8);
  } else if (type != SQLITE_NULL) {
    const auto* data = static_cast<const Byte*>(sqlite3_value_blob(value));
    const auto size = static_cast<std::size_t>(sqlite3_value_bytes(value));
    append(row_, size, 4);
    if (data != nullptr) row_.insert(row_.end(), data, data + size);
  }
}

void RowSet::addTo(Sum& sum, int sign) const {
  const Hash hash = mac256(key_, {bytesOf(kDomain), row_});
  ByteReader in(hash.bytes());
  for (std::uint64_t& lane : sum) lane = sign > 0 ? lane + in.u64() : lane - in.u64();
}

void RowSet::count(int sign, std::string_view table, std::int64_t id, std::string_view text) {
  countAs(sign, table, id, SQLITE_TEXT, bytesOf(text));
}
void RowSet::count(int sign, std::string_view table, std::int64_t id, ByteView blob) {
  countAs(sign, table, id, SQLITE_BLOB, blob);
}
void RowSet::countAs(int sign, std::string_view table, std::int64_t id, int type, ByteView content) {
  begin(table);
  row_.push_back(SQLITE_INTEGER);
  append(row_, static_cast<std::uint64_t>(id), 8);
  row_.push_back(static_cast<Byte>(type));
  append(row_, content.size(), 4);
  row_.insert(row_.end(), content.begin(), content.end());
  addTo(sum_, sign);
}

Result<std::vector<std::string>> RowSet::tables() const {
  LIMEN_ASSIGN(const Prepared names, prepare(db_,
                                             "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE "
                                             "'sqlite@_%' ESCAPE '@' ORDER BY name"));
  std::vector<std::string> found;
  const auto byHand = [this](const std::string& name) {
    return std::any_of(plan_.byHand.begin(), plan_.byHand.end(), [&](const RowSetPlan::ByHand& one) {
      return name == one.table || name.starts_with(std::string(one.table) + "_");
    });
  };
  for (;;) {
    LIMEN_ASSIGN(const bool row, stepped(db_, names));
    if (!row) return found;
    std::string name = textAt(names, 0);
    if (name != plan_.home && !byHand(name)) found.push_back(std::move(name));
  }
}

RowSet::~RowSet() {
  sqlite3_finalize(select_);
  sqlite3_finalize(update_);
  sqlite3_finalize(updateJournal_);
}

Result<void> RowSet::watch() {
  sqlite3_create_function_v2(db_, "limen_row", -1, SQLITE_UTF8 | SQLITE_INNOCUOUS, this, &RowSetHooks::changed, nullptr, nullptr,
                             nullptr);
  LIMEN_ASSIGN(const std::vector<std::string> names, tables());
  std::string triggers;
  for (const std::string& name : names) {
    std::string old = "'" + name + "'", fresh = old;
    LIMEN_ASSIGN(const Prepared columns, prepare(db_, "SELECT name FROM pragma_table_info('" + name + "')"));
    for (;;) {
      LIMEN_ASSIGN(const bool row, stepped(db_, columns));
      if (!row) break;
      const std::string column = "\"" + textAt(columns, 0) + "\"";
      old += ", OLD." + column;
      fresh += ", NEW." + column;
    }
    const auto trigger = [&](const char* act, const std::string& body) {
      triggers += "CREATE TEMP TRIGGER set_" + std::string(act) + "_" + name + " AFTER " + act + " ON main.\"" + name +
                  "\" BEGIN SELECT " + body + "; END;";
    };
    trigger("INSERT", "limen_row(1, " + fresh + ")");
    trigger("DELETE", "limen_row(-1, " + old + ")");
    trigger("UPDATE", "limen_row(-1, " + old + "), limen_row(1, " + fresh + ")");
  }
  LIMEN_TRY(executeAll(db_, triggers));
  sqlite3_commit_hook(db_, &RowSetHooks::committing, this);
  sqlite3_rollback_hook(db_, &RowSetHooks::rolledBack, this);
  return {};
}

Result<void> RowSet::attach() {
  LIMEN_TRY(watch());
  const std::string home(plan_.home);
  const std::string journal(plan_.journal), last = "(SELECT max(seq) FROM " + journal + ")";
  LIMEN_ASSIGN(Prepared select, prepare(db_, "SELECT coalesce((SELECT set_sum FROM " + journal + " WHERE seq = " + last + "), set_sum) FROM " + home));
  LIMEN_ASSIGN(Prepared update, prepare(db_, "UPDATE " + home + " SET set_sum = ?"));
  LIMEN_ASSIGN(Prepared updateJournal, prepare(db_, "UPDATE " + journal + " SET set_sum = ? WHERE seq = " + last));
  select_ = select.release();
  update_ = update.release();
  updateJournal_ = updateJournal.release();
  LIMEN_ASSIGN(const Prepared version,
               prepare(db_, "SELECT set_key, set_version = (SELECT user_version FROM pragma_user_version) FROM " + home));
  const auto read = [&]() -> Result<bool> {
    LIMEN_ASSIGN(const bool row, stepped(db_, version));
    if (!row) return unexpected(StoreError::damaged, home);
    const auto* key = static_cast<const Byte*>(sqlite3_column_blob(version.get(), 0));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(version.get(), 0));
    if (key != nullptr && size != kKeyBytes) return unexpected(StoreError::damaged, home);
    key_ = key != nullptr ? SecretBytes::copyOf({key, size}) : SecretBytes::random(kKeyBytes);
    const bool current = key != nullptr && sqlite3_column_int(version.get(), 1) != 0;
    sqlite3_reset(version.get());
    return current;
  };
  LIMEN_ASSIGN(const bool current, read());
  if (current) return {};
  LIMEN_TRY(executeAll(db_, "BEGIN IMMEDIATE"));
  const auto build = [&]() -> Result<void> {
    LIMEN_ASSIGN(const bool meanwhile, read());  // another process may have been here
    if (meanwhile) return executeAll(db_, "COMMIT");
    const std::atomic<bool> never{false};
    LIMEN_ASSIGN(sum_, addUp(never));
    LIMEN_ASSIGN(const Prepared write,
                 prepare(db_, "UPDATE " + home +
                                  " SET set_key = ?, set_sum = ?, set_version = (SELECT user_version FROM pragma_user_version)"));
    const Bytes sum = bytesOfSum(sum_);
    LIMEN_TRY(put(updateJournal_, sum));
    LIMEN_ASSIGN(const Prepared rebase, prepare(db_, "UPDATE " + std::string(plan_.journal) + " SET base = ?"));
    LIMEN_TRY(put(rebase.get(), sum));
    const SecretBytes& held = key_;
    const ByteView key = held.expose(SecretAccess{});
    sqlite3_bind_blob(write.get(), 1, key.data(), static_cast<int>(key.size()), SQLITE_STATIC);
    sqlite3_bind_blob(write.get(), 2, sum.data(), static_cast<int>(sum.size()), SQLITE_STATIC);
    LIMEN_TRY(stepped(db_, write));
    stored_ = sum_;
    return executeAll(db_, "COMMIT");
  };
  const Result<void> built = build();
  if (!built && sqlite3_get_autocommit(db_) == 0) static_cast<void>(executeAll(db_, "ROLLBACK"));
  return built;
}

Result<void> RowSet::addUpQuery(std::string_view table, const std::string& sql, Sum& sum, const std::atomic<bool>& cancelled) {
  LIMEN_ASSIGN(const Prepared rows, prepare(db_, sql));
  const int columns = sqlite3_column_count(rows.get());
  for (int since = 0;; ++since) {
    if (since % kRowsBetweenLooks == 0 && cancelled) return unexpected(StoreError::failed, "cancelled");
    LIMEN_ASSIGN(const bool row, stepped(db_, rows));
    if (!row) return {};
    begin(table);
    for (int i = 0; i < columns; ++i) field(sqlite3_column_value(rows.get(), i));
    addTo(sum, 1);
  }
}

Result<RowSet::Sum> RowSet::addUp(const std::atomic<bool>& cancelled) {
  Sum sum{};
  LIMEN_ASSIGN(const std::vector<std::string> names, tables());
  for (const std::string& name : names) LIMEN_TRY(addUpQuery(name, "SELECT * FROM main.\"" + name + "\"", sum, cancelled));
  for (const RowSetPlan::ByHand& one : plan_.byHand) LIMEN_TRY(addUpQuery(one.table, std::string(one.select), sum, cancelled));
  return sum;
}

Result<bool> RowSet::holds(const std::atomic<bool>& cancelled) {
  LIMEN_TRY(executeAll(db_, "BEGIN"));  // one snapshot for the rows and their sum
  const auto compare = [&]() -> Result<bool> {
    const std::string journal(plan_.journal);
    LIMEN_ASSIGN(const Prepared kept,
                 prepare(db_, "SELECT set_key, coalesce((SELECT set_sum FROM " + journal +
                                  " ORDER BY seq DESC LIMIT 1), set_sum), EXISTS (SELECT 1 FROM " + journal +
                                  " WHERE base IS NOT home.set_sum) FROM " + std::string(plan_.home) + " AS home"));
    LIMEN_ASSIGN(const bool row, stepped(db_, kept));
    const auto* key = row ? static_cast<const Byte*>(sqlite3_column_blob(kept.get(), 0)) : nullptr;
    if (key == nullptr || sqlite3_column_bytes(kept.get(), 0) != static_cast<int>(kKeyBytes)) return false;
    if (sqlite3_column_int(kept.get(), 2) != 0) return false;
    key_ = SecretBytes::copyOf({key, kKeyBytes});
    const auto* bytes = static_cast<const Byte*>(sqlite3_column_blob(kept.get(), 1));
    const Bytes wanted = copyOf({bytes, static_cast<std::size_t>(sqlite3_column_bytes(kept.get(), 1))});
    LIMEN_ASSIGN(const Sum sum, addUp(cancelled));
    if (bytesOfSum(sum) != wanted) return false;
    // Indexes and the words' own tables hold nothing but what the rows say: this compares them.
    LIMEN_ASSIGN(const Prepared structure, prepare(db_, "PRAGMA integrity_check(1)"));
    LIMEN_ASSIGN(const bool answered, stepped(db_, structure));
    return answered && textAt(structure, 0) == "ok";
  };
  const auto cancelledNow = [](void* flag) { return static_cast<const std::atomic<bool>*>(flag)->load() ? 1 : 0; };
  sqlite3_progress_handler(db_, kStepsBetweenLooks, cancelledNow, const_cast<std::atomic<bool>*>(&cancelled));
  Result<bool> answer = compare();
  sqlite3_progress_handler(db_, 0, nullptr, nullptr);
  if (sqlite3_get_autocommit(db_) == 0) static_cast<void>(executeAll(db_, "ROLLBACK"));
  return answer;
}

Result<void> RowSet::load() {
  const int code = sqlite3_step(select_);
  const auto* bytes = code == SQLITE_ROW ? static_cast<const Byte*>(sqlite3_column_blob(select_, 0)) : nullptr;
  const auto size = code == SQLITE_ROW ? static_cast<std::size_t>(sqlite3_column_bytes(select_, 0)) : 0;
  const bool whole = bytes != nullptr && size == sizeof(Sum);
  if (whole) {
    ByteReader in({bytes, size});
    for (std::uint64_t& lane : sum_) lane = in.u64();
    stored_ = sum_;
  }
  Error error = code == SQLITE_ROW || code == SQLITE_DONE ? Error(StoreError::damaged, "set") : storeError(db_, code);
  sqlite3_reset(select_);
  if (!whole) return unexpected(std::move(error));
  return {};
}

// Whether there was a row to hold it.
Result<bool> RowSet::put(sqlite3_stmt* update, const Bytes& sum) {
  sqlite3_bind_blob(update, 1, sum.data(), static_cast<int>(sum.size()), SQLITE_STATIC);
  const int code = sqlite3_step(update);
  const bool held = sqlite3_changes64(db_) > 0;
  Error error = storeError(db_, code);
  sqlite3_reset(update);
  sqlite3_clear_bindings(update);
  if (code != SQLITE_DONE) return unexpected(std::move(error));
  return held;
}

Result<void> RowSet::store() {
  if (sum_ == stored_) return {};
  const Bytes sum = bytesOfSum(sum_);
  LIMEN_ASSIGN(const bool inJournal, put(updateJournal_, sum));
  if (!inJournal) LIMEN_TRY(put(update_, sum));
  stored_ = sum_;
  return {};
}

}  // namespace limen
