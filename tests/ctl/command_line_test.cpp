// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_test_macros.hpp>

#include "tests/ctl/real_program.h"

using namespace limen::test;

namespace {

const std::vector<std::vector<std::string>> kCommands{{"org", "init"},
                                                      {"org", "publish"},
                                                      {"programme", "build"},
                                                      {"programme", "show"},
                                                      {"programme", "publish"},
                                                      {"server", "init"},
                                                      {"user", "add"},
                                                      {"user", "list"},
                                                      {"station", "invite"},
                                                      {"station", "enrol"},
                                                      {"station", "waiting"},
                                                      {"station", "approve"},
                                                      {"reader", "grant"},
                                                      {"reader", "accept"},
                                                      {"reader", "remove"},
                                                      {"record", "import"},
                                                      {"record", "list"},
                                                      {"record", "show"},
                                                      {"shift", "close"},
                                                      {"sync"},
                                                      {"status"}};

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

}  // namespace

TEST_CASE("every command explains itself with an example and its exit codes", "[ctl]") {
  for (const auto& command : kCommands) {
    std::vector<std::string> arguments = command;
    arguments.push_back("--help");
    const Ended help = runProgram("limenctl", arguments);
    INFO(joined(command));
    CHECK(help.exitCode == 0);
    CHECK(help.err.empty());
    CHECK(help.out.find("Example:\n  limenctl " + joined(command)) != std::string::npos);
    CHECK(help.out.find("Exit codes:\n  0 ") != std::string::npos);
  }
}

TEST_CASE("the help of limenctl names every command", "[ctl]") {
  const Ended help = runProgram("limenctl", {"--help"});
  CHECK(help.exitCode == 0);
  for (const auto& command : kCommands) {
    INFO(joined(command));
    CHECK(help.out.find("\n  " + command.front()) != std::string::npos);
  }
}

TEST_CASE("a wrong command line is usage, exit code 2", "[ctl]") {
  CHECK(runProgram("limenctl", {}).exitCode == 2);
  CHECK(runProgram("limenctl", {"nothing"}).exitCode == 2);
  CHECK(runProgram("limenctl", {"record"}).exitCode == 2);
  CHECK(runProgram("limenctl", {"record", "show"}).exitCode == 2);
  CHECK(runProgram("limenctl", {"status", "--home", ".", "--passphrase", "correct horse"}).exitCode == 2);
  const Ended id = runProgram("limenctl", {"record", "show", "abc", "--home", "."});
  CHECK(id.exitCode == 2);
  CHECK(id.err.find("limenctl: That is not an id") == 0);
}

TEST_CASE("a folder that is no station's is refused before a passphrase is asked for", "[ctl]") {
  const Folder folder;
  const Ended ended = runProgram("limenctl", {"status", "--home", folder.path()});
  CHECK(ended.exitCode == 1);
  CHECK(ended.err.find("not a station") != std::string::npos);
  CHECK(ended.out.empty());
}
