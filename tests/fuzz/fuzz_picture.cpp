// SPDX-License-Identifier: Apache-2.0
// A photograph or scan as somebody's device wrote it. What comes out is stripped for good, and holds nothing that it was not
// asked for.
#include "core/check.h"
#include "protection/picture.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto once = limen::stripPicture({data, size});
  if (!once) return 0;
  LIMEN_CHECK(once->bytes.size() <= size + 64);
  const auto twice = limen::stripPicture(once->bytes);
  LIMEN_CHECK(twice && twice->bytes == once->bytes && twice->orientation == once->orientation);
  return 0;
}
