// SPDX-License-Identifier: Apache-2.0
// docs/limenctl.md, run as it stands: its sh blocks are one script from an empty folder to a record read at headquarters.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <regex>
#include <sstream>

#include "tests/ctl/real_program.h"

using namespace limen::test;

namespace {

std::string documentation() {
  std::ifstream in(std::string(LIMEN_SOURCE_DIR) + "/docs/limenctl.md");
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
  return text;
}

// The server is a program that goes on: it becomes a background job, and the script goes on once its port answers.
std::string scriptOf(const std::string& page, std::uint16_t port) {
  std::istringstream in(page);
  std::string script =
      "set -euo pipefail\nexport PATH=\"" LIMEN_BIN_DIR ":$PATH\"\nserver=\ntrap '[ -z \"$server\" ] || kill \"$server\"' EXIT\n";
  bool inside = false;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("```")) {
      inside = line == "```sh";
    } else if (inside && line.starts_with("limen-server ")) {
      script += line + " 2>server.log &\nserver=$!\n";
      script += "until (exec 3<>/dev/tcp/127.0.0.1/7443) 2>/dev/null; do kill -0 $server; sleep 0.05; done\n";
    } else if (inside) {
      script += line + '\n';
    }
  }
  return replaced(script, "7443", std::to_string(port));
}

}  // namespace

TEST_CASE("the documented journey runs as it is written", "[ctl]") {
  const Folder folder;
  std::filesystem::create_directory_symlink(std::string(LIMEN_SOURCE_DIR) + "/resources", folder / "resources");
  const std::string script = scriptOf(documentation(), freePort());
  REQUIRE(std::count(script.begin(), script.end(), '\n') > 40);
  const Ended ended = runProgram("/bin/bash", {folder.write("journey.sh", script)}, {}, folder.path());
  INFO(ended.out << "\n---\n" << ended.err);
  REQUIRE(ended.exitCode == 0);

  CHECK(ended.out.find("Checked, nothing stored: 2 good, left out: 0, of 2 lines.") != std::string::npos);
  CHECK(ended.out.find("Imported: 2, left out: 0, of 2 lines.") != std::string::npos);
  CHECK(ended.out.find("Synced: 2 records here, 2 of 2 captured here confirmed by the server") != std::string::npos);
  CHECK(ended.out.find("Synced: 2 records here, 0 of 0 captured here confirmed by the server") != std::string::npos);

  CHECK(ended.err.find("Nobody else at this station can reset a forgotten passphrase yet") != std::string::npos);
  CHECK(ended.err.find("This passphrase was chosen by somebody else") != std::string::npos);
  CHECK(ended.out.find("  Officer Two  officer  unlocks") != std::string::npos);
  CHECK(ended.out.find("  Supervisor One  supervisor  unlocks") != std::string::npos);
  CHECK(ended.out.find("must change") == std::string::npos);

  // The officer's shift is closed: identity is sealed there, and open at headquarters in both languages.
  const std::size_t officer = ended.out.find("\nRecord ");
  const std::size_t arabic = ended.out.find("\nRecord ", officer + 1);
  const std::size_t english = ended.out.find("\nRecord ", arabic + 1);
  REQUIRE(english != std::string::npos);
  const std::string atStation = ended.out.substr(officer, arabic - officer), atHeadquarters = ended.out.substr(english);
  CHECK(atStation.find("sealed, readable by") != std::string::npos);
  CHECK(atStation.find("Person") == std::string::npos);
  CHECK(atStation.find("What do you need now?") != std::string::npos);
  CHECK(atHeadquarters.find("What is your family name?: ") != std::string::npos);
  CHECK(atHeadquarters.find("sealed, readable by health team") != std::string::npos);
  CHECK(atHeadquarters.find("sealed, readable by family tracing team") != std::string::npos);
  CHECK(ended.out.substr(arabic, english - arabic).find("العائلة") != std::string::npos);
}

TEST_CASE("the documentation lists every exit code and command", "[ctl]") {
  const std::string page = documentation();
  for (const char* row : {"| 0 |", "| 1 |", "| 2 |", "| 3 |", "| 4 |", "| 5 |", "| 6 |"})
    CHECK(page.find(row) != std::string::npos);
  const Ended help = runProgram("limenctl", {"--help"});
  const std::regex subcommand("\n  ([a-z]+) ");
  const std::string list = help.out.substr(help.out.find("Subcommands:"));
  for (std::sregex_iterator it(list.begin(), list.end(), subcommand), end; it != end; ++it) {
    INFO((*it)[1]);
    CHECK(page.find("`" + (*it)[1].str()) != std::string::npos);
  }
}
