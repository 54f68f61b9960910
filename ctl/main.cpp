// SPDX-License-Identifier: Apache-2.0
// limenctl: the command line for IT and auditors. docs/limenctl.md lists the commands and the exit codes.
#include <cstdlib>
#include <exception>
#include <iostream>

#include "crypto/secret_bytes.h"
#include "ctl/commands.h"
#include "ctl/sentences.h"

namespace {

int report(const limen::Error& error) {
  std::cerr << "limenctl: " << limen::sentence(error) << '\n';
  return static_cast<int>(limen::exitCodeOf(error));
}

int run(int argc, char** argv) {
  ::setenv("TSS2_LOG", "all+NONE", 0);  // what the chip's library has to say is told in our words
  if (!limen::hardenProcess()) return report(limen::CommandError::notHardened);
  CLI::App app("limenctl does for scripts and auditors what the app does on screen.", "limenctl");
  app.set_version_flag("--version", LIMEN_VERSION);
  app.require_subcommand(1);
  limen::Chosen chosen;
  limen::addAllCommands(app, chosen);
  const std::vector<std::string> arguments = limen::expressionsLast({argv, argv + argc});
  std::vector<const char*> words;
  for (const std::string& argument : arguments) words.push_back(argument.c_str());
  try {
    app.parse(static_cast<int>(words.size()), words.data());
  } catch (const CLI::Success& success) {
    return app.exit(success);
  } catch (const CLI::ParseError& error) {
    app.exit(error);
    return static_cast<int>(limen::ExitCode::usage);
  }
  limen::Tools tools;
  const limen::Outcome outcome = chosen(tools);
  std::cout.flush();
  if (!outcome) return report(outcome.error());
  return static_cast<int>(*outcome);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception&) {
    // What a library threw past its edge: its text may quote input, so it is not printed.
    std::cerr
        << "limenctl: An unexpected fault ended the command. What was saved before is kept; run `limenctl status` to see it.\n";
    return static_cast<int>(limen::ExitCode::other);
  }
}
