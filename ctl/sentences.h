// SPDX-License-Identifier: Apache-2.0
// Every cause of every room as one sentence for the person at the terminal: what happened, what was kept, what to do next.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "ctl/exit_code.h"

namespace limen {

// The cause's sentence; the error's context, when it has one, follows as "(at: ...)". Control characters are made visible.
std::string sentence(const Error& error);
ExitCode exitCodeOf(const Error& error);

// Every cause that a command can meet, with its sentence.
struct KnownCause {
  Error error;
  std::string_view sentence;
  ExitCode code;
};
const std::vector<KnownCause>& allCauses();

// Text from other people (names, labels, answers) as it may be shown on a terminal: control characters become U+FFFD.
std::string printable(std::string_view text);

}  // namespace limen
