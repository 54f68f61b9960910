// SPDX-License-Identifier: Apache-2.0
// No sentence of "what we do not do" without what must hold for it, and none of these without a test that makes it false.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>

namespace fs = std::filesystem;

namespace {

std::string contents(const std::string& path) {
  std::ifstream in(fs::path(LIMEN_SOURCE_DIR) / path);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::string faults(const std::string& words, const std::string& sentences, const std::string& table, const std::string& tests) {
  static const std::regex kFields(R"(std::string_view title, ([^;]+);)");
  static const std::regex kSentence(R"re(\{"([a-z_]+)",\s*&NotDoneWords::(\w+),\s*&\w+\})re");
  static const std::regex kWord(R"(\w+)");
  std::string out;
  std::smatch fields;
  if (!std::regex_search(words, fields, kFields)) return "the words are not where they were\n";
  std::map<std::string, std::string> byField;
  for (std::sregex_iterator at(sentences.begin(), sentences.end(), kSentence), end; at != end; ++at) byField[(*at)[2]] = (*at)[1];
  std::set<std::string> proven;
  std::istringstream lines(table);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t first = line.find('\t'), second = line.find('\t', first + 1);
    if (line.starts_with('#') || second == std::string::npos) continue;
    const std::string name = line.substr(first + 1, second - first - 1);
    if (tests.find("TEST_CASE(\"" + name + '"') == std::string::npos) out += "there is no test " + name + '\n';
    proven.insert(line.substr(0, first));
  }
  const std::string named = fields[1];
  for (std::sregex_iterator at(named.begin(), named.end(), kWord), end; at != end; ++at) {
    const auto found = byField.find(at->str());
    if (found == byField.end())
      out += at->str() + ": nothing says when it is true\n";
    else if (!proven.contains(found->second))
      out += found->second + ": no test makes it false\n";
  }
  return out;
}

}  // namespace

TEST_CASE("every sentence of what is not done has what must hold for it, and a test that makes it false", "[house]") {
  const std::string words = contents("protection/not_done_words.h"), sentences = contents("protection/not_done.cpp"),
                    table = contents("tests/protection/not_done.tsv"), tests = contents("tests/protection/not_done_test.cpp");
  CHECK(faults(words, sentences, table, tests) == "");
  const auto without = [](std::string text, const std::string& what) {
    const std::size_t at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), "x");
  };
  CHECK(faults(words, sentences, without(table, "scores"), tests) == "scores: no test makes it false\n");
  CHECK(faults(words, without(sentences, "{\"pictures\""), table, tests) == "pictures: nothing says when it is true\n");
  CHECK(faults(without(words, "anEnd;"), sentences, table, tests) != "");
  CHECK(faults(words, sentences, table, without(tests, "made false by one cell")) != "");
}
