// SPDX-License-Identifier: Apache-2.0
// Signatures (Ed25519), boxes to one reader (X25519 sealed boxes) and symmetric boxes (XChaCha20-Poly1305), by libsodium.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "core/bytes.h"
#include "core/result.h"
#include "crypto/secret_bytes.h"

namespace limen {

enum class KeyError { wrongKey, tampered, lowOrder, malformed };
constexpr std::string_view roomOf(KeyError) {
  return "key";
}
std::string_view nameOf(KeyError cause);

using PublicKey = std::array<Byte, 32>;  // Ed25519 or X25519, as the place says
using SignatureBytes = std::array<Byte, 64>;

std::optional<PublicKey> publicKeyFrom(ByteView bytes);  // nothing unless 32 bytes

// An Ed25519 pair. Signs (domain word | 0 | message): the same bytes signed for one purpose are no good for another.
class Signer {
 public:
  static Signer generate();
  static Result<Signer> fromSeed(const SecretBytes& seed);  // 32 bytes
  SecretBytes seed() const;
  const PublicKey& publicKey() const { return public_; }
  SignatureBytes sign(std::string_view domain, ByteView message) const;

 private:
  SecretBytes secret_;
  PublicKey public_{};
};
bool verify(const PublicKey& signer, std::string_view domain, ByteView message, ByteView signature);
// A signature that somebody else made, without a domain: RFC 8032. False for a key or a signature of another size.
bool verifyPlain(ByteView signer, ByteView message, ByteView signature);

// An X25519 pair: opens what seal() closed to its public half.
class BoxKeys {
 public:
  static BoxKeys generate();
  static Result<BoxKeys> fromSecret(const SecretBytes& secret);  // 32 bytes
  const PublicKey& publicKey() const { return public_; }
  const SecretBytes& secret() const { return secret_; }
  Result<SecretBytes> open(ByteView box) const;  // tampered (also: another reader's), malformed by its size

 private:
  SecretBytes secret_;
  PublicKey public_{};
};
constexpr std::size_t kBoxOverhead = 48;
constexpr std::size_t kMaxBoxedBytes = 1 << 20;  // of sealTo() and lockWith(): what comes back is held in locked memory
Result<Bytes> sealTo(const PublicKey& reader, ByteView content);  // lowOrder when the key is one

// XChaCha20-Poly1305 with a random nonce in front: nonce 24 | ciphertext | tag 16.
constexpr std::size_t kLockOverhead = 40;
Bytes lockWith(const SecretBytes& key, ByteView content, ByteView associated);
Result<SecretBytes> unlockWith(const SecretBytes& key, ByteView locked, ByteView associated);  // tampered, malformed

// k of n by nested boxes, one per k-subset of the holders: any k open it, fewer learn nothing. malformed for k or n out of 1..8,
// for a holder named twice and for a secret of no or more than 1024 bytes; lowOrder.
constexpr std::size_t kMaxEscrowHolders = 8;
constexpr std::size_t kMaxEscrowedBytes = 1024;
Result<Bytes> escrow(const std::vector<PublicKey>& holders, std::size_t k, const SecretBytes& secret);
Result<SecretBytes> recover(ByteView escrowed, const std::vector<const BoxKeys*>& present);  // wrongKey when fewer than k fit

}  // namespace limen
