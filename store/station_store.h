// SPDX-License-Identifier: Apache-2.0
// Everything a laptop keeps, in one encrypted file: sealed revisions, outbox, drafts, the operational index, what was pulled,
// what the organisation signed, the audit log. Each act and its audit entry are one transaction.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/ids.h"
#include "core/result.h"
#include "crypto/audit_log.h"
#include "crypto/chain.h"
#include "crypto/envelope.h"
#include "crypto/hash.h"
#include "crypto/keys.h"
#include "store/database.h"

namespace limen {

struct DraftRow {
  DraftId id;
  UserId user;
  std::string form;  // programme id
  PackageHash package;
  std::int64_t startedMs = 0, savedMs = 0;
  Bytes sealedKey;  // the draft's key under the user's secret
  Bytes content;    // FormSession::saveDraft() under the draft's key
};

// One line of the records list. What is searchable is what the operational compartment says (or what this reader opened).
struct RecordRow {
  RecordId record;
  std::string form;
  std::int64_t savedMs = 0;
  std::string summary;     // from the operational index: instance name or first answers; "" when nothing is open here
  bool ours = false;       // captured at this station
  bool confirmed = false;  // every revision of it that is ours is acknowledged as stored
  std::uint32_t revisions = 0;
};

struct RevisionRow {
  StationId station;
  ScopeId scope;
  std::uint64_t counter = 0;  // in the station's chain of that scope; 0: set aside, the server has another history
  SealedRevision revision;
  std::vector<std::pair<std::uint8_t, ErasurePart>> erasureParts;  // those known here
};

struct OutboxRow {
  std::uint64_t counter = 0;
  Bytes revision;  // SealedRevision::serialise()
  ErasureSeed seed{};
  // Of a restored station: the run that this revision was cut into before the backup, seeds sealed. It is sent as it is.
  Bytes ready;
  Hash before, after;  // h(counter-1), h(counter)
};

struct ChainEnd {  // the fingerprint's material
  StationId station;
  std::uint64_t counter = 0;
  Hash hash;
  std::vector<ChainSpan> behind{};  // behind a gap, in order
};

struct IndexedAnswer {
  std::string question;
  std::string text;
};

// What finishing a record writes, all or nothing.
struct FinishedRecord {
  ScopeId scope;
  std::string form;
  const SealedRevision* revision = nullptr;
  ErasureSeed seed{};
  std::vector<std::pair<std::uint8_t, ErasurePart>> erasureParts;  // kept while the shift lasts
  std::uint16_t keptParts = 0;  // bit i: the part of compartment i stays when the shift ends, for those who read it by right
  std::vector<IndexedAnswer> operational;
  std::string summary;
  std::optional<DraftId> draft;  // deleted with it
  std::int64_t savedMs = 0;
  AuditAct audit;
};

struct PulledRevision {
  StationId station;
  std::uint64_t counter = 0;
  const SealedRevision* revision = nullptr;
  std::vector<std::pair<std::uint8_t, ErasurePart>> erasureParts;
};
struct PulledRun {
  ScopeId scope;
  std::uint64_t number = 0;
  StationId station;
  std::uint64_t first = 0, last = 0;
  Hash before, after;
  std::int64_t receivedMs = 0;  // where records that are new here stand in the list
  std::vector<PulledRevision> revisions;
  std::vector<Bytes> shiftObjects;
};

struct Counts {
  std::uint64_t records = 0;    // on this laptop
  std::uint64_t own = 0;        // captured here
  std::uint64_t confirmed = 0;  // of own: every revision acknowledged as stored
};

class StationStore {
 public:
  // duplicate: something is there already.
  static Result<StationStore> create(const std::filesystem::path& file, const SecretBytes& key);
  static Result<StationStore> open(const std::filesystem::path& file, const SecretBytes& key);

  // Named values: identity, settings, server epoch. Small.
  Result<void> put(std::string_view name, ByteView value);
  Result<std::optional<Bytes>> get(std::string_view name);

  // Drafts.
  Result<void> saveDraft(const DraftRow& draft);
  Result<std::vector<DraftRow>> drafts(const UserId& user);
  Result<void> discardDraft(const DraftId& draft, const AuditAct& audit);

