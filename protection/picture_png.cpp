// SPDX-License-Identifier: Apache-2.0
// PNG (ISO/IEC 15948), chunk by chunk: IHDR, PLTE, tRNS, IDAT, IEND are kept, every other chunk that a reader may leave out is
// left out (text, time, eXIf, ICC, private ones, the frames of an animation); one that a reader must understand and we do not is
// refused.
#include <algorithm>
#include <array>
#include <string_view>

#include "protection/picture.h"

namespace limen {

Result<StrippedPicture> stripPng(ByteView file);

namespace {

constexpr std::size_t kSignatureBytes = 8;
constexpr std::size_t kAroundChunk = 12;  // length, name, checksum
constexpr std::size_t kMaxPalette = 256;

// CRC-32 as PNG has it (polynomial 0xedb88320).
constexpr std::array<std::uint32_t, 256> kCrcTable = [] {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t n = 0; n < table.size(); ++n) {
    std::uint32_t value = n;
    for (int bit = 0; bit < 8; ++bit) value = (value & 1) != 0 ? 0xedb88320u ^ (value >> 1) : value >> 1;
    table[n] = value;
  }
  return table;
}();

std::uint32_t crcOf(ByteView bytes) {
  std::uint32_t crc = 0xffffffffu;
  for (const Byte byte : bytes) crc = kCrcTable[(crc ^ byte) & 0xff] ^ (crc >> 8);
  return ~crc;
}

std::uint32_t bigU32(ByteView bytes, std::size_t at) {
  return std::uint32_t{bytes[at]} << 24 | std::uint32_t{bytes[at + 1]} << 16 | std::uint32_t{bytes[at + 2]} << 8 | bytes[at + 3];
}

bool validDepth(Byte depth, Byte colour) {
  switch (colour) {
    case 0:
      return depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
    case 3:
      return depth == 1 || depth == 2 || depth == 4 || depth == 8;
    case 2:
    case 4:
    case 6:
      return depth == 8 || depth == 16;
    default:
      return false;
  }
}

bool validTransparency(Byte colour, std::size_t size, std::size_t palette) {
  return (colour == 0 && size == 2) || (colour == 2 && size == 6) || (colour == 3 && size > 0 && size <= palette);
}

}  // namespace

Result<StrippedPicture> stripPng(ByteView file) {
  const Error malformed = PictureError::malformed;
  StrippedPicture out{PictureKind::png, 0, 0, 1, copyOf(file.first(kSignatureBytes))};
  Byte colour = 0;
  std::size_t palette = 0;
  bool transparency = false, data = false, dataOver = false;
  for (std::size_t at = kSignatureBytes;;) {
    if (file.size() - at < kAroundChunk) return unexpected(malformed);
    const std::size_t length = bigU32(file, at);
    if (length > file.size() - at - kAroundChunk) return unexpected(malformed);
    const ByteView chunk = file.subspan(at, length + kAroundChunk);
    const std::string_view name = textOf(chunk.subspan(4, 4));
    const ByteView body = chunk.subspan(8, length);
    if (crcOf(chunk.subspan(4, length + 4)) != bigU32(chunk, 8 + length)) return unexpected(malformed);
    at += chunk.size();
    if ((out.width == 0) != (name == "IHDR")) return unexpected(malformed);  // the first and no other
    dataOver = dataOver || (data && name != "IDAT");

    bool kept = true;
    if (name == "IHDR") {
      if (length != 13 || !validDepth(body[8], body[9]) || body[10] != 0 || body[11] != 0 || body[12] > 1)
        return unexpected(malformed);
      out.width = bigU32(body, 0);
      out.height = bigU32(body, 4);
      colour = body[9];
      if (out.width == 0 || out.height == 0) return unexpected(malformed);
      if (std::uint64_t{out.width} * out.height > kMaxPicturePixels) return unexpected(PictureError::tooLarge);
    } else if (name == "PLTE") {
      if (palette != 0 || data || length == 0 || length % 3 != 0 || length / 3 > kMaxPalette || colour == 0 || colour == 4)
        return unexpected(malformed);
      palette = length / 3;
    } else if (name == "tRNS") {
      if (transparency || data || !validTransparency(colour, length, palette)) return unexpected(malformed);
      transparency = true;
    } else if (name == "IDAT") {
      if (dataOver || (colour == 3 && palette == 0)) return unexpected(malformed);
      data = true;
    } else if (name == "IEND") {
      if (!data || length != 0) return unexpected(malformed);
    } else if ((chunk[4] & 0x20) == 0) {
      return unexpected(malformed);  // an upper-case first letter: no picture without it
    } else {
      kept = false;
    }
    if (kept) out.bytes.insert(out.bytes.end(), chunk.begin(), chunk.end());
    if (name == "IEND") return out;
  }
}

}  // namespace limen
