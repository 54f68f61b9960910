// SPDX-License-Identifier: Apache-2.0
// A finished record waits in one row until it is filed under record, words, revision, outbox, chain and log. Whoever names one of those
// tables in a public function of the station's store files first; a new function that forgets to does not pass here.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

namespace fs = std::filesystem;

namespace {

// Those that are the filing itself or a part of what has filed before, and those that fill a new store, in which nothing waits.
const std::set<std::string> kExempt{"settle", "file", "headOfLog", "appendAudit", "putOwnRevision", "putReadyRun"};

// "" or what is wrong: the public functions of a source that name a filed table before, or without, filing.
std::string unfiled(const std::string& source, std::size_t* seen = nullptr) {
  static const std::regex kBegin(R"((?:^|\n)[A-Za-z][^\n;{}]*?(StationStore::(\w+)\(|\b(\w+)\(StationStore& store)[^;{}]*\{\n)");
  static const std::regex kNames(
      R"((?:FROM|JOIN|INTO|UPDATE) (?:record|revision|outbox|audit|words|chain|tally|shift_part)\b|)"
      R"(\b(?:findRecord|findChain|chainRow|headOfLog|appendAudit|insertWords|removeWords)\()");
  std::string out;
  for (std::sregex_iterator at(source.begin(), source.end(), kBegin), end; at != end; ++at) {
    const std::string name = (*at)[2].matched ? (*at)[2].str() : (*at)[3].str();
    const auto from = static_cast<std::size_t>(at->position() + at->length()) - 1;
    const std::string body = source.substr(from, source.find("\n}", from) - from);
    std::smatch first;
    if (kExempt.contains(name) || !std::regex_search(body, first, kNames)) continue;
    if (seen) ++*seen;
    const std::size_t files = body.find("settle()");
    if (files == std::string::npos || files > static_cast<std::size_t>(first.position())) out += name + ": " + first.str() + '\n';
  }
  return out;
}

}  // namespace

TEST_CASE("a function of the station's store that names a filed table files first", "[house]") {
  REQUIRE(unfiled("Result<int> StationStore::number() {\n  return ask(\"SELECT count(*) FROM record\");\n}\n") != "");
  REQUIRE(unfiled("Result<int> StationStore::number() {\n  ask(\"SELECT 1 FROM outbox\");\n  LIMEN_TRY(settle());\n}\n") != "");
  REQUIRE(unfiled("Result<int> number(StationStore& store, int a) {\n  return ask(store, \"SELECT count(*) FROM audit\");\n}\n") != "");
  REQUIRE(unfiled("Result<int> StationStore::number() {\n  LIMEN_TRY(settle());\n  return ask(\"SELECT 1 FROM record\");\n}\n") == "");
  std::size_t seen = 0;
  for (const auto& entry : fs::directory_iterator(fs::path(LIMEN_SOURCE_DIR) / "store")) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with("station_") || !name.ends_with(".cpp")) continue;
    std::ifstream in(entry.path());
    const std::string source{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    INFO(name);
    CHECK(unfiled(source, &seen) == "");
  }
  CHECK(seen >= 25);
}
