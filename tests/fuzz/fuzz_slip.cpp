// SPDX-License-Identifier: Apache-2.0
// Any bytes, as a slip and as the text of its code: refused, or one spelling of each.
#include <cstddef>

#include "core/check.h"
#include "station/shift_slip.h"

extern "C" int LLVMFuzzerTestOneInput(const limen::Byte* data, std::size_t size) {
  using namespace limen;
  const ByteView input(data, size);
  if (const auto slip = ShiftSlip::parse(input)) {
    LIMEN_CHECK(slip->serialise() == copyOf(input));
    LIMEN_CHECK(!slip->signedBy(PublicKey{1}));
    LIMEN_CHECK(ShiftSlip::read(slip->text())->serialise() == copyOf(input));
  }
  if (const auto slip = ShiftSlip::read(textOf(input))) LIMEN_CHECK(ShiftSlip::read(slip->text())->serialise() == slip->serialise());
  return 0;
}
