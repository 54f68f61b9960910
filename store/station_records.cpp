// SPDX-License-Identifier: Apache-2.0
// Records of a station: finishing one, listing and searching them, and the index of what may be read without opening.
#include <algorithm>

#include "store/layouts.h"
#include "store/retained.h"
#include "store/rows.h"
#include "store/search_text.h"
#include "store/station_healing.h"
#include "store/station_chains.h"
#include "store/station_record_rows.h"
#include "store/station_store.h"

namespace limen {

namespace {

constexpr std::int64_t kFirstWindow = 2048, kWindowGrowth = 8;

RecordRow recordAt(const Statement& row) {
  RecordRow out;
  out.record = idAt<RecordId>(row, 0);
  out.form = row.text(1);
  out.savedMs = row.integer(2);
  out.summary = row.text(3);
  out.ours = row.integer(4) != 0;
  out.confirmed = row.integer(5) == 0;
  out.revisions = static_cast<std::uint32_t>(row.integer(6));
  return out;
}

// FTS5 walks a prefix backwards thousands of times slower than forwards, so the newest are found by walking forwards through a window
// of the newest rows, and through a larger one before it where that held too few. A common word ends in the first window.
Result<std::vector<std::int64_t>> newestMatches(Database& database, const std::string& expression, std::uint32_t offset,
                                                std::uint32_t limit) {
  LIMEN_ASSIGN(const auto newest, firstRow(database.cached("SELECT max(id) FROM record"), [](const Statement& row) { return row.integer(0); }));
  const std::size_t wanted = std::size_t{offset} + limit;
  std::vector<std::int64_t> matches;  // newest first
  std::int64_t window = kFirstWindow;
  for (std::int64_t top = newest.value_or(0); top > 0 && matches.size() < wanted; top -= window, window *= kWindowGrowth) {
    const std::size_t before = matches.size();
    LIMEN_TRY(eachRow(database.cached("SELECT rowid FROM words WHERE words MATCH ? AND rowid > ? AND rowid <= ?")
                          .bind(1, std::string_view(expression))
                          .bind(2, std::max<std::int64_t>(top - window, 0))
                          .bind(3, top),
                      [&](const Statement& row) { matches.push_back(row.integer(0)); }));
    std::reverse(matches.begin() + static_cast<std::ptrdiff_t>(before), matches.end());
  }
  const std::size_t begin = std::min<std::size_t>(offset, matches.size()), end = std::min(wanted, matches.size());
  return std::vector<std::int64_t>(matches.begin() + static_cast<std::ptrdiff_t>(begin),
                                   matches.begin() + static_cast<std::ptrdiff_t>(end));
}

}  // namespace

std::string wordsOf(const std::vector<IndexedAnswer>& answers, std::string_view summary) {
  std::string text(summary);
  for (const IndexedAnswer& answer : answers) text.append(1, '\n').append(answer.text);
  return text;
}

Result<void> insertWords(Database& database, std::int64_t record, std::string_view text) {
  const std::string folded = foldForSearch(text);
  database.countRow(1, "words", record, folded);
  return database.cached("INSERT INTO words(rowid, text) VALUES(?, ?)").bind(1, record).bind(2, std::string_view(folded)).run();
}

Result<void> removeWords(Database& database, std::int64_t record) {
  LIMEN_ASSIGN(const auto held, firstRow(database.cached("SELECT text FROM words WHERE rowid = ?").bind(1, record),
                                         [](const Statement& row) { return row.text(0); }));
  if (!held) return {};
  database.countRow(-1, "words", record, *held);
  return database.cached("DELETE FROM words WHERE rowid = ?").bind(1, record).run();
}

Result<std::optional<RecordState>> findRecord(Database& database, const RecordId& record) {
  return firstRow(database.cached("SELECT id, ours, unstored, indexed FROM record WHERE record = ?").bind(1, record.bytes()),
                  [](const Statement& row) {
                    return RecordState{row.integer(0), row.integer(1) != 0, unsignedAt(row, 2), row.integer(3) != 0};
                  });
}

Result<std::int64_t> packageRow(Database& database, const PackageHash& hash) {
  LIMEN_ASSIGN(const auto known, firstRow(database.cached("SELECT id FROM package WHERE hash = ?").bind(1, hash.bytes()),
                                          [](const Statement& row) { return row.integer(0); }));
  if (known) return *known;
  LIMEN_ASSIGN(const auto made,
               firstRow(database.cached("INSERT INTO package(hash) VALUES(?) RETURNING id").bind(1, hash.bytes()),
                        [](const Statement& row) { return row.integer(0); }));
  return made.value();
}

Result<void> insertRevision(Database& database, const NewRevision& row) {
  if (const auto week = firstWeekIn(row.revision)) {
    LIMEN_TRY(database
                  .cached("INSERT INTO retained(record, week) VALUES(?, ?) ON CONFLICT(record) DO UPDATE SET week = min(week, excluded.week)")
                  .bind(1, row.record)
                  .bind(2, std::int64_t{*week})
                  .run());
  }
  return database.cached("INSERT INTO revision(key, record, link, revision, erasure) VALUES(?, ?, ?, ?, ?)")
      .bind(1, row.key)
      .bind(2, row.record)
      .bind(3, row.link.bytes())
      .bind(4, row.revision)
      .bind(5, row.erasure)
      .run();
}

Result<std::vector<RecordRow>> StationStore::records(std::string_view words, std::uint32_t offset, std::uint32_t limit) {
  LIMEN_TRY(settle());
  std::vector<RecordRow> rows;
  const std::string expression = searchExpression(words);
  if (!expression.empty()) {
    LIMEN_ASSIGN(const std::vector<std::int64_t> ids, newestMatches(database_, expression, offset, limit));
    for (const std::int64_t id : ids) {
      LIMEN_ASSIGN(
          auto row,
          firstRow(database_
                       .cached("SELECT r.record, coalesce(r.form, p.programme, ''), r.saved, r.summary, r.ours, "
                               "r.unstored, r.revisions FROM record r LEFT JOIN package p ON p.id = r.package WHERE r.id = ?")
                       .bind(1, id),
                   recordAt));
      if (row) rows.push_back(std::move(*row));
    }
    return rows;
  }
  // The rows skipped are counted off in the index alone, and from the nearer end of it.
  LIMEN_ASSIGN(const Counts all, counts());
  if (offset >= all.records) return rows;
  const std::uint64_t after = all.records - offset;  // from the wanted page's first row to the oldest
  const std::uint64_t wanted = std::min<std::uint64_t>(limit, after);
  Statement& page =
      offset <= after
          ? database_.cached(
                "SELECT r.record, coalesce(r.form, p.programme, ''), r.saved, r.summary, r.ours, r.unstored, r.revisions "
                "FROM record r LEFT JOIN package p ON p.id = r.package WHERE r.id IN "
                "(SELECT id FROM record ORDER BY saved DESC, id DESC LIMIT ? OFFSET ?) ORDER BY r.saved DESC, r.id DESC")
          : database_.cached(
                "SELECT r.record, coalesce(r.form, p.programme, ''), r.saved, r.summary, r.ours, r.unstored, r.revisions "
                "FROM record r LEFT JOIN package p ON p.id = r.package WHERE r.id IN "
                "(SELECT id FROM record ORDER BY saved, id LIMIT ? OFFSET ?) ORDER BY r.saved DESC, r.id DESC");
  page.bind(1, static_cast<std::int64_t>(wanted)).bind(2, static_cast<std::int64_t>(offset <= after ? offset : after - wanted));
  LIMEN_TRY(eachRow(page, [&](const Statement& row) { rows.push_back(recordAt(row)); }));
  return rows;
}

Result<std::uint64_t> StationStore::countRecords(std::string_view words) {
  LIMEN_TRY(settle());
  const std::string expression = searchExpression(words);
  if (expression.empty()) {
    LIMEN_ASSIGN(const Counts all, counts());
    return all.records;
  }
  LIMEN_ASSIGN(const auto count,
               firstRow(database_.cached("SELECT count(*) FROM words WHERE words MATCH ?").bind(1, std::string_view(expression)),
                        [](const Statement& row) { return unsignedAt(row, 0); }));
  return count.value_or(0);
}

Result<std::optional<RecordRow>> StationStore::record(const RecordId& record) {
  LIMEN_TRY(settle());
  return firstRow(
      database_
          .cached("SELECT r.record, coalesce(r.form, p.programme, ''), r.saved, r.summary, r.ours, r.unstored, r.revisions "
                  "FROM record r LEFT JOIN package p ON p.id = r.package WHERE r.record = ?")
          .bind(1, record.bytes()),
      recordAt);
}

Result<Counts> StationStore::counts() {
  LIMEN_TRY(settle());
  LIMEN_ASSIGN(const auto found,
               firstRow(database_.cached("SELECT records, own, confirmed FROM tally"), [](const Statement& row) {
                 return Counts{unsignedAt(row, 0), unsignedAt(row, 1), unsignedAt(row, 2)};
               }));
  if (!found) return unexpected(StoreError::damaged, "tally");
  return *found;
}

Result<std::vector<RevisionRow>> StationStore::revisions(const RecordId& record) {
  LIMEN_TRY(settle());
  std::vector<RevisionRow> found;
  std::vector<std::size_t> behindGap;  // or set aside
  Statement& rows = database_.cached(
      "SELECT c.station, s.scope, v.key, v.revision, coalesce(p.erasure, v.erasure), v.link, b.link, c.end FROM record r "
      "JOIN revision v ON v.record = r.id JOIN chain c ON c.id = v.key >> 40 JOIN scope s ON s.id = c.scope "
      "LEFT JOIN shift_part p ON p.key = v.key LEFT JOIN revision b ON b.key = v.key - 1 WHERE r.record = ? ORDER BY v.key");
  rows.bind(1, record.bytes());
  for (;;) {
    LIMEN_ASSIGN(const bool row, rows.step());
    if (!row) break;
    auto revision = SealedRevision::parse(rows.view(3));
    auto parts = readErasureParts(rows.view(4));
    // Each row as it is read: a revision is the one that its chain was made of. Where the one before is not here, nothing says so.
    const bool first = counterOf(rows.integer(2)) == 1;
    const bool chained = !revision || (!first && rows.isNull(6)) ||
                         idAt<Hash>(rows, 5) == chainStep(first ? Hash{} : idAt<Hash>(rows, 6), revision->hash());
    if (!revision || !parts || !chained) {
      rows.reset();
      return unexpected(StoreError::damaged, "revision");
    }
    if (rows.integer(7) == 0) behindGap.push_back(found.size());
    found.push_back(
        {idAt<StationId>(rows, 0), idAt<ScopeId>(rows, 1), counterOf(rows.integer(2)), std::move(*revision), std::move(*parts)});
  }
  if (found.empty()) return unexpected(StoreError::notFound);
  if (behindGap.empty()) return found;
  LIMEN_TRY(eachRow(database_.cached("SELECT scope FROM scope"), [&](const Statement& row) {
    const auto scope = idAt<ScopeId>(row, 0);
    const ScopeId aside = asideOf(scope);
    for (const std::size_t at : behindGap)
      if (found[at].scope == aside) found[at].scope = scope, found[at].counter = 0;
  }));
  return found;
}

Result<void> StationStore::indexRecord(const RecordId& record, const std::vector<IndexedAnswer>& answers,
                                       std::string_view summary) {
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(database_));
  LIMEN_TRY(settle());
  LIMEN_ASSIGN(const auto known, findRecord(database_, record));
  if (!known) return unexpected(StoreError::notFound);
  LIMEN_TRY(removeWords(database_, known->id));
  LIMEN_TRY(insertWords(database_, known->id, wordsOf(answers, summary)));
  LIMEN_TRY(
      database_.cached("UPDATE record SET summary = ?, indexed = 1 WHERE id = ?").bind(1, summary).bind(2, known->id).run());
  return transaction.commit();
}

