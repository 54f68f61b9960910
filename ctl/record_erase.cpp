// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "ctl/commands.h"
#include "ctl/folders.h"
#include "ctl/passphrase.h"
#include "station/erasure.h"
#include "station/factors.h"

namespace limen {

namespace {

struct Options {
  StationOptions station;
  std::string record, reason, second, secondFile, secondTotpFile;
};

std::string reasonHelp() {
  std::string out = "why, one of:";
  for (const std::string_view word : erasureReasons()) out += " " + std::string(word);
  return out;
}

void declare(CLI::App& command, Options& options) {
  command.add_option("record", options.record, "the record's id")->required()->type_name("ID");
  command.add_option("--reason", options.reason, reasonHelp())->required()->type_name("CODE");
  declareStation(command, options.station);
  command.add_option("--second", options.second, "the second person, by name or id: another user of this station who confirms")
      ->required()
      ->type_name("NAME-or-ID");
  command.add_option("--second-passphrase-file", options.secondFile, "file with the second person's passphrase, - for standard input; asked for when left out")
      ->type_name("FILE");
  command.add_option("--second-totp-file", options.secondTotpFile, "file with the second person's six digits; asked for when needed")
      ->type_name("FILE");
}

Result<void> letConfirm(const Options& options, Vault& vault, Approvals& approvals, const UserId& second, ErasureOrder& order) {
  LIMEN_ASSIGN(const RequestId request, approvals.ask(Act::erase, order.subject()));
  LIMEN_ASSIGN(const SecretBytes passphrase, readPassphrase(options.secondFile, "the second person"));
  LIMEN_ASSIGN(const bool phone, hasTotp(vault, second));
  SecretBytes code;
  if (phone) {
    LIMEN_ASSIGN(code, readPassphrase(options.secondTotpFile, "the second person's phone, six digits", Passphrase::code));
  }
  LIMEN_ASSIGN(const StationDevices here, StationDevices::open(options.station));
  return confirmErasure(vault, approvals, request, order, second, passphrase, textOf(code.expose(SecretAccess{})), here.devices());
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(const RecordId record, recordIdFrom(options.record));
  if (!isErasureReason(options.reason)) return unexpected(TombstoneError::badReason);
  LIMEN_ASSIGN(const UnlockChoice second, chooseUser(options.station.home, options.second));
  LIMEN_ASSIGN(Vault vault, unlockStation(options.station, tools));
  LIMEN_ASSIGN(Approvals approvals, approvalsFor(vault, options.station));
  LIMEN_ASSIGN(ErasureOrder order, prepareErasure(vault, record, options.reason));
  LIMEN_TRY(letConfirm(options, vault, approvals, second.user, order));
  const Bytes subject = order.subject();
  LIMEN_ASSIGN(Permit permit, approvals.permit(Act::erase, subject));
  LIMEN_TRY(eraseRecord(vault, std::move(permit), std::move(order)));
  std::cerr << "Erased here. With the next sync of this station the server deletes what opens it, and every other station with its own next "
               "sync. What was read or printed before is beyond reach; destroy backups of the server within 35 days.\n";
  return ExitCode::done;
}

}  // namespace

void addRecordErase(CLI::App& record, Chosen& chosen) {
  addCommand(record, chosen,
             {"erase", "Erase a record everywhere and for good, with a second person who signs too",
              "limenctl record erase ID --reason request --home STATION --user \"Officer for Data\" --passphrase-file officer.pass "
              "--second \"Supervisor One\" --second-passphrase-file supervisor.pass",
              "0 erased here, goes with the next sync; 1 no such record or reason, or erased before; 2 usage; 3 locked, not your right, or no "
              "second person; 4 store"},
             &declare, &run);
}

}  // namespace limen
