// SPDX-License-Identifier: Apache-2.0
// A form in the app's windows. The window is a program of its own, because limenctl has no Qt.
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <iostream>

#include "core/files.h"
#include "ctl/commands.h"
#include "ctl/sentences.h"

namespace limen {

namespace {

struct Options {
  std::filesystem::path form;
};

void declare(CLI::App& command, Options& options) {
  command.add_option("form", options.form, "an .xlsx or .xls workbook, a folder of .csv sheets or the XML of an XForm")
      ->required()
      ->type_name("FORM");
}

// Qt ends a program that finds no display with an abort; that is said here in a sentence instead.
bool hasDisplay() {
  for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != 0) return true;
  }
  return false;
}

Outcome run(const Options& options, Tools&) {
  std::error_code failed;
  if (!std::filesystem::exists(options.form, failed)) return unexpected(FileError::missing, options.form.string());
  const std::string program = (std::filesystem::read_symlink("/proc/self/exe", failed).parent_path() / "limen-preview").string();
  if (failed || ::access(program.c_str(), X_OK) != 0) return unexpected(CommandError::noPreviewProgram);
  if (!hasDisplay()) return unexpected(CommandError::noDisplay);
  std::cout << "The window is open; nothing of what is typed there is kept. It follows the file when it changes." << std::endl;
  const std::string form = options.form.string();
  const pid_t child = ::fork();
  if (child == 0) {
    ::execl(program.c_str(), program.c_str(), form.c_str(), static_cast<char*>(nullptr));
    ::_exit(EXIT_FAILURE);
  }
  int status = 0;
  while (child > 0 && ::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (child < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0) return unexpected(CommandError::noPreviewProgram);
  return ExitCode::done;
}

}  // namespace

void addFormPreview(CLI::App& form, Chosen& chosen) {
  addCommand(form, chosen,
             {"preview", "Open a form in the app's windows to try it: nothing is kept, and the window follows the file",
              "limenctl form preview intake.xlsx",
              "0 the window was closed, 1 there is no such file, 2 usage, 6 no display, or the window's program is missing"},
             &declare, &run);
}

}  // namespace limen
