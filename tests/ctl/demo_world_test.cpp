// SPDX-License-Identifier: Apache-2.0
// packaging/demo/setup-demo with the real programs, and what the commands on its stations promise while the server is down.
#include <sys/stat.h>

#include <catch2/catch_test_macros.hpp>

#include "tests/ctl/real_program.h"

using namespace limen::test;

namespace {

class DemoWorld {
 public:
  DemoWorld() : made_(setUp()) {
    INFO(made_.err);
    REQUIRE(made_.exitCode == 0);
  }
  Ended setUp() const {
    return runProgram("/bin/bash",
                      {std::string(LIMEN_SOURCE_DIR) + "/packaging/demo/setup-demo", LIMEN_BIN_DIR, world().string()});
  }
  std::filesystem::path world() const { return folder_ / "world"; }
  Ended atStation(std::vector<std::string> arguments, const std::string& passphrase = {}) const {
    arguments.insert(arguments.end(), {"--home", world() / "stations/river-post", "--passphrase-file",
                                       passphrase.empty() ? (world() / "passphrases/officer").string() : passphrase});
    return runProgram("limenctl", arguments);
  }
  const Folder& folder() const { return folder_; }

 private:
  Folder folder_;
  Ended made_;
};

std::size_t countOf(const std::string& text, const std::string& words) {
  std::size_t count = 0;
  for (std::size_t at = text.find(words); at != std::string::npos; at = text.find(words, at + 1)) ++count;
  return count;
}

constexpr const char* kGood =
    R"({"crossing_point": "river_post", "arrival_date": "2026-11-21", "travelling_with": "alone", "spoken_language": "fr", "interpreter": "no", "given_name": "Specimen", "family_name": "Nobody", "birth_date_known": "no", "birth_year": 1984, "sex": "man", "missing_relative": "no", "needs": ["shelter"], "doctor_now": "no", "difficulties": "none", "daily_medicine": "no", "limen_language": "English", "limen_mode": "read", "limen_alone": "yes", "limen_consent_family_unity": "yes", "limen_consent_legal_help": "yes", "limen_consent_contact": "yes"})";

}  // namespace

