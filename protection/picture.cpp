// SPDX-License-Identifier: Apache-2.0
#include "protection/picture.h"

#include <algorithm>
#include <array>

namespace limen {

Result<StrippedPicture> stripJpeg(ByteView file);
Result<StrippedPicture> stripPng(ByteView file);

namespace {

constexpr std::array<Byte, 3> kJpegStart{0xff, 0xd8, 0xff};
constexpr std::array<Byte, 8> kPngStart{0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a};

bool startsWith(ByteView file, ByteView start) {
  return file.size() >= start.size() && std::equal(start.begin(), start.end(), file.begin());
}

constexpr std::uint16_t kOrientationTag = 0x0112;
constexpr std::uint16_t kShort = 3;
constexpr std::size_t kEntryBytes = 12;

}  // namespace

std::string_view nameOf(PictureError cause) {
  switch (cause) {
    case PictureError::notAPicture:
      return "notAPicture";
    case PictureError::malformed:
      return "malformed";
    case PictureError::tooLarge:
      return "tooLarge";
  }
  return "unknown";
}

Result<StrippedPicture> stripPicture(ByteView file) {
  if (file.size() > kMaxPictureFileBytes) return unexpected(PictureError::tooLarge);
  if (startsWith(file, kJpegStart)) return stripJpeg(file);
  if (startsWith(file, kPngStart)) return stripPng(file);
  return unexpected(PictureError::notAPicture);
}

// TIFF: byte order, 42, offset of the first directory; a directory is a count and entries of tag, type, count, value.
std::uint8_t orientationIn(ByteView exif) {
  if (exif.size() < 8) return 1;
  const bool big = exif[0] == 'M';
  if (exif[0] != exif[1] || (!big && exif[0] != 'I')) return 1;
  const auto u16 = [&](std::size_t at) {
    return static_cast<std::uint16_t>(big ? exif[at] << 8 | exif[at + 1] : exif[at + 1] << 8 | exif[at]);
  };
  const auto u32 = [&](std::size_t at) {
    const std::uint32_t first = u16(at), second = u16(at + 2);
    return big ? first << 16 | second : second << 16 | first;
  };
  const std::size_t directory = u32(4);
  if (u16(2) != 42 || directory > exif.size() - 2) return 1;
  const std::size_t entries = std::min<std::size_t>(u16(directory), (exif.size() - directory - 2) / kEntryBytes);
  for (std::size_t i = 0; i < entries; ++i) {
    const std::size_t at = directory + 2 + i * kEntryBytes;
    if (u16(at) != kOrientationTag || u16(at + 2) != kShort || u32(at + 4) != 1) continue;
    const std::uint16_t value = u16(at + 8);
    return value >= 1 && value <= 8 ? static_cast<std::uint8_t>(value) : 1;
  }
  return 1;
}

}  // namespace limen
