// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "ctl/commands.h"
#include "ctl/folders.h"
#include "ctl/kept_words.h"
#include "ctl/passphrase.h"
#include "ctl/sentences.h"
#include "station/factors.h"
#include "station/records.h"

namespace limen {

namespace {

struct Options {
  StationOptions station;
  std::string record, language, second, secondFile, secondTotpFile;
};

void declare(CLI::App& command, Options& options) {
  command.add_option("record", options.record, "the record's id")->required()->type_name("ID");
  declareStation(command, options.station);
  command.add_option("--language", options.language, "labels in this language, as the form names it; else the form's own");
  command.add_option("--second", options.second, "the second person, by name or id, for a record that opens only with one")->type_name("NAME-or-ID");
  command.add_option("--second-passphrase-file", options.secondFile, "file with the second person's passphrase")->type_name("FILE");
  command.add_option("--second-totp-file", options.secondTotpFile, "file with the second person's six digits; asked for when needed")
      ->type_name("FILE");
}

std::string readersOf(const ShownCompartment& compartment) {
  std::string out;
  for (const std::string& reader : compartment.readers) out += (out.empty() ? "" : ", ") + printable(reader);
  return out.empty() ? "nobody here" : out;
}

void print(const ShownCompartment& compartment) {
  std::cout << printable(compartment.label.empty() ? compartment.name : compartment.label) << '\n';
  switch (compartment.state) {
    case ShownCompartment::State::sealed:
      std::cout << "  sealed, readable by " << readersOf(compartment)
                << (compartment.unsettled ? "; changed by two who had not seen each other" : "") << '\n';
      return;
    case ShownCompartment::State::empty:
      std::cout << "  no answers\n";
      return;
    case ShownCompartment::State::damaged:
      std::cout << "  damaged: it does not open and is kept as it is; report it\n";
      return;
    case ShownCompartment::State::readable:
      break;
  }
  if (compartment.unsettled) std::cout << "  changed by two who had not seen each other\n";
  for (const ShownAnswer& answer : compartment.answers) {
    std::cout << "  ";
    if (answer.instance > 0) std::cout << printable(answer.repeatLabel) << ' ' << answer.instance << " [" << answer.row << "]: ";
    std::cout << printable(answer.label.empty() ? answer.question : answer.label) << ": " << printable(answer.text)
              << (answer.conflict                          ? "  (written differently by two; both are shown)"
                  : answer.inconsistent != Misfit::none ? "  (does not fit the other answers any more)"
                                                        : "") << '\n';
  }
}

Result<RecordView> withSecond(Vault& vault, const RecordId& record, const Options& options) {
  LIMEN_ASSIGN(const UnlockChoice second, chooseUser(options.station.home, options.second));
  LIMEN_ASSIGN(Approvals approvals, approvalsFor(vault, options.station));
  LIMEN_ASSIGN(const RequestId request, approvals.ask(Act::unseal, record.bytes()));
  LIMEN_ASSIGN(const SecretBytes passphrase, readPassphrase(options.secondFile, "the second person"));
  LIMEN_ASSIGN(const bool phone, hasTotp(vault, second.user));
  SecretBytes code;
  if (phone) {
    LIMEN_ASSIGN(code, readPassphrase(options.secondTotpFile, "the second person's phone, six digits", Passphrase::code));
  }
  LIMEN_ASSIGN(const StationDevices here, StationDevices::open(options.station));
  LIMEN_TRY(approvals.confirm(request, second.user, passphrase, textOf(code.expose(SecretAccess{})), here.devices()));
  LIMEN_ASSIGN(Permit permit, approvals.permit(Act::unseal, record.bytes()));
  return unsealRecord(vault, record, options.language, std::move(permit));
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(const RecordId id, recordIdFrom(options.record));
  LIMEN_ASSIGN(Vault vault, unlockStation(options.station, tools));
  LIMEN_ASSIGN(const RecordView view, options.second.empty() ? showRecord(vault, id, options.language) : withSecond(vault, id, options));
  std::cout << "Record " << view.record.hex() << ", " << printable(view.programmeTitle) << ", saved "
            << toIso(fromUnixMs(view.savedMs)) << ", "
            << (view.confirmed ? "confirmed by the server" : "not confirmed by the server yet") << '\n';
  if (view.guarded) std::cout << "Opened only with a second person" << (view.mayUnseal ? ": --second NAME.\n" : ", and not by your role.\n");
  if (view.incomplete) std::cout << "Sealed before it was complete.\n";
  if (view.unprotectedDemo)
    std::cout << "UNPROTECTED DEMO: this programme was built without protection; do not use it with people.\n";
  const auto kept = keptUntil(vault, id);
  for (const ShownCompartment& compartment : view.compartments) {
    print(compartment);
    if (!kept) continue;
    for (const KeptCompartment& each : *kept)
      if (each.name == compartment.name) std::cout << "  " << keptWords(each) << '\n';
  }
  return ExitCode::done;
}

}  // namespace

void addRecordShow(CLI::App& record, Chosen& chosen) {
  addCommand(record, chosen,
             {"show", "Show one record as far as this user may open it; the reading is logged",
              "limenctl record show ID --home STATION --passphrase-file reader.pass --language English",
              "0 shown, 1 no such record, 2 usage, 3 locked, 4 store"},
             &declare, &run);
}

}  // namespace limen
