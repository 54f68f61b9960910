// SPDX-License-Identifier: Apache-2.0
// Any bytes: refused, or a shift object that serialises to the same bytes.
#include <cstddef>

#include "core/check.h"
#include "crypto/envelope.h"

extern "C" int LLVMFuzzerTestOneInput(const limen::Byte* data, std::size_t size) {
  const limen::ByteView input(data, size);
  const auto object = limen::ShiftObject::parse(input);
  if (object) LIMEN_CHECK(object->serialise() == limen::copyOf(input));
  return 0;
}
