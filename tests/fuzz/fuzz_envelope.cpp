// SPDX-License-Identifier: Apache-2.0
// Any bytes: refused, or a revision that serialises to the same bytes.
#include <cstddef>

#include "core/check.h"
#include "crypto/envelope.h"

extern "C" int LLVMFuzzerTestOneInput(const limen::Byte* data, std::size_t size) {
  const limen::ByteView input(data, size);
  const auto revision = limen::SealedRevision::parse(input);
  if (revision) LIMEN_CHECK(revision->serialise() == limen::copyOf(input));
  return 0;
}
