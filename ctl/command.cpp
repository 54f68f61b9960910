// SPDX-License-Identifier: Apache-2.0
#include "ctl/command.h"

namespace limen {

std::string_view nameOf(CommandError cause) {
  switch (cause) {
    case CommandError::notAnId:
      return "notAnId";
    case CommandError::notAKey:
      return "notAKey";
    case CommandError::unknownUser:
      return "unknownUser";
    case CommandError::severalUsers:
      return "severalUsers";
    case CommandError::noUsers:
      return "noUsers";
    case CommandError::unknownProgramme:
      return "unknownProgramme";
    case CommandError::severalProgrammes:
      return "severalProgrammes";
    case CommandError::badKit:
      return "badKit";
    case CommandError::noApplicant:
      return "noApplicant";
    case CommandError::notHardened:
      return "notHardened";
    case CommandError::passphraseMissing:
      return "passphraseMissing";
    case CommandError::passphraseOpen:
      return "passphraseOpen";
    case CommandError::passphraseEmpty:
      return "passphraseEmpty";
    case CommandError::passphraseTooLong:
      return "passphraseTooLong";
    case CommandError::passphraseTwice:
      return "passphraseTwice";
    case CommandError::noTerminal:
      return "noTerminal";
    case CommandError::badForm:
      return "badForm";
    case CommandError::badAnswers:
      return "badAnswers";
    case CommandError::noPreviewProgram:
      return "noPreviewProgram";
    case CommandError::noDisplay:
      return "noDisplay";
    case CommandError::noCourierPlace:
      return "noCourierPlace";
  }
  return "unknown";
}

CLI::App* declareCommand(CLI::App& parent, const CommandHelp& help) {
  CLI::App* command = parent.add_subcommand(help.name, help.what);
  command->footer(std::string("\nExample:\n  ") + help.example + "\n\nExit codes:\n  " + help.exitCodes);
  return command;
}

}  // namespace limen
