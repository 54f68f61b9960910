// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "ctl/commands.h"
#include "ctl/folders.h"
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

std::string questionOf(const ShownAnswer& answer) {
  std::string out;
  if (answer.instance > 0) out = printable(answer.repeatLabel) + ' ' + std::to_string(answer.instance) + " [" + answer.row + "]: ";
  return out + printable(answer.label.empty() ? answer.question : answer.label);
}

std::string writersOf(const AnswerSide& side) {
  std::string out;
  for (const AnswerWriter& writer : side.by) {
    out += (out.empty() ? "" : "; ") + printable(writer.site) + ", station " + writer.station + (writer.here ? " (this one)" : "");
    for (const std::string& role : writer.roles) out += ", " + printable(role);
    out += writer.sinceMs == 0 ? ", since when it is here is not known" : ", here since " + toIso(fromUnixMs(writer.sinceMs)) + " by this station's clock";
  }
  return out;
}

// Whether there was anything to say.
bool print(const ShownCompartment& compartment) {
  bool said = false;
  const auto once = [&] {
    if (!said) std::cout << printable(compartment.label) << '\n';
    said = true;
  };
  if (compartment.unsettled) {
    once();
    std::cout << "  changed by two who had not seen each other, sealed here; ask ";
    for (const std::string& reader : compartment.readers)
      std::cout << (&reader == &compartment.readers.front() ? "" : ", ") << printable(reader);
    std::cout << '\n';
  }
  for (const ShownAnswer& answer : compartment.answers) {
    if (answer.conflict) {
      once();
      std::cout << "  conflict " << answer.mark << "  " << questionOf(answer) << '\n';
      for (std::size_t i = 0; i < answer.sides.size(); ++i) {
        const AnswerSide& side = answer.sides[i];
        std::cout << "    " << i + 1 << "  " << (forms::isEmpty(side.value) ? "(cleared)" : printable(side.text)) << "  ["
                  << writersOf(side) << "]" << (i == 0 ? "  counts until it is decided" : "") << '\n';
      }
    }
    if (answer.inconsistent != Misfit::none) {
      once();
      std::cout << "  inconsistent  " << questionOf(answer) << ": " << printable(answer.text) << "  ("
                << (answer.inconsistent == Misfit::notRelevant    ? "not asked any more beside the other answers"
                    : answer.inconsistent == Misfit::noSuchChoice ? "no choice any more beside the other answers"
                    : answer.inconsistentWhy.empty()              ? "breaks a rule of the form"
                                                                  : printable(answer.inconsistentWhy))
                << ")\n";
    } else if (answer.parallel && !answer.conflict) {
      once();
      std::cout << "  parallel  " << questionOf(answer) << ": " << printable(answer.text) << '\n';
    }
  }
  return said;
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(const RecordId id, recordIdFrom(options.record));
  LIMEN_ASSIGN(Vault vault, unlockStation(options.station, tools));
  LIMEN_ASSIGN(const RecordView view, showRecord(vault, id, options.language));
  std::cout << "Record " << view.record.hex() << ", " << printable(view.programmeTitle) << '\n';
  bool said = false;
  for (const ShownCompartment& compartment : view.compartments) said = print(compartment) || said;
  if (!said) std::cerr << "Nothing in this record waits for a decision.\n";
  return ExitCode::done;
}

}  // namespace

void addConflictShow(CLI::App& conflict, Chosen& chosen) {
  addCommand(conflict, chosen,
             {"show", "Show what two wrote differently in one record, side by side; the reading is logged",
              "limenctl conflict show ID --home STATION --passphrase-file reader.pass --language English",
              "0 shown, 1 no such record, 2 usage, 3 locked, 4 store"},
             &declare, &run);
}

}  // namespace limen
