// SPDX-License-Identifier: Apache-2.0
// Stores written by earlier versions, kept in tests/data/store: each later one opens them and finds what they held.
#include "station_support.h"

using namespace limen;
using namespace limen::test;

namespace {
// The key of the kept files, which hold synthetic rows alone.
SecretBytes keptKey() {
  return keyOf(0x4b);
}
}  // namespace

TEST_CASE("a station's store of version 1 opens with its records, its words and its log", "[store]") {
  const Folder folder;
  std::filesystem::copy_file(std::filesystem::path(LIMEN_SOURCE_DIR) / "tests/data/store/station-v1.db", folder / "station.db");
  std::filesystem::permissions(folder / "station.db", std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  StationStore store = must(StationStore::open(folder / "station.db", keptKey()));
  const Counts counts = must(store.counts());
  CHECK((counts.records == 3 && counts.own == 3 && counts.confirmed == 1));
  CHECK(must(store.outboxCount()) == 2);
  const auto rows = must(store.records("synthetic", 0, 10));
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].summary == "Third Synthetic");
  CHECK(must(store.revisions(rows[2].record)).size() == 1);
  const auto entries = must(store.auditEntries(1, 10));
  REQUIRE(entries.size() == 3);
  CHECK((auditHash(3, entries[1].hash, entries[2].act) == entries[2].hash));
  CHECK_FALSE(must(store.againAfter(ScopeId{})));  // a column of version 2
  CHECK(must(store.database().integrityHolds()));
}

TEST_CASE("a server's store of version 1 opens with its runs under their numbers", "[store]") {
  const Folder folder;
  std::filesystem::copy_file(std::filesystem::path(LIMEN_SOURCE_DIR) / "tests/data/store/server-v1.db", folder / "server.db");
  std::filesystem::permissions(folder / "server.db", std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  const auto store = must(openEmbeddedServerStore(folder / "server.db", keptKey(), Database::Create::no));
  ScopeId scope;
  scope.value.fill(0x5c);
  CHECK(must(store->lastNumber(scope)) == 2);
  const auto runs = must(store->runsAfter(scope, 0, 1 << 20));
  REQUIRE(runs.size() == 2);
  CHECK((runs[1].number == 2 && runs[1].run.first == 3 && runs[1].run.last == 4));
  const auto ends = must(store->chainEnds(scope));
  REQUIRE(ends.size() == 1);
  CHECK((ends[0].counter == 4 && ends[0].hash == runs[1].run.after));
}
