// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "ctl/commands.h"
#include "ctl/folders.h"
#include "ctl/own_shift.h"
#include "station/conflicts.h"

namespace limen {

namespace {

struct Options {
  StationOptions station;
  std::string record, mark;
  std::size_t keep = 0;
};

void declare(CLI::App& command, Options& options) {
  command.add_option("record", options.record, "the record's id")->required()->type_name("ID");
  command.add_option("mark", options.mark, "the eight signs that `conflict show` gives; they change when another side comes")
      ->required()
      ->type_name("MARK");
  command.add_option("--keep", options.keep, "the number of the side that stays; for another answer: record amend")
      ->required()
      ->type_name("N")
      ->check(CLI::PositiveNumber);
  declareStation(command, options.station);
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(const RecordId record, recordIdFrom(options.record));
  LIMEN_ASSIGN(Vault vault, unlockStation(options.station, tools));
  LIMEN_ASSIGN(OwnShift shift, OwnShift::open(vault));
  const auto decided = decideConflict(vault, record, options.mark, options.keep - 1);
  const Result<void> closed = shift.close();
  LIMEN_TRY(decided);
  LIMEN_TRY(closed);
  std::cerr << "Decided and sealed. It goes with the next sync; the other sides stay in the record's history.\n";
  return ExitCode::done;
}

}  // namespace

void addConflictDecide(CLI::App& conflict, Chosen& chosen) {
  addCommand(conflict, chosen,
             {"decide", "Keep one side of a conflict, with a sealed revision that has seen them all",
              "limenctl conflict decide ID 5f3a09c1 --keep 2 --home STATION --passphrase-file reader.pass",
              "0 decided, 1 no such conflict or side any more (nothing was changed), 2 usage, 3 locked, not your right, or a shift is "
              "open elsewhere, 4 store"},
             &declare, &run);
}

}  // namespace limen
