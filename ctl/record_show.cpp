// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "ctl/commands.h"
#include "ctl/folders.h"
#include "ctl/kept_words.h"
#include "ctl/sentences.h"
#include "station/records.h"

namespace limen {

namespace {

struct Options {
  StationOptions station;
  std::string record, language;
};

void declare(CLI::App& command, Options& options) {
  command.add_option("record", options.record, "the record's id")->required()->type_name("ID");
  declareStation(command, options.station);
  command.add_option("--language", options.language, "labels in this language, as the form names it; else the form's own");
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
    if (answer.instance > 0) std::cout << printable(answer.repeatLabel) << ' ' << answer.instance << ": ";
    std::cout << printable(answer.label.empty() ? answer.question : answer.label) << ": " << printable(answer.text)
              << (answer.conflict                          ? "  (written differently by two; both are shown)"
                  : answer.inconsistent != Misfit::none ? "  (does not fit the other answers any more)"
                                                        : "") << '\n';
  }
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(const RecordId id, recordIdFrom(options.record));
  LIMEN_ASSIGN(Vault vault, unlockStation(options.station, tools));
  LIMEN_ASSIGN(const RecordView view, showRecord(vault, id, options.language));
  std::cout << "Record " << view.record.hex() << ", " << printable(view.programmeTitle) << ", saved "
            << toIso(fromUnixMs(view.savedMs)) << ", "
            << (view.confirmed ? "confirmed by the server" : "not confirmed by the server yet") << '\n';
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
