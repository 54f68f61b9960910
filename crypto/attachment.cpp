// SPDX-License-Identifier: Apache-2.0
#include "crypto/attachment.h"

#include <sodium.h>

#include <algorithm>

#include "core/check.h"
#include "crypto/envelope.h"
#include "crypto/hash.h"

namespace limen {

namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kHeaderBytes = crypto_secretstream_xchacha20poly1305_HEADERBYTES;
constexpr std::size_t kTagBytes = crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr std::size_t kMaxRefBytes = 128;
static_assert(kSealedAttachmentChunkBytes == kAttachmentChunkBytes + kHeaderBytes + kTagBytes);

std::uint32_t chunksFor(std::uint32_t size) {
  return size == 0 ? 0 : static_cast<std::uint32_t>((paddedSize(size) + kAttachmentChunkBytes - 1) / kAttachmentChunkBytes);
}

auto* stateIn(SecretBytes& state) {
  return reinterpret_cast<crypto_secretstream_xchacha20poly1305_state*>(state.expose(SecretAccess{}).data());
}

SecretBytes keyOf(const AttachmentId& id, AttachmentPart part, const SecretBytes& contentKey) {
  const Byte which = static_cast<Byte>(part);
  return deriveKey(contentKey, {bytesOf("limen/att/v1"), id.bytes(), {&which, 1}});
}

// A chunk is bound to its picture, its part and its place; the end of a part is the stream's own.
Bytes associated(const AttachmentId& id, AttachmentPart part, std::uint32_t index, std::uint32_t count) {
  return ByteWriter().raw(bytesOf("limen/att/chunk/v1")).raw(id.bytes()).u8(static_cast<Byte>(part)).u32(index).u32(count).take();
}

Hash rootOf(const AttachmentId& id, AttachmentPart part, const std::vector<Bytes>& chunks) {
  ByteWriter leaves;
  for (const Bytes& chunk : chunks) leaves.raw(hash256({bytesOf("limen/att/leaf/v1"), chunk}).bytes());
  const Byte which = static_cast<Byte>(part);
  return hash256({bytesOf("limen/att/root/v1"), id.bytes(), {&which, 1}, leaves.bytes()});
}

std::vector<Bytes> sealPart(const AttachmentId& id, AttachmentPart part, ByteView content, const SecretBytes& contentKey) {
  std::vector<Bytes> out;
  if (content.empty()) return out;
  const SecretBytes key = keyOf(id, part, contentKey);
  SecretBytes state(sizeof(crypto_secretstream_xchacha20poly1305_state));
  Bytes header(kHeaderBytes);
  crypto_secretstream_xchacha20poly1305_init_push(stateIn(state), header.data(), key.expose(SecretAccess{}).data());
  const std::uint32_t count = chunksFor(static_cast<std::uint32_t>(content.size()));
  const std::size_t padded = paddedSize(content.size());
  Bytes plain;
  for (std::uint32_t index = 0; index < count; ++index) {
    const std::size_t from = index * kAttachmentChunkBytes;
    plain.assign(std::min(kAttachmentChunkBytes, padded - from), 0);
    if (from < content.size()) {
      const ByteView piece = content.subspan(from, std::min(plain.size(), content.size() - from));
      std::copy(piece.begin(), piece.end(), plain.begin());
    }
    const std::size_t before = index == 0 ? kHeaderBytes : 0;
    Bytes chunk(before + plain.size() + kTagBytes);
    if (index == 0) std::copy(header.begin(), header.end(), chunk.begin());
    const Bytes bound = associated(id, part, index, count);
    const unsigned char tag =
        index + 1 == count ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
    crypto_secretstream_xchacha20poly1305_push(stateIn(state), chunk.data() + before, nullptr, plain.data(), plain.size(),
                                               bound.data(), bound.size(), tag);
    out.push_back(std::move(chunk));
  }
  wipe(plain);
  return out;
}

constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

}  // namespace

std::string_view nameOf(AttachmentError cause) {
  switch (cause) {
    case AttachmentError::damaged:
      return "damaged";
    case AttachmentError::incomplete:
      return "incomplete";
    case AttachmentError::notHere:
      return "notHere";
    case AttachmentError::tooMany:
      return "tooMany";
  }
  return "unknown";
}

std::uint32_t AttachmentRef::thumbnailChunks() const {
  return chunksFor(thumbnailSize);
}

std::uint32_t AttachmentRef::chunks() const {
  return chunksFor(thumbnailSize) + chunksFor(size);
}

