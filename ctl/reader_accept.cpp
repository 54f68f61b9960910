// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "core/files.h"
#include "ctl/commands.h"
#include "ctl/folders.h"

namespace limen {

namespace {

constexpr std::size_t kMaxGrantBytes = 64 * 1024;

struct Options {
  StationOptions station;
  std::filesystem::path file;
};

void declare(CLI::App& command, Options& options) {
  command.add_option("file", options.file, "a grant made for this user")->required()->type_name("FILE");
  declareStation(command, options.station);
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(const Bytes grant, readFile(options.file, kMaxGrantBytes));
  LIMEN_ASSIGN(Vault vault, unlockStation(options.station, tools));
  LIMEN_TRY(vault.takeGrant(grant));
  std::cerr << "Taken. The compartment's records arrive and open with the next sync.\n";
  return ExitCode::done;
}

}  // namespace

void addReaderAccept(CLI::App& reader, Chosen& chosen) {
  addCommand(reader, chosen,
             {"accept", "Take a grant into the station of the user it is for",
              "limenctl reader accept health.grant --home STATION --passphrase-file reader.pass",
              "0 taken, 1 refused (for another user, not signed by an appointed person), 2 usage, 3 locked, 4 store"},
             &declare, &run);
}

}  // namespace limen
