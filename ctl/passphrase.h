// SPDX-License-Identifier: Apache-2.0
// Where a passphrase comes from: a file that only its owner reads, standard input, or the terminal without echo. Never an
// argument, never the environment: both are shown to other processes.
#pragma once

#include <string>
#include <string_view>

#include "core/result.h"
#include "crypto/secret_bytes.h"

namespace limen {

constexpr std::size_t kMaxPassphraseBytes = 1024;

enum class Passphrase { existing, chosen, code };  // chosen: typed twice on a terminal, and must not be weak; code: of a phone or paper

// `file` is a path, "-" (the next line of standard input) or "" (asked for on the terminal as "Passphrase of <whose>").
// The first line counts, without its line end. CommandError::passphrase*, noTerminal; VaultError::weakPassphrase when chosen.
Result<SecretBytes> readPassphrase(const std::string& file, std::string_view whose, Passphrase kind = Passphrase::existing);

}  // namespace limen
