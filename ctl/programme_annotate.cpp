// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "core/files.h"
#include "ctl/commands.h"
#include "ctl/sentences.h"
#include "forms/form_file.h"
#include "protection/annotate.h"
#include "protection/programme.h"

namespace limen {

namespace {

struct Options {
  std::filesystem::path form, out;
};

void declare(CLI::App& command, Options& options) {
  command.add_option("form", options.form, "an XLSForm without protect columns")->required()->type_name("FORM");
  command.add_option("--out", options.out, "a folder for the workbook, one .csv a sheet")->required()->type_name("FOLDER");
}

// As it stands: a cell may begin with any sign, and what reads it is the build.
std::string csvOf(const forms::Sheet& sheet) {
  std::string out;
  const auto line = [&](const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      out += i == 0 ? "\"" : ",\"";
      for (const char c : cells[i]) out += c == '"' ? std::string("\"\"") : std::string(1, c);
      out += '"';
    }
    out += '\n';
  };
  line(sheet.headings);
  for (const forms::Row& row : sheet.rows) line(row.cells);
  return out;
}

Outcome run(const Options& options, Tools&) {
  LIMEN_ASSIGN(const forms::FormFile file, forms::openFormFile(options.form));
  if (!file.workbook || !file.reading.form) return unexpected(ProgrammeError::refused);
  const Annotated annotated = annotate(*file.workbook, *file.reading.form);
  std::error_code failed;
  std::filesystem::create_directories(options.out, failed);
  if (failed) return unexpected(FileError::notWritten);
  for (const forms::Sheet& sheet : annotated.workbook.sheets) {
    // A sheet of notes may be called anything; only what has a meaning goes out, under a name that is a file's.
    if (sheet.headings.empty() || sheet.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") != std::string::npos) continue;
    LIMEN_TRY(writeFile(options.out / (sheet.name + ".csv"), bytesOf(csvOf(sheet)), Access::everyoneReads));
  }
  std::cout << "row,question,category,compartment,minimise,because\n";
  for (const Proposal& each : annotated.proposals)
    std::cout << each.row << ',' << printable(each.question) << ',' << each.category << ',' << each.compartment << ',' << each.minimise
              << ',' << each.because << '\n';
  std::cerr << annotated.proposals.size()
            << " questions proposed; go over each, then write purposes, reasons, notices, stewards and the assessment.\n";
  return ExitCode::done;
}

}  // namespace

void addProgrammeAnnotate(CLI::App& programme, Chosen& chosen) {
  addCommand(programme, chosen,
             {"annotate", "Propose categories, compartments and minimisation for a plain XLSForm; purposes are left to be written",
              "limenctl programme annotate survey.xlsx --out survey-programme/", "0 written, 1 refused (no form), 2 usage, 4 disk"},
             &declare, &run);
}

}  // namespace limen
