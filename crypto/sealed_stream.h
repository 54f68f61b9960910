// SPDX-License-Identifier: Apache-2.0
// Chunks sealed as one stream (XChaCha20-Poly1305): each is bound to its place, to what stands before the stream, and the last says that
// it is the last. Backups and courier bundles are made of it.
#pragma once

#include <array>
#include <span>

#include "core/bytes.h"
#include "core/ids.h"
#include "core/result.h"
#include "crypto/secret_bytes.h"

namespace limen {

constexpr std::size_t kStreamKeyBytes = 32;
constexpr std::size_t kSealedChunkOverhead = 17;
using StreamStart = std::array<Byte, 24>;  // drawn anew for each stream, not secret

class StreamSealer {
 public:
  StreamSealer(const SecretBytes& key, StreamStart& start);  // fills in the start
  Bytes seal(ByteView chunk, const Hash& bound, bool last);

 private:
  SecretBytes state_;
};

class StreamOpener {
 public:
  static Result<StreamOpener> make(const SecretBytes& key, const StreamStart& start);  // KeyError::malformed
  // `out` has the chunk's size without its overhead. KeyError::tampered, also for a chunk of another place.
  Result<void> open(ByteView sealed, const Hash& bound, std::span<Byte> out, bool& last);

 private:
  SecretBytes state_;
};

// How many chunks a body of so many is padded to: five leading bits at most say how large it is.
std::uint64_t paddedChunks(std::uint64_t chunks);

}  // namespace limen