std::string AttachmentRef::text() const {
  ByteWriter out;
  out.u8(kVersion).raw(id.bytes()).u8(kind).varint(size).varint(thumbnailSize).raw(root.bytes());
  if (thumbnailSize > 0) out.raw(thumbnailRoot.bytes());
  const Bytes& bytes = out.bytes();
  std::string text(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), kVariant);
  text.pop_back();  // its zero byte
  return text;
}

std::optional<AttachmentRef> AttachmentRef::parse(std::string_view text) {
  Bytes bytes(kMaxRefBytes);
  std::size_t size = 0;
  if (sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &size, nullptr, kVariant) != 0)
    return std::nullopt;
  ByteReader in(ByteView(bytes).first(size));
  AttachmentRef ref;
  if (in.u8() != kVersion) return std::nullopt;
  ref.id = AttachmentId{in.array<AttachmentId::kSize>()};
  ref.kind = in.u8();
  const std::uint64_t picture = in.varint(), thumbnail = in.varint();
  if (picture == 0 || picture > kMaxAttachmentBytes || thumbnail > kMaxAttachmentBytes) return std::nullopt;
  ref.size = static_cast<std::uint32_t>(picture);
  ref.thumbnailSize = static_cast<std::uint32_t>(thumbnail);
  ref.root.value = in.array<Hash::kSize>();
  if (thumbnail > 0) ref.thumbnailRoot.value = in.array<Hash::kSize>();
  if (!in.done() || ref.chunks() > kMaxAttachmentChunks || ref.text() != text) return std::nullopt;
  return ref;
}

SealedAttachment sealAttachment(const AttachmentId& id, std::uint8_t kind, ByteView picture, ByteView thumbnail,
                                const SecretBytes& contentKey) {
  LIMEN_CHECK(!picture.empty() && picture.size() <= kMaxAttachmentBytes && thumbnail.size() <= kMaxAttachmentBytes);
  SealedAttachment out;
  out.ref.id = id;
  out.ref.kind = kind;
  out.ref.size = static_cast<std::uint32_t>(picture.size());
  out.ref.thumbnailSize = static_cast<std::uint32_t>(thumbnail.size());
  LIMEN_CHECK(out.ref.chunks() <= kMaxAttachmentChunks);
  out.chunks = sealPart(id, AttachmentPart::thumbnail, thumbnail, contentKey);
  if (!out.chunks.empty()) out.ref.thumbnailRoot = rootOf(id, AttachmentPart::thumbnail, out.chunks);
  std::vector<Bytes> rest = sealPart(id, AttachmentPart::picture, picture, contentKey);
  out.ref.root = rootOf(id, AttachmentPart::picture, rest);
  std::move(rest.begin(), rest.end(), std::back_inserter(out.chunks));
  return out;
}

Result<Bytes> openAttachment(const AttachmentRef& ref, AttachmentPart part, const std::vector<Bytes>& chunks,
                             const SecretBytes& contentKey) {
  const bool small = part == AttachmentPart::thumbnail;
  const std::uint32_t size = small ? ref.thumbnailSize : ref.size, count = chunksFor(size);
  if (chunks.size() != count || count == 0) return unexpected(AttachmentError::incomplete);
  if (rootOf(ref.id, part, chunks) != (small ? ref.thumbnailRoot : ref.root)) return unexpected(AttachmentError::damaged);
  const SecretBytes key = keyOf(ref.id, part, contentKey);
  SecretBytes state(sizeof(crypto_secretstream_xchacha20poly1305_state));
  Bytes out(paddedSize(size));
  const auto refuse = [&] {
    wipe(out);
    return unexpected(AttachmentError::damaged);
  };
  for (std::uint32_t index = 0; index < count; ++index) {
    ByteView chunk = chunks[index];
    if (index == 0) {
      if (chunk.size() < kHeaderBytes || crypto_secretstream_xchacha20poly1305_init_pull(stateIn(state), chunk.data(),
                                                                                          key.expose(SecretAccess{}).data()) != 0)
        return refuse();
      chunk = chunk.subspan(kHeaderBytes);
    }
    const std::size_t at = index * kAttachmentChunkBytes, wanted = std::min(kAttachmentChunkBytes, out.size() - at);
    const Bytes bound = associated(ref.id, part, index, count);
    unsigned char tag = 0;
    if (chunk.size() != wanted + kTagBytes ||
        crypto_secretstream_xchacha20poly1305_pull(stateIn(state), out.data() + at, nullptr, &tag, chunk.data(), chunk.size(),
                                                   bound.data(), bound.size()) != 0)
      return refuse();
    if ((tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL) != (index + 1 == count)) return refuse();
  }
  if (std::any_of(out.begin() + size, out.end(), [](Byte byte) { return byte != 0; })) return refuse();
  out.resize(size);
  return out;
}

}  // namespace limen