  // Records. finish() returns the revision's counter in the station's chain. It writes one row, which is record, outbox and log in
  // one; settle() files such rows under what they are, and whatever reads or writes that calls it first. `words` finds records in which every word begins
  // somewhere; they come newest first. "" is all of them. revisions(): notFound.
  Result<std::uint64_t> finish(const StationId& station, const FinishedRecord& record);
  Result<void> settle();
  Result<std::vector<RecordRow>> records(std::string_view words, std::uint32_t offset, std::uint32_t limit);
  Result<std::uint64_t> countRecords(std::string_view words);
  Result<std::optional<RecordRow>> record(const RecordId& record);
  Result<std::vector<RevisionRow>> revisions(const RecordId& record);
  Result<Counts> counts();
  Result<void> indexRecord(const RecordId& record, const std::vector<IndexedAnswer>& answers, std::string_view summary);
  Result<std::vector<RecordId>> unindexed(std::uint32_t limit);  // pulled records that no index row covers yet
  Result<void> indexAnew(const RecordId& record);                // unindexed() names it
  Result<void> forgetPulledIndex();                              // a new key or package: unindexed() names them all again
  Result<void> forgetIndex();                                    // every word and summary goes; unindexed() names all records
  // Records captured here, every revision of them safe since before then, whose answers are still here; oldest first.
  Result<std::vector<RecordId>> safeBefore(std::int64_t whenMs, std::uint32_t limit);
  // Of such a record: its words and its line in the list, and the erasure parts of these compartments (bit i: compartment i), so that
  // nothing opens them here any more. The sealed revisions stay. notFound.
  Result<void> forgetAnswers(const RecordId& record, std::uint16_t compartments);
  Result<void> forgetShiftErasureParts();                        // at shift close: own parts that only the shift justified

  // Outbox and acknowledgements.
  Result<std::vector<ScopeId>> outboxScopes();
  Result<std::vector<OutboxRow>> outbox(const ScopeId& scope, std::uint64_t after, std::size_t maxBytes);  // not yet stored
  Result<std::uint64_t> outboxCount();  // revisions not acknowledged as stored
  Result<ChainEnd> ownChain(const StationId& station, const ScopeId& scope);
  struct Confirmed {
    ScopeId scope;
    std::uint64_t first = 0, last = 0, number = 0;
    bool safe = false;
    std::int64_t whenMs = 0;  // of the acknowledgement: from then on the time runs in which safe answers stay here
  };
  Result<void> confirm(const StationId& station,
                       const std::vector<Confirmed>& ranges);  // safe ones leave the outbox with their seeds

  // Pulled runs: committed with the cursor in one transaction. A run already here brings what its rows lack (parts that were
  // hashes, erasure parts) and changes nothing else. Where one contradicts what came from the server before, that is set aside: readable, in
  // no chain, until the same revisions come again. Runs may come in any order: the cursor is the highest number with none unseen below it, and the number of a confirmed range counts
  // as seen. Where a run of our own chain says otherwise than what waits here (a restored or cloned station went on), what waits is
  // put behind it with new counters: nothing is lost, and both are there.
  Result<std::uint64_t> cursor(const ScopeId& scope);
  enum class Applied { inPlace, otherSetAside };
  Result<Applied> apply(const PulledRun& run);
  Result<void> advanceCursor(const ScopeId& scope, std::uint64_t number);  // at a matching END: what was not sent down is ours
  // What was pulled comes once more, for the sake of parts that this station was not given then. The cursor stays: beside it
  // stands the number after which runs are asked for again, which moves as they come and goes with endPullAgain(). Outside a
  // session only, so that a run which comes was asked for after the wish and not before it.
  Result<bool> pullAgain(const ScopeId& scope);  // false: nothing was pulled in it
  Result<std::optional<std::uint64_t>> againAfter(const ScopeId& scope);
  Result<void> endPullAgain(const ScopeId& scope);  // all of them came
  // The server was restored: where its numbers are still those known here, and from where they are asked for again. What is not safe
  // is offered once more.
  Result<void> beginEpoch(std::uint64_t epoch, const std::map<ScopeId, std::uint64_t>& cursors);
  static constexpr std::string_view kEpochName = "server.epoch";  // among the named values: a backup carries it
  Result<std::uint64_t> epoch();  // of the server, as last seen; 0 before the first contact
  // What the server acknowledged of our chain after `counter` and has no more, as far as its seeds are still here.
  Result<void> offerAgain(const StationId& station, const ScopeId& scope, std::uint64_t counter);
  // Nothing of our chain up to here is in the outbox.
  Result<std::uint64_t> safeCounter(const StationId& station, const ScopeId& scope);
  // Everything of our chain up to here is here. Less than what was made where a clone or a restored server left a gap in it.
  Result<std::uint64_t> wholeCounter(const StationId& station, const ScopeId& scope);
  Result<ChainEnd> confirmedEnd(const StationId& station, const ScopeId& scope);  // of our chain, as acknowledged

