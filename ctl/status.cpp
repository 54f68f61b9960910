// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "ctl/commands.h"
#include "ctl/folders.h"
#include "ctl/own_shift.h"
#include "ctl/sentences.h"
#include "station/lease.h"

namespace limen {

namespace {

struct Options {
  StationOptions station;
};

void declare(CLI::App& command, Options& options) {
  declareStation(command, options.station);
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(Vault vault, unlockStation(options.station, tools));
  LIMEN_ASSIGN(const Counts counts, vault.store().counts());
  LIMEN_ASSIGN(const std::uint64_t waiting, vault.store().outboxCount());
  LIMEN_ASSIGN(const bool shift, shiftIsHeld(vault));
  LIMEN_ASSIGN(const auto programmes, vault.programmes());
  std::cout << "Station    " << vault.station().hex() << " at " << printable(vault.site()) << '\n'
            << "User       " << printable(vault.userName()) << ", " << printable(vault.role()) << ", " << vault.user().hex()
            << '\n'
            << "Server     " << printable(vault.serverAddress()) << ", directory version " << vault.directory().version() << '\n'
            << "Shift      " << (shift ? "open" : "closed") << '\n'
            << "Records    " << counts.records << " here, " << counts.confirmed << " of " << counts.own
            << " captured here confirmed by the server, " << waiting << " changes waiting\n";
  LIMEN_ASSIGN(const LeaseState lease, leaseState(vault.store(), vault.directory(), tools.clock));
  if (lease.hours > 0)
    std::cout << "Lease      "
              << (lease.ranOut ? std::string("ran out: nothing is opened until the next sync")
                               : std::to_string(std::chrono::duration_cast<std::chrono::hours>(lease.left).count()) + " hours left without a sync")
              << '\n';
  for (const auto& programme : programmes) {
    const forms::FormDefinition& form = programme->form->definition();
    const std::string& title = translated(programme->title, form.defaultLanguage, form);
    std::cout << "Programme  " << programme->id << " version " << programme->version << (title.empty() ? "" : ", ")
              << printable(title) << (programme->unprotectedDemo ? " (UNPROTECTED DEMO)" : "") << '\n';
  }
  if (programmes.empty()) std::cout << "Programme  none yet; publish one, then sync\n";
  return ExitCode::done;
}

}  // namespace

void addStatus(CLI::App& app, Chosen& chosen) {
  addCommand(app, chosen,
             {"status", "Say what is on this station: who, where, records, what waits, programmes",
              "limenctl status --home STATION --passphrase-file officer.pass", "0 said, 1 refused, 2 usage, 3 locked, 4 store"},
             &declare, &run);
}

}  // namespace limen
