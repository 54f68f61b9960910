// SPDX-License-Identifier: Apache-2.0
// What a found stick gives away: nothing that was typed, no name, and of the size what a bucket says.
#include <catch2/catch_test_macros.hpp>

#include "carried.h"
#include "tests/station/headquarters.h"

using namespace limen;
using namespace limen::test;

TEST_CASE("no word of an answer stands in a bundle, in its name, or in what the server opens of it", "[courier]") {
  Carried at;
  Vault vault = at.world.unlockInShift(at.desk);
  std::size_t next = 0;
  std::string typed;
  for (int i = 0; i < 13; ++i) {
    std::string name, remark;
    for (int word = 0; word < 2; ++word) name += kCanaries[next++ % kCanaries.size()] + " ", remark += kCanaries[next++ % kCanaries.size()] + " ";
    capture(vault, at.programme, name, remark);
    typed += name + remark;
  }
  at.take(vault, {{"tent", 120'000}}, 3);
  const auto bundles = at.write(vault);
  const auto answers = at.answersTo(bundles);
  Vault reader = at.world.unlock(at.desk);
  std::size_t searched = 0;
  for (const auto& [path, content] : filesBelow(at.stick())) {
    INFO(path);
    CHECK(hits(content) == 0);
    CHECK(hits(path) == 0);
    CHECK(content.find("river post") == std::string::npos);
    CHECK(content.find(kCameraWords) == std::string::npos);
    const std::string name = fs::path(path).filename().string();
    CHECK(name.size() == 16 + kCourierEnding.size());
    CHECK(name.find_first_not_of("0123456789abcdef") == 16);
    CHECK(name.find(vault.station().hex().substr(0, 8)) == std::string::npos);
    ++searched;
  }
  CHECK(searched == bundles.size() + answers.size());
  // What is inside, once it is opened by whom it is for.
  const BoxKeys server = must(BoxKeys::fromSecret(must(ServerFolder::load(at.serverFolder(), at.storeKey)).erasureSecret));
  for (const fs::path& file : bundles) CHECK(hits(std::string(textOf(must(openCourier(server, must(readFile(file, kMaxCourierBytes))))))) == 0);
  for (const fs::path& file : answers)
    CHECK(hits(std::string(textOf(must(openCourier(vault.stationBox(), must(readFile(file, kMaxCourierBytes))))))) == 0);
  // The same search finds them where they are: in what was typed, and in the list that this user reads.
  CHECK(hits(typed) > 40);
  must(writeFile(at.stick() / "planted", bytesOf(typed)));
  std::size_t planted = 0;
  for (const auto& [path, content] : filesBelow(at.stick())) planted += hits(content);
  CHECK(planted > 40);
}

TEST_CASE("a bundle's size is one of a few", "[courier]") {
  Carried at;
  Vault vault = at.world.unlockInShift(at.desk);
  std::set<std::uintmax_t> sizes;
  for (int i = 0; i < 6; ++i) {
    sizes.insert(fs::file_size(at.write(vault).at(0)));
    capture(vault, at.programme, "Name " + std::to_string(i));
  }
  CHECK(sizes == std::set<std::uintmax_t>{kCourierHeaderBytes + kCourierChunkBytes + kSealedChunkOverhead});
  CHECK(paddedChunks(33) == 36);
  CHECK(paddedChunks(1000) == 1024);
}
