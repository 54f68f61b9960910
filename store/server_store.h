// SPDX-License-Identifier: Apache-2.0
// What the server keeps: sealed runs in a dense order per scope, erasure parts, enrolments, the directory and packages. It
// holds no key that opens a part. The interface is what a PostgreSQL store implements as well.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/result.h"
#include "crypto/chain.h"
#include "crypto/envelope.h"
#include "crypto/hash.h"
#include "store/database.h"
#include "store/retained.h"
#include "store/server_pictures.h"

namespace limen {

struct StoredRevision {
  std::uint64_t counter = 0;  // in the station's chain
  Bytes revision;             // SealedRevision::serialise()
  Hash hash;                  // its revision hash
  std::vector<std::pair<std::uint8_t, ErasurePart>> erasureParts;
  RecordId record{};
  bool bare = false;  // came as hashes alone: the station has erased the record
};
struct IncomingRun {
  StationId station;
  ScopeId scope;
  std::uint64_t first = 0, last = 0;
  Hash before, after;
  Bytes signature;
  std::vector<Bytes> shiftObjects;
  std::vector<StoredRevision> revisions;
};
struct StoredRun {
  std::uint64_t number = 0;
  IncomingRun run;
};
struct RunOutcome {
  enum class Kind { stored, alreadyStored, chainConflict, bareRevision } kind = Kind::stored;
  std::uint64_t number = 0;
  std::vector<std::uint64_t> erased{};  // counters that were kept as their hashes: their record is erased
};
struct ErasureRow {
  Id<struct TombstoneTag, 16> id;
  ScopeId scope;
  RecordId record;
  Bytes tombstone;
  OrderKind kind = OrderKind::erasure;
  Id<struct TombstoneTag, 16> lifts{};  // of a lift
  std::uint16_t compartments = 0;       // of a hold
};
struct PurgedParts {
  std::uint64_t records = 0, parts = 0;
  bool more = false;
};
struct NumberedErasureRow {
  std::uint64_t number = 0;
  Bytes tombstone;
};
struct ServerChainEnd {
  StationId station;
  std::uint64_t counter = 0;
  Hash hash;
  std::vector<ChainSpan> behind{};  // behind a gap, in order
};

struct EnrolmentRow {
  Hash codeHash;
  UserId user;
  std::string site;
  std::int64_t expiresMs = 0;
  std::uint32_t tries = 0;
  Bytes request;   // EnrolRequest without the code; empty until asked
  Bytes approval;  // Approval; empty until decided
};

class ServerStore {
 public:
  virtual ~ServerStore() = default;

  // Commits the runs and gives each new one the next number of its scope, under the lock that the commit holds; synced to disk
  // when it returns. Counters already stored with the same hash count as stored; with another hash: chainConflict, nothing of
  // that run kept. Of an erased record only hashes are kept; hashes alone of a record that is not erased: bareRevision, nothing kept.
  virtual Result<std::vector<RunOutcome>> commit(const std::vector<IncomingRun>& runs) = 0;
  // Runs of the scope after `number`, in order, at most maxBytes but at least one.
  virtual Result<std::vector<StoredRun>> runsAfter(const ScopeId& scope, std::uint64_t number, std::size_t maxBytes) = 0;
  virtual Result<std::uint64_t> lastNumber(const ScopeId& scope) = 0;
  virtual Result<std::vector<ServerChainEnd>> chainEnds(const ScopeId& scope) = 0;
  virtual Result<std::uint64_t> epoch() = 0;

  // For a store that was taken from its second copy: the next epoch, which begins after each scope's last number.
  // The same copy may be restored twice: `atLeast`, the time in seconds, keeps the second epoch from being the first one again.
  virtual Result<std::uint64_t> raiseEpoch(std::uint64_t atLeast) = 0;
  // What a station that knew the epoch `known` may keep of its cursor: the lowest number after which a later epoch began.
  virtual Result<std::uint64_t> baseSince(const ScopeId& scope, std::uint64_t known) = 0;

  // What a verified second copy holds. Until the first one there is none, and stored counts as safe.
  struct Copied {
    ScopeId scope;
    std::uint64_t number = 0;
  };
  virtual Result<std::vector<Copied>> numbers() = 0;  // what the store holds now: what a copy of it will hold
  virtual Result<void> markCopied(const std::vector<Copied>& upTo) = 0;
  virtual Result<bool> hasSecondCopy() = 0;
  // The last counter of a part of the station's chain up to which the second copy holds all of that part; 0: nothing of it, or the chain
  // has another link at its end.
  virtual Result<std::uint64_t> copiedCounter(const ScopeId& scope, const StationId& station, const ChainSpan& part) = 0;

  // Enters the tombstone in its scope's log, deletes the erasure parts of all revisions of the record and keeps these as hashes.
  // The number; that of the first time when the id is known. A hold, or its end, is entered in the same log and erases nothing.
  virtual Result<std::uint64_t> erase(const ErasureRow& row) = 0;
  // The erasure parts of what goes by this week, by the headers of its record and the holds on it, and their ciphertexts; hashes stay.
  // Records looked at: at most `limit`.
  virtual Result<PurgedParts> purgeParts(Week now, std::uint32_t limit) = 0;
  virtual Result<std::vector<NumberedErasureRow>> erasuresAfter(const ScopeId& scope, std::uint64_t number) = 0;

  virtual Result<void> putDirectory(std::uint64_t version, ByteView signedDirectory) = 0;  // duplicate when not newer
  virtual Result<std::optional<Bytes>> directory() = 0;
  virtual Result<void> putPackage(const PackageHash& hash, ByteView package) = 0;
  virtual Result<std::vector<Bytes>> packages() = 0;

  virtual Result<void> putEnrolment(const EnrolmentRow& row) = 0;  // inserts or replaces by code hash
  virtual Result<std::optional<EnrolmentRow>> enrolment(const Hash& codeHash) = 0;
  virtual Result<std::vector<EnrolmentRow>> enrolments() = 0;

  virtual ServerPictures& pictures() = 0;

  virtual Result<void> put(std::string_view name, ByteView value) = 0;
  virtual Result<std::optional<Bytes>> get(std::string_view name) = 0;
};

// On SQLCipher, one process. Thread-safe: one writer at a time, readers beside it.
Result<std::unique_ptr<ServerStore>> openEmbeddedServerStore(const std::filesystem::path& file, const SecretBytes& key,
                                                             Database::Create create);

}  // namespace limen
