// SPDX-License-Identifier: Apache-2.0
// Ctrl+C and SIGTERM as a flag: long commands look at it, stop between two records and say what was kept.
#pragma once

#include <atomic>

namespace limen {

// Installs the handlers at the first call. A second signal ends the process as usual.
const std::atomic<bool>& interruption();

}  // namespace limen
