// SPDX-License-Identifier: Apache-2.0
// The identifiers of architecture.md as types that do not mix. All are random; none is derived from an answer or a name.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "core/bytes.h"
#include "core/random.h"

namespace limen {

template <class Tag, std::size_t N>
struct Id {
  static constexpr std::size_t kSize = N;
  std::array<Byte, N> value{};

  static Id make(Random& random) {
    Id id;
    random.fill(id.value);
    return id;
  }
  static std::optional<Id> from(ByteView bytes) {
    if (bytes.size() != N) return std::nullopt;
    Id id;
    std::copy(bytes.begin(), bytes.end(), id.value.begin());
    return id;
  }
  static std::optional<Id> fromHex(std::string_view text) {
    auto bytes = limen::fromHex(text);
    return bytes ? from(*bytes) : std::nullopt;
  }
  ByteView bytes() const { return value; }
  std::string hex() const { return toHex(value); }
  bool isZero() const { return value == std::array<Byte, N>{}; }
  auto operator<=>(const Id&) const = default;
};

using OrganisationId = Id<struct OrganisationTag, 16>;
using RecordId = Id<struct RecordTag, 16>;
using StationId = Id<struct StationTag, 16>;
using UserId = Id<struct UserTag, 16>;
using ShiftId = Id<struct ShiftTag, 16>;
using ScopeId = Id<struct ScopeTag, 16>;      // programme x site
using DraftId = Id<struct DraftTag, 16>;
using RepeatId = Id<struct RepeatTag, 8>;     // one instance of a repeat, random, never its position
using WriterId = Id<struct WriterTag, 8>;     // drawn at every writing session
using PackageHash = Id<struct PackageTag, 32>;
using Hash = Id<struct HashTag, 32>;          // BLAKE2b-256

// A dot: writer and counter (from 1). The revision's id, unique for ever.
struct RevisionId {
  WriterId writer;
  std::uint64_t counter = 0;
  auto operator<=>(const RevisionId&) const = default;
};

}  // namespace limen

template <class Tag, std::size_t N>
struct std::hash<limen::Id<Tag, N>> {
  std::size_t operator()(const limen::Id<Tag, N>& id) const noexcept {
    std::size_t out = 0;
    for (std::size_t i = 0; i < N && i < sizeof(out); ++i) out |= static_cast<std::size_t>(id.value[i]) << (8 * i);
    return out;
  }
};
