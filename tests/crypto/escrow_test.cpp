// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_test_macros.hpp>

#include "crypto/keys.h"

using namespace limen;

namespace {
struct Holders {
  std::vector<BoxKeys> keys;
  std::vector<PublicKey> names;
  explicit Holders(std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) {
      keys.push_back(BoxKeys::generate());
      names.push_back(keys.back().publicKey());
    }
  }
  std::vector<const BoxKeys*> present(std::uint32_t mask) const {
    std::vector<const BoxKeys*> out;
    for (std::size_t i = keys.size(); i > 0; --i)  // not the order they were named in
      if ((mask >> (i - 1) & 1) != 0) out.push_back(&keys[i - 1]);
    return out;
  }
};
}  // namespace

TEST_CASE("any k of n holders recover what was escrowed and fewer do not", "[crypto]") {
  const SecretBytes secret = SecretBytes::random(32);
  for (std::size_t n = 1; n <= 5; ++n) {
    const Holders holders(n);
    for (std::size_t k = 1; k <= n; ++k) {
      const Bytes escrowed = escrow(holders.names, k, secret).value();
      for (std::uint32_t mask = 0; mask < 1u << n; ++mask) {
        CAPTURE(n, k, mask);
        auto recovered = recover(escrowed, holders.present(mask));
        if (static_cast<std::size_t>(__builtin_popcount(mask)) >= k) {
          REQUIRE(recovered);
          REQUIRE(recovered->equals(secret));
        } else {
          REQUIRE_FALSE(recovered);
          REQUIRE(recovered.error().is(KeyError::wrongKey));
        }
      }
    }
  }
}

TEST_CASE("an escrow for three of five takes 1,763 bytes, and strangers do not count", "[crypto]") {
  const Holders holders(5), strangers(3);
  const SecretBytes secret = SecretBytes::random(32);
  const Bytes escrowed = escrow(holders.names, 3, secret).value();
  CHECK(escrowed.size() == 3 + 10 * (32 + 3 * 48));
  auto present = strangers.present(7);
  CHECK_FALSE(recover(escrowed, present));
  for (const BoxKeys* holder : holders.present(3)) present.push_back(holder);
  CHECK_FALSE(recover(escrowed, present));
  CHECK_FALSE(recover(escrowed, {&holders.keys[0], &holders.keys[0], &holders.keys[1]}));
  present.push_back(&holders.keys[4]);
  CHECK(recover(escrowed, present)->equals(secret));
}

TEST_CASE("an escrow that is cut, lengthened or out of bounds is malformed", "[crypto]") {
  const Holders holders(3);
  const SecretBytes secret = SecretBytes::random(32);
  const Bytes escrowed = escrow(holders.names, 2, secret).value();
  const auto malformed = [&](ByteView bytes) {
    auto out = recover(bytes, holders.present(7));
    return !out && out.error().is(KeyError::malformed);
  };
  // Cut by a box's third, the rest divides by three again: then no box opens.
  for (std::size_t size = 0; size < escrowed.size(); ++size)
    CHECK_FALSE(recover(ByteView(escrowed).first(size), holders.present(7)));
  for (std::size_t more = 1; more < 4; ++more) {
    Bytes longer = escrowed;
    longer.resize(longer.size() + more);
    CHECK_FALSE(recover(longer, holders.present(7)));
  }
  CHECK(malformed({}));
  for (const Bytes& head : {Bytes{2, 2, 3}, Bytes{1, 0, 3}, Bytes{1, 4, 3}, Bytes{1, 2, 9}, Bytes{1, 1, 0}}) {
    Bytes bad = escrowed;
    std::copy(head.begin(), head.end(), bad.begin());
    CHECK(malformed(bad));
  }
  const Holders nine(9);
  for (const std::size_t k : {std::size_t{0}, std::size_t{4}}) CHECK_FALSE(escrow(holders.names, k, secret));
  CHECK_FALSE(escrow(nine.names, 2, secret));
  CHECK_FALSE(escrow({}, 1, secret));
  CHECK_FALSE(escrow(holders.names, 2, SecretBytes()));
  CHECK_FALSE(escrow(holders.names, 2, SecretBytes(kMaxEscrowedBytes + 1)));
  CHECK_FALSE(escrow({holders.names[0], holders.names[1], holders.names[0]}, 2, secret));
}

TEST_CASE("a flipped bit of an escrow never gives another secret", "[crypto]") {
  const Holders holders(2);
  const SecretBytes secret = SecretBytes::random(32);
  const Bytes escrowed = escrow(holders.names, 2, secret).value();
  for (std::size_t bit = 0; bit < escrowed.size() * 8; ++bit) {
    Bytes bad = escrowed;
    bad[bit / 8] ^= static_cast<Byte>(1u << bit % 8);
    REQUIRE_FALSE(recover(bad, holders.present(3)));
  }
}
