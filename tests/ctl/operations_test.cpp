// SPDX-License-Identifier: Apache-2.0
// docs/operations.md, run as it stands: a laptop is backed up, burns, comes back; keys are changed and recovered; drills are held.
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <regex>
#include <sstream>

#include "tests/ctl/real_program.h"

using namespace limen::test;

namespace {

std::string scriptOf(std::uint16_t port) {
  std::ifstream in(std::string(LIMEN_SOURCE_DIR) + "/docs/operations.md");
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
  return std::regex_replace(script, std::regex("7443"), std::to_string(port));
}

std::size_t times(const std::string& text, const std::string& what) {
  std::size_t count = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++count;
  return count;
}

}  // namespace

TEST_CASE("the documented backup, restore, recovery and drills run as they are written", "[ctl]") {
  const Folder folder;
  std::filesystem::create_directory_symlink(std::string(LIMEN_SOURCE_DIR) + "/resources", folder / "resources");
  const Ended ended = runProgram("/bin/bash", {folder.write("operations.sh", scriptOf(freePort()))}, {}, folder.path());
  INFO(ended.out << "\n---\n" << ended.err);
  REQUIRE(ended.exitCode == 0);
  CHECK(times(ended.out, "Whole: station ") == 2);
  CHECK(times(ended.out, "Restored: station ") == 1);
  CHECK(times(ended.out, "Synced: ") == 4);
  CHECK(times(ended.out, "These shares bring back all 5 compartment keys") == 1);
  CHECK(times(ended.out, "\"held\": true") == 2);
  CHECK(times(ended.out, "\"canariesFound\": 0") == 1);
  CHECK(times(ended.err, "The station has a new key: 2 users keep their passphrases, 0 are left out") == 1);

  // A report that was touched is not the one that was signed.
  const std::string report = (folder / "restore.json").string();
  CHECK(runProgram("limenctl", {"drill", "verify", report}).exitCode == 0);
  CHECK(runProgram("limenctl", {"drill", "verify", report, "--public-key", std::string(64, 'a')}).exitCode == 3);
  std::ofstream(report, std::ios::app) << " ";
  CHECK(runProgram("limenctl", {"drill", "verify", report}).exitCode == 6);
  // And a backup that was touched is refused with its cause.
  const Ended none = runProgram("limenctl", {"backup", "verify", report, "--share", (folder / "shares/1.key").string()});
  CHECK(none.exitCode == 1);
  CHECK(none.err.find("no backup of Limen's") != std::string::npos);
}

TEST_CASE("a station comes back on a root file system that has nothing but limenctl", "[ctl]") {
  const Ended ended = runProgram("/bin/bash", {std::string(LIMEN_SOURCE_DIR) + "/packaging/blank-drill", LIMEN_BIN_DIR "/limenctl"});
  if (ended.exitCode == 77) SKIP(ended.err);
  INFO(ended.out << "\n---\n" << ended.err);
  REQUIRE(ended.exitCode == 0);
  CHECK(ended.out.find("\"held\": true") != std::string::npos);
  CHECK(ended.out.find("came back on a blank root in ") != std::string::npos);
}
