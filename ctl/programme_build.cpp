// SPDX-License-Identifier: Apache-2.0
#include <iostream>
#include <nlohmann/json.hpp>

#include "core/files.h"
#include "core/clock.h"
#include "ctl/commands.h"
#include "ctl/folders.h"
#include "ctl/packages.h"
#include "ctl/sentences.h"
#include "forms/form_file.h"
#include "protection/programme.h"

namespace limen {

namespace {

constexpr std::size_t kMaxPackageBytes = 64 * 1024 * 1024;

struct Options {
  OrganisationOptions organisation;
  std::filesystem::path book, out, previous, documents;
  std::uint64_t version = 1;
  std::uint32_t validDays = kMostValidDays;
  bool unprotectedDemo = false, json = false;
};

void declare(CLI::App& command, Options& options) {
  command.add_option("book", options.book, "a workbook (.xlsx, .xls, a folder of .csv sheets); the files it names beside it")->required()->type_name("BOOK");
  declareOrganisation(command, options.organisation, Signers::both);
  command.add_option("--out", options.out, "the package to write")->required()->type_name("FILE");
  command.add_option("--version", options.version, "stations take only a higher one than they have")->capture_default_str();
  command.add_option("--previous", options.previous,
                     "the package before this one: a lower version is refused, and a lowered protection without a new assessment")
      ->type_name("PACKAGE");
  command.add_option("--valid-days", options.validDays, "how long new records may be begun; never beyond the assessment's review")
      ->capture_default_str()
      ->check(CLI::Range(1u, kMostValidDays));
  command.add_option("--documents", options.documents, "also write what follows from the programme: see limenctl programme derive")
      ->type_name("FOLDER");
  command.add_flag("--unprotected-demo", options.unprotectedDemo,
                   "build a form without protect columns: every answer is sealed as identity and every screen says so");
  command.add_flag("--json", options.json, "findings as JSON lines on standard output instead of text on standard error");
}

std::string_view word(forms::Severity severity) {
  return severity == forms::Severity::error ? "error" : "warning";
}

void print(const std::vector<forms::Finding>& findings, bool json) {
  for (const forms::Finding& finding : findings) {
    if (json) {
      std::cout << nlohmann::json{{"sheet", finding.sheet},
                                  {"row", finding.row},
                                  {"column", finding.column},
                                  {"severity", word(finding.severity)},
                                  {"message", finding.message}}
                       .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)
                << '\n';
    } else {
      std::cerr << printable(finding.sheet) << ':' << (finding.row ? std::to_string(finding.row) : "") << ':'
                << printable(finding.column) << ": " << word(finding.severity) << ": " << printable(finding.message) << '\n';
    }
  }
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(const PublicOrganisation known, readOrganisation(options.organisation.folder / "kit", tools));
  LIMEN_ASSIGN(forms::FormFile file, forms::openFormFile(options.book));
  std::optional<Programme> previous;
  if (!options.previous.empty()) {
    const PackageSigners signers{known.directory.appointed(Appointment::PROGRAMME_AUTHOR),
                                 known.directory.appointed(Appointment::DATA_PROTECTION_OFFICER)};
    LIMEN_ASSIGN(const Bytes bytes, readFile(options.previous, kMaxPackageBytes));
    LIMEN_ASSIGN(previous, openPackage(bytes, signers, known.directory.organisation()));
  }
  BuildOptions build{known.directory.organisation(), options.version, options.unprotectedDemo};
  build.today = std::chrono::floor<std::chrono::days>(SystemClock().now());
  build.validDays = options.validDays;
  build.previous = previous ? &*previous : nullptr;
  const ProgrammeReading reading = readProgramme(std::move(file), build);
  print(reading.findings, options.json);
  if (!reading.programme) return unexpected(ProgrammeError::refused);

  // Passphrases are asked for only once there is something to sign.
  LIMEN_ASSIGN(Organisation organisation, openOrganisation(options.organisation, tools));
  LIMEN_ASSIGN(const SecretBytes officer, protectionOfficerPassphrase(options.organisation));
  LIMEN_ASSIGN(const Bytes package, organisation.signProgramme(*reading.programme, officer));
  LIMEN_TRY(writeFile(options.out, package, Access::everyoneReads));
  std::cerr << "Built " << printable(reading.programme->id) << " version " << options.version << ": "
            << reading.programme->form->size() - 1 << " rows of the form, " << reading.programme->compartments.size()
            << " compartments, " << package.size() << " bytes.\n";
  if (!options.documents.empty()) {
    LIMEN_ASSIGN(const Programme built, openAsItSays(package));
    LIMEN_TRY(writeDocuments(built, options.documents));
  }
  if (options.unprotectedDemo) {
    std::cerr << "This is an unprotected demo: every answer is sealed as identity and every screen says so. Do not use it with "
                 "people.\n";
  }
  return ExitCode::done;
}

}  // namespace

void addProgrammeBuild(CLI::App& programme, Chosen& chosen) {
  addCommand(programme, chosen,
             {"build", "Read a workbook, refuse it with sheet, row and column, or write a signed package",
              "limenctl programme build border-intake/ --org ORG --out border-intake.limen \\\n"
              "      --admin-passphrase-file admin.pass --dpo-passphrase-file dpo.pass",
              "0 built, 1 refused (one finding a line: sheet:row:column: severity: sentence), 2 usage, 3 passphrase, 4 disk"},
             &declare, &run);
}

}  // namespace limen
