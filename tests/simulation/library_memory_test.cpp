// SPDX-License-Identifier: Apache-2.0
// Here and not beside the other tests of the store, because only this room of the tests speaks to the library itself.
#include "store/library_memory.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <vector>

#include "store/station_store.h"
#include "tests/store/support.h"

using namespace limen;
using namespace limen::test;

TEST_CASE("what the library works in is locked, kept apart by size, and given back wiped", "[simulation]") {
  const Folder folder;
  const StationStore store = must(StationStore::create(folder / "station.db", keyOf(1)));
  CHECK(libraryMemoryIsOurs());
  const LibraryMemory before = libraryMemory();
  CHECK(before.inUse > 0);
  CHECK(before.locked > 0);
  std::vector<char*> places;
  for (int size = 1; size < 200'000; size += 1 + size / 7) {
    auto* one = static_cast<char*>(sqlite3_malloc(size));
    REQUIRE(one != nullptr);
    REQUIRE(reinterpret_cast<std::uintptr_t>(one) % 16 == 0);
    REQUIRE(sqlite3_msize(one) >= static_cast<sqlite3_uint64>(size));
    std::memset(one, size & 0x7f, sqlite3_msize(one));
    places.push_back(one);
  }
  for (std::size_t i = 0; i < places.size(); ++i) {
    const char mark = places[i][0];
    const auto size = static_cast<std::size_t>(sqlite3_msize(places[i]));
    CHECK(std::count(places[i], places[i] + size, mark) == static_cast<std::ptrdiff_t>(size));
    auto* longer = static_cast<char*>(sqlite3_realloc(places[i], static_cast<int>(size) * 2));
    REQUIRE(longer != nullptr);
    CHECK(std::count(longer, longer + size, mark) == static_cast<std::ptrdiff_t>(size));
    places[i] = longer;
  }
  for (char* one : places) sqlite3_free(one);
  CHECK(libraryMemory().inUse == before.inUse);
}
