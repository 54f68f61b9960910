// SPDX-License-Identifier: Apache-2.0
#include <iostream>
#include <nlohmann/json.hpp>

#include "ctl/commands.h"
#include "ctl/folders.h"
#include "ctl/interrupt.h"
#include "ctl/sentences.h"
#include "station/conflicts.h"

namespace limen {

namespace {

constexpr std::uint32_t kRecordsAtOnce = 200;

struct Options {
  StationOptions station;
  std::string language;
  bool json = false;
};

void declare(CLI::App& command, Options& options) {
  declareStation(command, options.station);
  command.add_option("--language", options.language, "labels in this language, as the form names it; else the form's own");
  command.add_flag("--json", options.json, "one JSON object a line");
}

std::string whatTheySay(const ConflictLine& line) {
  std::string out;
  const auto add = [&](const std::string& text) { out += (out.empty() ? "" : ", ") + text; };
  if (line.conflicts > 0) add(std::to_string(line.conflicts) + " to decide");
  if (line.inconsistent > 0) add(std::to_string(line.inconsistent) + " to look over");
  if (line.sealed) add("changed by two, sealed here");
  if (!line.mayDecide) {
    out += "; ask ";
    for (const std::string& reader : line.readers) out += (&reader == &line.readers.front() ? "" : ", ") + printable(reader);
  }
  return out;
}

void print(const ConflictLine& line, bool json) {
  if (json) {
    std::cout << nlohmann::json{{"record", line.record.hex()},     {"compartment", line.compartment}, {"conflicts", line.conflicts},
                                {"inconsistent", line.inconsistent}, {"sealed", line.sealed},         {"may_decide", line.mayDecide},
                                {"readers", line.readers}}
                     .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)
              << '\n';
    return;
  }
  std::cout << line.record.hex() << "  " << printable(line.label) << ": " << whatTheySay(line) << '\n';
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(Vault vault, unlockStation(options.station, tools));
  std::size_t shown = 0;
  std::int64_t from = 0;
  do {
    LIMEN_ASSIGN(const ConflictPage page, listConflicts(vault, options.language, from, kRecordsAtOnce));
    for (const ConflictLine& line : page.lines) print(line, options.json);
    shown += page.lines.size();
    from = page.next;
  } while (from != 0 && !interruption());
  if (shown == 0) std::cerr << "Nothing waits for a decision.\n";
  return ExitCode::done;
}

}  // namespace

void addConflictList(CLI::App& conflict, Chosen& chosen) {
  addCommand(conflict, chosen,
             {"list", "List the records that two changed without having seen each other, and who can decide",
              "limenctl conflict list --home STATION --passphrase-file reader.pass", "0 listed, 2 usage, 3 locked, 4 store"},
             &declare, &run);
}

}  // namespace limen
