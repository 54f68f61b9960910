// SPDX-License-Identifier: Apache-2.0
#include <iostream>
#include <nlohmann/json.hpp>

#include "ctl/commands.h"
#include "ctl/folders.h"
#include "ctl/handed_over.h"
#include "ctl/sentences.h"
#include "station/users.h"

namespace limen {

namespace {

struct Options {
  StationOptions station;
  bool json = false;
};

void declare(CLI::App& command, Options& options) {
  declareStation(command, options.station);
  command.add_flag("--json", options.json, "one JSON object a line");
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(Vault vault, unlockStation(options.station, tools));
  LIMEN_ASSIGN(const std::vector<StationUser> users, stationUsers(vault));
  for (const StationUser& user : users) {
    const char* state = user.disabled ? "disabled" : user.role.empty() ? "not listed" : user.mustChange ? "must change" : "unlocks";
    if (options.json) {
      std::cout << nlohmann::json{{"id", user.user.hex()},  {"name", user.name},           {"role", user.role},
                                  {"state", state},         {"tries", user.failedTries},   {"memoryBytes", user.cost.memoryBytes},
                                  {"passes", user.cost.passes}}
                       .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)
                << '\n';
      continue;
    }
    std::cout << user.user.hex() << "  " << printable(user.name) << "  " << printable(user.role.empty() ? "-" : user.role) << "  " << state
              << '\n';
  }
  LIMEN_ASSIGN(const std::vector<UserId> rescuers, whoMayReset(vault));
  if (rescuers.empty()) std::cerr << kNobodyResets;
  return ExitCode::done;
}

}  // namespace

void addStationUsers(CLI::App& station, Chosen& chosen) {
  addCommand(station, chosen,
             {"users", "List who unlocks this station, and warn when nobody else could reset your passphrase",
              "limenctl station users --home STATION --passphrase-file supervisor.pass", "0 listed, 1 refused, 2 usage, 3 locked, 4 store"},
             &declare, &run);
}

}  // namespace limen
