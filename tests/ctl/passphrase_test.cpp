// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_test_macros.hpp>

#include "tests/ctl/real_program.h"

using namespace limen::test;

namespace {

// org init reads its passphrases before anything else, so it shows how each command reads them.
Ended initWith(const std::string& rootFile, const std::string& input = {}) {
  const Folder folder;
  const std::string good = folder.write("good", "seven brown lamps on a quiet hill\n");
  const Ended ended = runProgram("limenctl",
                                 {"org", "init", "--dir", folder / "org", "--name", "Test", "--site", "post", "--compartment",
                                  "operational", "--server", "localhost:1", "--root-passphrase-file", rootFile,
                                  "--admin-passphrase-file", good, "--dpo-passphrase-file", good, "--argon2-floor"},
                                 input);
  if (ended.exitCode != 0) CHECK_FALSE(std::filesystem::exists(folder / "org"));
  return ended;
}

void checkRefused(const Ended& ended, int exitCode, const std::string& words) {
  INFO(ended.err);
  CHECK(ended.exitCode == exitCode);
  CHECK(ended.err.find(words) != std::string::npos);
  CHECK(ended.out.empty());
}

}  // namespace

TEST_CASE("a passphrase file that others can read is refused", "[ctl]") {
  const Folder folder;
  for (const unsigned mode : {0640u, 0604u, 0620u, 0644u}) {
    checkRefused(initWith(folder.write("open", "eleven green boats on a slow river\n", mode)), 3,
                 "Others can read the passphrase file");
  }
}

TEST_CASE("a passphrase that is missing, empty, too long or weak is refused with its own sentence", "[ctl]") {
  const Folder folder;
  checkRefused(initWith(folder / "nothing"), 3, "The passphrase file cannot be read");
  checkRefused(initWith(folder.path()), 3, "The passphrase file cannot be read");
  checkRefused(initWith(folder.write("empty", "")), 3, "The passphrase is empty");
  checkRefused(initWith(folder.write("blank", "\nsecond line is not read\n")), 3, "The passphrase is empty");
  checkRefused(initWith(folder.write("long", std::string(1025, 'x') + "\n")), 3, "longer than 1024 bytes");
  checkRefused(initWith(folder.write("weak", "short\n")), 1, "The passphrase is too weak");
}

TEST_CASE("without a file and without a terminal a passphrase is not waited for", "[ctl]") {
  checkRefused(initWith(""), 2, "there is no terminal to ask on");
}

TEST_CASE("a refused passphrase is not repeated in the message", "[ctl]") {
  const Folder folder;
  const Ended ended = initWith(folder.write("weak", "abcd wxyz\n"));
  CHECK(ended.err.find("abcd") == std::string::npos);
}

TEST_CASE("a passphrase can come from standard input", "[ctl]") {
  CHECK(initWith("-", "eleven green boats on a slow river\n").exitCode == 0);
  checkRefused(initWith("-", ""), 3, "The passphrase is empty");
}
