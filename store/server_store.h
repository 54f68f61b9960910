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
#include "crypto/envelope.h"
#include "crypto/hash.h"
#include "store/database.h"

namespace limen {

struct StoredRevision {
  std::uint64_t counter = 0;  // in the station's chain
  Bytes revision;             // SealedRevision::serialise()
  Hash hash;                  // its revision hash
  std::vector<std::pair<std::uint8_t, ErasurePart>> erasureParts;
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
  enum class Kind { stored, alreadyStored, chainConflict } kind = Kind::stored;
  std::uint64_t number = 0;
};
struct ServerChainEnd {
  StationId station;
  std::uint64_t counter = 0;
  Hash hash;
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
  // that run kept.
  virtual Result<std::vector<RunOutcome>> commit(const std::vector<IncomingRun>& runs) = 0;
  // Runs of the scope after `number`, in order, at most maxBytes but at least one.
  virtual Result<std::vector<StoredRun>> runsAfter(const ScopeId& scope, std::uint64_t number, std::size_t maxBytes) = 0;
  virtual Result<std::uint64_t> lastNumber(const ScopeId& scope) = 0;
  virtual Result<std::vector<ServerChainEnd>> chainEnds(const ScopeId& scope) = 0;
  virtual Result<std::uint64_t> epoch() = 0;

  virtual Result<void> putDirectory(std::uint64_t version, ByteView signedDirectory) = 0;  // duplicate when not newer
  virtual Result<std::optional<Bytes>> directory() = 0;
  virtual Result<void> putPackage(const PackageHash& hash, ByteView package) = 0;
  virtual Result<std::vector<Bytes>> packages() = 0;

  virtual Result<void> putEnrolment(const EnrolmentRow& row) = 0;  // inserts or replaces by code hash
  virtual Result<std::optional<EnrolmentRow>> enrolment(const Hash& codeHash) = 0;
  virtual Result<std::vector<EnrolmentRow>> enrolments() = 0;

  virtual Result<void> put(std::string_view name, ByteView value) = 0;
  virtual Result<std::optional<Bytes>> get(std::string_view name) = 0;
};

// On SQLCipher, one process. Thread-safe: one writer at a time, readers beside it.
Result<std::unique_ptr<ServerStore>> openEmbeddedServerStore(const std::filesystem::path& file, const SecretBytes& key,
                                                             Database::Create create);

}  // namespace limen
