// SPDX-License-Identifier: Apache-2.0
// docs/sync.md names twenty-five attacks and accidents of the network, what follows, and the tests. It may not drift from the tests.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <string>

namespace fs = std::filesystem;

namespace {

constexpr int kCases = 25;

std::string contents(const fs::path& path) {
  std::ifstream in(path);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

// Every test's name, its literals joined.
std::string allNames() {
  static const std::regex kCase(R"re(TEST_CASE\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+))re");
  std::string out;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(LIMEN_SOURCE_DIR) / "tests")) {
    if (entry.path().extension() != ".cpp") continue;
    const std::string text = contents(entry.path());
    for (std::sregex_iterator at(text.begin(), text.end(), kCase), end; at != end; ++at)
      out += std::regex_replace((*at)[1].str(), std::regex(R"("\s*")"), "") + '\n';
  }
  return out;
}

std::string faults(const std::string& document, const std::string& known) {
  static const std::regex kRow(R"(\| (N\d\d) \| ([^|]+) \| ([^|]+) \| ([^|]+)\|)");
  static const std::regex kName("\u201c((?:(?!\u201d).)+)\u201d");
  std::string out;
  int count = 0;
  std::istringstream lines(document);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("| N")) continue;
    std::smatch row;
    if (!std::regex_match(line, row, kRow)) {
      out += "not a row: " + line.substr(0, 20) + '\n';
      continue;
    }
    ++count;
    if (row[1] != (count < 10 ? "N0" : "N") + std::to_string(count)) out += row[1].str() + ": out of order\n";
    const std::string tests = row[4];
    std::size_t named = 0;
    for (std::sregex_iterator name(tests.begin(), tests.end(), kName), end; name != end; ++name, ++named)
      if (known.find('"' + (*name)[1].str() + '"') == std::string::npos) out += row[1].str() + ": no test \"" + (*name)[1].str() + "\"\n";
    if (named == 0) out += row[1].str() + ": no test\n";
  }
  if (count != kCases) out += std::to_string(count) + " cases\n";
  return out;
}

}  // namespace

TEST_CASE("every case of the network has its row and its test", "[house]") {
  const std::string names = allNames(), document = contents(fs::path(LIMEN_SOURCE_DIR) / "docs/sync.md");
  INFO(faults(document, names));
  CHECK(faults(document, names).empty());
  // A name that is no test, and a row that is gone, are found.
  CHECK_FALSE(faults(std::regex_replace(document, std::regex("TLS 1\\.3 is spoken"), "TLS 1.3 is sung"), names).empty());
  CHECK_FALSE(faults(document.substr(0, document.find("| N25")), names).empty());
}
