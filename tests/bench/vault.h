// SPDX-License-Identifier: Apache-2.0
// A station with 100,000 records: unlocking but Argon2id, locking, saving against a bare insert, searching, paging, memory.
#pragma once

#include "tests/bench/figures.h"

namespace limen::bench {

void vault(Figures& figures);
// In a process of its own, so that only a session's memory is counted: opens the station in `home`, works, prints its RSS in MB.
int vaultMemory(const char* home);

}  // namespace limen::bench
