// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>

#include "ctl/commands.h"
#include "forms/form_file.h"

namespace limen {

namespace {

struct Options {
  std::filesystem::path file;
};

void declare(CLI::App& command, Options& options) {
  command.add_option("file", options.file, "a workbook (.xlsx, .xls, a folder of .csv) or an XForm (.xml)")
      ->required()
      ->type_name("FILE");
}

std::string counted(std::size_t count, const char* what) {
  return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

Outcome run(const Options& options, Tools&) {
  LIMEN_ASSIGN(const forms::FormReading reading, forms::readFormFile(options.file));
  for (const forms::Finding& finding : reading.findings) {
    nlohmann::ordered_json line;
    line["severity"] = finding.severity == forms::Severity::error ? "error" : "warning";
    line["sheet"] = finding.sheet;
    line["row"] = finding.row;
    line["column"] = finding.column;
    line["message"] = finding.message;
    std::cout << line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
  }
  std::cout.flush();
  const auto errors =
      static_cast<std::size_t>(std::count_if(reading.findings.begin(), reading.findings.end(), [](const forms::Finding& finding) {
        return finding.severity == forms::Severity::error;
      }));
  std::cerr << (reading.form ? "The form can be run: " : "The form cannot be run: ") << counted(errors, "error") << ", "
            << counted(reading.findings.size() - errors, "warning") << ".\n";
  return reading.form ? ExitCode::done : ExitCode::refused;
}

}  // namespace

void addFormCheck(CLI::App& form, Chosen& chosen) {
  addCommand(form, chosen,
             {"check", "Read a form and say, a JSON line each, what is wrong with it and what would be right",
              "limenctl form check household.xlsx",
              "0 the form can be run, 1 it cannot (each error says why) or is not there, 2 usage, 4 the disk"},
             &declare, &run);
}

}  // namespace limen
