// SPDX-License-Identifier: Apache-2.0
// Runs in the embedded server store: de-duplication, dense numbers, chain ends.
#include <algorithm>

#include "core/planted.h"
#include "crypto/hash.h"
#include "store/embedded_server_store.h"
#include "store/layouts.h"
#include "store/rows.h"

namespace limen {

Result<std::int64_t> EmbeddedServerStore::scopeRow(const ScopeId& scope) {
  LIMEN_ASSIGN(const auto known, firstRow(writer_.cached("SELECT id FROM scope WHERE scope = ?").bind(1, scope.bytes()),
                                          [](const Statement& row) { return row.integer(0); }));
  if (known) return *known;
  LIMEN_ASSIGN(const auto made,
               firstRow(writer_.cached("INSERT INTO scope(scope, last) VALUES(?, 0) RETURNING id").bind(1, scope.bytes()),
                        [](const Statement& row) { return row.integer(0); }));
  return made.value();
}

Result<EmbeddedServerStore::Chain> EmbeddedServerStore::chainRow(std::int64_t scope, const StationId& station) {
  LIMEN_ASSIGN(const auto known,
               firstRow(writer_.cached("SELECT id, end, top, end_hash FROM chain WHERE scope = ? AND station = ?")
                            .bind(1, scope)
                            .bind(2, station.bytes()),
                        [](const Statement& row) {
                          return Chain{row.integer(0), unsignedAt(row, 1), unsignedAt(row, 2), idAt<Hash>(row, 3)};
                        }));
  if (known) return *known;
  const Hash zeros;
  LIMEN_ASSIGN(const auto made,
               firstRow(writer_.cached("INSERT INTO chain(scope, station, end, end_hash, top) VALUES(?, ?, 0, ?, 0) RETURNING id")
                            .bind(1, scope)
                            .bind(2, station.bytes())
                            .bind(3, zeros.bytes()),
                        [](const Statement& row) { return row.integer(0); }));
  return Chain{made.value(), 0, 0, zeros};
}

Result<std::uint64_t> EmbeddedServerStore::numberHolding(std::int64_t chain, const IncomingRun& run) {
  struct Held {
    std::uint64_t number, first, last;
  };
  LIMEN_ASSIGN(const auto held,
               firstRow(writer_
                            .cached("SELECT key, first, last FROM run WHERE chain = ?1 AND last >= ?2 AND first <= ?2 "
                                    "ORDER BY last, key LIMIT 1")
                            .bind(1, chain)
                            .bind(2, static_cast<std::int64_t>(run.last)),
                        [](const Statement& row) {
                          return Held{counterOf(row.integer(0)), unsignedAt(row, 1), unsignedAt(row, 2)};
                        }));
  if (!held) return unexpected(StoreError::damaged, "run of a stored revision");
  // Who pushed a part of it may not have the rest: a clone would take the number for seen.
  return held->first >= run.first && held->last <= run.last ? held->number : 0;
}

// The end is the last counter with nothing missing before it; a run that closes a gap moves it over what came earlier.
Result<void> EmbeddedServerStore::advance(Chain& chain, const IncomingRun& run) {
  const std::uint64_t top = std::max(chain.top, run.last);
  if (run.first <= chain.end + 1 && run.last > chain.end) {
    chain.end = run.last;
    chain.endHash = run.after;
    if (chain.top > chain.end) {
      LIMEN_TRY(eachRow(writer_.cached("SELECT key, link FROM revision WHERE key > ? AND key <= ? ORDER BY key")
                            .bind(1, rowKey(chain.id, chain.end))
                            .bind(2, rowKey(chain.id, chain.top)),
                        [&](const Statement& row) {
                          if (counterOf(row.integer(0)) != chain.end + 1) return;
                          ++chain.end;
                          chain.endHash = idAt<Hash>(row, 1);
                        }));
    }
  }
  chain.top = top;
  return writer_.cached("UPDATE chain SET end = ?, end_hash = ?, top = ? WHERE id = ?")
      .bind(1, static_cast<std::int64_t>(chain.end))
      .bind(2, chain.endHash.bytes())
      .bind(3, static_cast<std::int64_t>(chain.top))
      .bind(4, chain.id)
      .run();
}

namespace {

// The counters whose record is erased, in order. In whatever scope: who corrects a record at another site does so in that site's.
Result<std::vector<std::uint64_t>> erasedOf(Database& database, const IncomingRun& run) {
  std::vector<std::uint64_t> erased;
  LIMEN_ASSIGN(const auto any,
               firstRow(database.cached("SELECT 1 FROM tombstone LIMIT 1"), [](const Statement&) { return true; }));
  if (!any) return erased;
  for (const StoredRevision& revision : run.revisions) {
    LIMEN_ASSIGN(
        const auto found,
        firstRow(
            database.cached("SELECT 1 FROM tombstone WHERE record = ? AND kind = 0 LIMIT 1").bind(1, revision.record.bytes()),
            [](const Statement&) { return true; }));
    if (found && !LIMEN_BUG("resurrection")) erased.push_back(revision.counter);
  }
  return erased;
}

}  // namespace

Result<RunOutcome> EmbeddedServerStore::commitOne(const IncomingRun& run) {
  if (run.first == 0 || run.last < run.first || run.last > kMaxCounter || run.revisions.size() != run.last - run.first + 1) {
    return unexpected(StoreError::failed, "a run whose revisions are not first..last");
  }
  LIMEN_ASSIGN(const std::int64_t scope, scopeRow(run.scope));
  LIMEN_ASSIGN(Chain chain, chainRow(scope, run.station));
  std::vector<Hash> links;
  links.reserve(run.revisions.size());
  Hash link = run.before;
  for (const StoredRevision& revision : run.revisions) links.push_back(link = chainStep(link, revision.hash));
  if (link != run.after) return RunOutcome{RunOutcome::Kind::chainConflict, 0};

  // A link stands for everything before it, so one equal link on either side of each seam is proof that it is the same chain.
  std::vector<bool> here(run.revisions.size(), false);
  bool conflict = run.first == 1 && !run.before.isZero();
  if (run.first <= chain.top + 1) {
    LIMEN_TRY(eachRow(writer_.cached("SELECT key, hash, link FROM revision WHERE key BETWEEN ? AND ? ORDER BY key")
                          .bind(1, rowKey(chain.id, run.first - 1))
                          .bind(2, rowKey(chain.id, std::min(run.last + 1, kMaxCounter))),
                      [&](const Statement& row) {
                        const std::uint64_t counter = counterOf(row.integer(0));
                        const Hash stored = idAt<Hash>(row, 2);
                        if (counter < run.first) {
                          conflict = conflict || stored != run.before;
                        } else if (counter > run.last) {
                          conflict = conflict || stored != chainStep(run.after, idAt<Hash>(row, 1));
                        } else {
                          here[counter - run.first] = true;
                          conflict = conflict || stored != links[counter - run.first];
                        }
                      }));
  }
  if (conflict) return RunOutcome{RunOutcome::Kind::chainConflict, 0};
  RunOutcome outcome;
  LIMEN_ASSIGN(outcome.erased, erasedOf(writer_, run));
  const auto isErased = [&](std::uint64_t counter) {
    return std::binary_search(outcome.erased.begin(), outcome.erased.end(), counter);
  };
  for (std::size_t i = 0; i < run.revisions.size(); ++i)
    if (run.revisions[i].bare && !here[i] && !isErased(run.first + i)) return RunOutcome{RunOutcome::Kind::bareRevision, 0};
  if (std::find(here.begin(), here.end(), false) == here.end() && !LIMEN_BUG("no-deduplication")) {
    outcome.kind = RunOutcome::Kind::alreadyStored;
    LIMEN_ASSIGN(outcome.number, numberHolding(chain.id, run));
    return outcome;
  }

  Statement& insert = writer_.cached("INSERT INTO revision(key, hash, link, revision, erasure) VALUES(?, ?, ?, ?, ?)");
  for (std::size_t i = 0; i < run.revisions.size(); ++i) {
    if (here[i]) continue;
    const StoredRevision& revision = run.revisions[i];
    const bool erased = isErased(run.first + i);
    const Bytes parts = erased ? Bytes() : writeErasureParts(revision.erasureParts);
    Bytes hashes;
    if (erased) {
      LIMEN_ASSIGN(const SealedRevision whole, SealedRevision::parse(revision.revision));
      hashes = whole.withOnly(0).serialise();
    }
    LIMEN_TRY(insert.bind(1, rowKey(chain.id, run.first + i))
                  .bind(2, revision.hash.bytes())
                  .bind(3, links[i].bytes())
                  .bind(4, ByteView(erased ? hashes : revision.revision))
                  .bind(5, ByteView(parts))
                  .run());
    LIMEN_TRY(noteRecord(revision, rowKey(chain.id, run.first + i)));
  }
  LIMEN_ASSIGN(const auto number,
               firstRow(writer_.cached("UPDATE scope SET last = last + 1 WHERE id = ? RETURNING last").bind(1, scope),
                        [](const Statement& row) { return unsignedAt(row, 0); }));
  const Bytes objects = writeList(run.shiftObjects);
  LIMEN_TRY(
      writer_
          .cached(
              "INSERT INTO run(key, chain, first, last, before, after, signature, shift_objects) VALUES(?, ?, ?, ?, ?, ?, ?, ?)")
          .bind(1, rowKey(scope, number.value()))
          .bind(2, chain.id)
          .bind(3, static_cast<std::int64_t>(run.first))
          .bind(4, static_cast<std::int64_t>(run.last))
          .bind(5, run.before.bytes())
          .bind(6, run.after.bytes())
          .bind(7, ByteView(run.signature))
          .bind(8, ByteView(objects))
          .run());
  LIMEN_TRY(advance(chain, run));
  outcome.number = number.value();
  return outcome;
}

Result<std::vector<RunOutcome>> EmbeddedServerStore::commit(const std::vector<IncomingRun>& runs) {
  const std::lock_guard lock(writing_);
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(writer_));
  std::vector<RunOutcome> outcomes;
  outcomes.reserve(runs.size());
  for (const IncomingRun& run : runs) {
    LIMEN_ASSIGN(RunOutcome outcome, commitOne(run));
    outcomes.push_back(std::move(outcome));
  }
  LIMEN_TRY(transaction.commit());
  return outcomes;
}

