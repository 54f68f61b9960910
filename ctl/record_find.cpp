// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "ctl/commands.h"
#include "ctl/folders.h"
#include "station/find_receipt.h"

namespace limen {

namespace {

struct Options {
  StationOptions station;
  std::string receipt;
};

void declare(CLI::App& command, Options& options) {
  command.add_option("--receipt", options.receipt, "the code of a person's receipt, as it is printed or as its QR code says it")
      ->required()
      ->type_name("CODE");
  declareStation(command, options.station);
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(Vault vault, unlockStation(options.station, tools));
  LIMEN_ASSIGN(const RecordRow found, findByReceipt(vault, options.receipt));
  std::cout << found.record.hex() << std::endl;
  return ExitCode::done;
}

}  // namespace

void addRecordFind(CLI::App& record, Chosen& chosen) {
  addCommand(record, chosen,
             {"find", "Find the record of a person's receipt; the code opens nothing, `record show` says what this user may read",
              "limenctl record find --receipt 0123-4567-89AB-CDEF --home STATION --passphrase-file reader.pass",
              "0 found: its id, 1 no such code, or no record of it here, 2 usage, 3 locked or not your right, 4 store"},
             &declare, &run);
}

}  // namespace limen
