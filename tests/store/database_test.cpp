// SPDX-License-Identifier: Apache-2.0
#include "store/database.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>

#include "store/library_memory.h"
#include "support.h"

using namespace limen;
using namespace limen::test;

namespace {

constexpr std::uint32_t kTestApplication = 0x4c4d5454;
constexpr std::array kFirst{Migration{1, "notes", "CREATE TABLE note(id INTEGER PRIMARY KEY, words TEXT NOT NULL UNIQUE);"}};
constexpr std::array kSecond{kFirst[0],
                             Migration{2, "colours", "ALTER TABLE note ADD COLUMN colour TEXT NOT NULL DEFAULT 'none';"}};

Result<Database> openNotes(const std::filesystem::path& file, Byte key, Database::Create create = Database::Create::no) {
  return Database::open(file, keyOf(key), kTestApplication, kFirst, create);
}

void addNote(Database& database, std::string_view words) {
  must(database.cached("INSERT INTO note(words) VALUES(?)").bind(1, words).run());
}

std::int64_t countNotes(Database& database) {
  Statement& count = database.cached("SELECT count(*) FROM note");
  REQUIRE(must(count.step()));
  const std::int64_t notes = count.integer(0);
  count.reset();
  return notes;
}

std::string ask(Database& database, std::string_view pragma) {
  Statement& statement = database.cached(pragma);
  REQUIRE(must(statement.step()));
  std::string answer = statement.text(0);
  statement.reset();
  return answer;
}

// The cause of a refusal, with the proof that the refusal left the folder as it was.
Error refusal(const Folder& folder, const std::filesystem::path& file, Byte key = 1) {
  const std::string before = contentOf(file);
  const Result<Database> opened = openNotes(file, key);
  REQUIRE_FALSE(opened.has_value());
  CHECK((contentOf(file) == before));
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder.path())) ++files;
  CHECK(files == 1);
  return opened.error();
}

void makeNotes(const std::filesystem::path& file, int notes) {
  Database database = must(openNotes(file, 1, Database::Create::yes));
  for (int i = 0; i < notes; ++i) addNote(database, "synthetic note " + std::to_string(i) + std::string(200, 'n'));
}

}  // namespace

TEST_CASE("a store keeps what was written, for the next opening with its key", "[store]") {
  const Folder folder;
  {
    Database database = must(openNotes(folder / "notes.db", 1, Database::Create::yes));
    addNote(database, "kept");
  }
  CHECK(std::filesystem::exists(folder / "notes.db"));
  CHECK_FALSE(std::filesystem::exists(folder / "notes.db-wal"));
  Database database = must(openNotes(folder / "notes.db", 1));
  CHECK(countNotes(database) == 1);
  CHECK(must(database.integrityHolds()));
  CHECK((std::filesystem::status(folder / "notes.db").permissions() ==
         (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write)));
}

TEST_CASE("every connection has the settings that protect it", "[store]") {
  const Folder folder;
  must(openNotes(folder / "notes.db", 1, Database::Create::yes));
  Database database = must(openNotes(folder / "notes.db", 1));
  CHECK(ask(database, "PRAGMA cipher_version").substr(0, 2) == "4.");
  CHECK(libraryMemoryIsOurs());
  CHECK(ask(database, "PRAGMA cipher_page_size") == "8192");
  CHECK(ask(database, "PRAGMA page_size") == "8192");
  CHECK(ask(database, "PRAGMA temp_store") == "2");
  CHECK(ask(database, "PRAGMA journal_mode") == "wal");
  CHECK(ask(database, "PRAGMA synchronous") == "2");
  CHECK(ask(database, "PRAGMA secure_delete") == "1");
  CHECK(ask(database, "PRAGMA foreign_keys") == "1");
  CHECK(ask(database, "PRAGMA trusted_schema") == "0");
  CHECK(ask(database, "PRAGMA auto_vacuum") == "0");
  CHECK(ask(database, "PRAGMA application_id") == std::to_string(kTestApplication));
  CHECK_FALSE(database.execute("ATTACH DATABASE ':memory:' AS other").has_value());
  CHECK_FALSE(database.execute("SELECT load_extension('libm.so.6')").has_value());
}

