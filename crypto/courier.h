// SPDX-License-Identifier: Apache-2.0
// The outside of a courier bundle: magic, version, which key it is for, and a body that only this key opens, in chunks of one size,
// padded. Whoever finds the stick learns no more. Bytes: docs/sync.md, "Courier".
#pragma once

#include <array>
#include <cstdint>

#include "core/bytes.h"
#include "core/result.h"
#include "crypto/keys.h"
#include "crypto/sealed_stream.h"

namespace limen {

enum class CourierError {
  notABundle,         // another kind of file
  newerVersion,       // written by a later Limen
  truncated,          // it ends before its end
  damaged,            // a byte of it is not as it was written
  tooLarge,
  otherReceiver,      // for another server or another station
  otherWay,           // a station's bundle at a station, a server's at a server
  otherOrganisation,
  notListed,          // of a station that the directory does not name, or names as revoked
  badSignature,       // not by who it says it is from
  replayed,           // an answer that the server gave before it was restored
  earlierPart,        // it needs what an earlier part of the same answer brings
  notAsked,           // an answer to a bundle that this station did not write
  noFolder,           // where bundles go to is not there
};
constexpr std::string_view roomOf(CourierError) {
  return "courier";
}
std::string_view nameOf(CourierError cause);

using CourierKeyId = std::array<Byte, 8>;
CourierKeyId courierKeyId(const PublicKey& receiver);

constexpr std::size_t kCourierChunkBytes = 64 * 1024;  // of content
constexpr std::size_t kMaxCourierChunks = 1024;
constexpr std::size_t kCourierHeaderBytes = 4 + 1 + 8 + (1 + kStreamKeyBytes + kBoxOverhead) + std::tuple_size_v<StreamStart>;
constexpr std::size_t kMaxCourierContent = kMaxCourierChunks * kCourierChunkBytes;
constexpr std::size_t kMaxCourierBytes = kCourierHeaderBytes + kMaxCourierChunks * (kCourierChunkBytes + kSealedChunkOverhead);

// A new key for each bundle. The content gets zeros behind it. tooLarge; KeyError::lowOrder for a receiver's key that is none.
Result<Bytes> sealCourier(const PublicKey& receiver, ByteView content);
// The content with the zeros behind it; read to the last chunk before anything of it is given out.
Result<Bytes> openCourier(const BoxKeys& receiver, ByteView bundle);

}  // namespace limen
