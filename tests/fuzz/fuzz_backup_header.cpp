// SPDX-License-Identifier: Apache-2.0
// Any bytes: refused, or a header within the bounds that serialises to the same bytes and does not open with keys that are not its own.
#include <cstddef>

#include "core/check.h"
#include "crypto/backup.h"

extern "C" int LLVMFuzzerTestOneInput(const limen::Byte* data, std::size_t size) {
  static const limen::SecretBytes kStation = limen::SecretBytes::copyOf(limen::Bytes(32, 9));
  static const limen::BoxKeys kHolder = *limen::BoxKeys::fromSecret(limen::SecretBytes::copyOf(limen::Bytes(32, 1)));
  const limen::ByteView input(data, size);
  std::size_t used = 0;
  const auto header = limen::BackupHeader::parse(input, used);
  if (!header) return 0;
  LIMEN_CHECK(used <= size && used <= limen::kMaxBackupHeaderBytes && header->escrowed.size() <= limen::kMaxEscrowBytes);
  LIMEN_CHECK(header->serialise() == limen::copyOf(input.first(used)));
  (void)header->openWithStation(kStation);
  (void)header->openWithShares({&kHolder});
  return 0;
}
