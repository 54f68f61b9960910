// SPDX-License-Identifier: Apache-2.0
// Finishing a record. What is saved is one row in one page: the sealed revision, what the outbox and the index need of it, and the
// entry of the log, chained to the one before. It is filed under records, words, outbox and log behind the screen's "saved", or by
// whoever reads those first; a store is never seen without it.
#include <algorithm>

#include "core/check.h"
#include "store/layouts.h"
#include "store/rows.h"
#include "store/station_attachments.h"
#include "store/station_came.h"
#include "store/station_chains.h"
#include "store/station_record_rows.h"
#include "store/station_store.h"

namespace limen {

// What a row says, little-endian, views into it. The first part is what the next record has to know.
struct PendingRecord {
  std::int64_t seq = 0;
  StationId station;
  ScopeId scope;
  std::uint64_t counter = 0;
  Hash link;
  std::uint64_t entry = 0;  // of the log
  Hash entryHash;
  std::int64_t trustedMs = 0;

  RecordId record;
  PackageHash package;
  std::string form;
  std::int64_t savedMs = 0;
  ByteView revision, seed, parts, words;
  std::string summary;
  std::uint16_t kept = 0;
  bool indexes = false;  // words and summary say something
  AuditAct audit;
};

namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::int64_t kMaxPending = 32;  // filed within the next save where nobody reads: bounds what an unlock has to file
constexpr std::size_t kMaxWord = 64;

Bytes write(const PendingRecord& row, const FinishedRecord& finished) {
  ByteWriter out;
  out.u8(kVersion).raw(row.station.bytes()).raw(row.scope.bytes()).u64(row.counter).raw(row.link.bytes());
  out.u64(row.entry).raw(row.entryHash.bytes()).u64(static_cast<std::uint64_t>(row.trustedMs));
  const RevisionHeader& header = finished.revision->header();
  out.raw(header.record.bytes()).raw(header.package.bytes()).text(finished.form).u64(static_cast<std::uint64_t>(finished.savedMs));
  out.sized(finished.revision->serialise()).raw(finished.seed).sized(writeErasureParts(finished.erasureParts)).u16(finished.keptParts);
  out.u8(finished.operational.empty() && finished.summary.empty() ? 0 : 1).text(finished.summary);
  out.text(wordsOf(finished.operational, finished.summary));
  const AuditAct& act = finished.audit;
  out.raw(act.actor.bytes()).text(act.act).raw(act.pseudonym).text(act.result).u64(static_cast<std::uint64_t>(act.wallMs));
  return out.take();
}

Result<PendingRecord> read(std::int64_t seq, ByteView content) {
  ByteReader in(content);
  PendingRecord row;
  row.seq = seq;
  if (in.u8() != kVersion) in.fail();
  row.station = StationId{in.array<StationId::kSize>()};
  row.scope = ScopeId{in.array<ScopeId::kSize>()};
  row.counter = in.u64();
  row.link.value = in.array<Hash::kSize>();
  row.entry = in.u64();
  row.entryHash.value = in.array<Hash::kSize>();
  row.trustedMs = static_cast<std::int64_t>(in.u64());
  row.record = RecordId{in.array<RecordId::kSize>()};
  row.package = PackageHash{in.array<PackageHash::kSize>()};
  row.form = in.text(content.size());
  row.savedMs = static_cast<std::int64_t>(in.u64());
  row.revision = in.sized(content.size());
  row.seed = in.raw(std::tuple_size_v<ErasureSeed>);
  row.parts = in.sized(content.size());
  row.kept = in.u16();
  row.indexes = in.u8() != 0;
  row.summary = in.text(content.size());
  row.words = in.sized(content.size());
  row.audit.actor = UserId{in.array<UserId::kSize>()};
  row.audit.act = in.text(kMaxWord);
  row.audit.pseudonym = in.array<std::tuple_size_v<Mac16>>();
  row.audit.result = in.text(kMaxWord);
  row.audit.wallMs = static_cast<std::int64_t>(in.u64());
  row.audit.trustedMs = row.trustedMs;
  if (!in.done()) return unexpected(StoreError::damaged, "pending");
  return row;
}

// The newest row, or the newest of one chain.
Result<std::optional<PendingRecord>> newest(Database& database, const StationId* station, const ScopeId* scope) {
  Statement& rows = database.cached("SELECT seq, content FROM pending ORDER BY seq DESC");
  for (;;) {
    LIMEN_ASSIGN(const bool row, rows.step());
    if (!row) return std::optional<PendingRecord>();
    auto found = read(rows.integer(0), rows.view(1));
    if (!found || station == nullptr || (found->station == *station && found->scope == *scope)) {
      if (found) found->revision = found->seed = found->parts = found->words = {};  // the row they lie in is let go
      rows.reset();
      if (!found) return unexpected(found.error());
      return std::optional<PendingRecord>(std::move(*found));
    }
  }
}

}  // namespace