TEST_CASE("the demo world's stations import what is good, keep it without a server, and refuse with one cause each", "[ctl]") {
  const DemoWorld demo;
  for (const char* who : {"root", "administrator", "protection-officer", "officer", "reader"}) {
    struct stat facts {};
    REQUIRE(::stat((demo.world() / "passphrases" / who).c_str(), &facts) == 0);
    CHECK((facts.st_mode & 0777) == 0600);
  }
  CHECK(demo.setUp().exitCode == 1);  // never over a world that is there
  CHECK(demo.atStation({"status"}).out.find("Programme  border_intake version 1, Border intake\n") != std::string::npos);

  const std::string lines =
      std::string(kGood) + "\n" + "{\"given_name\": \"Canaria\n" +  // cut off
      "{\"given_name\": \"Canaria\", \"no_such_question\": 1}\n" +  //
      "{\"arrival_date\": \"Canaria\"}\n" +                         // no date
      "\n" +                                                        //
      R"({"crossing_point": "river_post", "limen_language": "English", "limen_mode": "read", "limen_alone": "yes", "limen_consent_family_unity": "no", "limen_consent_legal_help": "no", "limen_consent_contact": "no"})"
      "\n";  // required answers are missing
  const std::string file = demo.folder().write("people.jsonl", lines);
  const Ended dry = demo.atStation({"record", "import", file, "--dry-run"});
  CHECK(dry.exitCode == 1);
  CHECK(dry.out == "Checked, nothing stored: 1 good, left out: 4, of 6 lines.\n");
  CHECK(demo.atStation({"record", "list"}).out.empty());

  const Ended imported = demo.atStation({"record", "import", file, "--programme", "border_intake"});
  INFO(imported.err);
  CHECK(imported.exitCode == 1);
  CHECK(imported.out == "Imported: 1, left out: 4, of 6 lines.\n");
  CHECK(imported.err.find("line 2: The line is not a JSON object") != std::string::npos);
  CHECK(imported.err.find("line 3: The line answers a question that the form does not have") != std::string::npos);
  CHECK(imported.err.find("(at: no_such_question)") != std::string::npos);
  CHECK(imported.err.find("line 4: An answer of the line is not of its question's type") != std::string::npos);
  CHECK(imported.err.find("(at: arrival_date)") != std::string::npos);
  CHECK(imported.err.find("line 6: A required answer is missing") != std::string::npos);
  CHECK(imported.err.find("Canaria") == std::string::npos);
  CHECK(dry.err == imported.err);
  CHECK(demo.atStation({"status"}).out.find("Shift      closed") != std::string::npos);

  const Ended listed = demo.atStation({"record", "list", "--json"});
  CHECK(countOf(listed.out, "\n") == 1);
  CHECK(listed.out.find("\"confirmed\":false") != std::string::npos);

  const Ended down = demo.atStation({"sync"});
  INFO(down.err);
  CHECK(down.exitCode == 5);
  CHECK(down.err.find("limenctl: The server cannot be reached; everything is kept here.") != std::string::npos);
  CHECK(demo.atStation({"record", "list", "--json"}).out == listed.out);

  const auto checkRefused = [](const Ended& ended, int exitCode, const std::string& words) {
    INFO(ended.err);
    CHECK(ended.exitCode == exitCode);
    CHECK(ended.err.find(words) != std::string::npos);
    CHECK(ended.out.empty());
  };
  const std::string wrong = demo.folder().write("wrong", "nine white stones in a deep well\n");
  checkRefused(demo.atStation({"status"}, wrong), 3, "The passphrase is not right");
  checkRefused(demo.atStation({"status", "--user", "Nobody Here"}), 1, "No user of that name or id");
  checkRefused(demo.atStation({"record", "show", std::string(32, 'a')}), 1, "There is no such record here");
  checkRefused(demo.atStation({"record", "import", file, "--programme", "other"}), 1, "does not run a programme of that id");
  checkRefused(demo.atStation({"record", "import", demo.folder() / "missing"}), 1, "There is no such file");
}

TEST_CASE("a killed import keeps what it had stored, and its shift is closed by hand before the next", "[ctl]") {
  const DemoWorld demo;
  std::string many;
  for (int i = 0; i < 20'000; ++i) many += std::string(kGood) + "\n";
  demo.folder().write("many.jsonl", many);
  demo.folder().write("one.jsonl", std::string(kGood) + "\n");
  const std::string killed =
      "set -eu\n"
      "export PATH=\"" LIMEN_BIN_DIR
      ":$PATH\"\n"
      "station=\"--home world/stations/river-post --passphrase-file world/passphrases/officer\"\n"
      "limenctl record import many.jsonl $station & import=$!\n"
      "until limenctl status $station | grep -q 'Shift *open'; do kill -0 $import; done\n"
      "kill -9 $import\n"
      "wait $import || echo ended with $?\n";
  const Ended ended = runProgram("/bin/bash", {demo.folder().write("kill.sh", killed)}, {}, demo.folder().path());
  INFO(ended.err);
  REQUIRE(ended.exitCode == 0);
  REQUIRE(ended.out == "ended with 137\n");

  const auto recordsHere = [&] { return countOf(demo.atStation({"record", "list"}).out, "\n"); };
  const std::size_t kept = recordsHere();
  const std::string one = demo.folder() / "one.jsonl";
  const Ended refused = demo.atStation({"record", "import", one});
  CHECK(refused.exitCode == 3);
  CHECK(refused.err.find("limenctl: A shift is open on this station") == 0);
  CHECK(recordsHere() == kept);
  CHECK(demo.atStation({"shift", "close"}).exitCode == 0);
  CHECK(demo.atStation({"shift", "close"}).err == "No shift is open here; nothing was changed.\n");
  CHECK(demo.atStation({"record", "import", one}).exitCode == 0);
  CHECK(recordsHere() == kept + 1);
}
