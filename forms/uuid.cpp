// SPDX-License-Identifier: Apache-2.0
#include "forms/uuid.h"

#include "core/bytes.h"

namespace limen::forms {

std::string newUuid(Random& random) {
  Bytes bytes(16);
  random.fill(bytes);
  bytes[6] = static_cast<Byte>((bytes[6] & 0x0f) | 0x40);  // version 4
  bytes[8] = static_cast<Byte>((bytes[8] & 0x3f) | 0x80);  // variant 1
  std::string text = toHex(bytes);
  for (const std::size_t dash : {8u, 13u, 18u, 23u}) text.insert(dash, 1, '-');
  return text;
}

}  // namespace limen::forms
