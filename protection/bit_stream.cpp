// SPDX-License-Identifier: Apache-2.0
#include "protection/bit_stream.h"

#include <algorithm>
#include <bit>

#include "core/check.h"
#include "crypto/secret_bytes.h"

namespace limen {

namespace {
// Truncated binary (Golomb): of `count` values the first 2^k - count take one bit less.
struct Truncated {
  unsigned width;        // of the longer codes
  std::uint64_t shorts;  // how many values have the shorter one
  explicit Truncated(std::uint64_t count)
      : width(static_cast<unsigned>(std::bit_width(count - 1))), shorts((std::uint64_t{1} << width) - count) {}
};
}  // namespace

BitWriter::~BitWriter() {
  wipe(bytes_);
}

void BitWriter::bits(std::uint64_t value, unsigned width) {
  LIMEN_CHECK(width <= 64);
  while (width > 0) {
    if (size_ % 8 == 0) bytes_.push_back(0);
    const auto room = static_cast<unsigned>(8 - size_ % 8), taken = std::min(room, width);
    const std::uint64_t piece = value >> (width - taken) & ((1u << taken) - 1);
    bytes_.back() = static_cast<Byte>(bytes_.back() | piece << (room - taken));
    size_ += taken;
    width -= taken;
  }
}

void BitWriter::golomb(std::uint64_t value, unsigned order) {
  const std::uint64_t shifted = value + (std::uint64_t{1} << order);
  LIMEN_CHECK(shifted >= value && order <= 16);
  const auto width = static_cast<unsigned>(std::bit_width(shifted));
  bits(0, width - order - 1);
  bits(shifted, width);
}

void BitWriter::among(std::uint64_t value, std::uint64_t count) {
  LIMEN_CHECK(value < count && count <= std::uint64_t{1} << 32);
  const Truncated code(count);
  if (value < code.shorts) {
    bits(value, code.width - 1);
  } else {
    bits(value + code.shorts, code.width);
  }
}

void BitWriter::sizedNumber(std::int64_t value) {
  const std::uint64_t zigzag = static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(value >> 63);
  const auto width = static_cast<unsigned>(std::bit_width(zigzag));  // 0 to 64; 63 stands for 63 and 64
  bits(std::min(width, 63u), 6);
  if (width >= 63) {
    bits(zigzag, 64);
  } else if (width > 1) {
    bits(zigzag, width - 1);
  }
}

std::uint64_t BitReader::bits(unsigned width) {
  if (width > remaining()) {
    ok_ = false;
    return 0;
  }
  std::uint64_t out = 0;
  while (width > 0) {
    const auto room = static_cast<unsigned>(8 - position_ % 8), taken = std::min(room, width);
    out = out << taken | (input_[position_ / 8] >> (room - taken) & ((1u << taken) - 1));
    position_ += taken;
    width -= taken;
  }
  return out;
}

std::uint64_t BitReader::golomb(unsigned order) {
  unsigned zeros = 0;
  while (ok_ && !bit()) {
    if (++zeros + order > 62) ok_ = false;
  }
  if (!ok_) return 0;
  const std::uint64_t shifted = std::uint64_t{1} << (zeros + order) | bits(zeros + order);
  return ok_ ? shifted - (std::uint64_t{1} << order) : 0;
}

std::uint64_t BitReader::among(std::uint64_t count) {
  const Truncated code(count);
  if (code.width == 0) return 0;
  const std::uint64_t first = bits(code.width - 1);
  if (first < code.shorts) return first;
  const std::uint64_t value = (first << 1 | bits(1)) - code.shorts;
  return ok_ ? value : 0;
}

std::int64_t BitReader::sizedNumber() {
  const auto width = static_cast<unsigned>(bits(6));
  std::uint64_t zigzag = 0;
  if (width == 63) {
    zigzag = bits(64);
    if (std::bit_width(zigzag) < 63) fail();  // not the shortest form
  } else if (width > 0) {
    zigzag = std::uint64_t{1} << (width - 1) | bits(width - 1);
  }
  return ok_ ? static_cast<std::int64_t>(zigzag >> 1) ^ -static_cast<std::int64_t>(zigzag & 1) : 0;
}

bool BitReader::doneBefore(std::size_t tailBytes) const {
  if (!ok_ || remaining() < tailBytes * 8 || remaining() - tailBytes * 8 > 7) return false;
  BitReader rest = *this;
  return rest.bits(static_cast<unsigned>(remaining() - tailBytes * 8)) == 0;
}

}  // namespace limen
