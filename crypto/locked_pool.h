// SPDX-License-Identifier: Apache-2.0
// What can be told about the memory behind SecretBytes: its limits and how much of RLIMIT_MEMLOCK it holds.
#pragma once

#include <cstddef>

namespace limen {

constexpr std::size_t kMaxSecretBytes = 4 << 20;  // larger would not fit beside the rest in Debian's 8 MiB of lockable memory
constexpr int kNoLockedMemoryExit = 71;           // EX_OSERR: the exit status when memory for keys cannot be had or locked

std::size_t lockedSecretBytes();

}  // namespace limen
