// SPDX-License-Identifier: Apache-2.0
// Any bytes: refused within bounds (also of what they unpack to), or a run that reads the same when written again.
#include <cstddef>

#include "core/check.h"
#include "sync/run.h"

extern "C" int LLVMFuzzerTestOneInput(const limen::Byte* data, std::size_t size) {
  const auto run = limen::Run::parse({data, size});
  if (!run) return 0;
  const limen::Bytes again = run->serialise();
  const auto second = limen::Run::parse(again);
  LIMEN_CHECK(second && second->serialise() == again);
  return 0;
}
