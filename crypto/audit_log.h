// SPDX-License-Identifier: Apache-2.0
// A station's log as bytes: entries that carry the hash of the one before, the Merkle tree over them, signed checkpoints, and the
// segment that leaves the station. verifyLog() needs public keys and nothing else. Layouts: docs/sealed-record.md, "Audit log".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/result.h"
#include "crypto/hash.h"
#include "crypto/keys.h"

namespace limen {

enum class AuditError {
  malformed,         // no log of ours, or cut off
  newerVersion,      // written by a later Limen
  wrongStation,      // the log, or a checkpoint in it, is another station's
  broken,            // an entry was changed, moved, put in or taken out
  contradicted,      // entries and hashes agree, but not with what was signed
  badSignature,      // a checkpoint that its key did not sign
  truncated,         // a checkpoint covers entries that are missing
  forked,            // two histories: two checkpoints of one length that differ
  clockBack,         // trusted time goes back from one entry to the next
  unsealed,          // entries stand behind the last checkpoint
  unanchored,        // a segment that begins in the middle, without the checkpoint before it
  notCountersigned,  // no checkpoint bears the server's signature
  notWitnessed,      // no checkpoint bears the witness's signature
};
constexpr std::string_view roomOf(AuditError) {
  return "audit";
}
std::string_view nameOf(AuditError cause);

// Entries of the station's log: what was done, by whom, to which record (as a pseudonym), never an answer.
struct AuditAct {
  UserId actor;
  std::string act;     // a word of ours: "unlock", "record.finish", "record.read", "sync", "shift.open", ...
  Mac16 pseudonym{};   // BLAKE2b-128(programme audit key, record id), or zeros
  std::string result;  // "ok" or a cause's name
  std::int64_t wallMs = 0, trustedMs = 0;
};
struct AuditEntry {
  std::uint64_t seq = 0;  // from 1
  Hash previous;          // hash of the entry before; zeros for the first
  Hash hash;              // auditHash()
  AuditAct act;
};
// BLAKE2b-256("limen/audit/v1" | seq u64 | previous 32 | actor 16 | sized act | pseudonym 16 | sized result | wall ms u64 |
// trusted ms u64), integers little-endian, sizes as varints.
Hash auditHash(std::uint64_t seq, const Hash& previous, const AuditAct& act);

// The tree of RFC 6962 over the entries' hashes, with BLAKE2b-256: what is kept of it is one hash for each bit of its size.
class MerkleFrontier {
 public:
  MerkleFrontier() = default;
  // nothing when `peaks` are not as many as `size` has bits
  static std::optional<MerkleFrontier> from(std::uint64_t size, std::vector<Hash> peaks);
  void append(const Hash& entry);
  std::uint64_t size() const { return size_; }
  Hash root() const;  // of the empty tree: the hash of nothing
  const std::vector<Hash>& peaks() const { return peaks_; }  // the largest subtree first

 private:
  std::uint64_t size_ = 0;
  std::vector<Hash> peaks_;
};

// "The log of this station had `seq` entries, the last with the hash `head`, all of them with the root `root`."
struct Checkpoint {
  enum class By : std::uint8_t { station = 1, server = 2, witness = 3 };
  struct Mark {
    By by = By::station;
    PublicKey signer{};
    SignatureBytes signature{};
  };
  StationId station;
  std::uint64_t seq = 0;
  Hash head, root;
  std::int64_t trustedMs = 0;
  std::vector<Mark> marks;  // the station's first, then those that saw it, by kind

  static Checkpoint make(const StationId& station, const MerkleFrontier& tree, const Hash& head, std::int64_t trustedMs,
                         const Signer& signer);
  void add(By by, const Signer& signer);  // a countersignature or a witness's; replaces one of that kind
  const Mark* mark(By by) const;
  bool signedBy(By by, const PublicKey& key) const;
  Bytes serialise() const;
  static Result<Checkpoint> parse(ByteView bytes);  // malformed, newerVersion; signatures are not checked
};
constexpr std::size_t kMaxCheckpointBytes = 512;

// A part of the log as it leaves the station: entries from `first` on, with the checkpoints over them and, where it does not begin
// at the beginning, the one before.
struct LogSegment {
  StationId station;
  std::uint64_t first = 1;
  Hash before;          // hash of entry first - 1; zeros at the beginning
  MerkleFrontier tree;  // over the first - 1 entries before
  std::vector<AuditEntry> entries;
  std::vector<Checkpoint> checkpoints;  // by seq

  Bytes serialise() const;
  static Result<LogSegment> parse(ByteView bytes);  // malformed, newerVersion; nothing is verified
};
constexpr std::size_t kMaxLogBytes = std::size_t{256} << 20;
constexpr std::size_t kMaxAuditWordBytes = 64;  // of an act and of a result

struct LogKeys {
  std::optional<PublicKey> station;  // none: the key that the log names, which proves only that nobody else changed it since
  std::optional<PublicKey> server;   // given: some checkpoint must bear its signature
  std::optional<PublicKey> witness;  // given: some checkpoint must bear its signature
  std::vector<Checkpoint> known;     // from elsewhere (a shift slip, a receipt): the log must contain their history
};
struct LogFinding {
  std::uint64_t first = 0, last = 0;
  std::size_t checkpoints = 0;
  std::uint64_t countersignedTo = 0, witnessedTo = 0;  // entries up to here are vouched for by somebody else; 0: none
  std::size_t wallJumpsBack = 0;                       // the wall clock was set back so often
  PublicKey station{};
};
// Every cause of AuditError but malformed and newerVersion; the context names the entry.
Result<LogFinding> verifyLog(const LogSegment& segment, const LogKeys& keys);

}  // namespace limen
