// SPDX-License-Identifier: Apache-2.0
// Bytes and the two cursors that every fixed layout of ours is written and read with: little-endian integers, LEB128
// varints (at most 10 bytes, shortest form only), length-prefixed byte strings.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace limen {

using Byte = std::uint8_t;
using Bytes = std::vector<Byte>;
using ByteView = std::span<const Byte>;

inline ByteView bytesOf(std::string_view text) { return {reinterpret_cast<const Byte*>(text.data()), text.size()}; }
inline std::string_view textOf(ByteView bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }
inline Bytes copyOf(ByteView bytes) { return {bytes.begin(), bytes.end()}; }

std::string toHex(ByteView bytes);                        // lower case
std::optional<Bytes> fromHex(std::string_view text);      // nothing on an odd length or another character
// RFC 4648 base32 in Crockford's alphabet (no I, L, O, U), without padding; reading takes either case, spaces and hyphens.
std::string toBase32(ByteView bytes);
std::optional<Bytes> fromBase32(std::string_view text);

class ByteWriter {
 public:
  ByteWriter& u8(std::uint8_t value);
  ByteWriter& u16(std::uint16_t value);
  ByteWriter& u32(std::uint32_t value);
  ByteWriter& u64(std::uint64_t value);
  ByteWriter& varint(std::uint64_t value);
  ByteWriter& signedVarint(std::int64_t value);  // zigzag
  ByteWriter& raw(ByteView bytes);
  ByteWriter& sized(ByteView bytes);  // varint length, then the bytes
  ByteWriter& text(std::string_view value) { return sized(bytesOf(value)); }

  const Bytes& bytes() const { return bytes_; }
  Bytes take() { return std::move(bytes_); }

 private:
  Bytes bytes_;
};

// Every read answers nothing once the input is short or malformed, and from then on: check once, at the end, with ok().
// Views point into the input.
class ByteReader {
 public:
  explicit ByteReader(ByteView input) : rest_(input) {}

  std::uint8_t u8();
  std::uint16_t u16();
  std::uint32_t u32();
  std::uint64_t u64();
  std::uint64_t varint();
  std::int64_t signedVarint();
  ByteView raw(std::size_t size);
  ByteView sized(std::size_t maxSize);
  std::string text(std::size_t maxSize) { return std::string(textOf(sized(maxSize))); }
  template <std::size_t N>
  std::array<Byte, N> array() {
    std::array<Byte, N> out{};
    ByteView view = raw(N);
    if (view.size() == N) std::copy(view.begin(), view.end(), out.begin());
    return out;
  }

  std::size_t remaining() const { return rest_.size(); }
  bool ok() const { return ok_; }
  bool done() const { return ok_ && rest_.empty(); }
  void fail() { ok_ = false; rest_ = {}; }

 private:
  ByteView rest_;
  bool ok_ = true;
};

}  // namespace limen
