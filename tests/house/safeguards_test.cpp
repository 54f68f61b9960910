// SPDX-License-Identifier: Apache-2.0
// docs/safeguards.md says of each demand what stands today and which tests prove it. It may not drift from the tests.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

constexpr int kDemands = 84;

std::string contents(const fs::path& path) {
  std::ifstream in(path);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

// A name may be written as several literals, one after the other.
std::set<std::string> testNames() {
  static const std::regex kCase(R"re(TEST_CASE\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+))re");
  static const std::regex kLiteral(R"re("((?:[^"\\]|\\.)*)")re");
  std::set<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(LIMEN_SOURCE_DIR) / "tests")) {
    if (entry.path().extension() != ".cpp") continue;
    const std::string text = contents(entry.path());
    for (std::sregex_iterator at(text.begin(), text.end(), kCase), end; at != end; ++at) {
      const std::string literals = (*at)[1];
      std::string name;
      for (std::sregex_iterator piece(literals.begin(), literals.end(), kLiteral); piece != end; ++piece) name += (*piece)[1];
      names.insert(name);
    }
  }
  return names;
}

// What is wrong with the table, a line each; "" when nothing is.
std::string faults(const std::string& document, const std::set<std::string>& known) {
  static const std::regex kRow(R"(\| (S\d\d) \| ([^|]+) \| ([^|]+) \| ([^|]*)\| ([^|]*)\|)");
  static const std::regex kName("\u201c((?:(?!\u201d).)+)\u201d");
  std::string out;
  int expected = 0;
  std::istringstream lines(document);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("| S")) continue;
    std::smatch row;
    if (!std::regex_match(line, row, kRow)) {
      out += "not a row: " + line.substr(0, 20) + '\n';
      continue;
    }
    const std::string id = row[1], state = row[3], tests = row[5];
    ++expected;
    if (id != (expected < 10 ? "S0" : "S") + std::to_string(expected)) out += id + ": out of order\n";
    std::size_t named = 0;
    for (std::sregex_iterator at(tests.begin(), tests.end(), kName), end; at != end; ++at, ++named) {
      if (!known.contains((*at)[1])) out += id + ": there is no test " + std::string((*at)[1]) + '\n';
    }
    if (state != "works" && state != "partial" && state != "not yet") out += id + ": unknown state\n";
    if ((state == "not yet") != (named == 0)) out += id + ": what works is proven, what is not there proves nothing\n";
  }
  if (expected != kDemands) out += std::to_string(expected) + " rows\n";
  return out;
}

}  // namespace

TEST_CASE("every safeguard has its row, and every test that it names exists", "[house]") {
  const auto known = testNames();
  REQUIRE(known.contains("every safeguard has its row, and every test that it names exists"));
  const std::string document = contents(fs::path(LIMEN_SOURCE_DIR) / "docs" / "safeguards.md");
  CHECK(faults(document, known) == "");

  const auto planted = [&](const std::string& from, const std::string& to) {
    std::string altered = document;
    const std::size_t at = altered.find(from);
    REQUIRE(at != std::string::npos);
    return faults(altered.replace(at, from.size(), to), known);
  };
  CHECK(planted("an act whose log entry", "an act whose diary entry") != "");
  CHECK(planted("| S40 |", "| S41 |") != "");
  CHECK(planted("| not yet |", "| works |") != "");
  CHECK(planted("| works |", "| done |") != "");
}
