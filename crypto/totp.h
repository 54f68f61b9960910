// SPDX-License-Identifier: Apache-2.0
// Time-based codes (RFC 6238, SHA-1, six digits, 30 s), by liboath.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/clock.h"
#include "crypto/secret_bytes.h"

namespace limen {

constexpr std::size_t kTotpSecretBytes = 20;
constexpr std::size_t kTotpDigits = 6;
constexpr std::int64_t kTotpStepSeconds = 30, kTotpWindow = 1;

std::int64_t totpStepAt(WallTime now);
// The step whose code this is: the present one or one beside it, later than `lastUsed`. Blanks between digits are passed over.
std::optional<std::int64_t> totpStepOf(const SecretBytes& secret, std::string_view code, WallTime now, std::int64_t lastUsed);
std::string totpCode(const SecretBytes& secret, std::int64_t step);

// otpauth://totp/ISSUER:NAME?secret=...: what a phone reads; the same secret alone, in RFC 4648's base 32, for who types it.
SecretBytes totpUri(const SecretBytes& secret, std::string_view issuer, std::string_view name);
SecretBytes totpText(const SecretBytes& secret);

}  // namespace limen
