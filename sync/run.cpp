// SPDX-License-Identifier: Apache-2.0
#include "sync/run.h"

#include <zstd.h>

#include <algorithm>
#include <bit>

namespace limen {
namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::string_view kRunDomain = "limen/run/v1";
constexpr std::string_view kHeadsDomain = "limen/heads/v1", kHeadsWithGapsDomain = "limen/heads/v2";
constexpr std::size_t kMaxShiftObjects = 64;
constexpr std::size_t kMaxShiftObjectBytes = 4096;
constexpr std::size_t kMaxHeaderBytes = 2048;
constexpr std::size_t kMaxBlockBytes = 4 << 20;    // headers and lengths, decompressed
constexpr int kCompression = 9;                    // blocks are small: the level costs microseconds
constexpr std::uint8_t kWhole = 0, kHashOnly = 1;  // the kinds of a part in SealedRevision::serialise()

Bytes signedPlace(const Run& run) {
  return ByteWriter()
      .raw(run.station.bytes())
      .raw(run.scope.bytes())
      .u64(run.first)
      .u64(run.last)
      .raw(run.before.bytes())
      .raw(run.after.bytes())
      .take();
}

Bytes compress(ByteView block) {
  Bytes out(ZSTD_compressBound(block.size()));
  const std::size_t size = ZSTD_compress(out.data(), out.size(), block.data(), block.size(), kCompression);
  LIMEN_CHECK(!ZSTD_isError(size));
  out.resize(size);
  return out;
}

// The whole of `packed` as one frame of exactly `size` bytes, or nothing.
std::optional<Bytes> decompress(ByteView packed, std::size_t size) {
  const std::size_t frame = ZSTD_findFrameCompressedSize(packed.data(), packed.size());
  if (ZSTD_isError(frame) || frame != packed.size()) return std::nullopt;
  if (ZSTD_getFrameContentSize(packed.data(), packed.size()) != size) return std::nullopt;
  Bytes out(size);
  const std::size_t got = ZSTD_decompress(out.data(), out.size(), packed.data(), packed.size());
  if (ZSTD_isError(got) || got != size) return std::nullopt;
  return out;
}

RunError causeOf(const Error& error) {
  if (error.is(SealError::newerVersion)) return RunError::newerVersion;
  if (error.is(SealError::tooLarge)) return RunError::tooLarge;
  return RunError::malformed;
}

}  // namespace

std::string_view nameOf(RunError cause) {
  switch (cause) {
    case RunError::truncated:
      return "truncated";
    case RunError::malformed:
      return "malformed";
    case RunError::newerVersion:
      return "newerVersion";
    case RunError::badSignature:
      return "badSignature";
    case RunError::brokenChain:
      return "brokenChain";
    case RunError::tooLarge:
      return "tooLarge";
    case RunError::badSeeds:
      return "badSeeds";
  }
  return "unknown";
}

Bytes Run::serialise() const {
  LIMEN_CHECK(first >= 1 && last >= first && revisions.size() == last - first + 1);
  LIMEN_CHECK(revisions.size() <= kMaxRunRevisions && shiftObjects.size() <= kMaxShiftObjects);
  ByteWriter out;
  out.u8(kVersion).raw(station.bytes()).raw(scope.bytes()).varint(first).varint(revisions.size());
  out.raw(before.bytes()).raw(after.bytes()).raw(signature);
  out.varint(shiftObjects.size());
  for (const ShiftObject& object : shiftObjects) out.sized(object.serialise());
  // Headers of one run differ in 16 random bytes and a counter, and parts have few sizes: together they compress to little more.
  ByteWriter block;
  for (const SealedRevision& revision : revisions) {
    block.sized(revision.headerBytes());
    for (const SealedPart& part : revision.parts()) block.varint(part.ciphertext.size());
  }
  out.varint(block.bytes().size()).sized(compress(block.bytes()));
  for (const SealedRevision& revision : revisions) {
    for (const SealedPart& part : revision.parts())
      out.raw(part.ciphertext.empty() ? part.hash.bytes() : ByteView(part.ciphertext));
  }
  out.varint(erasureKeyId).sized(seeds).sized(erasureParts);
  return out.take();
}

