// SPDX-License-Identifier: Apache-2.0
// Photographs, scans and signatures without what a camera writes beside the picture: place, time, maker, owner, earlier versions
// and thumbnails. Bytes in, bytes out; the picture itself is not decoded. Only JPEG and PNG are taken: of no other kind can it be
// said what it holds.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/bytes.h"
#include "core/result.h"

namespace limen {

enum class PictureError {
  notAPicture,  // neither JPEG nor PNG
  malformed,    // it does not keep to its format, or ends early
  tooLarge      // in bytes or in pixels
};
constexpr std::string_view roomOf(PictureError) {
  return "picture";
}
std::string_view nameOf(PictureError cause);

constexpr std::size_t kMaxPictureFileBytes = 32 << 20;
constexpr std::uint64_t kMaxPicturePixels = 120'000'000;  // what a viewer has to unpack

enum class PictureKind : std::uint8_t { jpeg = 1, png = 2 };

struct StrippedPicture {
  PictureKind kind = PictureKind::jpeg;
  std::uint32_t width = 0, height = 0;  // as stored, before it is turned
  std::uint8_t orientation = 1;         // 1 to 8 as EXIF has it; above 1 it is the one tag that stays in a JPEG
  Bytes bytes;
};

// Keeps what is needed to draw the picture and writes it anew, segment by segment; every segment or chunk that is not on its list
// is dropped, and so is whatever stands behind the end. What comes out goes through unchanged.
Result<StrippedPicture> stripPicture(ByteView file);

// The orientation that an EXIF block (behind "Exif\0\0") names, 1 where it names none: such a block may be any bytes.
std::uint8_t orientationIn(ByteView exif);

}  // namespace limen
