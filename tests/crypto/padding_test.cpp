// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_test_macros.hpp>

#include "crypto/envelope.h"

using namespace limen;

TEST_CASE("content is padded in steps of 32 up to 256 bytes, then by Padme, its length included", "[crypto]") {
  const std::pair<std::size_t, std::size_t> known[] = {
      {0, 32},     {31, 32},     {32, 64},     {63, 64},     {127, 128},     {128, 160},           {254, 256},
      {255, 272},  {270, 272},   {271, 288},   {298, 304},   {498, 512},     {510, 512},           {511, 544},
      {998, 1024}, {1022, 1024}, {1023, 1088}, {4095, 4352}, {65534, 67584}, {999'997, 1'015'808},
  };
  for (const auto& [content, padded] : known) {
    CAPTURE(content);
    CHECK(paddedSize(content) == padded);
  }
}

TEST_CASE("padding costs at most 12 percent beyond 256 bytes", "[crypto]") {
  for (std::size_t size = 256; size < 1'000'000; size += 997) {
    CAPTURE(size);
    REQUIRE(paddedSize(size) <= size + 3 + size * 12 / 100);
    REQUIRE(paddedSize(size) <= paddedSize(size + 1));
  }
}

TEST_CASE("what was padded comes back, and only from its own padding", "[crypto]") {
  for (const std::size_t size : {0, 1, 30, 31, 32, 126, 127, 128, 129, 254, 255, 300, 1000, 5000}) {
    CAPTURE(size);
    const Bytes content(size, 0x5a);
    const SecretBytes padded = pad(content);
    const ByteView view = padded.expose(SecretAccess{});
    REQUIRE(view.size() == paddedSize(size));
    auto back = unpad(view);
    REQUIRE(back);
    REQUIRE(copyOf(*back) == content);

    Bytes bad = copyOf(view);
    if (view.size() > size + 2) {
      bad.back() = 1;
      CHECK_FALSE(unpad(bad));
      bad.back() = 0;
    }
    bad.resize(bad.size() + 32);
    CHECK_FALSE(unpad(bad));
    CHECK_FALSE(unpad(view.first(view.size() - 1)));
  }
  CHECK_FALSE(unpad({}));
  CHECK_FALSE(unpad(Bytes(64, 0)));     // nothing is padded to 32
  CHECK_FALSE(unpad(Bytes(32, 0xff)));  // a length beyond the end
  Bytes twoByteZero(32, 0);
  twoByteZero[0] = 0x80;
  CHECK_FALSE(unpad(twoByteZero));  // a length spelled too long
}