  // Tombstones. An erasure deletes what opens the record and what was read of it, keeps its revisions as hashes, for the chain, and
  // stays: whatever comes of the record later is kept as hashes too. `number` is the server's, 0 while it has not given one.
  Result<void> erase(const Id<struct TombstoneTag, 16>& id, const ScopeId& scope, const RecordId& record, ByteView tombstone,
                     std::uint64_t number, const AuditAct& audit);
  Result<bool> isErased(const RecordId& record);
  Result<std::vector<Bytes>> unnumberedErasures();
  Result<std::uint64_t> erasureCursor(const ScopeId& scope);
  // Of all stations, by station: the highest counter with nothing missing before it, acknowledged (ours) or pulled. None at 0.
  Result<std::vector<ChainEnd>> chainEnds(const ScopeId& scope);

  // Shift objects (ours and pulled), and the wrapped keys of the open shift.
  Result<void> putShiftObject(const ShiftId& shift, ByteView object);
  Result<std::optional<Bytes>> shiftObject(const ShiftId& shift);
  Result<void> putShiftKeys(const ShiftId& shift, std::string_view programme, ByteView wrapped);
  struct ShiftKeysRow {
    ShiftId shift;
    std::string programme;
    Bytes wrapped;
  };
  Result<std::vector<ShiftKeysRow>> shiftKeys();
  Result<void> dropShiftKeys();

  // What the organisation signed.
  Result<void> putPackage(const PackageHash& hash, std::string_view programme, std::uint64_t version, ByteView package);
  Result<std::optional<Bytes>> package(const PackageHash& hash);
  struct PackageRow {
    PackageHash hash;
    std::string programme;
    std::uint64_t version;
  };
  Result<std::vector<PackageRow>> packages();  // newest version of a programme first
  Result<void> putGrant(const UserId& user, std::string_view compartment, std::string_view siteGroup, std::uint32_t epoch, ByteView signedGrant);
  Result<std::vector<Bytes>> grants();

  // Audit.
  Result<void> audit(const AuditAct& act);  // trusted time never goes back in it, whatever the act says
  Result<std::vector<AuditEntry>> auditEntries(std::uint64_t from, std::uint32_t limit);
  struct LogHead {
    MerkleFrontier tree;  // over all entries; its size is the last one's number
    Hash hash;
    std::int64_t trustedMs = 0;
  };
  Result<LogHead> logHead();
  Result<void> putCheckpoint(const Checkpoint& checkpoint);  // in the place of one of the same length
  Result<std::vector<Checkpoint>> checkpoints(std::uint64_t from);
  Result<std::optional<Checkpoint>> lastCheckpointOfServer();  // that the server signed as well

  // Every row against the set hash, on a connection of its own, so that it can run beside the one that is worked with.
  // mixedAges, damaged; failed when cancelled.
  static Result<void> checkRows(const std::filesystem::path& file, const SecretBytes& key, const std::atomic<bool>& cancelled);

  Database& database() { return database_; }

 private:
  explicit StationStore(Database database) : database_(std::move(database)) {}
  Result<void> appendAudit(const AuditAct& act);  // settled before
  Result<LogHead> headOfLog();                    // of what is filed
  Result<void> file(const struct PendingRecord& pending);
  static Result<StationStore> begin(Database database);
  Database database_;
};

}  // namespace limen
