// SPDX-License-Identifier: Apache-2.0
#include "crypto/courier.h"

#include <algorithm>

#include "crypto/hash.h"

namespace limen {

namespace {

constexpr std::string_view kMagic = "LCOU";
constexpr std::uint8_t kVersion = 1, kKeyVersion = 1;
constexpr std::size_t kBoxBytes = 1 + kStreamKeyBytes + kBoxOverhead;
constexpr std::size_t kSealedChunkBytes = kCourierChunkBytes + kSealedChunkOverhead;

Hash boundTo(ByteView header) {
  return hash256({bytesOf("limen/courier/header/v1"), header});
}

}  // namespace

std::string_view nameOf(CourierError cause) {
  switch (cause) {
    case CourierError::notABundle:
      return "notABundle";
    case CourierError::newerVersion:
      return "newerVersion";
    case CourierError::truncated:
      return "truncated";
    case CourierError::damaged:
      return "damaged";
    case CourierError::tooLarge:
      return "tooLarge";
    case CourierError::otherReceiver:
      return "otherReceiver";
    case CourierError::otherWay:
      return "otherWay";
    case CourierError::otherOrganisation:
      return "otherOrganisation";
    case CourierError::notListed:
      return "notListed";
    case CourierError::badSignature:
      return "badSignature";
    case CourierError::replayed:
      return "replayed";
    case CourierError::earlierPart:
      return "earlierPart";
    case CourierError::notAsked:
      return "notAsked";
    case CourierError::noFolder:
      return "noFolder";
  }
  return "unknown";
}

CourierKeyId courierKeyId(const PublicKey& receiver) {
  const Hash whole = hash256({bytesOf("limen/courier/keyid/v1"), receiver});
  CourierKeyId out{};
  std::copy_n(whole.value.begin(), out.size(), out.begin());
  return out;
}

Result<Bytes> sealCourier(const PublicKey& receiver, ByteView content) {
  if (content.size() > kMaxCourierContent) return unexpected(CourierError::tooLarge);
  const SecretBytes key = SecretBytes::random(kStreamKeyBytes);
  // 33 bytes: no box of seeds, which are 16 bytes each, can be taken for one, though both are closed to the same key of a server.
  SecretBytes boxed(1 + kStreamKeyBytes);
  const auto into = boxed.expose(SecretAccess{});
  into[0] = kKeyVersion;
  std::copy_n(key.expose(SecretAccess{}).begin(), kStreamKeyBytes, into.begin() + 1);
  LIMEN_ASSIGN(const Bytes box, sealTo(receiver, into));
  StreamStart start{};
  StreamSealer sealer(key, start);
  const Bytes header = ByteWriter().raw(bytesOf(kMagic)).u8(kVersion).raw(courierKeyId(receiver)).raw(box).raw(start).take();
  const Hash bound = boundTo(header);
  const std::uint64_t chunks = paddedChunks((content.size() + kCourierChunkBytes - 1) / kCourierChunkBytes);
  Bytes out = header;
  out.reserve(header.size() + chunks * kSealedChunkBytes);
  Bytes chunk(kCourierChunkBytes);
  for (std::uint64_t i = 0; i < chunks; ++i) {
    const ByteView rest = content.subspan(std::min<std::size_t>(i * kCourierChunkBytes, content.size()));
    const ByteView part = rest.first(std::min(rest.size(), kCourierChunkBytes));
    std::fill(std::copy(part.begin(), part.end(), chunk.begin()), chunk.end(), Byte{0});
    const Bytes sealed = sealer.seal(chunk, bound, i + 1 == chunks);
    out.insert(out.end(), sealed.begin(), sealed.end());
  }
  return out;
}

Result<Bytes> openCourier(const BoxKeys& receiver, ByteView bundle) {
  ByteReader reader(bundle);
  const ByteView magic = reader.raw(std::min(kMagic.size(), bundle.size()));
  if (magic.empty() || !std::equal(magic.begin(), magic.end(), bytesOf(kMagic).begin())) return unexpected(CourierError::notABundle);
  const std::uint8_t version = reader.u8();
  if (!reader.ok()) return unexpected(CourierError::truncated);
  if (version > kVersion) return unexpected(CourierError::newerVersion);
  if (version != kVersion) return unexpected(CourierError::damaged, "version");
  const CourierKeyId keyId = reader.array<8>();
  const ByteView box = reader.raw(kBoxBytes);
  const StreamStart start = reader.array<std::tuple_size_v<StreamStart>>();
  if (!reader.ok()) return unexpected(CourierError::truncated);
  if (keyId != courierKeyId(receiver.publicKey())) return unexpected(CourierError::otherReceiver);
  const std::size_t chunks = reader.remaining() / kSealedChunkBytes;
  if (reader.remaining() > kMaxCourierChunks * kSealedChunkBytes) return unexpected(CourierError::tooLarge);
  if (chunks == 0) return unexpected(CourierError::truncated);
  const auto boxed = receiver.open(box);
  if (!boxed || boxed->size() != 1 + kStreamKeyBytes) return unexpected(CourierError::damaged, "key");
  const ByteView opened = std::as_const(*boxed).expose(SecretAccess{});
  if (opened[0] != kKeyVersion) return unexpected(CourierError::damaged, "key");
  auto stream = StreamOpener::make(SecretBytes::copyOf(opened.subspan(1)), start);
  if (!stream) return unexpected(CourierError::damaged, "stream");
  const Hash bound = boundTo(bundle.first(kCourierHeaderBytes));
  Bytes content(chunks * kCourierChunkBytes);
  bool last = false;
  for (std::size_t i = 0; i < chunks; ++i) {
    if (last) return unexpected(CourierError::damaged, "end");
    if (!stream->open(reader.raw(kSealedChunkBytes), bound, std::span(content).subspan(i * kCourierChunkBytes, kCourierChunkBytes), last))
      return unexpected(CourierError::damaged, "chunk");
  }
  if (!last) return unexpected(CourierError::truncated);
  if (reader.remaining() > 0) return unexpected(CourierError::damaged, "end");
  return content;
}

}  // namespace limen
