// SPDX-License-Identifier: Apache-2.0
// No composition rules: length carries a passphrase, and what anybody would guess first is refused.
#include "station/passphrase.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>

#include "station/passphrase_roots.h"
#include "station/vault.h"

namespace limen {

namespace {

static_assert(kPassphraseRoots.size() == kBlockedRoots);
constexpr std::size_t kFewestDifferent = 5, kFewestLeft = 8;
constexpr std::size_t kShortestRun = 3;

// Signs that stand for letters in what people take for clever.
char withoutDisguise(char c) {
  constexpr std::string_view kSigns = "0134578@$!", kLetters = "oieastbasi";
  const std::size_t at = kSigns.find(c);
  return at == std::string_view::npos ? c : kLetters[at];
}

std::string folded(std::string_view text, bool undisguised) {
  std::string out;
  for (const char c : text) {
    const char plain = undisguised ? withoutDisguise(c) : c;
    const auto byte = static_cast<unsigned char>(plain);
    if (byte >= 0x80 || std::isalnum(byte)) out += static_cast<char>(std::tolower(byte));
  }
  return out;
}

void wipeText(std::string& text) {
  wipe({reinterpret_cast<Byte*>(text.data()), text.size()});
}

void takeOut(std::string& text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word)) text.erase(at, word.size());
}

// 1234, dcba, 7777: a run of at least three, each one step from the last or all the same.
void takeOutRuns(std::string& text) {
  for (std::size_t start = 0; start < text.size();) {
    std::size_t end = start + 1;
    if (end < text.size()) {
      const int step = text[end] - text[start];
      if (step >= -1 && step <= 1)
        while (end < text.size() && text[end] - text[end - 1] == step) ++end;
    }
    if (end - start >= kShortestRun) text.erase(start, end - start);
    else ++start;
  }
}

void takeOutYears(std::string& text) {
  const auto digit = [&](std::size_t at) { return std::isdigit(static_cast<unsigned char>(text[at])) != 0; };
  for (std::size_t at = 0; at + 4 <= text.size();) {
    const bool century = text.compare(at, 2, "19") == 0 || text.compare(at, 2, "20") == 0;
    if (century && digit(at + 2) && digit(at + 3)) text.erase(at, 4);
    else ++at;
  }
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

bool isGuessable(std::string text, const std::vector<std::string>& ownWords) {
  std::string letters = text;
  std::sort(letters.begin(), letters.end());
  letters.erase(std::unique(letters.begin(), letters.end()), letters.end());
  bool guessable = letters.size() < kFewestDifferent || repeatsItself(text);
  wipeText(letters);
  // What is guessed first may stand in a passphrase that is long enough without it.
  for (const std::string& own : ownWords)
    if (const std::string word = folded(own, false); !word.empty()) takeOut(text, word);
  std::vector<std::string_view> roots(kPassphraseRoots.begin(), kPassphraseRoots.end());
  std::stable_sort(roots.begin(), roots.end(), [](auto a, auto b) { return a.size() > b.size(); });
  for (const std::string_view root : roots) takeOut(text, root);
  takeOutYears(text);
  takeOutRuns(text);
  guessable = guessable || text.size() < kFewestLeft || repeatsItself(text);
  wipeText(text);
  return guessable;
}

}  // namespace

SecretBytes normalisedPassphrase(const SecretBytes& typed) {
  if (typed.empty()) return {};
  const ByteView bytes = typed.expose(SecretAccess{});
  constexpr auto kOptions = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE);
  // The library's own allocations would stay behind unwiped, so that it works in a buffer of ours: at most 18 signs come of one.
  constexpr std::size_t kWorst = 18;
  SecretBytes work((bytes.size() * kWorst + 1) * sizeof(utf8proc_int32_t));
  auto* points = reinterpret_cast<utf8proc_int32_t*>(work.expose(SecretAccess{}).data());
  const utf8proc_ssize_t room = static_cast<utf8proc_ssize_t>(bytes.size() * kWorst);
  const utf8proc_ssize_t count =
      utf8proc_decompose(bytes.data(), static_cast<utf8proc_ssize_t>(bytes.size()), points, room, kOptions);
  if (count < 0 || count > room) return typed.clone();
  const utf8proc_ssize_t size = utf8proc_reencode(points, count, kOptions);
  if (size < 0) return typed.clone();
  const SecretBytes& written = work;
  return SecretBytes::copyOf(written.expose(SecretAccess{}).first(static_cast<std::size_t>(size)));
}

Result<void> checkPassphrase(std::string_view passphrase, const std::vector<std::string>& ownWords) {
  const auto starts = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
  if (static_cast<std::size_t>(std::count_if(passphrase.begin(), passphrase.end(), starts)) < kMinPassphraseCodePoints)
    return unexpected(VaultError::weakPassphrase, "short");
  if (isGuessable(folded(passphrase, false), ownWords)) return unexpected(VaultError::weakPassphrase, "common");
  std::string plain(passphrase);  // runs and years are digits still, before digits are read as letters
  takeOutYears(plain);
  takeOutRuns(plain);
  const bool guessable = isGuessable(folded(plain, true), ownWords);
  wipeText(plain);
  if (guessable) return unexpected(VaultError::weakPassphrase, "common");
  return {};
}

SecretBytes suggestPassphrase() {
  constexpr std::string_view kFirst = "bdfghjklmnprstvz", kSecond = "bdfgklmnprstvwyz", kVowels = "aeio";
  static_assert(kFirst.size() == 16 && kSecond.size() == 16 && kVowels.size() == 4);
  constexpr std::size_t kWordLetters = 4;
  const SecretBytes drawn = SecretBytes::random(2 * kSuggestedWords);
  const ByteView bits = drawn.expose(SecretAccess{});
  SecretBytes out(kSuggestedWords * (kWordLetters + 1) - 1);
  const std::span<Byte> text = out.expose(SecretAccess{});
  for (std::size_t word = 0; word < kSuggestedWords; ++word) {
    const unsigned value = bits[2 * word] | static_cast<unsigned>(bits[2 * word + 1] & 0x0F) << 8;  // twelve bits
    const std::size_t at = word * (kWordLetters + 1);
    text[at] = static_cast<Byte>(kFirst[value & 15]);
    text[at + 1] = static_cast<Byte>(kVowels[value >> 4 & 3]);
    text[at + 2] = static_cast<Byte>(kSecond[value >> 6 & 15]);
    text[at + 3] = static_cast<Byte>(kVowels[value >> 10 & 3]);
    if (word + 1 < kSuggestedWords) text[at + kWordLetters] = ' ';
  }
  return out;
}

std::vector<std::string> blockedPassphrases() {
  constexpr std::string_view kRow = "123456789012345";
  std::vector<std::string> out;
  for (const std::string_view root : kPassphraseRoots) {
    const std::string word(root);
    std::string capital = word, disguised = word, spaced, thrice = word;
    capital[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(capital[0])));
    for (char& c : disguised) c = c == 'o' ? '0' : c == 'i' ? '1' : c == 'e' ? '3' : c == 'a' ? '@' : c == 's' ? '$' : c;
    for (const char c : word) spaced += std::string(1, c) + ' ';
    while (thrice.size() < kMinPassphraseCodePoints) thrice += word;
    out.insert(out.end(), {thrice, word + std::string(kRow), capital + std::string(kRow), disguised + "9876543210987654",
                           spaced + "123 123 123 123", word + "2026" + word + "1999" + word, std::string(kRow) + word,
                           word + "!!!!!!!!!!!!!!!", capital + "qwertyuiop12345", capital + "password" + word + "2025"});
  }
  return out;
}

}  // namespace limen
