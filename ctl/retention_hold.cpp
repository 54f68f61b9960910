// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "ctl/commands.h"
#include "ctl/folders.h"
#include "ctl/passphrase.h"
#include "station/factors.h"
#include "station/kept.h"

namespace limen {

namespace {

struct Options {
  StationOptions station;
  std::string record, reason, second, secondFile, secondTotpFile;
};

std::string listed(const std::vector<std::string_view>& words) {
  std::string out;
  for (const std::string_view word : words) out += (out.empty() ? "" : ", ") + std::string(word);
  return out;
}

void declare(CLI::App& command, Options& options, const std::vector<std::string_view>& reasons) {
  command.add_option("record", options.record, "the record's id")->required()->type_name("ID");
  command.add_option("--reason", options.reason, "one of: " + listed(reasons))->required()->type_name("WORD");
  declareStation(command, options.station);
  command.add_option("--second", options.second, "the second person, by name or id")->required()->type_name("NAME-or-ID");
  command.add_option("--second-passphrase-file", options.secondFile, "file with the second person's passphrase")->type_name("FILE");
  command.add_option("--second-totp-file", options.secondTotpFile, "file with the second person's six digits; asked for when needed")
      ->type_name("FILE");
}
void declareHold(CLI::App& command, Options& options) {
  declare(command, options, holdReasons());
}
void declareRelease(CLI::App& command, Options& options) {
  declare(command, options, liftReasons());
}

using Ordered = Result<void> (*)(Vault&, Permit, const RecordId&, std::string_view, const SecondSigner&);

Outcome order(const Options& options, Tools& tools, Ordered ordered, const char* done) {
  LIMEN_ASSIGN(const RecordId record, recordIdFrom(options.record));
  LIMEN_ASSIGN(const UnlockChoice second, chooseUser(options.station.home, options.second));
  LIMEN_ASSIGN(Vault vault, unlockStation(options.station, tools));
  LIMEN_ASSIGN(Approvals approvals, approvalsFor(vault, options.station));
  LIMEN_ASSIGN(const RequestId request, approvals.ask(Act::legalHold, record.bytes()));
  LIMEN_ASSIGN(const SecretBytes passphrase, readPassphrase(options.secondFile, "the second person"));
  LIMEN_ASSIGN(const bool phone, hasTotp(vault, second.user));
  SecretBytes code, secret;
  if (phone) {
    LIMEN_ASSIGN(code, readPassphrase(options.secondTotpFile, "the second person's phone, six digits", Passphrase::code));
  }
  LIMEN_ASSIGN(const StationDevices here, StationDevices::open(options.station));
  LIMEN_TRY(approvals.confirm(request, second.user, passphrase, textOf(code.expose(SecretAccess{})), here.devices(),
                              [&](const SecretBytes& own) -> Result<void> {
                                secret = own.clone();
                                return {};
                              }));
  LIMEN_ASSIGN(Permit permit, approvals.permit(Act::legalHold, record.bytes()));
  LIMEN_TRY(ordered(vault, std::move(permit), record, options.reason, {second.user, secret}));
  std::cerr << done;
  return ExitCode::done;
}

Outcome hold(const Options& options, Tools& tools) {
  return order(options, tools, &holdRecord,
               "Held, signed by both. It goes to the server and to every reader with the next sync; until it is there, they do not know of it.\n");
}
Outcome release(const Options& options, Tools& tools) {
  return order(options, tools, &endHolds, "Released, signed by both. What is over its time goes at the next look.\n");
}

constexpr const char* kExitCodes =
    "0 ordered, 1 no such record, or nothing that can be held, 2 usage, 3 locked, not your right, or no second person, 4 store";

}  // namespace

void addRetentionHold(CLI::App& retention, Chosen& chosen) {
  addCommand(retention, chosen,
             {"hold", "Keep a record beyond its time for a legal claim: two persons sign, one of them for data protection",
              "limenctl retention hold ID --reason claim --home STATION --user \"Data Protection\" --passphrase-file dpo.pass "
              "--second \"Supervisor One\" --second-passphrase-file supervisor.pass",
              kExitCodes},
             &declareHold, &hold);
}

void addRetentionRelease(CLI::App& retention, Chosen& chosen) {
  addCommand(retention, chosen,
             {"release", "End every hold on a record: two persons sign, one of them for data protection",
              "limenctl retention release ID --reason over --home STATION --user \"Data Protection\" --passphrase-file dpo.pass "
              "--second \"Supervisor One\" --second-passphrase-file supervisor.pass",
              kExitCodes},
             &declareRelease, &release);
}

}  // namespace limen
