// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/ctl/organisation_folder.h"

using namespace limen::test;

namespace {

constexpr const char* kHeadings =
    "type,name,label::English,calculation,protect::category,protect::purpose,protect::compartment,protect::minimise,protect::why:"
    ":English\n";

Ended build(const std::filesystem::path& book, const std::filesystem::path& out, std::vector<std::string> more = {}) {
  const OrganisationFolder& organisation = sharedOrganisation();
  std::vector<std::string> arguments{"programme",
                                     "build",
                                     book,
                                     "--org",
                                     organisation.org(),
                                     "--out",
                                     out,
                                     "--admin-passphrase-file",
                                     organisation.administratorFile(),
                                     "--dpo-passphrase-file",
                                     organisation.protectionOfficerFile()};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return runProgram("limenctl", arguments);
}

Ended show(const std::filesystem::path& package, bool withKit = true) {
  std::vector<std::string> arguments{"programme", "show", package};
  if (withKit) arguments.insert(arguments.end(), {"--kit", sharedOrganisation().org() + "/kit"});
  return runProgram("limenctl", arguments);
}

std::string contentOf(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

}  // namespace

TEST_CASE("a workbook becomes a package that shows what it keeps", "[ctl]") {
  const Folder folder;
  const Ended built = build(writeBook(folder), folder / "small.limen", {"--version", "4"});
  INFO(built.err);
  REQUIRE(built.exitCode == 0);
  const Ended shown = show(folder / "small.limen");
  INFO(shown.out << shown.err);
  REQUIRE(shown.exitCode == 0);
  CHECK(shown.out.find("small  Small form") != std::string::npos);
  CHECK(shown.out.find("Version       4\n") != std::string::npos);
  const Ended matrix = runProgram("limenctl", {"programme", "show", folder / "small.limen", "--matrix"});
  CHECK(matrix.out.find("role,compartment,act,allowed\n") == 0);
  CHECK(matrix.out.find("officer,identity,capture,yes\n") != std::string::npos);
  CHECK(matrix.out.find("officer,identity,record.read,no\n") != std::string::npos);
  CHECK(matrix.out.find("case_worker,identity,record.read,yes\n") != std::string::npos);
  CHECK(shown.out.find("good, by appointed people") != std::string::npos);
  CHECK(shown.out.find("UNPROTECTED") == std::string::npos);
  const std::size_t row = shown.out.find("  family_name ");
  REQUIRE(row != std::string::npos);
  const std::string line = shown.out.substr(row, shown.out.find('\n', row) - row);
  CHECK(line.find("text") != std::string::npos);
  CHECK(line.find("identity") != std::string::npos);
  CHECK(line.find("as-is") != std::string::npos);
}

TEST_CASE("an unknown type is refused with its sheet, row and column, and nothing is written", "[ctl]") {
  const Folder folder;
  const auto book = writeBook(folder, "survey", std::string(kHeadings) + "text,a,A,,none,,,,\nteleport,b,B,,none,,,,\n");
  const Ended ended = build(book, folder / "out.limen");
  INFO(ended.err);
  CHECK(ended.exitCode == 1);
  CHECK(ended.err.find("survey:3:type: error: ") != std::string::npos);
  CHECK(ended.err.find("teleport") != std::string::npos);
  CHECK(ended.err.find("limenctl: The programme has errors, so no package was made") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(folder / "out.limen"));
}

TEST_CASE("a cycle of calculations is refused with a row of the cycle and its path", "[ctl]") {
  const Folder folder;
  const auto book =
      writeBook(folder, "survey",
                std::string(kHeadings) + "calculate,first,,${second} + 1,none,,,,\ncalculate,second,,${first} + 1,none,,,,\n");
  const Ended ended = build(book, folder / "out.limen");
  INFO(ended.err);
  CHECK(ended.exitCode == 1);
  const bool rowTwo = ended.err.find("survey:2:calculation: error: ") != std::string::npos;
  const bool rowThree = ended.err.find("survey:3:calculation: error: ") != std::string::npos;
  CHECK((rowTwo || rowThree));
  CHECK(ended.err.find("first") != std::string::npos);
  CHECK(ended.err.find("second") != std::string::npos);
}

TEST_CASE("a question without protect columns is refused, and findings can be had as JSON lines", "[ctl]") {
  const Folder folder;
  const auto book = writeBook(folder, "survey", std::string(kHeadings) + "text,a,A,,,,,,\n");
  const Ended ended = build(book, folder / "out.limen", {"--json"});
  CHECK(ended.exitCode == 1);
  std::istringstream lines(ended.out);
  bool found = false;
  for (std::string line; std::getline(lines, line);) {
    const auto finding = nlohmann::json::parse(line);
    found = found || (finding["sheet"] == "survey" && finding["row"] == 2 && finding["column"] == "protect::category" &&
                      finding["severity"] == "error" && !finding["message"].get<std::string>().empty());
  }
  CHECK(found);
  CHECK(ended.err.find("survey:2:") == std::string::npos);
}

TEST_CASE("a damaged workbook, a file that is none and a missing one are each refused, and say that nothing was built", "[ctl]") {
  const Folder folder;
  const auto checkRefused = [&](const std::filesystem::path& book, const std::string& words) {
    const Ended ended = build(book, folder / "out.limen");
    INFO(ended.err);
    CHECK(ended.exitCode == 1);
    CHECK(ended.err.find("limenctl: ") != std::string::npos);
    CHECK(ended.err.find(words) != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(folder / "out.limen"));
  };
  checkRefused(folder.write("cut.xlsx", std::string("PK\x03\x04", 4) + std::string(200, 'x')), "This is no form (not a zip container)");
  checkRefused(folder.write("none.xlsx", "plain words"), "no package was made");
  checkRefused(folder / "missing.xlsx", "othing was");
}

TEST_CASE("a wrong passphrase signs nothing", "[ctl]") {
  const Folder folder;
  const std::string wrong = folder.write("wrong", "nine white stones in a deep well\n");
  const OrganisationFolder& organisation = sharedOrganisation();
  for (const bool administrator : {true, false}) {
    const Ended ended = runProgram(
        "limenctl", {"programme", "build", writeBook(folder), "--org", organisation.org(), "--out", folder / "out.limen",
                     "--admin-passphrase-file", administrator ? wrong : organisation.administratorFile(), "--dpo-passphrase-file",
                     administrator ? organisation.protectionOfficerFile() : wrong});
    INFO(ended.err);
    CHECK(ended.exitCode == 3);
    CHECK_FALSE(std::filesystem::exists(folder / "out.limen"));
  }
}

TEST_CASE("a package with one byte changed is shown to nobody", "[ctl]") {
  const Folder folder;
  REQUIRE(build(writeBook(folder), folder / "small.limen").exitCode == 0);
  const std::string good = contentOf(folder / "small.limen");
  for (const std::size_t at : {std::size_t{0}, std::size_t{40}, good.size() / 2, good.size() - 1}) {
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 1);
    for (const bool withKit : {true, false}) {
      const Ended ended = show(folder.write("bad.limen", bad), withKit);
      INFO(at << ended.err);
      CHECK(ended.exitCode == 1);
      CHECK(ended.out.empty());
    }
  }
}

TEST_CASE("the real household form builds only as an unprotected demo, and says so", "[ctl]") {
  const char* given = std::getenv("LIMEN_CORPUS");
  const std::filesystem::path corpus = given ? given : std::string(LIMEN_SOURCE_DIR) + "/../shared/forms";
  const std::filesystem::path form = corpus / "household-survey-unhcr.xlsx";
  if (!std::filesystem::exists(form)) SKIP("the corpus is not here; set LIMEN_CORPUS to its folder");
  const Folder folder;
  CHECK(build(form, folder / "household.limen").exitCode == 1);
  CHECK_FALSE(std::filesystem::exists(folder / "household.limen"));
  const Ended built = build(form, folder / "household.limen", {"--unprotected-demo"});
  INFO(built.err);
  REQUIRE(built.exitCode == 0);
  CHECK(built.err.find("unprotected demo") != std::string::npos);
  const Ended shown = show(folder / "household.limen");
  CHECK(shown.exitCode == 0);
  CHECK(shown.out.find("UNPROTECTED DEMO") != std::string::npos);
}
