// SPDX-License-Identifier: Apache-2.0
// A run: revisions a..b of one station in one scope, chained and signed; what travels and what is acknowledged, on the wire and
// in a courier bundle alike. The signature covers (station, scope, a, b, h(a-1), h(b)) under "limen/run/v1"; the revisions are
// bound through the chain. Bytes: docs/sync.md.
#pragma once

#include <optional>
#include <vector>

#include "core/ids.h"
#include "core/result.h"
#include "crypto/chain.h"
#include "crypto/envelope.h"
#include "crypto/hash.h"
#include "crypto/keys.h"

namespace limen {

enum class RunError { truncated, malformed, newerVersion, badSignature, brokenChain, tooLarge, badSeeds };
constexpr std::string_view roomOf(RunError) {
  return "run";
}
std::string_view nameOf(RunError cause);

constexpr std::size_t kMaxRunBytes = 4 << 20;     // what is accepted; a whole record must fit
constexpr std::size_t kWireRunBytes = 16 * 1024;  // what is cut for a link
constexpr std::size_t kMaxRunRevisions = 4096;

struct Run {
  StationId station;
  ScopeId scope;
  std::uint64_t first = 0, last = 0;
  Hash before, after;  // h(first-1), h(last)
  SignatureBytes signature{};
  std::vector<ShiftObject> shiftObjects;  // those that the revisions name; within a session an earlier run's need not come again
  std::vector<SealedRevision> revisions;  // last - first + 1 of them
  std::uint32_t erasureKeyId = 0;         // 0: no seeds in it
  Bytes seeds;                            // one box to the server's erasure key: 16 bytes a revision, in order
  Bytes erasureParts;                     // one box to the receiving station: per revision, per part it was given: 16 bytes

  Bytes serialise() const;
  static Result<Run> parse(ByteView bytes);               // every outcome of RunError but badSignature, brokenChain, badSeeds
  static std::optional<ScopeId> scopeIn(ByteView bytes);  // read from the fixed place, nothing else looked at

  void sign(const Signer& station);
  // badSignature, or brokenChain when the revisions do not lead from `before` to `after`.
  Result<void> check(const PublicKey& station) const;
};

Result<Bytes> sealSeeds(const std::vector<ErasureSeed>& seeds, const PublicKey& erasureKey);
Result<std::vector<ErasureSeed>> openSeeds(ByteView box, const BoxKeys& erasureKeys, std::size_t count);  // badSeeds

// The scope's state in 32 bytes: BLAKE2b-256("limen/heads/v1" | the ends sorted: station, u64 counter, hash). Where something stands
// behind a gap it is "limen/heads/v2", and each end is followed by a varint count and (u64 first, u64 last, hash) for each part.
struct ScopeHead {
  StationId station;
  std::uint64_t counter = 0;  // the last with nothing missing before it
  Hash hash;
  std::vector<ChainSpan> behind{};  // in order
  bool operator==(const ScopeHead&) const = default;
};
Hash fingerprint(std::vector<ScopeHead> heads);

}  // namespace limen
