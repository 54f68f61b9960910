// SPDX-License-Identifier: Apache-2.0
// A passphrase that is made here and handed over: what it costs to try, and how it is shown, once.
#pragma once

#include <CLI/CLI.hpp>

#include "crypto/key_slots.h"
#include "crypto/secret_bytes.h"
#include "ctl/command.h"

namespace limen {

// Said wherever it is found out.
inline constexpr const char* kNobodyResets =
    "Nobody else at this station can reset a forgotten passphrase yet: admit a supervisor, or keep yours where it is not lost.\n";

void declareFloor(CLI::App& command, bool& floor);
KdfCost costFor(bool floor, const Tools& tools);
void handOver(const SecretBytes& words);  // one line on standard output

}  // namespace limen
