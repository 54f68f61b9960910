// SPDX-License-Identifier: Apache-2.0
// Inside the room: the small blobs that both stores keep, and the numbers that their rows are found by.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "core/bytes.h"
#include "core/result.h"
#include "crypto/envelope.h"

namespace limen {

// A row's key is an owner's number and a counter: (owner << 40) | counter.
constexpr int kCounterBits = 40;
constexpr std::uint64_t kMaxCounter = (std::uint64_t{1} << kCounterBits) - 1;
constexpr std::int64_t rowKey(std::int64_t owner, std::uint64_t counter) {
  return (owner << kCounterBits) | static_cast<std::int64_t>(counter);
}
constexpr std::uint64_t counterOf(std::int64_t key) {
  return static_cast<std::uint64_t>(key) & kMaxCounter;
}

using ErasureParts = std::vector<std::pair<std::uint8_t, ErasurePart>>;
Bytes writeErasureParts(const ErasureParts& parts);  // compartment u8, 16 bytes, each
Result<ErasureParts> readErasureParts(ByteView bytes);

Bytes writeList(const std::vector<Bytes>& items);  // varint count, then each sized
Result<std::vector<Bytes>> readList(ByteView bytes);

}  // namespace limen
