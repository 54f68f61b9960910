// SPDX-License-Identifier: Apache-2.0
#include "ctl/interrupt.h"

#include <csignal>

namespace limen {

namespace {

// A signal handler can reach nothing else.
std::atomic<bool> interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free);

extern "C" void onSignal(int) {
  interrupted.store(true);
}

bool install() {
  struct sigaction action {};
  action.sa_handler = onSignal;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigemptyset(&action.sa_mask);
  return sigaction(SIGINT, &action, nullptr) == 0 && sigaction(SIGTERM, &action, nullptr) == 0;
}

}  // namespace

const std::atomic<bool>& interruption() {
  static const bool installed = install();
  static_cast<void>(installed);
  return interrupted;
}

}  // namespace limen
