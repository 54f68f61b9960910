// SPDX-License-Identifier: Apache-2.0
#include "store/library_memory.h"

#include <unistd.h>

#include "support.h"
#include "tests/support/memory_scan.h"

using namespace limen;
using namespace limen::test;

namespace {

constexpr std::array kSchema{Migration{1, "notes", "CREATE TABLE note(id INTEGER PRIMARY KEY, words TEXT NOT NULL);"}};

// Made where it is used and wiped, so that only the library can have left one.
std::string canary() {
  std::string out = "Znarfel";
  for (int i = 0; i < 3; ++i) out += "-quobbit";
  return out;
}
void fillWithCanaries(Database& database) {
  std::string words = canary();
  for (int i = 0; i < 2000; ++i) must(database.cached("INSERT INTO note(words) VALUES(?)").bind(1, std::string_view(words)).run());
  std::string read;
  Statement& rows = database.cached("SELECT words FROM note ORDER BY words, id DESC");
  while (must(rows.step())) CHECK(rows.view(0).size() == words.size());
  wipe({reinterpret_cast<Byte*>(words.data()), words.size()});
}

}  // namespace

TEST_CASE("closed, a store has left nothing of its rows in memory", "[store]") {
  const Folder folder;
  std::string needle = canary();
  const std::vector<MaskedNeedle> needles{{"canary", needle}};
  wipe({reinterpret_cast<Byte*>(needle.data()), needle.size()});
  {
    Database database = must(Database::open(folder / "notes.db", keyOf(1), 0x4c4d5454, kSchema, Database::Create::yes));
    must(Transaction::begin(database));
    fillWithCanaries(database);
    const auto during = scanMemory(::getpid(), needles);
    if (!during) SKIP("the memory of this process cannot be read here");
    CHECK(during->hits.contains("canary"));
  }
  const auto after = scanMemory(::getpid(), needles);
  REQUIRE(after.has_value());
  INFO(after->where);
  CHECK(after->hits.empty());
}
