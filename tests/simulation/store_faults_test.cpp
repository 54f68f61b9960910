// SPDX-License-Identifier: Apache-2.0
// The store of a station on a disk that fails and in memory that ends. A seed names one case: which act fails, and when.
#include <catch2/catch_test_macros.hpp>

#include "faulty_disk.h"
#include "script.h"
#include "support.h"
#include "tests/store/support.h"

using namespace limen;
using namespace limen::test;

namespace {

using Act = FaultyDisk::Act;
constexpr std::uint64_t kScript = 5;  // the seed of the script whose every act fails once

// How often each act happens in an undisturbed run.
std::array<std::uint64_t, FaultyDisk::kActs.size()> undisturbed() {
  const Folder folder;
  Script script(folder / "station.db", kScript);
  FaultyDisk disk;
  disk.failAt(Act::read, 0);
  const Promises promises = script.run();
  std::array<std::uint64_t, FaultyDisk::kActs.size()> counts{};
  for (std::size_t i = 0; i < counts.size(); ++i) counts[i] = disk.count(FaultyDisk::kActs[i]);
  REQUIRE(promises.rekeyed);
  REQUIRE(promises.shiftClosed);
  REQUIRE(Script::broken(folder / "station.db", promises) == "");
  return counts;
}

}  // namespace

TEST_CASE("the nth read, write, sync, open and truncation fails, and nothing that was promised is lost", "[simulation][faults]") {
  const auto counts = undisturbed();
  std::uint64_t total = 0;
  for (const std::uint64_t count : counts) total += count;
  REQUIRE(total > 300);
  // Seeds 1 .. total are all cases; a selection is spread over them.
  const std::uint64_t wanted = std::min(seeds(80), total), first = firstSeed();
  const std::uint64_t step = first > 1 || wanted == 1 ? 1 : std::max<std::uint64_t>(1, total / wanted);
  std::uint64_t failures = 0, cases = 0;
  for (std::uint64_t i = 0; i < wanted; ++i) {
    const std::uint64_t seed = first + i * step;
    std::uint64_t nth = seed;
    std::size_t act = 0;
    while (act < counts.size() && nth > counts[act]) nth -= counts[act++];
    if (act == counts.size()) break;
    INFO(replay("faults", seed) << "  (" << FaultyDisk::nameOf(FaultyDisk::kActs[act]) << " " << nth << ")");
    const Folder folder;
    Script script(folder / "station.db", kScript);
    Promises promises;
    FaultyDisk disk;
    disk.failAt(FaultyDisk::kActs[act], nth);
    promises = script.run();
    failures += disk.failed() ? 1 : 0;
    disk.heal();
    ++cases;
    CHECK(Script::broken(folder / "station.db", promises) == "");
  }
  CHECK(failures * 10 >= cases * 8);  // a fault changes the way, so some late ones are not reached
}

TEST_CASE("power goes away in the middle of a shift, and nothing that was promised is lost", "[simulation][power]") {
  std::uint64_t changes = 0;
  {
    const Folder folder;
    Script script(folder / "station.db", kScript);
    FaultyDisk disk;
    disk.cutAt(0);
    script.run();
    changes = disk.changes();
  }
  REQUIRE(changes > 100);
  for (std::uint64_t i = 0; i < seeds(40); ++i) {
    const std::uint64_t seed = firstSeed() + i;
    INFO(replay("power", seed));
    SeededRandom random(seed);
    const Folder folder;
    Script script(folder / "station.db", seed);
    FaultyDisk disk;
    disk.cutAt(1 + random.below(changes + changes / 10));
    const Promises promises = script.run();
    disk.comeBack(random);
    CHECK(Script::broken(folder / "station.db", promises) == "");
  }
}

