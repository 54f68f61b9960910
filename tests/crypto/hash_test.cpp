// SPDX-License-Identifier: Apache-2.0
// Expected values were computed with another implementation of BLAKE2b (Python's hashlib).
#include "crypto/hash.h"

#include <catch2/catch_test_macros.hpp>
#include <numeric>

using namespace limen;

namespace {
Bytes counting(std::size_t size) {
  Bytes out(size);
  std::iota(out.begin(), out.end(), Byte{0});
  return out;
}
std::string shown(const SecretBytes& secret) {
  return toHex(secret.expose(SecretAccess{}));
}
}  // namespace

TEST_CASE("hashes, keyed hashes and derived keys are BLAKE2b's", "[crypto]") {
  CHECK(hash256({bytesOf("abc")}).hex() == "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
  CHECK(hash256({bytesOf("a"), {}, bytesOf("bc")}) == hash256({bytesOf("abc")}));
  CHECK(hash256({}).hex() == "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");

  const Bytes key = counting(32), longKey = counting(64);
  const auto domain = bytesOf("limen/test/v1"), message = bytesOf("message");
  CHECK(toHex(mac128(ByteView(key), {domain, message})) == "8adbe0b7c983047cc81a9728f0df8ab5");
  CHECK(toHex(mac128(SecretBytes::copyOf(longKey), {domain, message})) == "0d809c48a4df786b5f4406d6b8bf19bb");
  CHECK(shown(deriveKey(SecretBytes::copyOf(key), {domain, message})) ==
        "e5855e465845885f7482bf2507ed14ddcb82f0cf70ab87dc1683ff3be7ba42f9");
  CHECK(shown(deriveSubkey(SecretBytes::copyOf(key), 7, "LimenTst")) ==
        "776a986698b5db3362a4ec627f943bd9062c763bb6c58c6378eada9c6be7e908");
}

TEST_CASE("a chain step hashes the step before and the revision", "[crypto]") {
  const Hash revision = *Hash::from(counting(32));
  CHECK(chainStep(Hash{}, revision).hex() == "7ae2e49bea1b2c3b22e93a2dab6daeb654847798bbd90d8e2f21ecacbfb358f5");
  CHECK(chainStep(revision, Hash{}) != chainStep(Hash{}, revision));
}

TEST_CASE("comparison in constant time agrees with comparison", "[crypto]") {
  const Bytes a = counting(16);
  Bytes b = a;
  CHECK(equalInConstantTime(a, b));
  CHECK(equalInConstantTime({}, {}));
  for (std::size_t i = 0; i < a.size(); ++i) {
    b = a;
    b[i] ^= 0x80;
    CHECK_FALSE(equalInConstantTime(a, b));
  }
  CHECK_FALSE(equalInConstantTime(a, ByteView(a).first(15)));
}
