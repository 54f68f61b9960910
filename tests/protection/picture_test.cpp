// SPDX-License-Identifier: Apache-2.0
#include "protection/picture.h"

#include <catch2/catch_test_macros.hpp>
#include <string>

namespace limen {
namespace {

constexpr std::string_view kSecret = "NOBODY SHOULD READ THIS";

Bytes operator+(Bytes left, const Bytes& right) {
  left.insert(left.end(), right.begin(), right.end());
  return left;
}
Bytes text(std::string_view words) {
  return copyOf(bytesOf(words));
}
bool tells(const Bytes& bytes, std::string_view words = kSecret) {
  return textOf(bytes).find(words) != std::string_view::npos;
}

// A marker segment of a JPEG.
Bytes segment(Byte marker, const Bytes& body) {
  const std::size_t length = body.size() + 2;
  return Bytes{0xff, marker, static_cast<Byte>(length >> 8), static_cast<Byte>(length)} + body;
}
Bytes quantisation() {
  return segment(0xdb, Bytes{0} + Bytes(64, 1));
}
Bytes frame(Byte marker = 0xc0, Byte components = 1) {
  Bytes body{8, 0, 16, 0, 24, components};
  for (Byte i = 1; i <= components; ++i) body = body + Bytes{i, 0x11, 0};
  return segment(marker, body);
}
Bytes huffman() {
  return segment(0xc4, Bytes{0, 1} + Bytes(15, 0) + Bytes{7});
}
Bytes scan() {
  return segment(0xda, {1, 1, 0, 0, 63, 0}) + Bytes{0x12, 0x34, 0xff, 0x00, 0x56, 0xff, 0xd0, 0x78};
}
const Bytes kStart{0xff, 0xd8}, kEnd{0xff, 0xd9};
Bytes plainJpeg() {
  return kStart + quantisation() + frame() + huffman() + scan() + kEnd;
}
Bytes exif(Byte orientation, bool bigEndian) {
  const Bytes tiff = bigEndian ? Bytes{'M', 'M', 0, 42,   0,    0, 0, 8, 0, 2, 0x01, 0x0f, 0,           2, 0, 0, 0, 4, 'A',
                                       'B', 'C', 0, 0x01, 0x12, 0, 3, 0, 0, 0, 1,    0,    orientation, 0, 0, 0, 0, 0, 0}
                               : Bytes{'I', 'I', 42, 0,    8,    0, 0, 0, 2, 0, 0x0f, 0x01,        2, 0, 4, 0, 0, 0, 'A',
                                       'B', 'C', 0,  0x12, 0x01, 3, 0, 1, 0, 0, 0,    orientation, 0, 0, 0, 0, 0, 0, 0};
  return segment(0xe1, text(std::string("Exif") + '\0' + '\0') + tiff + text(kSecret));
}

Bytes crcAndAll(std::string_view name, const Bytes& body) {
  const Bytes named = text(name) + body;
  std::uint32_t crc = 0xffffffffu;
  for (const Byte byte : named) {
    crc ^= byte;
    for (int bit = 0; bit < 8; ++bit) crc = (crc & 1) != 0 ? 0xedb88320u ^ (crc >> 1) : crc >> 1;
  }
  const auto big = [](std::uint32_t value) {
    return Bytes{static_cast<Byte>(value >> 24), static_cast<Byte>(value >> 16), static_cast<Byte>(value >> 8),
                 static_cast<Byte>(value)};
  };
  return big(static_cast<std::uint32_t>(body.size())) + named + big(~crc);
}
const Bytes kPng{0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a};
Bytes header(Byte width = 3, Byte colour = 0) {
  return crcAndAll("IHDR", {0, 0, 0, width, 0, 0, 0, 2, 8, colour, 0, 0, 0});
}
Bytes pixels() {
  return crcAndAll("IDAT", {0x78, 0x9c, 1, 2, 3});
}
const Bytes kIend = crcAndAll("IEND", {});

bool refused(const Bytes& file, PictureError cause) {
  const auto stripped = stripPicture(file);
  return !stripped && stripped.error().is(cause);
}

TEST_CASE("a photograph leaves everything behind that its camera wrote beside the picture", "[protection]") {
  const Bytes secret = text(kSecret);
  const Bytes file =
      kStart + segment(0xe0, text(std::string("JFIF") + '\0') + Bytes{1, 2, 1, 0, 72, 0, 72, 2, 2} + Bytes(12, 9) + secret) +
      exif(1, true) + segment(0xe1, text("http://ns.adobe.com/xap/1.0/") + Bytes{0} + secret) +
      segment(0xe2, text("ICC_PROFILE") + secret) + segment(0xed, text("Photoshop 3.0") + secret) + quantisation() +
      segment(0xfe, secret) + frame() + huffman() + segment(0xef, secret) + scan() + segment(0xe5, secret) + huffman() + scan() +
      kEnd + secret + plainJpeg();
  const auto stripped = stripPicture(file);
  REQUIRE(stripped);
  CHECK_FALSE(tells(stripped->bytes));
  CHECK(stripped->kind == PictureKind::jpeg);
  CHECK(stripped->width == 24);
  CHECK(stripped->height == 16);
  CHECK(stripped->orientation == 1);
  const Bytes jfif = segment(0xe0, text(std::string("JFIF") + '\0') + Bytes{1, 1, 0, 0, 1, 0, 1, 0, 0});
  CHECK(stripped->bytes == kStart + jfif + quantisation() + frame() + huffman() + scan() + huffman() + scan() + kEnd);
  CHECK(stripPicture(plainJpeg())->bytes == plainJpeg());
}

TEST_CASE("how a photograph was held is the one tag that stays, in either byte order", "[protection]") {
  for (const bool big : {true, false}) {
    for (const Byte orientation : {Byte{3}, Byte{6}, Byte{8}}) {
      const auto stripped = stripPicture(kStart + exif(orientation, big) + quantisation() + frame() + huffman() + scan() + kEnd);
      REQUIRE(stripped);
      CHECK(stripped->orientation == orientation);
      CHECK_FALSE(tells(stripped->bytes));
      CHECK_FALSE(tells(stripped->bytes, "ABC"));
      const auto again = stripPicture(stripped->bytes);
      REQUIRE(again);
      CHECK(again->orientation == orientation);
      CHECK(again->bytes == stripped->bytes);
    }
  }
  for (const Byte none : {Byte{0}, Byte{9}, Byte{1}}) {
    const auto stripped = stripPicture(kStart + exif(none, true) + quantisation() + frame() + huffman() + scan() + kEnd);
    REQUIRE(stripped);
    CHECK(stripped->bytes == plainJpeg());
  }
}

TEST_CASE("an EXIF block of any bytes costs a photograph nothing but its orientation", "[protection]") {
  Bytes tiff{'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0};
  CHECK(orientationIn(tiff) == 6);
  for (std::size_t size = 0; size < 20; ++size) CHECK(orientationIn(ByteView(tiff).first(size)) == 1);
  tiff[7] = 0xff;
  CHECK(orientationIn(tiff) == 1);
  tiff[4] = 0xff;
  CHECK(orientationIn(tiff) == 1);
}

TEST_CASE("Adobe's colours are kept and what stands beside them is not", "[protection]") {
  const Bytes adobe = segment(0xee, text("Adobe") + Bytes{0, 100, 0x12, 0x34, 0x56, 0x78, 2} + text(kSecret));
  const auto stripped = stripPicture(kStart + adobe + quantisation() + frame(0xc2, 4) + huffman() + scan() + kEnd);
  REQUIRE(stripped);
  CHECK(stripped->bytes == kStart + segment(0xee, text("Adobe") + Bytes{0, 100, 0, 0, 0, 0, 2}) + quantisation() +
                               frame(0xc2, 4) + huffman() + scan() + kEnd);
}

TEST_CASE("a photograph that does not keep to its format is refused for one cause", "[protection]") {
  const Bytes whole = plainJpeg();
  for (std::size_t size = 3; size < whole.size(); ++size) {
    INFO(size);
    CHECK(refused(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)), PictureError::malformed));
  }
  const Bytes rest = huffman() + scan() + kEnd, tables = kStart + quantisation();
  CHECK(refused(tables + frame() + frame() + rest, PictureError::malformed));    // two pictures in one
  CHECK(refused(tables + scan() + frame() + rest, PictureError::malformed));     // a scan of nothing
  CHECK(refused(tables + frame() + huffman() + kEnd, PictureError::malformed));  // nothing to see
  CHECK(refused(tables + frame(0xc9) + rest, PictureError::malformed));          // a coding that is not read
  CHECK(refused(tables + frame(0xc0, 5) + rest, PictureError::malformed));
  CHECK(refused(kStart + segment(0xdb, Bytes{0} + Bytes(64, 1) + Bytes(9, 7)) + frame() + rest, PictureError::malformed));
  CHECK(refused(tables + frame() + segment(0xc4, Bytes{0, 1} + Bytes(15, 0) + Bytes{7} + text(kSecret)) + scan() + kEnd,
                PictureError::malformed));
  CHECK(refused(tables + frame() + segment(0xdd, {0, 1, 2}) + rest, PictureError::malformed));
  CHECK(refused(tables + frame() + huffman() + segment(0xda, {1, 1, 0, 0, 63, 0, 9}) + Bytes{1} + kEnd, PictureError::malformed));
  CHECK(refused(tables + Bytes{0, 0} + frame() + rest, PictureError::malformed));
  Bytes wide = frame();
  wide[5] = wide[6] = wide[7] = wide[8] = 0xff;
  CHECK(refused(tables + wide + rest, PictureError::tooLarge));
}

TEST_CASE("a scan leaves its texts, its time and everything behind its end", "[protection]") {
  const Bytes secret = text(kSecret);
  const Bytes palette = crcAndAll("PLTE", {1, 2, 3, 4, 5, 6}), transparency = crcAndAll("tRNS", {7});
  const Bytes file = kPng + header(3, 3) + crcAndAll("tEXt", secret) + crcAndAll("zTXt", secret) + crcAndAll("iCCP", secret) +
                     crcAndAll("eXIf", secret) + palette + transparency + crcAndAll("acTL", Bytes(8, 0) + secret) +
                     crcAndAll("prVt", secret) + pixels() + pixels() + crcAndAll("tIME", {7, 0xe0, 1, 1, 1, 1, 1}) +
                     crcAndAll("iTXt", secret) + crcAndAll("fdAT", secret) + kIend + secret;
  const auto stripped = stripPicture(file);
  REQUIRE(stripped);
  CHECK(stripped->kind == PictureKind::png);
  CHECK(stripped->width == 3);
  CHECK(stripped->bytes == kPng + header(3, 3) + palette + transparency + pixels() + pixels() + kIend);
  CHECK(stripPicture(stripped->bytes)->bytes == stripped->bytes);
}

TEST_CASE("a scan that does not keep to its format is refused for one cause", "[protection]") {
  const Bytes whole = kPng + header() + pixels() + kIend;
  REQUIRE(stripPicture(whole));
  for (std::size_t size = kPng.size(); size < whole.size(); ++size) {
    INFO(size);
    CHECK(refused(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)), PictureError::malformed));
  }
  for (std::size_t at = kPng.size(); at < whole.size(); ++at) {  // lengths, names, contents and checksums alike
    Bytes changed = whole;
    changed[at] ^= 1;
    INFO(at);
    CHECK(refused(changed, PictureError::malformed));
  }
  CHECK(refused(kPng + pixels() + header() + kIend, PictureError::malformed));
  CHECK(refused(kPng + header() + header() + pixels() + kIend, PictureError::malformed));
  CHECK(refused(kPng + header() + kIend, PictureError::malformed));
  CHECK(refused(kPng + header(3, 3) + pixels() + kIend, PictureError::malformed));  // colours out of no palette
  CHECK(refused(kPng + header() + pixels() + crcAndAll("tEXt", {}) + pixels() + kIend, PictureError::malformed));
  CHECK(refused(kPng + header() + crcAndAll("NEWc", {1}) + pixels() + kIend,
                PictureError::malformed));  // it cannot be drawn without
  CHECK(refused(kPng + header() + pixels() + crcAndAll("IEND", {1}), PictureError::malformed));
  CHECK(refused(kPng + crcAndAll("IHDR", {0x7f, 0, 0, 0, 0x7f, 0, 0, 0, 8, 0, 0, 0, 0}) + pixels() + kIend,
                PictureError::tooLarge));
}

TEST_CASE("what is neither photograph nor scan is not taken", "[protection]") {
  CHECK(refused({}, PictureError::notAPicture));
  CHECK(refused({0xff, 0xd8}, PictureError::notAPicture));
  CHECK(refused(text("GIF89a"), PictureError::notAPicture));
  CHECK(refused(text("%PDF-1.7"), PictureError::notAPicture));
  CHECK(refused(Bytes(kMaxPictureFileBytes + 1, 0xff), PictureError::tooLarge));
}

}  // namespace
}  // namespace limen
