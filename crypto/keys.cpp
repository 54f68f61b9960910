// SPDX-License-Identifier: Apache-2.0
#include "crypto/keys.h"

#include <sodium.h>

#include "core/check.h"

namespace limen {

static_assert(kBoxOverhead == crypto_box_SEALBYTES);
static_assert(kLockOverhead == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES + crypto_aead_xchacha20poly1305_ietf_ABYTES);

std::string_view nameOf(KeyError cause) {
  switch (cause) {
    case KeyError::wrongKey:
      return "wrongKey";
    case KeyError::tampered:
      return "tampered";
    case KeyError::lowOrder:
      return "lowOrder";
    case KeyError::malformed:
      return "malformed";
  }
  return "unknown";
}

std::optional<PublicKey> publicKeyFrom(ByteView bytes) {
  PublicKey key{};
  if (bytes.size() != key.size()) return std::nullopt;
  std::copy(bytes.begin(), bytes.end(), key.begin());
  return key;
}

namespace {
// domain | 0 | message. No domain word holds a zero byte, so no (domain, message) pair spells another.
Bytes underDomain(std::string_view domain, ByteView message) {
  LIMEN_CHECK(!domain.empty() && domain.find('\0') == std::string_view::npos);
  Bytes out;
  out.reserve(domain.size() + 1 + message.size());
  out.insert(out.end(), domain.begin(), domain.end());
  out.push_back(0);
  out.insert(out.end(), message.begin(), message.end());
  return out;
}
}  // namespace

Signer Signer::generate() {
  return std::move(fromSeed(SecretBytes::random(crypto_sign_SEEDBYTES))).value();
}

Result<Signer> Signer::fromSeed(const SecretBytes& seed) {
  if (seed.size() != crypto_sign_SEEDBYTES) return unexpected(KeyError::malformed);
  Signer out;
  out.secret_ = SecretBytes(crypto_sign_SECRETKEYBYTES);
  crypto_sign_seed_keypair(out.public_.data(), out.secret_.expose(SecretAccess{}).data(), seed.expose(SecretAccess{}).data());
  return out;
}

SecretBytes Signer::seed() const {
  SecretBytes out(crypto_sign_SEEDBYTES);
  crypto_sign_ed25519_sk_to_seed(out.expose(SecretAccess{}).data(), secret_.expose(SecretAccess{}).data());
  return out;
}

SignatureBytes Signer::sign(std::string_view domain, ByteView message) const {
  LIMEN_CHECK(!secret_.empty());
  const Bytes signedBytes = underDomain(domain, message);
  SignatureBytes out{};
  crypto_sign_detached(out.data(), nullptr, signedBytes.data(), signedBytes.size(), secret_.expose(SecretAccess{}).data());
  return out;
}

bool verify(const PublicKey& signer, std::string_view domain, ByteView message, ByteView signature) {
  if (signature.size() != crypto_sign_BYTES) return false;
  const Bytes signedBytes = underDomain(domain, message);
  return crypto_sign_verify_detached(signature.data(), signedBytes.data(), signedBytes.size(), signer.data()) == 0;
}

bool verifyPlain(ByteView signer, ByteView message, ByteView signature) {
  if (signer.size() != crypto_sign_PUBLICKEYBYTES || signature.size() != crypto_sign_BYTES) return false;
  return crypto_sign_verify_detached(signature.data(), message.data(), message.size(), signer.data()) == 0;
}

BoxKeys BoxKeys::generate() {
  return std::move(fromSecret(SecretBytes::random(crypto_box_SECRETKEYBYTES))).value();
}

Result<BoxKeys> BoxKeys::fromSecret(const SecretBytes& secret) {
  if (secret.size() != crypto_box_SECRETKEYBYTES) return unexpected(KeyError::malformed);
  BoxKeys out;
  out.secret_ = secret.clone();
  crypto_scalarmult_base(out.public_.data(), secret.expose(SecretAccess{}).data());
  return out;
}

Result<SecretBytes> BoxKeys::open(ByteView box) const {
  LIMEN_CHECK(!secret_.empty());
  if (box.size() < kBoxOverhead || box.size() - kBoxOverhead > kMaxBoxedBytes) return unexpected(KeyError::malformed);
  SecretBytes out(box.size() - kBoxOverhead);
  if (crypto_box_seal_open(out.expose(SecretAccess{}).data(), box.data(), box.size(), public_.data(),
                           secret_.expose(SecretAccess{}).data()) != 0)
    return unexpected(KeyError::tampered);
  return out;
}

Result<Bytes> sealTo(const PublicKey& reader, ByteView content) {
  LIMEN_CHECK(content.size() <= kMaxBoxedBytes);
  Bytes box(content.size() + kBoxOverhead);
  // libsodium refuses where the shared point is zero, which is what a public key of low order gives.
  if (crypto_box_seal(box.data(), content.data(), content.size(), reader.data()) != 0) return unexpected(KeyError::lowOrder);
  return box;
}

Bytes lockWith(const SecretBytes& key, ByteView content, ByteView associated) {
  LIMEN_CHECK(key.size() == crypto_aead_xchacha20poly1305_ietf_KEYBYTES && content.size() <= kMaxBoxedBytes);
  constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
  Bytes out(content.size() + kLockOverhead);
  randombytes_buf(out.data(), kNonce);
  crypto_aead_xchacha20poly1305_ietf_encrypt(out.data() + kNonce, nullptr, content.data(), content.size(), associated.data(),
                                             associated.size(), nullptr, out.data(), key.expose(SecretAccess{}).data());
  return out;
}

Result<SecretBytes> unlockWith(const SecretBytes& key, ByteView locked, ByteView associated) {
  LIMEN_CHECK(key.size() == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
  constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
  if (locked.size() < kLockOverhead || locked.size() - kLockOverhead > kMaxBoxedBytes) return unexpected(KeyError::malformed);
  SecretBytes out(locked.size() - kLockOverhead);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(out.expose(SecretAccess{}).data(), nullptr, nullptr, locked.data() + kNonce,
                                                 locked.size() - kNonce, associated.data(), associated.size(), locked.data(),
                                                 key.expose(SecretAccess{}).data()) != 0)
    return unexpected(KeyError::tampered);
  return out;
}

}  // namespace limen
