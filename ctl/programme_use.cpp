// SPDX-License-Identifier: Apache-2.0
#include <iostream>
#include <nlohmann/json.hpp>

#include "ctl/commands.h"
#include "ctl/folders.h"
#include "ctl/sentences.h"
#include "protection/governance_sheets.h"
#include "station/use.h"

namespace limen {

namespace {

struct Options {
  StationOptions station;
  std::uint32_t days = 90;
  bool json = false;
};

void declare(CLI::App& command, Options& options) {
  declareStation(command, options.station);
  command.add_option("--days", options.days, "propose what nobody read for so long")
      ->check(CLI::Range(1u, 3650u))
      ->capture_default_str();
  command.add_flag("--json", options.json, "every question as a JSON line, to be added up over stations");
}

std::string lastOf(const QuestionUse& each) {
  return each.lastRead ? "last read on " + textOfDate(*each.lastRead) : "never read";
}

void print(const ProgrammeUse& use, const Options& options, forms::Date today) {
  const auto proposed = unread(use, today, options.days);
  std::cout << use.programme << ", version " << use.version << ", " << use.questions.size() << " questions, counted here since "
            << (use.since ? textOfDate(*use.since) : "no day yet") << ".\n";
  if (!use.since || *use.since > today - std::chrono::days{options.days}) {
    std::cout << "  Too early to propose anything: it is not counted for " << options.days << " days yet.\n";
    return;
  }
  if (proposed.empty()) std::cout << "  Somebody read each of them within " << options.days << " days.\n";
  for (const QuestionUse& each : proposed)
    std::cout << "  take out " << printable(each.question) << " (" << printable(each.label) << "): " << lastOf(each)
              << ", read on " << each.daysRead << " days\n";
}

Outcome run(const Options& options, Tools& tools) {
  LIMEN_ASSIGN(Vault vault, unlockStation(options.station, tools));
  LIMEN_ASSIGN(const auto programmes, programmeUse(vault));
  const auto today = std::chrono::floor<std::chrono::days>(tools.clock.now());
  for (const ProgrammeUse& use : programmes) {
    if (!options.json) {
      print(use, options, today);
      continue;
    }
    for (const QuestionUse& each : use.questions) {
      nlohmann::json line{
          {"programme", use.programme}, {"version", use.version}, {"question", each.question}, {"days_read", each.daysRead}};
      if (use.since) line["since"] = textOfDate(*use.since);
      if (each.lastRead) line["last_read"] = textOfDate(*each.lastRead);
      std::cout << line.dump() << '\n';
    }
  }
  return ExitCode::done;
}

}  // namespace

void addProgrammeUse(CLI::App& programme, Chosen& chosen) {
  addCommand(programme, chosen,
             {"use",
              "Which questions nobody read the answers of at this station, to be taken out of the programme: days and counts, no "
              "record and no reader",
              "limenctl programme use --home STATION --user \"Data Protection\" --passphrase-file dpo.pass --days 90",
              "0 reported, 2 usage, 3 locked or not your right, 4 store"},
             &declare, &run);
}

}  // namespace limen