Result<std::vector<StoredRun>> EmbeddedServerStore::runsAfter(const ScopeId& scope, std::uint64_t number, std::size_t maxBytes) {
  const std::lock_guard lock(reading_);
  LIMEN_ASSIGN(const auto id, firstRow(reader_.cached("SELECT id FROM scope WHERE scope = ?").bind(1, scope.bytes()),
                                       [](const Statement& row) { return row.integer(0); }));
  std::vector<StoredRun> found;
  if (!id) return found;
  Statement& runs = reader_.cached(
      "SELECT r.key, c.station, r.chain, r.first, r.last, r.before, r.after, r.signature, r.shift_objects "
      "FROM run r JOIN chain c ON c.id = r.chain WHERE r.key > ? AND r.key <= ? ORDER BY r.key");
  runs.bind(1, rowKey(*id, std::min(number, kMaxCounter))).bind(2, rowKey(*id, kMaxCounter));
  std::size_t size = 0;
  for (;;) {
    LIMEN_ASSIGN(const bool row, runs.step());
    if (!row) break;
    StoredRun stored;
    IncomingRun& run = stored.run;
    stored.number = counterOf(runs.integer(0));
    run.station = idAt<StationId>(runs, 1);
    run.scope = scope;
    const std::int64_t chain = runs.integer(2);
    run.first = unsignedAt(runs, 3);
    run.last = unsignedAt(runs, 4);
    run.before = idAt<Hash>(runs, 5);
    run.after = idAt<Hash>(runs, 6);
    run.signature = runs.blob(7);
    bool whole = true;
    if (auto objects = readList(runs.view(8))) {
      run.shiftObjects = std::move(*objects);
    } else {
      whole = false;
    }
    std::size_t runSize = runs.view(8).size();
    run.revisions.reserve(run.last - run.first + 1);
    const Result<void> read =
        eachRow(reader_.cached("SELECT key, hash, revision, erasure FROM revision WHERE key BETWEEN ? AND ? ORDER BY key")
                    .bind(1, rowKey(chain, run.first))
                    .bind(2, rowKey(chain, run.last)),
                [&](const Statement& revision) {
                  StoredRevision& out = run.revisions.emplace_back();
                  out.counter = counterOf(revision.integer(0));
                  out.hash = idAt<Hash>(revision, 1);
                  out.revision = revision.blob(2);
                  auto parts = readErasureParts(revision.view(3));
                  whole = whole && parts.has_value();
                  if (parts) out.erasureParts = std::move(*parts);
                  runSize += out.revision.size();
                });
    if (!read || !whole || run.revisions.size() != run.last - run.first + 1) {
      runs.reset();
      return unexpected(read ? Error(StoreError::damaged, "run") : read.error());
    }
    if (!found.empty() && size + runSize > maxBytes) {
      runs.reset();
      break;
    }
    size += runSize;
    found.push_back(std::move(stored));
  }
  return found;
}