Result<std::vector<RecordId>> StationStore::unindexed(std::uint32_t limit) {
  LIMEN_TRY(settle());
  std::vector<RecordId> found;
  LIMEN_TRY(eachRow(database_.cached("SELECT record FROM record WHERE indexed = 0 ORDER BY id LIMIT ?")
                        .bind(1, static_cast<std::int64_t>(limit)),
                    [&](const Statement& row) { found.push_back(idAt<RecordId>(row, 0)); }));
  return found;
}

Result<void> StationStore::forgetPulledIndex() {
  LIMEN_TRY(settle());
  return database_.cached("UPDATE record SET indexed = 0 WHERE ours = 0").run();
}

Result<void> StationStore::forgetIndex() {
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(database_));
  LIMEN_TRY(settle());
  // Row by row the lists of every word and prefix are written anew for each: minutes with 100,000 records. So the rows are counted off
  // and the table is made again; secure_delete overwrites the pages that it gives back.
  LIMEN_TRY(eachRow(database_.cached("SELECT rowid, text FROM words"),
                    [&](const Statement& row) { database_.countRow(-1, "words", row.integer(0), row.text(1)); }));
  LIMEN_ASSIGN(const auto made, firstRow(database_.cached("SELECT sql FROM sqlite_schema WHERE name = 'words'"),
                                         [](const Statement& row) { return row.text(0); }));
  if (!made) return unexpected(StoreError::damaged, "words");
  LIMEN_TRY(database_.execute("DROP TABLE words"));
  LIMEN_TRY(database_.execute(*made));
  LIMEN_TRY(database_.execute("INSERT INTO words(words, rank) VALUES('secure-delete', 1)"));
  LIMEN_TRY(database_.cached("UPDATE record SET indexed = 0, summary = '' WHERE indexed <> 2").run());
  return transaction.commit();
}

Result<void> StationStore::forgetShiftErasureParts() {
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(database_));
  LIMEN_TRY(settle());
  LIMEN_TRY(database_.cached("DELETE FROM shift_part").run());
  return transaction.commit();
}

}  // namespace limen
