// SPDX-License-Identifier: Apache-2.0
// What a passphrase may not be. No composition rules: length carries it, and what anybody would guess first is refused.
#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "station/vault.h"

namespace limen {

namespace {

// Guessed first by everybody; compared in lower case without anything but letters and digits.
constexpr std::array<std::string_view, 14> kCommon{
    "password", "passphrase", "qwertyuiop", "administrator", "letmein",    "correcthorsebatterystaple",
    "iloveyou", "1234567890", "changeme",   "abcdefghijk",   "motdepasse", "contrasena",
    "welcome",  "limen",
};
constexpr std::size_t kFewestDifferent = 5;

std::string folded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || std::isalnum(byte)) out += static_cast<char>(std::tolower(byte));
  }
  return out;
}

// What is left of the passphrase once every occurrence of the word is taken out.
std::size_t leftWithout(std::string text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word)) text.erase(at, word.size());
  return text.size();
}

// A short piece said again and again: "abcabcabcabcabc".
bool repeatsItself(const std::string& text) {
  for (std::size_t piece = 1; piece <= text.size() / 3; ++piece) {
    bool same = true;
    for (std::size_t i = piece; same && i < text.size(); ++i) same = text[i] == text[i - piece];
    if (same) return true;
  }
  return false;
}

}  // namespace

Result<void> checkPassphrase(std::string_view passphrase, const std::vector<std::string>& ownWords) {
  const auto starts = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
  if (static_cast<std::size_t>(std::count_if(passphrase.begin(), passphrase.end(), starts)) < kMinPassphraseCodePoints)
    return unexpected(VaultError::weakPassphrase, "short");
  std::string text = folded(passphrase);
  std::string letters = text;
  std::sort(letters.begin(), letters.end());
  letters.erase(std::unique(letters.begin(), letters.end()), letters.end());
  bool common = letters.size() < kFewestDifferent || repeatsItself(text);
  // A guessable word may stand in a passphrase that is long enough without it.
  for (const std::string_view word : kCommon) common = common || leftWithout(text, word) < text.size() / 2;
  for (const std::string& own : ownWords) {
    const std::string word = folded(own);
    common = common || (!word.empty() && leftWithout(text, word) < text.size() / 2);
  }
  std::fill(text.begin(), text.end(), '\0');
  if (common) return unexpected(VaultError::weakPassphrase, "common");
  return {};
}

}  // namespace limen
