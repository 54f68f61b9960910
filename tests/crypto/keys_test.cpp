// SPDX-License-Identifier: Apache-2.0
// Known answers: RFC 8032 (Ed25519), RFC 7748 (X25519), draft-irtf-cfrg-xchacha (XChaCha20-Poly1305).
#include "crypto/keys.h"

#include <openssl/evp.h>

#include <catch2/catch_test_macros.hpp>

#include "core/random.h"

using namespace limen;

namespace {

SecretBytes secretFromHex(std::string_view hex) {
  return SecretBytes::copyOf(fromHex(hex).value());
}
std::string shown(const SecretBytes& secret) {
  return toHex(secret.expose(SecretAccess{}));
}

// The points of X25519 whose multiples are few, both spellings of zero and one included.
const char* const kLowOrder[] = {
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
    "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
};

}  // namespace

TEST_CASE("Ed25519 keys come from seeds as RFC 8032 says", "[crypto]") {
  const std::pair<const char*, const char*> known[] = {
      {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
       "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"},
      {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
       "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"},
      {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
       "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"},
  };
  for (const auto& [seed, publicKey] : known) {
    auto signer = Signer::fromSeed(secretFromHex(seed));
    REQUIRE(signer);
    CHECK(toHex(signer->publicKey()) == publicKey);
    CHECK(shown(signer->seed()) == seed);
  }
  CHECK_FALSE(Signer::fromSeed(SecretBytes(31)));
}

TEST_CASE("a signature is Ed25519's over domain, zero byte, message, as OpenSSL makes it too", "[crypto]") {
  const char* seed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
  const Signer signer = std::move(Signer::fromSeed(secretFromHex(seed))).value();
  const SignatureBytes ours = signer.sign("limen/test/v1", bytesOf("message"));

  const Bytes raw = fromHex(seed).value();
  const std::string text = std::string("limen/test/v1") + '\0' + "message";
  EVP_PKEY* key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, raw.data(), raw.size());
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  SignatureBytes theirs{};
  std::size_t size = theirs.size();
  EVP_DigestSignInit(context, nullptr, nullptr, nullptr, key);
  EVP_DigestSign(context, theirs.data(), &size, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  EVP_MD_CTX_free(context);
  EVP_PKEY_free(key);
  CHECK(toHex(ours) == toHex(theirs));
}

TEST_CASE("a signature holds for its key, its domain and its message alone", "[crypto]") {
  const Signer signer = Signer::generate(), other = Signer::generate();
  const SignatureBytes signature = signer.sign("limen/run/v1", bytesOf("message"));
  CHECK(verify(signer.publicKey(), "limen/run/v1", bytesOf("message"), signature));
  CHECK_FALSE(verify(other.publicKey(), "limen/run/v1", bytesOf("message"), signature));
  CHECK_FALSE(verify(signer.publicKey(), "limen/run/v2", bytesOf("message"), signature));
  CHECK_FALSE(verify(signer.publicKey(), "limen/run/v1", bytesOf("messagf"), signature));
  CHECK_FALSE(verify(signer.publicKey(), "limen/run/v1m", bytesOf("essage"), signature));
  CHECK_FALSE(verify(signer.publicKey(), "limen/run/v", bytesOf("1message"), signature));
  CHECK_FALSE(verify(signer.publicKey(), "limen/run/v1", bytesOf("message"), ByteView(signature).first(63)));
  for (std::size_t bit = 0; bit < signature.size() * 8; ++bit) {
    SignatureBytes bad = signature;
    bad[bit / 8] ^= static_cast<Byte>(1u << bit % 8);
    CHECK_FALSE(verify(signer.publicKey(), "limen/run/v1", bytesOf("message"), bad));
  }
  // The neutral point as a key would accept a signature of anything.
  PublicKey neutral{1};
  SignatureBytes forged{1};
  CHECK_FALSE(verify(neutral, "limen/run/v1", bytesOf("message"), forged));
}

TEST_CASE("X25519 public keys are RFC 7748's", "[crypto]") {
  const std::pair<const char*, const char*> known[] = {
      {"77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a",
       "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"},
      {"5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb",
       "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"},
  };
  for (const auto& [secret, publicKey] : known) {
    auto keys = BoxKeys::fromSecret(secretFromHex(secret));
    REQUIRE(keys);
    CHECK(toHex(keys->publicKey()) == publicKey);
    CHECK(shown(keys->secret()) == secret);
  }
}

