// SPDX-License-Identifier: Apache-2.0
#include "protection/text_coding.h"

#include <algorithm>
#include <array>
#include <limits>

#include "core/check.h"

namespace limen {

namespace {

constexpr unsigned kFormBits = 3;
constexpr unsigned kCountOrder = 4;  // of a text's length: 5 bits below 16
constexpr std::string_view kHexLower = "0123456789abcdef";
constexpr std::string_view kHexUpper = "0123456789ABCDEF";
constexpr std::string_view kDigits = "0123456789+-:./ ";
constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz .,-";
constexpr unsigned kCapital = 30;  // the next letter is a capital
constexpr unsigned kEscape = 31;   // the next eight bits are a byte
constexpr std::size_t kUuidSize = 36;

// An alphabet turned round: which sign of it a character is.
constexpr Byte kNoSign = 0xff;
class Signs {
 public:
  constexpr explicit Signs(std::string_view alphabet) {
    for (Byte& each : at_) each = kNoSign;
    for (std::size_t i = 0; i < alphabet.size(); ++i) at_[static_cast<Byte>(alphabet[i])] = static_cast<Byte>(i);
  }
  constexpr Byte of(char c) const { return at_[static_cast<Byte>(c)]; }
  constexpr bool hold(std::string_view text) const {
    return std::all_of(text.begin(), text.end(), [this](char c) { return of(c) != kNoSign; });
  }

 private:
  std::array<Byte, 256> at_{};
};
constexpr Signs kHexLowerSigns(kHexLower), kHexUpperSigns(kHexUpper), kDigitSigns(kDigits), kBase64Signs(kBase64), kLetterSigns(kLetters);

bool capital(char c) {
  return c >= 'A' && c <= 'Z';
}
char lowered(char c) {
  return static_cast<char>(c - 'A' + 'a');
}

bool uuidHyphen(std::size_t i) {
  return i == 8 || i == 13 || i == 18 || i == 23;
}
bool isUuid(std::string_view text) {
  if (text.size() != kUuidSize) return false;
  for (std::size_t i = 0; i < kUuidSize; ++i) {
    if (uuidHyphen(i) ? text[i] != '-' : kHexLowerSigns.of(text[i]) == kNoSign) return false;
  }
  return true;
}

// The bits of a count, as golomb(count, kCountOrder) writes them.
std::size_t countBits(std::size_t count) {
  std::size_t width = kCountOrder + 1;
  while (count + (1u << kCountOrder) >= std::size_t{1} << width) ++width;
  return 2 * width - kCountOrder - 1;
}

std::size_t letterBits(std::string_view text) {
  std::size_t bits = 1;  // whether the first is a capital
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (kLetterSigns.of(text[i]) != kNoSign || (i == 0 && capital(text[i]))) {
      bits += 5;
    } else {
      bits += capital(text[i]) ? 10 : 13;
    }
  }
  return bits;
}

std::size_t formBits(TextForm form, std::string_view text) {
  switch (form) {
    case TextForm::block:
      return countBits(text.size()) + 8 * text.size();
    case TextForm::letters:
      return countBits(text.size()) + letterBits(text);
    case TextForm::hexLower:
    case TextForm::hexUpper:
    case TextForm::digits:
      return countBits(text.size()) + 4 * text.size();
    case TextForm::uuid:
      return 128;
    case TextForm::base64Url:
      return countBits(text.size()) + 6 * text.size();
    case TextForm::codeDigits:
      return 8 + countBits(text.size() - 1) + 4 * (text.size() - 1);
  }
  return std::numeric_limits<std::size_t>::max();
}

bool fits(TextForm form, std::string_view text) {
  switch (form) {
    case TextForm::block:
    case TextForm::letters:
      return true;
    case TextForm::hexLower:
      return kHexLowerSigns.hold(text);
    case TextForm::hexUpper:
      return kHexUpperSigns.hold(text);
    case TextForm::uuid:
      return isUuid(text);
    case TextForm::base64Url:
      return kBase64Signs.hold(text);
    case TextForm::digits:
      return kDigitSigns.hold(text);
    case TextForm::codeDigits:
      return !text.empty() && kDigitSigns.hold(text.substr(1));
  }
  return false;
}

void writeSigns(BitWriter& out, std::string_view text, const Signs& signs, unsigned width) {
  for (const char c : text) out.bits(signs.of(c), width);
}

void writeLetters(BitWriter& out, std::string_view text) {
  const bool begins = !text.empty() && capital(text[0]);
  out.bit(begins);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (capital(c)) {
      if (i > 0) out.bits(kCapital, 5);
      out.bits(kLetterSigns.of(lowered(c)), 5);
    } else if (const Byte sign = kLetterSigns.of(c); sign != kNoSign) {
      out.bits(sign, 5);
    } else {
      out.bits(kEscape, 5);
      out.bits(static_cast<Byte>(c), 8);
    }
  }
}

