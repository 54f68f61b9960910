// SPDX-License-Identifier: Apache-2.0
// LIMEN_CHECK (plain CHECK belongs to Catch2): a programmer's mistake ends the process at once, in release builds too. Never for input from outside.
#pragma once

namespace limen {
[[noreturn]] void checkFailed(const char* condition, const char* file, int line);
}

#define LIMEN_CHECK(condition) ((condition) ? static_cast<void>(0) : ::limen::checkFailed(#condition, __FILE__, __LINE__))
