// SPDX-License-Identifier: Apache-2.0
// Photographs made by hand, with what a camera writes beside the picture. They keep to the format; no person or place is in them.
#pragma once

#include <string>
#include <string_view>

#include "core/bytes.h"

namespace limen::test {

constexpr std::string_view kCameraWords = "CAMERA NAMES A PLACE AND A PERSON";

// A JPEG of about `size` bytes, another one for each seed, with EXIF (orientation 6) and a comment.
inline Bytes photograph(std::size_t size, std::uint32_t seed) {
  ByteWriter out;
  const auto segment = [&](Byte marker, ByteView body) {
    const std::size_t length = body.size() + 2;
    out.u8(0xff).u8(marker).u8(static_cast<Byte>(length >> 8)).u8(static_cast<Byte>(length)).raw(body);
  };
  out.u8(0xff).u8(0xd8);
  ByteWriter exif;
  exif.raw(bytesOf(std::string_view("Exif\0\0", 6)))
      .raw(bytesOf(std::string_view("MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0", 26)))
      .raw(bytesOf(kCameraWords));
  segment(0xe1, exif.bytes());
  segment(0xfe, bytesOf(kCameraWords));
  segment(0xdb, ByteWriter().u8(0).raw(Bytes(64, 1)).bytes());
  segment(0xc0, Bytes{8, 0, 16, 0, 24, 1, 1, 0x11, 0});
  segment(0xc4, ByteWriter().u8(0).u8(1).raw(Bytes(15, 0)).u8(7).bytes());
  segment(0xda, Bytes{1, 1, 0, 0, 63, 0});
  for (std::size_t i = out.bytes().size(); i + 2 < size; ++i) {
    seed = seed * 1664525 + 1013904223;  // noise: nothing of it compresses
    out.u8(static_cast<Byte>(seed >> 24) % 0xff);
  }
  return out.u8(0xff).u8(0xd9).take();
}

}  // namespace limen::test
