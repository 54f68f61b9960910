// SPDX-License-Identifier: Apache-2.0
// One text in as few bits as its own alphabet needs: an id in hex as its bits, a telephone number as its digits, plain words in
// five bits a letter, everything else as UTF-8 in a block of its own that is compressed as a whole. Docs: docs/sealed-record.md.
#pragma once

#include <string>
#include <string_view>

#include "protection/bit_stream.h"

namespace limen {

// What the number after the three bits of a text's form means; the numbers are frozen.
enum class TextForm : std::uint8_t {
  block = 0,    // so many bytes of the text block
  letters = 1,  // 32 signs: a-z, space . , - and two shifts
  hexLower = 2,
  hexUpper = 3,
  uuid = 4,        // 8-4-4-4-12 in lower-case hex: 128 bits
  base64Url = 5,   // six bits a sign
  digits = 6,      // four bits a sign: 0-9 + - : . / and space
  codeDigits = 7,  // one ASCII sign, then digits
};

constexpr std::size_t kMaxTextBytes = 1 << 20;

// The shortest form of `text`. With `lettersInBlock`, plain words go to the block as well, which pays where it is compressed.
TextForm chooseTextForm(std::string_view text, bool lettersInBlock);
// Appends to `block` in the form block only.
void writeText(BitWriter& out, std::string& block, std::string_view text, bool lettersInBlock);
// Takes what it needs from the front of `block`; fails the reader when that is too little.
std::string readText(BitReader& in, std::string_view& block);

}  // namespace limen
