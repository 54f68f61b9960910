// SPDX-License-Identifier: Apache-2.0
// A phone, for scripts: `totp-phone SECRET [STEPS]` prints the six digits of this half minute, or of one so many steps away.
#include <cstdlib>
#include <iostream>
#include <string_view>

#include "core/clock.h"
#include "crypto/totp.h"

using namespace limen;

int main(int count, char** words) {
  if (count < 2) return 2;
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  Bytes secret;
  std::uint32_t held = 0;
  int bits = 0;
  for (const char letter : std::string_view(words[1])) {
    const std::size_t value = kLetters.find(letter);
    if (value == std::string_view::npos) return 2;
    held = held << 5 | static_cast<std::uint32_t>(value);
    if ((bits += 5) >= 8) secret.push_back(static_cast<Byte>(held >> (bits -= 8)));
  }
  const std::int64_t away = count > 2 ? std::strtoll(words[2], nullptr, 10) : 0;
  std::cout << totpCode(SecretBytes::copyOf(secret), totpStepAt(SystemClock().now()) + away) << '\n';
  return 0;
}
