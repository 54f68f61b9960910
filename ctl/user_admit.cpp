// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "core/files.h"
#include "ctl/commands.h"
#include "ctl/folders.h"
#include "ctl/handed_over.h"
#include "station/enrolment.h"
#include "station/passphrase.h"
#include "station/users.h"

namespace limen {

namespace {

struct Options {
  StationOptions station;
  std::string who;
  std::filesystem::path out;
  bool floor = false;
};

void declare(CLI::App& command, Options& options) {
  command.add_option("who", options.who, "the user of the directory, by id")->required()->type_name("ID");
  declareStation(command, options.station);
  command.add_option("--out", options.out, "where the keys go that the administrator confirms")->required()->type_name("FILE");
  declareFloor(command, options.floor);
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(const UserId who, userIdFrom(options.who));
  LIMEN_ASSIGN(Vault vault, unlockStation(options.station, tools));
  LIMEN_ASSIGN(Approvals approvals, approvalsFor(vault, options.station));
  LIMEN_ASSIGN(Permit permit, approvals.permit(Act::admitUser, who.bytes()));
  const SecretBytes words = suggestPassphrase();
  LIMEN_ASSIGN(const Bytes keys, admitUser(vault, std::move(permit), who, words, costFor(options.floor, tools)));
  LIMEN_TRY(writeFile(options.out, keys, Access::everyoneReads));
  handOver(words);
  std::cerr << "Admitted. Hand the six words over; they are changed at the first unlock. Bring " << options.out.filename()
            << " to the administrator: until it is confirmed this user reads nothing but what they type.\n";
  return ExitCode::done;
}

}  // namespace

void addUserAdmit(CLI::App& user, Chosen& chosen) {
  addCommand(user, chosen,
             {"admit", "Let another user of the directory unlock this station; prints six words to hand over",
              "limenctl user admit ID --home STATION --user \"Supervisor One\" --passphrase-file supervisor.pass --out officer.keys",
              "0 admitted, 1 refused (not listed for this station, has a slot already), 2 usage, 3 locked or not your right, 4 disk"},
             &declare, &run);
}

}  // namespace limen
