// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "crypto/keys.h"

namespace limen {

namespace {

constexpr std::uint8_t kEscrowVersion = 1;
constexpr std::size_t kEscrowHead = 3;  // version, k, n

// Every choice of k out of n, as bit masks from the smallest number up.
std::vector<std::uint32_t> subsets(std::size_t k, std::size_t n) {
  std::vector<std::uint32_t> out;
  for (std::uint32_t mask = 0; mask < (1u << n); ++mask)
    if (static_cast<std::size_t>(__builtin_popcount(mask)) == k) out.push_back(mask);
  return out;
}

bool inRange(std::size_t k, std::size_t n) {
  return n >= 1 && n <= kMaxEscrowHolders && k >= 1 && k <= n;
}

// Takes off the layers that `present` can, down to the secret.
std::optional<SecretBytes> peel(ByteView box, std::size_t layers, const std::vector<const BoxKeys*>& present) {
  for (const BoxKeys* holder : present) {
    auto inner = holder->open(box);
    if (!inner) continue;
    if (layers == 1) return std::move(inner).value();
    return peel(std::as_const(*inner).expose(SecretAccess{}), layers - 1, present);
  }
  return std::nullopt;
}

}  // namespace

Result<Bytes> escrow(const std::vector<PublicKey>& holders, std::size_t k, const SecretBytes& secret) {
  if (!inRange(k, holders.size()) || secret.empty() || secret.size() > kMaxEscrowedBytes) return unexpected(KeyError::malformed);
  // One holder named twice would count for two.
  auto sorted = holders;
  std::sort(sorted.begin(), sorted.end());
  if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) return unexpected(KeyError::malformed);

  ByteWriter out;
  out.u8(kEscrowVersion).u8(static_cast<Byte>(k)).u8(static_cast<Byte>(holders.size()));
  for (const std::uint32_t subset : subsets(k, holders.size())) {
    Bytes box;
    bool innermost = true;
    for (std::size_t i = holders.size(); i > 0; --i) {
      if ((subset >> (i - 1) & 1) == 0) continue;
      LIMEN_ASSIGN(box, sealTo(holders[i - 1], innermost ? secret.expose(SecretAccess{}) : ByteView(box)));
      innermost = false;
    }
    out.raw(box);
  }
  return out.take();
}

Result<SecretBytes> recover(ByteView escrowed, const std::vector<const BoxKeys*>& present) {
  ByteReader reader(escrowed);
  const std::uint8_t version = reader.u8();
  const std::size_t k = reader.u8(), n = reader.u8();
  if (!reader.ok() || version != kEscrowVersion || !inRange(k, n) || present.size() > kMaxEscrowHolders)
    return unexpected(KeyError::malformed);
  const std::size_t boxes = subsets(k, n).size(), size = reader.remaining() / boxes, layers = k * kBoxOverhead;
  if (reader.remaining() % boxes != 0 || size <= layers || size - layers > kMaxEscrowedBytes)
    return unexpected(KeyError::malformed);
  for (std::size_t i = 0; i < boxes; ++i)
    if (auto secret = peel(escrowed.subspan(kEscrowHead + i * size, size), k, present)) return std::move(*secret);
  return unexpected(KeyError::wrongKey);
}

}  // namespace limen
