// SPDX-License-Identifier: Apache-2.0
// limenctl form eval, the real program: answers as a file has them, flat or nested, and expressions that look like something
// else.
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/ctl/real_program.h"

using namespace limen::test;
using Json = nlohmann::json;

namespace {

std::vector<Json> lines(const std::string& text) {
  std::vector<Json> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.push_back(Json::parse(line, nullptr, false));
  return out;
}

Ended eval(const std::string& answers, std::vector<std::string> expressions) {
  const Folder folder;
  std::filesystem::create_directory(folder / "form");
  folder.write(
      "form/survey.csv",
      "type,name,label,choice_filter\ninteger,n,N,\nselect_one places,place,P,in=${region}\n"
      "select_one regions,region,R,\nbegin_repeat,child,C,\ninteger,age,A,\nselect_multiple likes,likes,L,\nend_repeat,,,\n");
  folder.write("form/choices.csv",
               "list_name,name,label,in\nregions,north,N,\nregions,south,S,\nplaces,a,A,north\nplaces,b,B,south\n"
               "likes,tea,T,\nlikes,milk,M,\n");
  std::vector<std::string> arguments{"form",          "eval",      "--form",
                                     folder / "form", "--answers", folder.write("answers.json", answers)};
  arguments.insert(arguments.end(), expressions.begin(), expressions.end());
  return runProgram("limenctl", arguments, "");
}

}  // namespace

TEST_CASE("answers may be flat or nested, and wait for those that they hang on", "[ctl]") {
  for (
      const char* answers :
      {R"({"/data/n": 2, "/data/place": "b", "/data/region": "south", "/data/child[2]/age": "7", "/data/child[1]/likes": "milk tea"})",
       R"({"n": "2", "place": "b", "region": "south", "child": [{"likes": ["milk", "tea"]}, {"age": 7}]})",
       "{\"data\":\r\n{\"n\": 2, \"place\": \"b\", \"region\": \"south\",\r\n"
       "\"child\": [{\"age\": null, \"likes\": [\"milk\", \"tea\"]}, {\"age\": 7, \"likes\": []}]}}"}) {
    INFO(answers);
    const Ended ended =
        eval(answers, {"/data/n + count(/data/child)", "string(/data/place)", "/data/child[2]/age", "/data/child/likes"});
    INFO(ended.err);
    REQUIRE(ended.exitCode == 0);
    const auto said = lines(ended.out);
    REQUIRE(said.size() == 4);
    CHECK(said[0]["value"] == 4);
    CHECK(said[1]["value"] == "b");
    CHECK(said[2]["value"] == Json::array({"7"}));
    CHECK(said[3]["string"] == "milk tea");
  }
}

TEST_CASE("an answer that leads nowhere is refused and named", "[ctl]") {
  for (const auto& [answers, named] : {std::pair<std::string, std::string>{R"({"n": 2, "nobody": 1})", "/data/nobody"},
                                       {R"({"place": "b", "region": "north"})", "/data/place"},
                                       {R"({"n": {"x": 1}})", "/data/n/x"},
                                       {R"({"child": [[1]]})", "/data/child[]"},
                                       {R"([1])", "no JSON object"}}) {
    INFO(answers);
    const Ended ended = eval(answers, {"1"});
    CHECK(ended.exitCode == 1);
    CHECK(ended.out.empty());
    CHECK(ended.err.find(named) != std::string::npos);
  }
  const std::string down(50'000, '[');
  CHECK(eval("{\"n\":" + down + std::string(down.size(), ']') + "}", {"1"}).exitCode == 1);
}

TEST_CASE("an expression in brackets is one expression, and wrong", "[ctl]") {
  const auto said = lines(runProgram("limenctl", {"form", "eval", "[1]", "-1", "1 +\n2"}, "").out);
  REQUIRE(said.size() == 3);
  CHECK(said[0].contains("error"));
  CHECK(said[1]["value"] == -1);
  CHECK(said[2]["value"] == 3);
}
