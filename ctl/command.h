// SPDX-License-Identifier: Apache-2.0
// What every command is made of: its options, its help, and one function that does it. A command file declares one add...()
// of commands.h and keeps the rest to itself.
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "core/clock.h"
#include "core/random.h"
#include "core/result.h"
#include "ctl/exit_code.h"
#include "ctl/interrupt.h"

namespace limen {

// What goes wrong in limenctl itself, before a room is asked.
enum class CommandError {
  notAnId,
  notAKey,
  unknownUser,
  severalUsers,
  noUsers,
  unknownProgramme,
  severalProgrammes,
  badKit,
  noApplicant,
  notHardened,
  passphraseMissing,
  passphraseOpen,
  passphraseEmpty,
  passphraseTooLong,
  passphraseTwice,
  noTerminal,
  badForm,
  badAnswers,
  noPreviewProgram,
  noDisplay,
  noCourierPlace,
};
constexpr std::string_view roomOf(CommandError) {
  return "command";
}
std::string_view nameOf(CommandError cause);

struct Tools {
  SystemClock clock;
  SystemRandom random;
};

using Outcome = Result<ExitCode>;
// The command that the command line chose; main() runs it once parsing is over.
using Chosen = std::function<Outcome(Tools&)>;

struct CommandHelp {
  const char* name;
  const char* what;       // one line, shown in the list of commands
  const char* example;    // as typed
  const char* exitCodes;  // those that this command can end with
};

CLI::App* declareCommand(CLI::App& parent, const CommandHelp& help);

template <class Options>
void addCommand(CLI::App& parent, Chosen& chosen, const CommandHelp& help, void (*declare)(CLI::App&, Options&),
                Outcome (*run)(const Options&, Tools&)) {
  auto options = std::make_shared<Options>();
  CLI::App* command = declareCommand(parent, help);
  declare(*command, *options);
  command->callback([options, run, &chosen] { chosen = [options, run](Tools& tools) { return run(*options, tools); }; });
}

}  // namespace limen
