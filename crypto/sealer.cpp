// SPDX-License-Identifier: Apache-2.0
#include <sodium.h>

#include <algorithm>

#include "crypto/envelope.h"
#include "crypto/layout.h"

namespace limen {

static_assert(kPartTagBytes == crypto_aead_xchacha20poly1305_ietf_ABYTES);

namespace {

// A content key encrypts one part of one revision, so every part can have the same nonce.
constexpr Byte kZeroNonce[crypto_aead_xchacha20poly1305_ietf_NPUBBYTES] = {};

Bytes associated(const Bytes& headerBytes, std::string_view compartment) {
  const CompartmentName name = compartmentName(compartment);
  Bytes out;
  out.reserve(headerBytes.size() + name.size());
  out.insert(out.end(), headerBytes.begin(), headerBytes.end());
  out.insert(out.end(), name.begin(), name.end());
  return out;
}

struct Sealed {
  Bytes headerBytes;
  std::vector<SealedPart> parts;
};

Result<Sealed> sealParts(RevisionHeader& header, const std::vector<RetentionBound>& bounds, std::vector<Sealer::Content> contents,
                         const ShiftKeys& keys, const ErasureSeed& seed) {
  using Content = Sealer::Content;
  std::sort(contents.begin(), contents.end(), [](const Content& a, const Content& b) { return a.compartment < b.compartment; });
  header.parts = 0;
  for (const Content& content : contents) {
    if (content.compartment >= kMaxCompartments) return unexpected(SealError::tooManyCompartments);
    const std::uint16_t bit = static_cast<std::uint16_t>(1u << content.compartment);
    if ((header.parts & bit) != 0 || !isPaddedSize(content.padded.size())) return unexpected(SealError::malformed);
    if (content.padded.size() + kPartTagBytes > kMaxPartBytes) return unexpected(SealError::tooLarge);
    if (!keys.has(content.compartment)) return unexpected(SealError::noShiftKey);
    header.parts |= bit;
  }
  if (header.shift != keys.shift()) return unexpected(SealError::noShiftKey);
  if (!wellFormed(header) || !wellFormed(bounds)) return unexpected(SealError::malformed);

  Sealed out{writeHeader(header, bounds), {}};
  out.parts.reserve(contents.size());
  for (const Content& content : contents) {
    const std::string& name = keys.compartment(content.compartment);
    const SecretBytes key = keys.contentKey(content.compartment, header.record, header.id, erasurePart(seed, name));
    const Bytes aad = associated(out.headerBytes, name);
    const ByteView plain = content.padded.expose(SecretAccess{});
    SealedPart part;
    part.compartment = content.compartment;
    part.ciphertext.resize(plain.size() + kPartTagBytes);
    crypto_aead_xchacha20poly1305_ietf_encrypt(part.ciphertext.data(), nullptr, plain.data(), plain.size(), aad.data(),
                                               aad.size(), nullptr, kZeroNonce, key.expose(SecretAccess{}).data());
    part.hash = hash256({part.ciphertext});
    out.parts.push_back(std::move(part));
  }
  return out;
}

}  // namespace

Result<SealedRevision> Sealer::seal(RevisionHeader header, std::vector<Content> contents, const ShiftKeys& keys,
                                    const ErasureSeed& seed) {
  LIMEN_ASSIGN(Sealed sealed, sealParts(header, {}, std::move(contents), keys, seed));
  return SealedRevision(std::move(header), std::move(sealed.headerBytes), std::move(sealed.parts));
}

Result<SealedRevision> sealWithBounds(RevisionHeader header, const std::vector<RetentionBound>& bounds, std::vector<Sealer::Content> contents,
                                      const ShiftKeys& keys, const ErasureSeed& seed) {
  if (bounds.empty()) return Sealer::seal(std::move(header), std::move(contents), keys, seed);
  LIMEN_ASSIGN(const Sealed sealed, sealParts(header, bounds, std::move(contents), keys, seed));
  return SealedRevision::parse(serialiseRevision(sealed.headerBytes, sealed.parts));
}

Result<SecretBytes> Sealer::open(const SealedRevision& revision, std::uint8_t compartment, const ShiftKeys& keys,
                                 const ErasurePart& erasure) {
  const RevisionHeader& header = revision.header();
  if (header.shift != keys.shift() || !keys.has(compartment)) return unexpected(SealError::noShiftKey);
  const auto part = std::find_if(revision.parts().begin(), revision.parts().end(),
                                 [&](const SealedPart& candidate) { return candidate.compartment == compartment; });
  if (part == revision.parts().end() || part->ciphertext.empty()) return unexpected(SealError::noErasurePart);
  const SecretBytes key = keys.contentKey(compartment, header.record, header.id, erasure);
  const Bytes aad = associated(revision.headerBytes(), keys.compartment(compartment));
  SecretBytes plain(part->ciphertext.size() - kPartTagBytes);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(plain.expose(SecretAccess{}).data(), nullptr, nullptr, part->ciphertext.data(),
                                                 part->ciphertext.size(), aad.data(), aad.size(), kZeroNonce,
                                                 key.expose(SecretAccess{}).data()) != 0)
    return unexpected(SealError::tampered);
  return plain;
}

}  // namespace limen
