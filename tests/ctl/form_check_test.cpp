// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/ctl/real_program.h"

using namespace limen::test;

namespace {

std::vector<nlohmann::json> linesOf(const std::string& out) {
  std::vector<nlohmann::json> lines;
  std::istringstream in(out);
  for (std::string line; std::getline(in, line);) lines.push_back(nlohmann::json::parse(line));
  return lines;
}

}  // namespace

TEST_CASE("form check says a JSON line each, and ends with 0 where the form can be run", "[ctl]") {
  const Folder folder;
  std::filesystem::create_directory(folder / "good");
  std::filesystem::create_directory(folder / "bad");
  folder.write("good/survey.csv", "type,name,label\ntext,a,A\n");
  folder.write("good/settings.csv", "form_id\nf\n");
  folder.write("bad/survey.csv", "type,name,label,relevant\ntexte,a,A,\ntext,b,B,${c} > 1\n");

  const Ended good = runProgram("limenctl", {"form", "check", folder / "good"});
  CHECK(good.exitCode == 0);
  CHECK(good.out.empty());
  CHECK(good.err == "The form can be run: 0 errors, 0 warnings.\n");

  const Ended bad = runProgram("limenctl", {"form", "check", folder / "bad"});
  CHECK(bad.exitCode == 1);
  const auto lines = linesOf(bad.out);
  REQUIRE(lines.size() == 2);
  CHECK(lines[0]["sheet"] == "settings");
  CHECK(lines[0]["severity"] == "warning");
  CHECK(lines[1]["severity"] == "error");
  CHECK(lines[1]["sheet"] == "survey");
  CHECK(lines[1]["row"] == 2);
  CHECK(lines[1]["column"] == "type");
  CHECK(lines[1]["message"] == "The type \"texte\" is not known; did you mean \"text\"?");
  CHECK(bad.err == "The form cannot be run: 1 error, 1 warning.\n");
}

TEST_CASE("form check tells what cannot be read from what is no form", "[ctl]") {
  const Folder folder;
  folder.write("letter.xlsx", "Dear all");
  const Ended letter = runProgram("limenctl", {"form", "check", folder / "letter.xlsx"});
  CHECK(letter.exitCode == 1);
  const auto lines = linesOf(letter.out);
  REQUIRE(lines.size() == 1);
  CHECK(lines[0]["message"].get<std::string>().starts_with("This is no form"));
  const Ended nowhere = runProgram("limenctl", {"form", "check", folder / "nowhere.xlsx"});
  CHECK(nowhere.exitCode == 1);
  CHECK(nowhere.out.empty());
}
