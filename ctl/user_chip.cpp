// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "ctl/commands.h"
#include "ctl/folders.h"
#include "station/factors.h"

namespace limen {

namespace {

constexpr const char* kChipName = "TPM";  // a machine has one

struct Options {
  StationOptions station;
};

void declare(CLI::App& command, Options& options) {
  declareStation(command, options.station);
}

Outcome add(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(UnlockedStation unlocked, unlockStationTyped(options.station, tools));
  LIMEN_ASSIGN(Approvals approvals, approvalsFor(unlocked.vault, options.station));
  LIMEN_ASSIGN(Permit permit, approvals.permit(Act::changeFactor, unlocked.vault.user().bytes()));
  LIMEN_ASSIGN(const StationDevices here, StationDevices::open(options.station));
  LIMEN_TRY(addDevice(unlocked.vault, std::move(permit), SlotKind::tpm, here.devices(), kChipName, unlocked.passphrase));
  std::cerr << "Bound: your passphrase opens this disk in this machine only. When the machine breaks, printed codes or a reset by a\n"
               "supervisor are the way back. Who has the whole laptop can still try passphrases on it.\n";
  return ExitCode::done;
}

Outcome remove(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(UnlockedStation unlocked, unlockStationTyped(options.station, tools));
  LIMEN_ASSIGN(Approvals approvals, approvalsFor(unlocked.vault, options.station));
  LIMEN_ASSIGN(Permit permit, approvals.permit(Act::changeFactor, unlocked.vault.user().bytes()));
  LIMEN_TRY(removeDevice(unlocked.vault, std::move(permit), kChipName, unlocked.passphrase));
  std::cerr << "Removed: the passphrase unlocks without the TPM.\n";
  return ExitCode::done;
}

}  // namespace

void addUserChip(CLI::App& user, Chosen& chosen) {
  CLI::App* chip = user.add_subcommand("tpm", "The machine's TPM 2.0: with it, a disk that was taken out does not open");
  chip->require_subcommand(1);
  addCommand<Options>(*chip, chosen,
                      {"add", "Bind one's passphrase to the TPM of this machine",
                       "limenctl user tpm add --home STATION --passphrase-file officer.pass",
                       "0 bound, 1 it is already, 2 usage, 3 locked, or this machine has no TPM 2.0, 4 disk"},
                      &declare, &add);
  addCommand<Options>(*chip, chosen,
                      {"remove", "Unlock without the TPM from now on",
                       "limenctl user tpm remove --home STATION --passphrase-file officer.pass",
                       "0 removed, 1 it is not bound, 2 usage, 3 locked, 4 disk"},
                      &declare, &remove);
}

}  // namespace limen
