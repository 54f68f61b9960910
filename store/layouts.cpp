// SPDX-License-Identifier: Apache-2.0
#include "store/layouts.h"

#include "store/database.h"

namespace limen {

Bytes writeErasureParts(const ErasureParts& parts) {
  ByteWriter out;
  for (const auto& [compartment, part] : parts) out.u8(compartment).raw(part);
  return out.take();
}

Result<ErasureParts> readErasureParts(ByteView bytes) {
  ErasureParts parts;
  ByteReader in(bytes);
  while (in.ok() && in.remaining() > 0) {
    const std::uint8_t compartment = in.u8();
    parts.emplace_back(compartment, in.array<std::tuple_size_v<ErasurePart>>());
  }
  if (!in.done()) return unexpected(StoreError::damaged, "erasure parts");
  return parts;
}

Bytes writeList(const std::vector<Bytes>& items) {
  ByteWriter out;
  out.varint(items.size());
  for (const Bytes& item : items) out.sized(item);
  return out.take();
}

Result<std::vector<Bytes>> readList(ByteView bytes) {
  ByteReader in(bytes);
  const std::uint64_t count = in.varint();
  std::vector<Bytes> items;
  for (std::uint64_t i = 0; i < count && in.ok(); ++i) items.push_back(copyOf(in.sized(bytes.size())));
  if (!in.done()) return unexpected(StoreError::damaged, "list");
  return items;
}

}  // namespace limen
