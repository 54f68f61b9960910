// SPDX-License-Identifier: Apache-2.0
// docs/operations.md, run as it stands: a laptop is backed up, burns, comes back; keys are changed and recovered; drills are held.
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <regex>
#include <sstream>

#include "tests/ctl/real_program.h"

using namespace limen::test;

namespace {

// What is done by hand: the picture is read, and the digits are typed.
const std::pair<std::string, std::string> kPhoneIsSetUp{
    "coproc adding { ", " --first-code-file -; }\nadded=$adding_PID\n"
    "while read -r phone <&${adding[0]} && ! [[ $phone =~ ^[A-Z2-7]{32}$ ]]; do :; done\n"
    "totp-phone $phone >&${adding[1]}\nwait $added\n"};

std::string between(const std::string& text, const std::string& before, const std::string& after) {
  const std::size_t at = text.find(before), from = at + before.size();
  REQUIRE(at != std::string::npos);
  return text.substr(from, text.find(after, from) - from);
}

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
    } else if (inside && line.starts_with("limenctl user totp add ")) {
      script += kPhoneIsSetUp.first + line + kPhoneIsSetUp.second;
    } else if (inside) {
      // A half minute later than when it was set up, as a phone that runs ahead shows it.
      if (line.starts_with("limenctl restore ")) script += "totp-phone $phone 1 > digits\n";
      script += line + '\n';
    }
  }
  script += "echo \"The first backup is $backup, the phone holds $phone.\"\n";
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
  CHECK(times(ended.out, "Synced: ") == 8);
  CHECK(times(ended.err, "Erased here.") == 1);
  CHECK(times(ended.err, "Written and read back: ") == 2);
  CHECK(times(ended.out, "Restored: of ") == 1);
  CHECK(times(ended.out, "  (erased)\n") == 1);
  CHECK(times(ended.out, "These shares bring back all 5 compartment keys") == 1);
  CHECK(times(ended.out, "\"held\": true") == 2);
  CHECK(times(ended.out, "\"canariesFound\": 0") == 1);
  CHECK(times(ended.err, "The station has a new key: 3 users keep their passphrases, 0 are left out") == 1);

  // The digits of who restores, from the same backup: asked for, refused, taken.
  const std::string backup = between(ended.out, "The first backup is ", ", the phone"), phone = between(ended.out, "the phone holds ", ".\n");
  const std::string next = runProgram("totp-phone", {phone, "1"}).out;
  const auto restore = [&](const std::vector<std::string>& digits) {
    std::vector<std::string> words{"restore", (folder / backup).string(), "--home", (folder / "again").string(), "--user", "Supervisor Two",
                                   "--passphrase-file", (folder / "pass/two").string(), "--second", "Supervisor One",
                                   "--second-passphrase-file", (folder / "pass/one").string()};
    for (const char* share : {"1.key", "2.key", "3.key"}) words.insert(words.end(), {"--share", (folder / "shares" / share).string()});
    words.insert(words.end(), digits.begin(), digits.end());
    return runProgram("limenctl", words, {}, folder.path());
  };
  const std::string wrong(next.starts_with('0') ? "111111" : "000000");
  CHECK(restore({"--totp-file", folder.write("wrong", wrong).string()}).exitCode == 3);
  CHECK(restore({"--second-totp-file", folder.write("another", next).string()}).exitCode != 0);  // asked for, and nobody is there
  CHECK_FALSE(std::filesystem::exists(folder / "again"));
  const Ended restored = restore({"--totp-file", folder.write("right", next).string()});
  INFO(restored.err);
  CHECK(restored.exitCode == 0);
  CHECK(times(restored.out, "Restored: station ") == 1);

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
