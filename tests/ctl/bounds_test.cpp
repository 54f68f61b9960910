// SPDX-License-Identifier: Apache-2.0
// Whatever is set around the programs, what they write is sealed and nobody is let in unasked (S69).
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <set>
#include <sstream>

#include "core/random.h"
#include "tests/ctl/real_program.h"

using namespace limen::test;
namespace fs = std::filesystem;

namespace {

constexpr int kCombinations = 8;
const std::string kCanary = "Zqvbounds";

std::string contents(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::size_t filesWith(const fs::path& folder, const std::string& words) {
  std::size_t found = 0;
  for (const auto& each : fs::recursive_directory_iterator(folder))
    if (each.is_regular_file() && contents(each.path()).find(words) != std::string::npos) ++found;
  return found;
}

// The record that docs/limenctl.md imports, under a name that can be searched for.
std::string documentedRecord() {
  std::istringstream in(contents(fs::path(LIMEN_SOURCE_DIR) / "docs/limenctl.md"));
  for (std::string line; std::getline(in, line);) {
    const auto at = line.find("\"Specimen\"");
    if (line.starts_with("{") && at != std::string::npos) return line.replace(at, 10, "\"" + kCanary + "\"");
  }
  FAIL("docs/limenctl.md imports no Specimen");
  return {};
}

// What somebody in a hurry, or somebody else, might set: names that sound as if they switched something off, and those that the
// libraries underneath do listen to.
const std::vector<std::string> kSurroundings{"LIMEN_PLAIN=1",
                                             "LIMEN_NO_ENCRYPTION=1",
                                             "LIMEN_SKIP_LOGIN=1",
                                             "LIMEN_LOG=off",
                                             "LIMEN_AUDIT=0",
                                             "LIMEN_DEBUG=1",
                                             "LIMEN_QUICK=1",
                                             "LIMEN_TEST=1",
                                             "NDEBUG=1",
                                             "SQLITE_TMPDIR=$PWD/spill",
                                             "TMPDIR=$PWD/spill",
                                             "SQLCIPHER_LICENSE=none",
                                             "SSLKEYLOGFILE=$PWD/keys.log",
                                             "GRPC_VERBOSITY=debug GRPC_TRACE=http,secure_endpoint",
                                             "GRPC_DEFAULT_SSL_ROOTS_FILE_PATH=/dev/null",
                                             "OPENSSL_CONF=$PWD/weak.cnf",
                                             "LC_ALL=tr_TR.UTF-8",
                                             "TZ=Nowhere/City",
                                             "HOME=/nonexistent",
                                             "USER=root LOGNAME=root",
                                             "MALLOC_PERTURB_=165"};

}  // namespace

TEST_CASE("nothing that is set around limenctl turns sealing or the passphrase off, in any combination", "[ctl]") {
  const Folder folder;
  const fs::path world = folder / "world";
  REQUIRE(runProgram("/bin/bash", {std::string(LIMEN_SOURCE_DIR) + "/packaging/demo/setup-demo", LIMEN_BIN_DIR, world.string()})
              .exitCode == 0);
  fs::create_directory(folder / "spill");
  folder.write("weak.cnf",
               "openssl_conf = all\n[all]\nssl_conf = ssl\n[ssl]\nsystem_default = weak\n[weak]\nMinProtocol = "
               "TLSv1\nCipherString = ALL:NULL@SECLEVEL=0\n");
  folder.write("one.jsonl", documentedRecord() + "\n");
  folder.write("wrong", "nine white stones in a deep well\n");

  limen::SeededRandom random(69);
  std::string script =
      "set -eu\n"
      "export PATH=\"" LIMEN_BIN_DIR
      ":$PATH\"\n"
      ". world/world.env\n"
      "limen-server --folder world/server --listen 127.0.0.1:${LIMEN_DEMO_SERVER_ADDRESS##*:} --store-key-file world/server.key "
      ">server.out 2>server.log &\n"
      "server=$!\n"
      "trap 'kill $server; wait $server || true' EXIT\n"
      "until grep -qs listening server.out; do kill -0 $server; read -rt 0.05 <> <(:) || true; done\n"
      "at='--home world/stations/river-post --passphrase-file world/passphrases/officer'\n";
  for (int i = 0; i < kCombinations; ++i) {
    std::string with = "env";
    for (const std::string& each : kSurroundings)
      if (random.below(3) == 0) with += " " + each;
    script += with + " limenctl record import one.jsonl --programme border_intake $at >import.out 2>>said\n";
    script += with + " limenctl sync $at >sync.out 2>>said\n";
    script +=
        with + " limenctl status --home world/stations/river-post --passphrase-file wrong >status.out 2>>said && echo let in\n";
    script += "limenctl record list $at | grep -c .\n";
  }
  const Ended ended = runProgram("/bin/bash", {folder.write("walk.sh", script)}, {}, folder.path());
  INFO(ended.err);
  REQUIRE(ended.exitCode == 0);

  std::string counts;  // each record is there, and the wrong passphrase opened nothing
  for (int i = 1; i <= kCombinations; ++i) counts += std::to_string(i) + "\n";
  CHECK(ended.out == counts);
  CHECK_FALSE(fs::exists(folder / "keys.log"));
  CHECK(fs::is_empty(folder / "spill"));
  const std::string wide = [] {
    std::string out;
    for (const char c : kCanary) out.append({c, '\0'});
    return out;
  }();
  for (const std::string& form : {kCanary, wide}) {
    CHECK(filesWith(world, form) == 0);
    CHECK(contents(folder / "said").find(form) == std::string::npos);
  }
  CHECK(contents(world / "stations/river-post/station.db").find("SQLite format 3") == std::string::npos);
  CHECK(contents(world / "stations/river-post/station.db").size() > 4096);
  CHECK(filesWith(folder.path(), kCanary) > 0);  // the record that was imported lies beside: the search finds what is there
}

TEST_CASE("no command has an option that leaves sealing, the log, the check of a signature or the passphrase out", "[ctl]") {
  const auto below = [](const std::string& help) {
    std::vector<std::string> names;
    std::istringstream in(help.substr(std::min(help.size(), help.find("Subcommands:"))));
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line) && line.starts_with("  "))
      if (line.size() > 2 && line[2] != ' ') names.push_back(line.substr(2, line.find(' ', 2) - 2));
    return names;
  };
  const auto helpOf = [](std::vector<std::string> words) {
    words.emplace_back("--help");
    return runProgram("limenctl", words).out;
  };
  const auto leavesOut = [](const std::string& option) {
    for (const char* word : {"plain", "insecure", "unencrypted", "unsigned", "skip", "disable", "without", "force", "--no-",
                             "-no-", "ignore", "trust", "bypass"})
      if (option.find(word) != std::string::npos) return true;
    return false;
  };
  std::set<std::string> options;
  const auto take = [&](const std::string& help) {
    for (std::size_t at = help.find("--"); at != std::string::npos; at = help.find("--", at + 2)) {
      const std::size_t end = help.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-", at);
      options.insert(help.substr(at, end - at));
    }
  };
  for (const std::string& group : below(helpOf({}))) {
    const std::string help = helpOf({group});
    take(help);
    for (const std::string& command : below(help)) take(helpOf({group, command}));
  }
  CHECK(options.size() > 50);
  CHECK(options.contains("--passphrase-file"));
  CHECK(leavesOut("--no-audit"));
  CHECK(leavesOut("--skip-login"));
  for (const std::string& option : options) {
    INFO(option);
    CHECK_FALSE(leavesOut(option));
  }
}