Result<std::uint64_t> EmbeddedServerStore::lastNumber(const ScopeId& scope) {
  const std::lock_guard lock(reading_);
  LIMEN_ASSIGN(const auto last, firstRow(reader_.cached("SELECT last FROM scope WHERE scope = ?").bind(1, scope.bytes()),
                                         [](const Statement& row) { return unsignedAt(row, 0); }));
  return last.value_or(0);
}

Result<std::vector<ServerChainEnd>> EmbeddedServerStore::chainEnds(const ScopeId& scope) {
  const std::lock_guard lock(reading_);
  std::vector<ServerChainEnd> ends;
  std::vector<std::pair<std::size_t, std::int64_t>> gaps;  // which of them, and their chain
  LIMEN_TRY(eachRow(reader_
                        .cached("SELECT c.station, c.end, c.end_hash, c.top, c.id FROM chain c JOIN scope s ON s.id = c.scope "
                                "WHERE s.scope = ? AND c.top > 0 ORDER BY c.station")
                        .bind(1, scope.bytes()),
                    [&](const Statement& row) {
                      ends.push_back({idAt<StationId>(row, 0), unsignedAt(row, 1), idAt<Hash>(row, 2)});
                      if (unsignedAt(row, 3) > unsignedAt(row, 1)) gaps.emplace_back(ends.size() - 1, row.integer(4));
                    }));
  for (const auto& gap : gaps) {
    ServerChainEnd& end = ends[gap.first];
    LIMEN_TRY(eachRow(reader_.cached("SELECT key, link FROM revision WHERE key > ? AND key <= ? ORDER BY key")
                          .bind(1, rowKey(gap.second, end.counter))
                          .bind(2, rowKey(gap.second, kMaxCounter)),
                      [&](const Statement& row) { addBehind(end.behind, counterOf(row.integer(0)), idAt<Hash>(row, 1)); }));
  }
  return ends;
}

}  // namespace limen
