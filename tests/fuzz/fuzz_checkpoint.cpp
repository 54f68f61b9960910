// SPDX-License-Identifier: Apache-2.0
// Any bytes: refused, or a checkpoint that reads the same when written again.
#include <cstddef>

#include "core/check.h"
#include "crypto/audit_log.h"

extern "C" int LLVMFuzzerTestOneInput(const limen::Byte* data, std::size_t size) {
  const auto checkpoint = limen::Checkpoint::parse({data, size});
  if (!checkpoint) return 0;
  LIMEN_CHECK(checkpoint->serialise() == limen::Bytes(data, data + size));
  LIMEN_CHECK(!checkpoint->signedBy(limen::Checkpoint::By::server, limen::PublicKey{1}));
  return 0;
}
