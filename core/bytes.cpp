// SPDX-License-Identifier: Apache-2.0
#include "core/bytes.h"

namespace limen {

namespace {
constexpr char kHexDigits[] = "0123456789abcdef";
constexpr char kBase32Digits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

int hexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

int base32Value(char c) {
  if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  if (c == 'O') c = '0';
  if (c == 'I' || c == 'L') c = '1';
  for (int i = 0; i < 32; ++i)
    if (kBase32Digits[i] == c) return i;
  return -1;
}
}  // namespace

std::string toHex(ByteView bytes) {
  std::string out;
  out.reserve(bytes.size() * 2);
  for (Byte b : bytes) {
    out += kHexDigits[b >> 4];
    out += kHexDigits[b & 15];
  }
  return out;
}

std::optional<Bytes> fromHex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  Bytes out;
  out.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = hexValue(text[i]), low = hexValue(text[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    out.push_back(static_cast<Byte>(high << 4 | low));
  }
  return out;
}

std::string toBase32(ByteView bytes) {
  std::string out;
  std::uint32_t held = 0;
  int bits = 0;
  for (Byte b : bytes) {
    held = held << 8 | b;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += kBase32Digits[held >> bits & 31];
    }
  }
  if (bits > 0) out += kBase32Digits[held << (5 - bits) & 31];
  return out;
}

std::optional<Bytes> fromBase32(std::string_view text) {
  Bytes out;
  std::uint32_t held = 0;
  int bits = 0;
  for (char c : text) {
    if (c == ' ' || c == '-') continue;
    const int value = base32Value(c);
    if (value < 0) return std::nullopt;
    held = held << 5 | static_cast<std::uint32_t>(value);
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      out.push_back(static_cast<Byte>(held >> bits));
      held &= (1u << bits) - 1;
    }
  }
  if (bits >= 5 || held != 0) return std::nullopt;
  return out;
}

ByteWriter& ByteWriter::u8(std::uint8_t value) {
  bytes_.push_back(value);
  return *this;
}
ByteWriter& ByteWriter::u16(std::uint16_t value) { return u8(static_cast<Byte>(value)).u8(static_cast<Byte>(value >> 8)); }
ByteWriter& ByteWriter::u32(std::uint32_t value) {
  for (int i = 0; i < 4; ++i) u8(static_cast<Byte>(value >> (8 * i)));
  return *this;
}
ByteWriter& ByteWriter::u64(std::uint64_t value) {
  for (int i = 0; i < 8; ++i) u8(static_cast<Byte>(value >> (8 * i)));
  return *this;
}
ByteWriter& ByteWriter::varint(std::uint64_t value) {
  while (value >= 0x80) {
    u8(static_cast<Byte>(value) | 0x80);
    value >>= 7;
  }
  return u8(static_cast<Byte>(value));
}
ByteWriter& ByteWriter::signedVarint(std::int64_t value) {
  return varint(static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(value >> 63));
}
ByteWriter& ByteWriter::raw(ByteView bytes) {
  bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
  return *this;
}
ByteWriter& ByteWriter::sized(ByteView bytes) { return varint(bytes.size()).raw(bytes); }

ByteView ByteReader::raw(std::size_t size) {
  if (!ok_ || size > rest_.size()) {
    fail();
    return {};
  }
  ByteView out = rest_.first(size);
  rest_ = rest_.subspan(size);
  return out;
}
std::uint8_t ByteReader::u8() {
  ByteView v = raw(1);
  return v.empty() ? 0 : v[0];
}
std::uint16_t ByteReader::u16() {
  ByteView v = raw(2);
  return v.empty() ? 0 : static_cast<std::uint16_t>(v[0] | v[1] << 8);
}
std::uint32_t ByteReader::u32() {
  std::uint32_t out = 0;
  ByteView v = raw(4);
  for (std::size_t i = 0; i < v.size(); ++i) out |= static_cast<std::uint32_t>(v[i]) << (8 * i);
  return out;
}
std::uint64_t ByteReader::u64() {
  std::uint64_t out = 0;
  ByteView v = raw(8);
  for (std::size_t i = 0; i < v.size(); ++i) out |= static_cast<std::uint64_t>(v[i]) << (8 * i);
  return out;
}
std::uint64_t ByteReader::varint() {
  std::uint64_t out = 0;
  for (int shift = 0; shift < 64; shift += 7) {
    const Byte b = u8();
    if (!ok_) return 0;
    if (shift == 63 && b > 1) break;
    out |= static_cast<std::uint64_t>(b & 0x7f) << shift;
    if ((b & 0x80) == 0) {
      if (b == 0 && shift > 0) break;  // not the shortest form
      return out;
    }
  }
  fail();
  return 0;
}
std::int64_t ByteReader::signedVarint() {
  const std::uint64_t value = varint();
  return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}
ByteView ByteReader::sized(std::size_t maxSize) {
  const std::uint64_t size = varint();
  if (size > maxSize) {
    fail();
    return {};
  }
  return raw(static_cast<std::size_t>(size));
}

}  // namespace limen