std::string readLetters(BitReader& in, std::size_t count) {
  std::string out;
  bool nextCapital = in.bit();
  while (in.ok() && out.size() < count) {
    const auto sign = static_cast<unsigned>(in.bits(5));
    if (sign == kCapital && !nextCapital) {
      nextCapital = true;
      continue;
    }
    if (nextCapital && sign >= 26) {
      in.fail();
      break;
    }
    if (sign == kEscape) {
      out += static_cast<char>(in.bits(8));
    } else {
      out += nextCapital ? static_cast<char>('A' + sign) : kLetters[sign];
    }
    nextCapital = false;
  }
  if (nextCapital) in.fail();
  return out;
}

std::string readSigns(BitReader& in, std::size_t count, std::string_view alphabet, unsigned width) {
  std::string out;
  for (std::size_t i = 0; i < count && in.ok(); ++i) out += alphabet[in.bits(width)];
  return out;
}

// The count of a text whose signs take at least `width` bits each, or 0 and a failed reader when the input cannot hold it.
std::size_t readCount(BitReader& in, unsigned width) {
  const std::uint64_t count = in.golomb(kCountOrder);
  if (count > kMaxTextBytes || count * width > in.remaining()) {
    in.fail();
    return 0;
  }
  return static_cast<std::size_t>(count);
}

}  // namespace

TextForm chooseTextForm(std::string_view text, bool lettersInBlock) {
  TextForm best = TextForm::block;
  std::size_t fewest = formBits(best, text);
  for (int i = 1; i < 8; ++i) {
    const auto form = static_cast<TextForm>(i);
    if ((form == TextForm::letters && lettersInBlock) || !fits(form, text)) continue;
    const std::size_t bits = formBits(form, text);
    if (bits >= fewest) continue;
    best = form;
    fewest = bits;
  }
  return best;
}

void writeText(BitWriter& out, std::string& block, std::string_view text, bool lettersInBlock) {
  LIMEN_CHECK(text.size() <= kMaxTextBytes);
  const TextForm form = chooseTextForm(text, lettersInBlock);
  out.bits(static_cast<std::uint64_t>(form), kFormBits);
  if (form == TextForm::codeDigits) {
    out.bits(static_cast<Byte>(text[0]), 8);
    text.remove_prefix(1);
  }
  if (form != TextForm::uuid) out.golomb(text.size(), kCountOrder);
  switch (form) {
    case TextForm::block:
      block += text;
      return;
    case TextForm::letters:
      return writeLetters(out, text);
    case TextForm::hexLower:
      return writeSigns(out, text, kHexLowerSigns, 4);
    case TextForm::hexUpper:
      return writeSigns(out, text, kHexUpperSigns, 4);
    case TextForm::base64Url:
      return writeSigns(out, text, kBase64Signs, 6);
    case TextForm::digits:
    case TextForm::codeDigits:
      return writeSigns(out, text, kDigitSigns, 4);
    case TextForm::uuid:
      for (std::size_t i = 0; i < kUuidSize; ++i) {
        if (!uuidHyphen(i)) out.bits(kHexLowerSigns.of(text[i]), 4);
      }
      return;
  }
}

std::string readText(BitReader& in, std::string_view& block) {
  switch (static_cast<TextForm>(in.bits(kFormBits))) {
    case TextForm::block: {
      const std::uint64_t count = in.golomb(kCountOrder);
      if (!in.ok() || count > block.size()) {
        in.fail();
        return {};
      }
      const std::string out(block.substr(0, count));
      block.remove_prefix(count);
      return out;
    }
    case TextForm::letters:
      return readLetters(in, readCount(in, 5));
    case TextForm::hexLower:
      return readSigns(in, readCount(in, 4), kHexLower, 4);
    case TextForm::hexUpper:
      return readSigns(in, readCount(in, 4), kHexUpper, 4);
    case TextForm::base64Url:
      return readSigns(in, readCount(in, 6), kBase64, 6);
    case TextForm::digits:
      return readSigns(in, readCount(in, 4), kDigits, 4);
    case TextForm::codeDigits: {
      const char first = static_cast<char>(in.bits(8));
      return first + readSigns(in, readCount(in, 4), kDigits, 4);
    }
    case TextForm::uuid: {
      std::string out;
      for (std::size_t i = 0; i < kUuidSize; ++i) out += uuidHyphen(i) ? '-' : kHexLower[in.bits(4)];
      return out;
    }
  }
  in.fail();
  return {};
}

}  // namespace limen