Result<Run> Run::parse(ByteView bytes) {
  if (bytes.empty()) return unexpected(RunError::truncated);
  if (bytes.size() > kMaxRunBytes) return unexpected(RunError::tooLarge);
  ByteReader in(bytes);
  const std::uint8_t version = in.u8();
  if (version == 0) return unexpected(RunError::malformed);
  if (version > kVersion) return unexpected(RunError::newerVersion);
  Run run;
  run.station.value = in.array<StationId::kSize>();
  run.scope.value = in.array<ScopeId::kSize>();
  run.first = in.varint();
  const std::uint64_t count = in.varint();
  run.before.value = in.array<Hash::kSize>();
  run.after.value = in.array<Hash::kSize>();
  run.signature = in.array<64>();
  const std::uint64_t objects = in.varint();
  if (!in.ok()) return unexpected(RunError::truncated);
  if (run.first == 0 || count == 0 || run.first + (count - 1) < run.first) return unexpected(RunError::malformed);
  if (count > kMaxRunRevisions || objects > kMaxShiftObjects) return unexpected(RunError::tooLarge);
  run.last = run.first + (count - 1);
  for (std::uint64_t i = 0; i < objects; ++i) {
    const ByteView object = in.sized(kMaxShiftObjectBytes);
    if (!in.ok()) return unexpected(RunError::truncated);
    auto parsed = ShiftObject::parse(object);
    if (!parsed) return unexpected(causeOf(parsed.error()), "shift object");
    run.shiftObjects.push_back(std::move(parsed).value());
  }
  const std::uint64_t blockSize = in.varint();
  if (!in.ok()) return unexpected(RunError::truncated);
  if (blockSize > kMaxBlockBytes || blockSize > count * (kMaxHeaderBytes + kMaxCompartments * 4))
    return unexpected(RunError::tooLarge);
  const ByteView packed = in.sized(kMaxRunBytes);
  if (!in.ok()) return unexpected(RunError::truncated);
  const auto block = decompress(packed, blockSize);
  if (!block) return unexpected(RunError::malformed, "headers");

  ByteReader headers(*block);
  run.revisions.reserve(count);
  for (std::uint64_t i = 0; i < count; ++i) {
    const ByteView header = headers.sized(kMaxHeaderBytes);
    if (!headers.ok()) return unexpected(RunError::malformed, "headers");
    const auto fields = RevisionHeader::parse(header);
    if (!fields) return unexpected(causeOf(fields.error()), "header");
    ByteWriter revision;
    revision.sized(header);
    for (int part = std::popcount(fields->parts); part > 0; --part) {
      const std::uint64_t size = headers.varint();
      if (!headers.ok()) return unexpected(RunError::malformed, "headers");
      if (size > kMaxPartBytes) return unexpected(RunError::tooLarge);
      if (size == 0) {
        revision.u8(kHashOnly).raw(in.raw(Hash::kSize));
      } else {
        revision.u8(kWhole).sized(in.raw(size));
      }
      if (!in.ok()) return unexpected(RunError::truncated);
    }
    auto parsed = SealedRevision::parse(revision.bytes());
    if (!parsed) return unexpected(causeOf(parsed.error()), "revision");
    run.revisions.push_back(std::move(parsed).value());
  }
  if (!headers.done()) return unexpected(RunError::malformed, "headers");

  const std::uint64_t keyId = in.varint();
  run.seeds = copyOf(in.sized(kMaxRunBytes));
  run.erasureParts = copyOf(in.sized(kMaxRunBytes));
  if (!in.ok()) return unexpected(RunError::truncated);
  if (!in.done() || keyId > UINT32_MAX || (keyId == 0) != run.seeds.empty()) return unexpected(RunError::malformed);
  run.erasureKeyId = static_cast<std::uint32_t>(keyId);
  return run;
}

std::optional<ScopeId> Run::scopeIn(ByteView bytes) {
  ByteReader in(bytes);
  in.raw(1 + StationId::kSize);
  ScopeId scope;
  scope.value = in.array<ScopeId::kSize>();
  return in.ok() ? std::optional(scope) : std::nullopt;
}

void Run::sign(const Signer& signer) {
  signature = signer.sign(kRunDomain, signedPlace(*this));
}

Result<void> Run::check(const PublicKey& key) const {
  if (!verify(key, kRunDomain, signedPlace(*this), signature)) return unexpected(RunError::badSignature);
  if (revisions.size() != last - first + 1 || (first == 1 && !before.isZero())) return unexpected(RunError::brokenChain);
  Hash at = before;
  for (const SealedRevision& revision : revisions) at = chainStep(at, revision.hash());
  if (at != after) return unexpected(RunError::brokenChain);
  return {};
}

Result<Bytes> sealSeeds(const std::vector<ErasureSeed>& seeds, const PublicKey& erasureKey) {
  SecretBytes joined(seeds.size() * std::tuple_size_v<ErasureSeed>);
  auto at = joined.expose(SecretAccess{}).begin();
  for (const ErasureSeed& seed : seeds) at = std::copy(seed.begin(), seed.end(), at);
  return sealTo(erasureKey, std::as_const(joined).expose(SecretAccess{}));
}

Result<std::vector<ErasureSeed>> openSeeds(ByteView box, const BoxKeys& erasureKeys, std::size_t count) {
  const auto opened = erasureKeys.open(box);
  if (!opened || opened->size() != count * std::tuple_size_v<ErasureSeed>) return unexpected(RunError::badSeeds);
  const ByteView joined = std::as_const(*opened).expose(SecretAccess{});
  std::vector<ErasureSeed> seeds(count);
  for (std::size_t i = 0; i < count; ++i) {
    const ByteView piece = joined.subspan(i * seeds[i].size(), seeds[i].size());
    std::copy(piece.begin(), piece.end(), seeds[i].begin());
  }
  return seeds;
}

Hash fingerprint(std::vector<ScopeHead> heads) {
  std::sort(heads.begin(), heads.end(), [](const ScopeHead& a, const ScopeHead& b) {
    return std::tie(a.station, a.counter, a.hash) < std::tie(b.station, b.counter, b.hash);
  });
  const bool gaps = std::any_of(heads.begin(), heads.end(), [](const ScopeHead& head) { return !head.behind.empty(); });
  ByteWriter out;
  for (const ScopeHead& head : heads) {
    out.raw(head.station.bytes()).u64(head.counter).raw(head.hash.bytes());
    if (gaps) out.varint(head.behind.size());
    for (const ChainSpan& span : head.behind) out.u64(span.first).u64(span.last).raw(span.hash.bytes());
  }
  return hash256({bytesOf(gaps ? kHeadsWithGapsDomain : kHeadsDomain), out.bytes()});
}

}  // namespace limen
