// SPDX-License-Identifier: Apache-2.0
#include "core/bytes.h"

#include <catch2/catch_test_macros.hpp>
#include <limits>

#include "core/random.h"

using namespace limen;

TEST_CASE("what a ByteWriter wrote a ByteReader reads back", "[core]") {
  ByteWriter writer;
  writer.u8(7).u16(0x1234).u32(0xdeadbeef).u64(std::numeric_limits<std::uint64_t>::max());
  for (std::uint64_t value : {0ull, 127ull, 128ull, 1ull << 40, ~0ull}) writer.varint(value);
  for (std::int64_t value : {std::int64_t{0}, std::int64_t{-1}, std::numeric_limits<std::int64_t>::min()}) writer.signedVarint(value);
  writer.text("threshold");

  ByteReader reader(writer.bytes());
  CHECK(reader.u8() == 7);
  CHECK(reader.u16() == 0x1234);
  CHECK(reader.u32() == 0xdeadbeef);
  CHECK(reader.u64() == std::numeric_limits<std::uint64_t>::max());
  for (std::uint64_t value : {0ull, 127ull, 128ull, 1ull << 40, ~0ull}) CHECK(reader.varint() == value);
  for (std::int64_t value : {std::int64_t{0}, std::int64_t{-1}, std::numeric_limits<std::int64_t>::min()})
    CHECK(reader.signedVarint() == value);
  CHECK(reader.text(100) == "threshold");
  CHECK(reader.done());
}

TEST_CASE("a short or oversized read fails once and for all", "[core]") {
  const Bytes three{1, 2, 3};
  ByteReader reader(three);
  CHECK(reader.u32() == 0);
  CHECK_FALSE(reader.ok());
  CHECK(reader.u8() == 0);

  const Bytes long4{4, 'a', 'b', 'c', 'd'};
  ByteReader tooLong(long4);
  CHECK(tooLong.sized(3).empty());
  CHECK_FALSE(tooLong.ok());
}

TEST_CASE("a varint has one spelling", "[core]") {
  for (const Bytes& bad : {Bytes{0x80, 0x00}, Bytes{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02}, Bytes(11, 0x80)}) {
    ByteReader reader(bad);
    reader.varint();
    CHECK_FALSE(reader.ok());
  }
}

TEST_CASE("hex and base32 return what they were given, and refuse the rest", "[core]") {
  SeededRandom random(1);
  for (std::size_t size = 0; size < 40; ++size) {
    Bytes bytes(size);
    random.fill(bytes);
    CHECK(fromHex(toHex(bytes)) == bytes);
    CHECK(fromBase32(toBase32(bytes)) == bytes);
  }
  CHECK(toBase32(bytesOf("limen")) == "DHMPTSBE");
  CHECK_FALSE(fromHex("abc"));
  CHECK_FALSE(fromHex("zz"));
  CHECK_FALSE(fromBase32("U"));
  CHECK(fromBase32("dhmp-tsbe") == fromBase32("DHMPTSBE"));
}
