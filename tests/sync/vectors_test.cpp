// SPDX-License-Identifier: Apache-2.0
// The frozen runs of tests/data/sync, read by this and every later version. The hidden test made them once: seeds and boxes are random, and
// the compressed headers depend on zstd's version, so they are read back and not made again.
#include "tests/support/vectors.h"

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>

#include "sync/run.h"
#include "tests/support/organisation.h"

using namespace limen;
using namespace limen::test;

TEST_CASE("frozen runs are read, verified and their seeds opened", "[sync]") {
  const std::vector<Vector> vectors = readVectors("sync/run.txt");
  REQUIRE(vectors.size() >= 10);
  for (const Vector& vector : vectors) {
    CAPTURE(vector.word("name"));
    const auto run = Run::parse(vector.bytes("run"));
    REQUIRE(run);
    CHECK(run->station.hex() == vector.word("station"));
    CHECK(run->scope.hex() == vector.word("scope"));
    CHECK(std::to_string(run->first) == vector.word("first"));
    CHECK(std::to_string(run->last) == vector.word("last"));
    CHECK(run->before.hex() == vector.word("before"));
    CHECK(run->after.hex() == vector.word("after"));
    CHECK(std::to_string(run->shiftObjects.size()) == vector.word("shift-objects"));
    CHECK(std::to_string(run->erasureKeyId) == vector.word("erasure-key"));

    const Signer signer = Signer::fromSeed(vector.secret("station-seed")).value();
    CHECK(run->check(signer.publicKey()));
    CHECK_FALSE(run->check(Signer::generate().publicKey()));

    const auto revisions = vector.all("revision");  // its bytes, its erasure seed
    REQUIRE(revisions.size() == run->revisions.size());
    for (std::size_t i = 0; i < revisions.size(); ++i) CHECK(toHex(run->revisions[i].serialise()) == revisions[i].at(0));
    if (run->erasureKeyId == 0) continue;
    const auto seeds = openSeeds(run->seeds, BoxKeys::fromSecret(vector.secret("erasure-secret")).value(), run->revisions.size());
    REQUIRE(seeds);
    for (std::size_t i = 0; i < revisions.size(); ++i) CHECK(toHex((*seeds)[i]) == revisions[i].at(1));
  }
}

TEST_CASE("a frozen fingerprint stays what it was", "[sync]") {
  const std::vector<Vector> vectors = readVectors("sync/fingerprint.txt");
  REQUIRE(vectors.size() >= 3);
  for (const Vector& vector : vectors) {
    std::vector<ScopeHead> heads;
    for (const Vector::Line& line : vector.all("head"))
      heads.push_back({*StationId::fromHex(line.at(0)), std::stoull(line.at(1)), *Hash::fromHex(line.at(2))});
    CHECK(fingerprint(heads).hex() == vector.word("fingerprint"));
  }
}

TEST_CASE("write the vectors of tests/data/sync into LIMEN_VECTORS", "[.generate]") {
  const char* folder = std::getenv("LIMEN_VECTORS");
  REQUIRE(folder != nullptr);
  TestOrganisation organisation;
  const std::size_t station = organisation.addStation("north");
  TestChain chain(organisation, station, "intake");
  chain.addRecords(6, 3);
  chain.addRecords(2, 200);
  std::vector<Vector> runs;
  for (const auto& [first, last] : {std::pair{1, 1}, {2, 2}, {8, 8}, {1, 2}, {2, 4}, {1, 4}, {3, 6}, {7, 8}, {5, 8}, {1, 6}, {1, 8}}) {
    Run run = chain.cut(first, last);
    if (first == 8) {  // as a reader's station gets it: some parts as hashes, no seeds
      run.revisions[0] = run.revisions[0].withOnly(0b00101);
      run.seeds.clear();
      run.erasureKeyId = 0;
    }
    if (first == 5) run.shiftObjects.clear();  // an earlier run of the session carried it
    Vector vector;
    vector.add("name", {std::to_string(first) + "-to-" + std::to_string(last)});
    vector.add("station", {run.station.hex()});
    vector.add("scope", {run.scope.hex()});
    vector.add("first", {std::to_string(first)});
    vector.add("last", {std::to_string(last)});
    vector.add("before", {run.before.hex()});
    vector.add("after", {run.after.hex()});
    vector.add("shift-objects", {std::to_string(run.shiftObjects.size())});
    vector.add("erasure-key", {std::to_string(run.erasureKeyId)});
    vector.add("station-seed", {toHex(organisation.stations[station].signer.seed().expose(SecretAccess{}))});
    vector.add("erasure-secret", {toHex(organisation.erasure.secret().expose(SecretAccess{}))});
    for (std::size_t i = 0; i < run.revisions.size(); ++i)
      vector.add("revision", {toHex(run.revisions[i].serialise()), toHex(chain.seed(run.first + i))});
    vector.add("run", {toHex(run.serialise())});
    runs.push_back(std::move(vector));
  }
  writeVectors(folder, "run.txt", "Runs as they travel. revision: its envelope, its erasure seed.", runs);

  std::vector<Vector> fingerprints;
  for (std::size_t count : {0u, 1u, 2u, 5u}) {
    Vector vector;
    std::vector<ScopeHead> heads;
    for (std::size_t i = 0; i < count; ++i) {
      heads.push_back({StationId::make(organisation.random), organisation.random.below(1000), Hash::make(organisation.random)});
      vector.add("head", {heads.back().station.hex(), std::to_string(heads.back().counter), heads.back().hash.hex()});
    }
    vector.add("fingerprint", {fingerprint(heads).hex()});
    fingerprints.push_back(std::move(vector));
  }
  writeVectors(folder, "fingerprint.txt", "Chain heads of a scope in the order they came, and its fingerprint.", fingerprints);
}
