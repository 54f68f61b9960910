// SPDX-License-Identifier: Apache-2.0
#include <iostream>
#include <nlohmann/json.hpp>

#include "core/files.h"
#include "ctl/commands.h"
#include "ctl/folders.h"
#include "ctl/sentences.h"
#include "forms/form_file.h"
#include "protection/programme.h"

namespace limen {

namespace {

struct Options {
  OrganisationOptions organisation;
  std::filesystem::path book, out;
  std::uint64_t version = 1;
  bool unprotectedDemo = false, json = false;
};

void declare(CLI::App& command, Options& options) {
  command.add_option("book", options.book, "a workbook (.xlsx, .xls, a folder of .csv sheets); the files it names beside it")->required()->type_name("BOOK");
  declareOrganisation(command, options.organisation, Signers::both);
  command.add_option("--out", options.out, "the package to write")->required()->type_name("FILE");
  command.add_option("--version", options.version, "stations take only a higher one than they have")->capture_default_str();
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
  const ProgrammeReading reading =
      readProgramme(std::move(file), {known.directory.organisation(), options.version, options.unprotectedDemo});
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
