// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "core/files.h"
#include "ctl/commands.h"
#include "ctl/packages.h"
#include "ctl/sentences.h"

namespace limen {

namespace {

constexpr std::size_t kMaxPackageBytes = 64 * 1024 * 1024;

struct Options {
  std::filesystem::path package, folder;
};

void declare(CLI::App& command, Options& options) {
  command.add_option("package", options.package, "a programme package")->required()->type_name("PACKAGE");
  command.add_option("folder", options.folder, "where the documents go")->required()->type_name("FOLDER");
}

Outcome run(const Options& options, Tools&) {
  LIMEN_ASSIGN(const Bytes bytes, readFile(options.package, kMaxPackageBytes));
  LIMEN_ASSIGN(const Programme programme, openAsItSays(bytes));
  LIMEN_TRY(writeDocuments(programme, options.folder));
  std::cout << "Derived from " << printable(programme.id) << " version " << programme.version << ", package " << programme.hash.hex()
            << '\n';
  return ExitCode::done;
}

}  // namespace

void addProgrammeDerive(CLI::App& programme, Chosen& chosen) {
  addCommand(programme, chosen,
             {"derive", "Write what follows from a package: registers, impact assessment, notices, leaflet, consent, tables",
              "limenctl programme derive border-intake.limen documents/", "0 written, 1 refused (damaged), 2 usage, 4 disk"},
             &declare, &run);
}

}  // namespace limen
