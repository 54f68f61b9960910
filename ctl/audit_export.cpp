// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "core/files.h"
#include "ctl/commands.h"
#include "ctl/folders.h"
#include "station/audit_log.h"

namespace limen {

namespace {

struct Options {
  StationOptions station;
  std::filesystem::path out;
  std::uint64_t from = 1;
};

void declare(CLI::App& command, Options& options) {
  declareStation(command, options.station);
  command.add_option("--out", options.out, "the file to write; one that is there stays")->required()->type_name("FILE");
  command.add_option("--from", options.from, "leave out what lies before the last checkpoint before this entry")->type_name("N");
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(Vault vault, unlockStation(options.station, tools));
  LIMEN_ASSIGN(const LogSegment segment, exportLog(vault, options.from));
  LIMEN_TRY(writeFile(options.out, segment.serialise(), Access::ownerOnly, Replace::no));
  std::cerr << "Log written: entries " << segment.first << " to " << segment.first + segment.entries.size() - 1 << " with "
            << segment.checkpoints.size() << " checkpoints, signed by station " << segment.station.hex() << ".\n";
  return ExitCode::done;
}

}  // namespace

void addAuditExport(CLI::App& audit, Chosen& chosen) {
  addCommand(audit, chosen,
             {"export", "Write the log of a station, sealed with a checkpoint, to a file that verifies anywhere",
              "limenctl audit export --home STATION --out station.log --passphrase-file auditor.pass",
              "0 written, 1 refused, 2 usage, 3 locked or not this user's to take, 4 store, 10 to 18 the log does not verify"},
             &declare, &run);
}

}  // namespace limen