Result<std::uint64_t> StationStore::finish(const StationId& station, const FinishedRecord& finished) {
  LIMEN_CHECK(finished.revision != nullptr);
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(database_));
  LIMEN_ASSIGN(const bool erased, isErased(finished.revision->header().record));
  if (erased) return unexpected(StoreError::notFound, "erased");
  LIMEN_ASSIGN(auto last, newest(database_, nullptr, nullptr));
  if (last && last->seq >= kMaxPending) {
    LIMEN_TRY(settle());
    last.reset();
  }
  PendingRecord row;
  row.seq = last ? last->seq + 1 : 1;
  row.station = station;
  row.scope = finished.scope;
  Hash before, entryBefore;
  std::uint64_t counter = 0, entry = 0;
  std::int64_t trusted = 0;
  std::optional<PendingRecord> chained = last;
  if (last && (last->station != station || last->scope != finished.scope)) {
    LIMEN_ASSIGN(chained, newest(database_, &station, &finished.scope));
  }
  if (chained) {
    counter = chained->counter;
    before = chained->link;
  } else {
    LIMEN_ASSIGN(const auto chain, findChain(database_, station, finished.scope));
    if (chain) counter = chain->made, before = chain->madeHash;
  }
  if (last) {
    entry = last->entry, entryBefore = last->entryHash, trusted = last->trustedMs;
  } else {
    LIMEN_ASSIGN(const LogHead head, headOfLog());
    entry = head.tree.size(), entryBefore = head.hash, trusted = head.trustedMs;
  }
  if (counter >= kMaxCounter) return unexpected(StoreError::failed, "chain is full");
  row.counter = counter + 1;
  row.link = chainStep(before, finished.revision->hash());
  AuditAct act = finished.audit;
  act.trustedMs = row.trustedMs = std::max(act.trustedMs, trusted);
  row.entry = entry + 1;
  row.entryHash = auditHash(row.entry, entryBefore, act);

  const Bytes content = write(row, finished);
  database_.countRow(1, "pending", row.seq, ByteView(content));
  LIMEN_TRY(database_.cached("INSERT INTO pending(seq, content, base, set_sum) SELECT ?, ?, set_sum, zeroblob(32) FROM tally")
                .bind(1, row.seq)
                .bind(2, ByteView(content))
                .run());
  if (finished.draft) {
    LIMEN_TRY(database_.cached("DELETE FROM draft WHERE draft = ?").bind(1, finished.draft->bytes()).run());
    LIMEN_TRY(dropDraftAttachments(database_, *finished.draft));
  }
  LIMEN_TRY(transaction.commit());
  return row.counter;
}

