// SPDX-License-Identifier: Apache-2.0
// Any bytes: as a file refused within bounds, or opened to frames that were sealed; as what a file holds, refused, or read as the same
// once it is sealed again. Its frames are read as what they say they are.
#include <cstddef>

#include "core/check.h"
#include "proto/sync.pb.h"
#include "sync/courier.h"

extern "C" int LLVMFuzzerTestOneInput(const limen::Byte* data, std::size_t size) {
  static const limen::BoxKeys kReceiver = *limen::BoxKeys::fromSecret(limen::SecretBytes::copyOf(limen::Bytes(32, 1)));
  static const limen::Signer kSender = *limen::Signer::fromSeed(limen::SecretBytes::copyOf(limen::Bytes(32, 2)));
  const limen::ByteView input(data, size);
  (void)limen::CourierBundle::open(input, kReceiver);
  const auto bundle = limen::CourierBundle::parse(input, kReceiver.publicKey());
  if (!bundle) return 0;
  LIMEN_CHECK(bundle->frames.size() <= limen::kMaxCourierFrames && bundle->size() < size + 4 * bundle->frames.size() + 512);
  (void)bundle->signedBy(kSender.publicKey());
  for (const std::string& frame : bundle->frames) {
    limen::Up up;
    limen::Down down;
    (void)up.ParseFromString(frame);
    (void)down.ParseFromString(frame);
  }
  const auto sealed = bundle->seal(kSender, kReceiver.publicKey());
  LIMEN_CHECK(sealed);
  const auto again = limen::CourierBundle::open(*sealed, kReceiver);
  LIMEN_CHECK(again && again->frames == bundle->frames && again->id == bundle->id && again->signedBy(kSender.publicKey()));
  return 0;
}