TEST_CASE("what is not a store of this kind is refused by its cause and left as it was", "[store]") {
  const Folder folder;
  const auto file = folder / "notes.db";
  SECTION("missing") {
    CHECK(openNotes(file, 1).error().is(StoreError::missing));
    CHECK(std::filesystem::is_empty(folder.path()));
  }
  SECTION("missing folder") {
    CHECK(openNotes(folder / "no/notes.db", 1, Database::Create::yes).error().is(StoreError::failed));
  }
  SECTION("empty") {
    write(file, "");
    CHECK(refusal(folder, file).is(StoreError::notOurs));
  }
  SECTION("plain SQLite") {
    write(file, "SQLite format 3" + std::string(1, '\0') + std::string(16368, '\1'));
    CHECK(refusal(folder, file).is(StoreError::notOurs));
  }
  SECTION("random bytes") {
    SeededRandom random(7);
    Bytes noise(40'960);
    random.fill(noise);
    write(file, textOf(noise));
    CHECK(refusal(folder, file).is(StoreError::wrongKey));
  }
  SECTION("a few random bytes") {
    write(file, "not a store at all");
    CHECK(refusal(folder, file).is(StoreError::damaged));
  }
  SECTION("a folder") {
    std::filesystem::create_directory(file);
    CHECK(openNotes(file, 1).error().is(StoreError::notOurs));
    CHECK(openNotes(file, 1, Database::Create::yes).error().is(StoreError::notOurs));
  }
  SECTION("another key") {
    makeNotes(file, 20);
    CHECK(refusal(folder, file, 2).is(StoreError::wrongKey));
  }
  SECTION("truncated") {
    makeNotes(file, 400);
    const std::string whole = contentOf(file);
    write(file, whole.substr(0, whole.size() / 2));
    CHECK(refusal(folder, file).is(StoreError::damaged));
    write(file, whole.substr(0, 4000));
    CHECK(refusal(folder, file).is(StoreError::damaged));
  }
  SECTION("not writable") {
    makeNotes(file, 20);
    std::filesystem::permissions(file, std::filesystem::perms::owner_read);
    CHECK(refusal(folder, file).is(StoreError::readOnly));
  }
  SECTION("another application's") {
    must(Database::open(file, keyOf(1), kTestApplication + 1, kFirst, Database::Create::yes));
    CHECK(refusal(folder, file).is(StoreError::notOurs));
  }
  SECTION("a later version's") {
    must(Database::open(file, keyOf(1), kTestApplication, kSecond, Database::Create::yes));
    CHECK(Database::open(file, keyOf(1), kTestApplication, kSecond, Database::Create::no).has_value());
    const std::string before = contentOf(file);
    CHECK(openNotes(file, 1).error().is(StoreError::newerVersion));
    CHECK((contentOf(file) == before));
  }
}

TEST_CASE("a wrong key leaves a write-ahead log for the right one", "[store]") {
  const Folder folder;
  const auto file = folder / "notes.db";
  const auto copy = folder / "copy.db";
  {
    Database database = must(openNotes(file, 1, Database::Create::yes));
    addNote(database, "only in the log");
    std::filesystem::copy_file(file, copy);
    std::filesystem::copy_file(folder / "notes.db-wal", folder / "copy.db-wal");
  }
  const std::string before = contentOf(copy), log = contentOf(folder / "copy.db-wal");
  REQUIRE_FALSE(log.empty());
  CHECK(openNotes(copy, 2).error().is(StoreError::wrongKey));
  CHECK((contentOf(copy) == before));
  CHECK((contentOf(folder / "copy.db-wal") == log));
  Database database = must(openNotes(copy, 1));
  CHECK(countNotes(database) == 1);
}

TEST_CASE("one changed byte in any page is found", "[store]") {
  const Folder folder;
  const auto file = folder / "notes.db";
  makeNotes(file, 200);
  const std::string whole = contentOf(file);
  for (std::size_t at = 100; at < whole.size(); at += 8192) {
    std::string bent = whole;
    bent[at] = static_cast<char>(bent[at] ^ 1);
    write(file, bent);
    auto opened = openNotes(file, 1);
    if (!opened) {
      CHECK((opened.error().is(StoreError::wrongKey) || opened.error().is(StoreError::damaged)));
    } else {
      CHECK_FALSE(must(opened->integrityHolds()));
      Statement& read = opened->cached("SELECT sum(length(words)) FROM note NOT INDEXED");
      const auto summed = read.step();
      if (!summed) CHECK(summed.error().is(StoreError::damaged));
      read.reset();
    }
  }
}

TEST_CASE("a database of the version before is brought up, with its rows", "[store]") {
  const Folder folder;
  makeNotes(folder / "notes.db", 3);
  Database database = must(Database::open(folder / "notes.db", keyOf(1), kTestApplication, kSecond, Database::Create::no));
  CHECK(ask(database, "PRAGMA user_version") == "2");
  CHECK(ask(database, "SELECT count(*) FROM note WHERE colour = 'none'") == "3");
}

TEST_CASE("a migration that fails half way changes nothing", "[store]") {
  const Folder folder;
  makeNotes(folder / "notes.db", 3);
  const std::array broken{kFirst[0],
                          Migration{2, "half right", "CREATE TABLE other(id INTEGER); INSERT INTO nowhere VALUES(1);"}};
  CHECK(Database::open(folder / "notes.db", keyOf(1), kTestApplication, broken, Database::Create::no)
            .error()
            .is(StoreError::failed));
  Database database = must(openNotes(folder / "notes.db", 1));
  CHECK(ask(database, "PRAGMA user_version") == "1");
  CHECK(ask(database, "SELECT count(*) FROM sqlite_schema WHERE name = 'other'") == "0");
}

TEST_CASE("making a store that fails leaves nothing behind", "[store]") {
  const Folder folder;
  const std::array broken{Migration{1, "wrong", "INSERT INTO nowhere VALUES(1);"}};
  CHECK(Database::open(folder / "notes.db", keyOf(1), kTestApplication, broken, Database::Create::yes)
            .error()
            .is(StoreError::failed));
  CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("a row that is there already is a duplicate, and a broken rule is not", "[store]") {
  const Folder folder;
  Database database = must(openNotes(folder / "notes.db", 1, Database::Create::yes));
  addNote(database, "once");
  CHECK(database.cached("INSERT INTO note(words) VALUES(?)")
            .bind(1, std::string_view("once"))
            .run()
            .error()
            .is(StoreError::duplicate));
  CHECK(database.cached("INSERT INTO note(words) VALUES(?)").bindNull(1).run().error().is(StoreError::failed));
  CHECK(countNotes(database) == 1);
}

TEST_CASE("a transaction that is not committed leaves nothing; one inside another goes with the outer", "[store]") {
  const Folder folder;
  Database database = must(openNotes(folder / "notes.db", 1, Database::Create::yes));
  {
    Transaction dropped = must(Transaction::begin(database));
    addNote(database, "dropped");
  }
  CHECK(countNotes(database) == 0);
  {
    Transaction outer = must(Transaction::begin(database));
    addNote(database, "outer");
    {
      Transaction inner = must(Transaction::begin(database));
      addNote(database, "inner, dropped");
    }
    {
      Transaction inner = must(Transaction::begin(database));
      addNote(database, "inner, kept");
      must(inner.commit());
    }
    must(outer.commit());
  }
  CHECK(countNotes(database) == 2);
  {
    Transaction outer = must(Transaction::begin(database));
    Transaction inner = must(Transaction::begin(database));
    addNote(database, "committed inside only");
    must(inner.commit());
  }
  CHECK(countNotes(database) == 2);
}

TEST_CASE("after a change of key only the new key opens, and no page of the old one is left", "[store]") {
  const Folder folder;
  makeNotes(folder / "notes.db", 300);
  {
    Database database = must(openNotes(folder / "notes.db", 1));
    must(database.rekey(keyOf(2)));
    addNote(database, "under the new key");
    CHECK(countNotes(database) == 301);
  }
  CHECK(openNotes(folder / "notes.db", 1).error().is(StoreError::wrongKey));
  Database database = must(openNotes(folder / "notes.db", 2));
  CHECK(countNotes(database) == 301);
  CHECK(must(database.integrityHolds()));
}

TEST_CASE("a full store says so and keeps what it had", "[store]") {
  const Folder folder;
  Database database = must(openNotes(folder / "notes.db", 1, Database::Create::yes));
  addNote(database, "kept");
  must(database.execute("PRAGMA max_page_count = 4"));
  Result<void> added;
  for (int i = 0; added && i < 100; ++i) {
    const std::string words = std::to_string(i) + std::string(4000, 'f');
    added = database.cached("INSERT INTO note(words) VALUES(?)").bind(1, std::string_view(words)).run();
  }
  REQUIRE_FALSE(added.has_value());
  CHECK(added.error().is(StoreError::diskFull));
  CHECK(countNotes(database) >= 1);
  CHECK(must(database.integrityHolds()));
}

TEST_CASE("a disk that takes no more bytes is named, and the rows before it stay", "[store]") {
  const Folder folder;
  const auto file = folder / "notes.db";
  makeNotes(file, 10);
  // The child's own files may not grow past this, as on a full disk; the limit must not reach the other tests.
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{300'000, 300'000};
    if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) ::_exit(10);
    auto database = openNotes(file, 1);
    if (!database) ::_exit(11);
    for (int i = 0; i < 2000; ++i) {
      const std::string words = "more " + std::to_string(i) + std::string(500, 'm');
      const auto added = database->cached("INSERT INTO note(words) VALUES(?)").bind(1, std::string_view(words)).run();
      if (!added) ::_exit(added.error().is(StoreError::diskFull) ? 0 : 12);
    }
    ::_exit(13);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  REQUIRE(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);
  Database database = must(openNotes(file, 1));
  CHECK(countNotes(database) >= 10);
  CHECK(must(database.integrityHolds()));
}

TEST_CASE("no plaintext of a row reaches any file, while open and after closing", "[store]") {
  const Folder folder;
  const std::string canary = "Synthetic-Canary-Person-4711";
  const auto filesWith = [&](const std::string& words) {
    std::size_t found = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
      if (contentOf(entry.path()).find(words) != std::string::npos) ++found;
    }
    return found;
  };
  write(folder / "control.txt", "before " + canary + " after");
  REQUIRE(filesWith(canary) == 1);  // the search finds it where it is
  std::filesystem::remove(folder / "control.txt");
  {
    Database database = must(openNotes(folder / "notes.db", 1, Database::Create::yes));
    for (int i = 0; i < 500; ++i) addNote(database, canary + std::to_string(i));
    // A sort over everything, which with another temp_store would go to a file.
    Statement& sorted = database.cached("SELECT words FROM note ORDER BY words || 'x' DESC");
    REQUIRE(must(sorted.step()));
    CHECK(std::filesystem::exists(folder / "notes.db-wal"));
    CHECK(filesWith(canary) == 0);
    CHECK(filesWith("SQLite format 3") == 0);
    sorted.reset();
    must(database.execute("DELETE FROM note WHERE id % 2 = 0"));
    must(database.checkpoint());
    CHECK(filesWith(canary) == 0);
  }
  CHECK(filesWith(canary) == 0);
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) CHECK(entry.path().filename() == "notes.db");
}

TEST_CASE("the program loads no SQLite of the system beside SQLCipher", "[store]") {
  const Folder folder;
  Database database = must(openNotes(folder / "notes.db", 1, Database::Create::yes));
  const std::string maps = contentOf("/proc/self/maps");
  REQUIRE(maps.find("libc.so") != std::string::npos);
  CHECK(maps.find("libsqlite3") == std::string::npos);
  CHECK(maps.find("libsqlcipher") == std::string::npos);
}
