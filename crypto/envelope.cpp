// SPDX-License-Identifier: Apache-2.0
#include "crypto/envelope.h"

#include <algorithm>
#include <bit>

#include "core/check.h"
#include "crypto/layout.h"

namespace limen {

std::string_view nameOf(SealError cause) {
  switch (cause) {
    case SealError::truncated:
      return "truncated";
    case SealError::malformed:
      return "malformed";
    case SealError::tampered:
      return "tampered";
    case SealError::wrongReader:
      return "wrongReader";
    case SealError::newerVersion:
      return "newerVersion";
    case SealError::noShiftKey:
      return "noShiftKey";
    case SealError::noErasurePart:
      return "noErasurePart";
    case SealError::tooManyCompartments:
      return "tooManyCompartments";
    case SealError::tooLarge:
      return "tooLarge";
  }
  return "unknown";
}

namespace {

constexpr std::uint8_t kPlainVersion = 1, kBoundsVersion = 2;  // the second says when its parts go
constexpr std::uint8_t kPartIsHere = 0, kPartIsHash = 1;
Hash hashOf(const Bytes& headerBytes, const std::vector<SealedPart>& parts) {
  Bytes hashes;
  hashes.reserve(parts.size() * Hash::kSize);
  for (const SealedPart& part : parts) hashes.insert(hashes.end(), part.hash.value.begin(), part.hash.value.end());
  return hash256({bytesOf("limen/rev/v1"), headerBytes, hashes});
}

}  // namespace

bool wellFormed(const RevisionHeader& header) {
  if (header.id.counter == 0 || header.context.size() > kMaxContext || header.parts == 0) return false;
  const WriterId* before = nullptr;
  for (const RevisionId& seen : header.context) {
    if (seen.counter == 0 || (before != nullptr && !(*before < seen.writer))) return false;
    if (seen.writer == header.id.writer && seen.counter >= header.id.counter) return false;
    before = &seen.writer;
  }
  return true;
}

Bytes writeHeader(const RevisionHeader& header, const std::vector<RetentionBound>& bounds) {
  ByteWriter out;
  out.u8(bounds.empty() ? kPlainVersion : kBoundsVersion).raw(header.record.bytes()).raw(header.id.writer.bytes()).varint(header.id.counter);
  out.u8(static_cast<Byte>(header.context.size()));
  for (const RevisionId& seen : header.context) out.raw(seen.writer.bytes()).varint(seen.counter);
  out.raw(header.shift.bytes()).raw(header.package.bytes()).varint(header.dictionary).u16(header.parts);
  if (bounds.empty()) return out.take();
  out.u8(static_cast<Byte>(bounds.size()));
  for (const RetentionBound& each : bounds) out.u8(each.rule).u16(each.compartments).u16(static_cast<std::uint16_t>(each.week));
  return out.take();
}

Result<ReadHeader> readHeader(ByteView bytes) {
  ByteReader reader(bytes);
  const std::uint8_t version = reader.u8();
  if (!reader.ok()) return unexpected(SealError::truncated);
  if (version > kBoundsVersion) return unexpected(SealError::newerVersion);
  if (version < kPlainVersion) return unexpected(SealError::malformed);
  ReadHeader read;
  RevisionHeader& out = read.header;
  out.record.value = reader.array<16>();
  out.id.writer.value = reader.array<8>();
  out.id.counter = reader.varint();
  const std::size_t seen = reader.u8();
  if (seen > kMaxContext) return unexpected(SealError::malformed);
  out.context.resize(seen);
  for (RevisionId& dot : out.context) {
    dot.writer.value = reader.array<8>();
    dot.counter = reader.varint();
  }
  out.shift.value = reader.array<16>();
  out.package.value = reader.array<32>();
  const std::uint64_t dictionary = reader.varint();
  out.parts = reader.u16();
  if (version == kBoundsVersion) {
    read.bounds.resize(reader.u8());
    if (reader.ok() && read.bounds.empty()) return unexpected(SealError::malformed);  // that is written as version 1
    for (RetentionBound& each : read.bounds) {
      each.rule = reader.u8();
      each.compartments = reader.u16();
      each.week = reader.u16();
    }
  }
  if (!reader.ok()) return unexpected(SealError::truncated);
  if (!reader.done() || dictionary > UINT32_MAX) return unexpected(SealError::malformed);
  out.dictionary = static_cast<std::uint32_t>(dictionary);
  if (!wellFormed(out) || !wellFormed(read.bounds)) return unexpected(SealError::malformed);
  return read;
}

Bytes RevisionHeader::serialise() const {
  return writeHeader(*this, {});
}

Result<RevisionHeader> RevisionHeader::parse(ByteView bytes) {
  LIMEN_ASSIGN(ReadHeader read, readHeader(bytes));
  return std::move(read.header);
}

SealedRevision::SealedRevision(RevisionHeader header, Bytes headerBytes, std::vector<SealedPart> parts)
    : header_(std::move(header)),
      headerBytes_(std::move(headerBytes)),
      parts_(std::move(parts)),
      hash_(hashOf(headerBytes_, parts_)) {}

Bytes serialiseRevision(const Bytes& headerBytes, const std::vector<SealedPart>& parts) {
  ByteWriter out;
  out.sized(headerBytes);
  for (const SealedPart& part : parts) {
    if (part.ciphertext.empty())
      out.u8(kPartIsHash).raw(part.hash.bytes());
    else
      out.u8(kPartIsHere).sized(part.ciphertext);
  }
  return out.take();
}

Bytes SealedRevision::serialise() const {
  return serialiseRevision(headerBytes_, parts_);
}

Result<SealedRevision> SealedRevision::parse(ByteView bytes) {
  ByteReader reader(bytes);
  const ByteView headerBytes =
      reader.sized(bytes.size());  // its own parser bounds it, and tells a newer version whatever its size
  if (!reader.ok()) return unexpected(SealError::truncated);
  LIMEN_ASSIGN(RevisionHeader header, RevisionHeader::parse(headerBytes));
  std::vector<SealedPart> parts;
  parts.reserve(static_cast<std::size_t>(std::popcount(header.parts)));
  for (std::uint8_t i = 0; i < kMaxCompartments; ++i) {
    if ((header.parts >> i & 1) == 0) continue;
    SealedPart part;
    part.compartment = i;
    const std::uint8_t kind = reader.u8();
    if (kind == kPartIsHere) {
      const ByteView ciphertext = reader.sized(kMaxPartBytes);
      if (!reader.ok()) return unexpected(SealError::truncated);
      if (ciphertext.size() <= kPartTagBytes || !isPaddedSize(ciphertext.size() - kPartTagBytes))
        return unexpected(SealError::malformed);
      part.ciphertext = copyOf(ciphertext);
      part.hash = hash256({ciphertext});
    } else if (kind == kPartIsHash) {
      part.hash.value = reader.array<32>();
    } else {
      return unexpected(SealError::malformed);
    }
    if (!reader.ok()) return unexpected(SealError::truncated);
    parts.push_back(std::move(part));
  }
  if (!reader.done()) return unexpected(SealError::malformed);
  return SealedRevision(std::move(header), copyOf(headerBytes), std::move(parts));
}

SealedRevision SealedRevision::withOnly(std::uint16_t compartments) const {
  SealedRevision out = *this;
  for (SealedPart& part : out.parts_)
    if ((compartments >> part.compartment & 1) == 0) part.ciphertext = {};
  return out;
}

SealedRevision SealedRevision::withPartsOf(const SealedRevision& same) const {
  LIMEN_CHECK(hash_ == same.hash_);  // so the parts stand in the same order and their ciphertexts are the same
  SealedRevision out = *this;
  for (std::size_t i = 0; i < parts_.size(); ++i)
    if (parts_[i].ciphertext.empty()) out.parts_[i].ciphertext = same.parts_[i].ciphertext;
  return out;
}

}  // namespace limen
