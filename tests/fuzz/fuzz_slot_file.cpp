// SPDX-License-Identifier: Apache-2.0
// Any bytes: refused before any hashing, or slots within the cap that serialise to the same bytes.
#include <cstddef>

#include "core/check.h"
#include "crypto/key_slots.h"

extern "C" int LLVMFuzzerTestOneInput(const limen::Byte* data, std::size_t size) {
  const limen::ByteView input(data, size);
  const auto slots = limen::KeySlots::parse(input);
  if (!slots) return 0;
  LIMEN_CHECK(slots->serialise() == limen::copyOf(input));
  for (const limen::SlotInfo& slot : slots->list())
    LIMEN_CHECK(slot.cost.memoryBytes <= limen::KdfCost::cap().memoryBytes && slot.cost.passes <= limen::KdfCost::cap().passes);
  return 0;
}