Result<void> StationStore::settle() {
  LIMEN_ASSIGN(const auto any, firstRow(database_.cached("SELECT 1 FROM pending LIMIT 1"), [](const Statement& row) { return row.integer(0); }));
  if (!any) return {};
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(database_));
  std::vector<std::pair<std::int64_t, Bytes>> rows;  // read again under the lock: another connection may have filed them
  LIMEN_TRY(eachRow(database_.cached("SELECT seq, content FROM pending ORDER BY seq"),
                    [&](const Statement& row) { rows.emplace_back(row.integer(0), row.blob(1)); }));
  LIMEN_ASSIGN(const auto another, firstRow(database_.cached("SELECT 1 FROM pending, tally WHERE base IS NOT tally.set_sum"),
                                            [](const Statement& row) { return row.integer(0); }));
  if (another) return unexpected(StoreError::mixedAges);
  for (const auto& [seq, content] : rows) {
    LIMEN_ASSIGN(const PendingRecord row, read(seq, content));
    LIMEN_TRY(file(row));
    database_.countRow(-1, "pending", seq, ByteView(content));
  }
  LIMEN_TRY(database_.cached("DELETE FROM pending").run());
  return transaction.commit();
}

Result<void> StationStore::file(const PendingRecord& row) {
  LIMEN_ASSIGN(ChainRow chain, chainRow(database_, row.station, row.scope, true));
  if (row.counter != chain.made + 1) return unexpected(StoreError::damaged, "pending");
  chain.made = row.counter;
  chain.madeHash = row.link;
  LIMEN_TRY(writeChain(database_, chain));
  const std::int64_t key = rowKey(chain.id, row.counter);

  TallyChange tally;
  tally.waiting = 1;
  LIMEN_ASSIGN(const auto known, findRecord(database_, row.record));
  std::int64_t record = 0;
  if (known) {
    record = known->id;
    if (known->ours && known->unstored == 0) tally.confirmed = -1;
    LIMEN_TRY(database_.cached("UPDATE record SET revisions = revisions + 1, unstored = unstored + 1, safe = NULL WHERE id = ?")
                  .bind(1, record)
                  .run());
    const auto written = SealedRevision::parse(row.revision);
    if (!written) return unexpected(StoreError::damaged, "pending");
    LIMEN_TRY(noteCame(database_, record, written->header().id, row.savedMs));
    if (row.indexes) {
      LIMEN_TRY(removeWords(database_, record));
      LIMEN_TRY(database_.cached("UPDATE record SET summary = ?, indexed = 1 WHERE id = ?")
                    .bind(1, std::string_view(row.summary))
                    .bind(2, record)
                    .run());
    }
  } else {
    tally.records = tally.own = 1;
    LIMEN_ASSIGN(const std::int64_t package, packageRow(database_, row.package));
    LIMEN_ASSIGN(
        const auto made,
        firstRow(database_
                     .cached("INSERT INTO record(record, form, package, saved, ours, revisions, unstored, indexed, summary) "
                             "VALUES(?, ?, ?, ?, 1, 1, 1, 1, ?) RETURNING id")
                     .bind(1, row.record.bytes())
                     .bind(2, std::string_view(row.form))
                     .bind(3, package)
                     .bind(4, row.savedMs)
                     .bind(5, std::string_view(row.summary)),
                 [](const Statement& one) { return one.integer(0); }));
    record = made.value();
  }
  if (!known || row.indexes) LIMEN_TRY(insertWords(database_, record, textOf(row.words)));

  LIMEN_ASSIGN(ErasureParts kept, readErasureParts(row.parts));
  std::erase_if(kept, [&](const auto& part) { return (row.kept >> part.first & 1) == 0; });
  const Bytes keptBytes = writeErasureParts(kept);
  LIMEN_TRY(insertRevision(database_, {key, record, row.link, row.revision, keptBytes}));
  LIMEN_TRY(database_.cached("INSERT INTO outbox(key, record, stored, seed) VALUES(?, ?, 0, ?)")
                .bind(1, key)
                .bind(2, record)
                .bind(3, row.seed)
                .run());
  if (!row.parts.empty())
    LIMEN_TRY(database_.cached("INSERT INTO shift_part(key, erasure) VALUES(?, ?)").bind(1, key).bind(2, row.parts).run());
  LIMEN_TRY(changeTally(database_, tally));
  LIMEN_TRY(appendAudit(row.audit));
  LIMEN_ASSIGN(const LogHead head, headOfLog());
  if (head.tree.size() != row.entry || head.hash != row.entryHash) return unexpected(StoreError::damaged, "log");
  return {};
}

}  // namespace limen