TEST_CASE("the nth allocation fails, and nothing that was promised is lost", "[simulation][memory]") {
  const Folder folder;
  const auto file = folder / "station.db";
  Script(file, kScript);
  FaultyDisk disk;
  FaultyDisk::failMemoryAt(0);
  Script(file, kScript).run();
  const std::uint64_t total = FaultyDisk::allocations();
  REQUIRE(total > 300);
  constexpr std::uint64_t kPoints = 300;
  for (std::uint64_t i = 0; i < std::min(seeds(25), kPoints); ++i) {
    const std::uint64_t seed = std::min(seeds(25), kPoints) == kPoints || firstSeed() > 1 ? firstSeed() + i : firstSeed() + i * (kPoints / 25);
    INFO(replay("memory", seed));
    const Folder own;
    Script script(own / "station.db", kScript);
    FaultyDisk::failMemoryAt(1 + (seed - 1) * total / kPoints);
    const Promises promises = script.run();
    const bool failed = FaultyDisk::memoryFailed();
    FaultyDisk::failMemoryAt(0);
    CHECK(Script::broken(own / "station.db", promises) == "");
    CHECK((failed || seed > kPoints * 9 / 10));
  }
}

TEST_CASE("a store that is made or opened on a failing disk is whole or not there, and never overwritten", "[simulation][making]") {
  const Folder folder;
  std::array<std::uint64_t, FaultyDisk::kActs.size()> counts{};
  {
    FaultyDisk disk;
    REQUIRE(StationStore::create(folder / "counted.db", keyOf(1)).has_value());
    for (std::size_t i = 0; i < counts.size(); ++i) counts[i] = disk.count(FaultyDisk::kActs[i]);
  }
  const std::atomic<bool> never{false};
  std::uint64_t full = 0;
  for (std::size_t act = 0; act < counts.size(); ++act) {
    REQUIRE(counts[act] > 0);
    const std::uint64_t step = std::max<std::uint64_t>(1, counts[act] / seeds(6));
    for (std::uint64_t nth = 1; nth <= counts[act]; nth += step) {
      INFO(FaultyDisk::nameOf(FaultyDisk::kActs[act]) << " " << nth);
      const Folder own;
      const auto file = own / "station.db";
      FaultyDisk disk;
      disk.failAt(FaultyDisk::kActs[act], nth);
      const auto made = StationStore::create(file, keyOf(1));
      const bool failed = disk.failed();
      disk.heal();
      if (!made && made.error().is(StoreError::diskFull)) ++full;
      CHECK((failed || made.has_value()));
      if (!std::filesystem::exists(file)) {
        CHECK_FALSE(made.has_value());
        CHECK(StationStore::create(file, keyOf(1)).has_value());
      } else {
        CHECK(StationStore::open(file, keyOf(1)).has_value());
        CHECK(StationStore::checkRows(file, keyOf(1), never).has_value());
      }
    }
  }
  CHECK(full > 0);
}

TEST_CASE("an opening that fails leaves a store as it was", "[simulation][making]") {
  const Folder folder;
  const auto file = folder / "station.db";
  Script(file, kScript);
  const std::string before = contentOf(file);
  std::uint64_t reads = 0, opens = 0, writes = 0;
  {
    FaultyDisk disk;
    REQUIRE(StationStore::open(file, keyOf(1)).has_value());
    reads = disk.count(Act::read);
    opens = disk.count(Act::open);
    writes = disk.count(Act::full);
  }
  for (const auto& [act, count] : {std::pair{Act::read, reads}, {Act::open, opens}, {Act::full, writes}}) {
    for (std::uint64_t nth = 1; nth <= count; ++nth) {
      INFO(FaultyDisk::nameOf(act) << " " << nth);
      write(file, before);
      FaultyDisk disk;
      disk.failAt(act, nth);
      static_cast<void>(StationStore::open(file, keyOf(1)));
      disk.heal();
      CHECK(StationStore::open(file, keyOf(1)).has_value());
      CHECK(Script::broken(file, {}) == "");
    }
  }
}
