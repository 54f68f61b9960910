// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <bit>

#include "core/check.h"
#include "crypto/envelope.h"

namespace limen {

namespace {

constexpr std::size_t kStep = 32, kLastStep = 256;

std::size_t varintSize(std::size_t value) {
  std::size_t size = 1;
  for (; value >= 0x80; value >>= 7) ++size;
  return size;
}

std::size_t roundedUp(std::size_t size) {
  if (size <= kLastStep) return std::max(kStep, (size + kStep - 1) / kStep * kStep);
  // Padme: a size keeps as many leading bits as its exponent needs to be written down; the rest is rounded up.
  const unsigned exponent = static_cast<unsigned>(std::bit_width(size)) - 1;
  const std::size_t low = (std::size_t{1} << (exponent - std::bit_width(exponent))) - 1;
  return (size + low) & ~low;
}

}  // namespace

std::size_t paddedSize(std::size_t contentSize) {
  return roundedUp(varintSize(contentSize) + contentSize);
}

bool isPaddedSize(std::size_t size) {
  return size > 0 && roundedUp(size) == size;
}

SecretBytes pad(ByteView content) {
  SecretBytes out(paddedSize(content.size()));
  std::span<Byte> to = out.expose(SecretAccess{});
  std::size_t at = 0, rest = content.size();
  for (; rest >= 0x80; rest >>= 7) to[at++] = static_cast<Byte>(rest) | 0x80;
  to[at++] = static_cast<Byte>(rest);
  std::copy(content.begin(), content.end(), to.begin() + static_cast<std::ptrdiff_t>(at));
  return out;
}

Result<ByteView> unpad(ByteView padded) {
  ByteReader reader(padded);
  const ByteView content = reader.sized(padded.size());
  if (!reader.ok() || paddedSize(content.size()) != padded.size()) return unexpected(SealError::malformed);
  const ByteView rest = reader.raw(reader.remaining());
  if (std::any_of(rest.begin(), rest.end(), [](Byte b) { return b != 0; })) return unexpected(SealError::malformed);
  return content;
}

}  // namespace limen
