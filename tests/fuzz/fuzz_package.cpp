// SPDX-License-Identifier: Apache-2.0
// Any bytes as the signed body of a package, or as a package: refused, or a programme that is written and read again as itself.
#include <cstddef>

#include "core/check.h"
#include "protection/documents.h"
#include "protection/package_body.h"

extern "C" int LLVMFuzzerTestOneInput(const limen::Byte* data, std::size_t size) {
  const limen::ByteView bytes(data, size);
  static_cast<void>(limen::openPackage(bytes, {}, {}));
  const auto opened = limen::programmeFromBody(bytes);
  if (!opened) return 0;
  const limen::Bytes body = limen::packageBody(*opened);
  const auto again = limen::programmeFromBody(body);
  LIMEN_CHECK(again && limen::packageBody(*again) == body);
  LIMEN_CHECK(!limen::documentsOf(*again).empty());
  return 0;
}
