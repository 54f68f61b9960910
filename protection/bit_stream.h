// SPDX-License-Identifier: Apache-2.0
// Bits, highest first, as the coding of answers writes them: fixed widths, exponential Golomb codes, truncated binary.
#pragma once

#include <cstdint>

#include "core/bytes.h"

namespace limen {

class BitWriter {
 public:
  ~BitWriter();
  BitWriter() = default;
  BitWriter(const BitWriter&) = delete;
  BitWriter& operator=(const BitWriter&) = delete;

  void bits(std::uint64_t value, unsigned width);  // width 0 to 64, the low bits of value
  void bit(bool value) { bits(value ? 1 : 0, 1); }
  void golomb(std::uint64_t value, unsigned order);      // any value below 2^63; order 0 to 16
  void among(std::uint64_t value, std::uint64_t count);  // value < count: log2(count) bits, rounded either way
  void sizedNumber(std::int64_t value);                  // zigzag: 6 bits of width, then the bits below the leading one
  std::size_t size() const { return size_; }             // in bits
  const Bytes& bytes() const { return bytes_; }          // the last byte filled up with zeros

 private:
  Bytes bytes_;
  std::size_t size_ = 0;
};

// Every read answers 0 once the input is short or malformed, and from then on: check with ok().
class BitReader {
 public:
  explicit BitReader(ByteView input) : input_(input) {}

  std::uint64_t bits(unsigned width);
  bool bit() { return bits(1) != 0; }
  std::uint64_t golomb(unsigned order);
  std::uint64_t among(std::uint64_t count);
  std::int64_t sizedNumber();
  std::size_t remaining() const { return ok_ ? input_.size() * 8 - position_ : 0; }
  bool ok() const { return ok_; }
  void fail() { ok_ = false; }
  bool doneBefore(std::size_t tailBytes) const;  // only the zeros that fill the last byte are left before the tail

 private:
  ByteView input_;
  std::size_t position_ = 0;
  bool ok_ = true;
};

}  // namespace limen