TEST_CASE("a box opens for its reader alone, and not when a bit of it changed", "[crypto]") {
  const BoxKeys reader = BoxKeys::generate(), other = BoxKeys::generate();
  const Bytes box = sealTo(reader.publicKey(), bytesOf("synthetic")).value();
  CHECK(box.size() == 9 + kBoxOverhead);
  auto opened = reader.open(box);
  REQUIRE(opened);
  CHECK(shown(*opened) == toHex(bytesOf("synthetic")));
  CHECK_FALSE(other.open(box));
  for (std::size_t bit = 0; bit < box.size() * 8; ++bit) {
    Bytes bad = box;
    bad[bit / 8] ^= static_cast<Byte>(1u << bit % 8);
    // X25519 leaves the top bit of the ephemeral key out, but the nonce is made from all of it.
    auto tampered = reader.open(bad);
    REQUIRE_FALSE(tampered);
    CHECK(tampered.error().is(KeyError::tampered));
  }
  for (std::size_t size = 0; size < box.size(); ++size) CHECK_FALSE(reader.open(ByteView(box).first(size)));
  CHECK_FALSE(BoxKeys::fromSecret(SecretBytes(33)));
}

TEST_CASE("keys of low order are refused", "[crypto]") {
  const BoxKeys reader = BoxKeys::generate();
  for (const char* hex : kLowOrder) {
    const PublicKey key = *publicKeyFrom(fromHex(hex).value());
    CAPTURE(hex);
    auto box = sealTo(key, bytesOf("synthetic"));
    REQUIRE_FALSE(box);
    CHECK(box.error().is(KeyError::lowOrder));
    Bytes forged = sealTo(reader.publicKey(), bytesOf("synthetic")).value();
    std::copy(key.begin(), key.end(), forged.begin());
    CHECK_FALSE(reader.open(forged));
    auto held = escrow({reader.publicKey(), key}, 2, SecretBytes::random(32));
    REQUIRE_FALSE(held);
    CHECK(held.error().is(KeyError::lowOrder));
  }
  CHECK_FALSE(publicKeyFrom(Bytes(31)));
  CHECK_FALSE(publicKeyFrom(Bytes(33)));
}

TEST_CASE("a lock is XChaCha20-Poly1305 as in the draft", "[crypto]") {
  const SecretBytes key = secretFromHex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f");
  const Bytes associated = fromHex("50515253c0c1c2c3c4c5c6c7").value();
  const Bytes locked = fromHex(
                           "404142434445464748494a4b4c4d4e4f5051525354555657"
                           "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39"
                           "ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9"
                           "21f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49")
                           .value();
  auto opened = unlockWith(key, locked, associated);
  REQUIRE(opened);
  CHECK(textOf(std::as_const(*opened).expose(SecretAccess{})) ==
        "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.");
  for (std::size_t bit = 0; bit < locked.size() * 8; ++bit) {
    Bytes bad = locked;
    bad[bit / 8] ^= static_cast<Byte>(1u << bit % 8);
    CHECK_FALSE(unlockWith(key, bad, associated));
  }
  for (std::size_t size = 0; size < locked.size(); ++size) CHECK_FALSE(unlockWith(key, ByteView(locked).first(size), associated));
  CHECK_FALSE(unlockWith(key, locked, ByteView(associated).first(11)));
  CHECK_FALSE(unlockWith(SecretBytes::random(32), locked, associated));
}

TEST_CASE("a lock draws a new nonce every time and opens again", "[crypto]") {
  const SecretBytes key = SecretBytes::random(32);
  for (const std::size_t size : {0, 1, 64, 5000}) {
    const Bytes content(size, 0x5a);
    const Bytes one = lockWith(key, content, bytesOf("a")), two = lockWith(key, content, bytesOf("a"));
    CHECK(one != two);
    auto opened = unlockWith(key, one, bytesOf("a"));
    REQUIRE(opened);
    CHECK(shown(*opened) == toHex(content));
  }
}
