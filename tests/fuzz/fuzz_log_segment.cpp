// SPDX-License-Identifier: Apache-2.0
// Any bytes: refused, or a log that reads the same when written again and whose verification ends without harm.
#include <cstddef>

#include "core/check.h"
#include "crypto/audit_log.h"

extern "C" int LLVMFuzzerTestOneInput(const limen::Byte* data, std::size_t size) {
  const auto segment = limen::LogSegment::parse({data, size});
  if (!segment) return 0;
  LIMEN_CHECK(segment->serialise() == limen::Bytes(data, data + size));
  limen::LogKeys keys;
  keys.server = keys.witness = limen::PublicKey{1};
  LIMEN_CHECK(!limen::verifyLog(*segment, keys));  // nobody holds the key whose public half this would be
  static_cast<void>(limen::verifyLog(*segment, {}));
  return 0;
}
