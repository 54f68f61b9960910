// SPDX-License-Identifier: Apache-2.0
// The programs limen-unlock and limen-session, all but their main().
#pragma once

#include <filesystem>
#include <functional>

class QApplication;

namespace limen {

struct ChildArguments {
  std::filesystem::path home;
};
// --home DIR. Ends the process with a sentence when it is missing.
ChildArguments readChildArguments(int argc, char** argv);

// Before any thread starts: hardened, tied to the carrier, SIGTERM kept for the event loop. Exits when that cannot be had.
void prepareChild();

// Each answers the process's exit code (app/link.h). `ready` is called once the window is there.
int runUnlock(QApplication& application, const ChildArguments& arguments, const std::function<void()>& ready = {});
int runSession(QApplication& application, const ChildArguments& arguments, const std::function<void()>& ready = {});

// No destructor of a library runs after this: what is gone with the process cannot be read.
[[noreturn]] void endProcess(int code);

}  // namespace limen
