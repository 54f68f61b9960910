// SPDX-License-Identifier: Apache-2.0
#include "store/station_attachments.h"

#include "store/layouts.h"
#include "store/rows.h"

namespace limen {

namespace {

constexpr std::string_view kColumns = "SELECT attachment, scope, record, draft, chunks, thumbnail, up_to, state FROM attachment ";

std::string select(std::string_view where) {
  return std::string(kColumns) + std::string(where);
}

AttachmentRow rowAt(const Statement& row) {
  AttachmentRow out;
  out.id = idAt<AttachmentId>(row, 0);
  out.scope = idAt<ScopeId>(row, 1);
  out.record = idAt<RecordId>(row, 2);
  if (!row.isNull(3)) out.draft = idAt<DraftId>(row, 3);
  out.chunks = static_cast<std::uint32_t>(row.integer(4));
  out.thumbnailChunks = static_cast<std::uint32_t>(row.integer(5));
  out.upTo = static_cast<std::uint32_t>(row.integer(6));
  out.state = static_cast<AttachmentRow::State>(row.integer(7));
  return out;
}

Result<std::optional<std::int64_t>> numberOf(Database& database, const AttachmentId& id) {
  return firstRow(database.cached("SELECT id FROM attachment WHERE attachment = ?").bind(1, id.bytes()),
                  [](const Statement& row) { return row.integer(0); });
}

// Its chunks are the keys from (id << 40).
Result<void> remove(Database& database, const std::vector<std::int64_t>& numbers) {
  for (const std::int64_t number : numbers) {
    LIMEN_TRY(database.cached("DELETE FROM attachment_chunk WHERE key BETWEEN ? AND ?")
                  .bind(1, rowKey(number, 0))
                  .bind(2, rowKey(number, kMaxCounter))
                  .run());
    LIMEN_TRY(database.cached("DELETE FROM attachment WHERE id = ?").bind(1, number).run());
  }
  return {};
}

Result<std::vector<AttachmentRow>> inState(Database& database, AttachmentRow::State state) {
  std::vector<AttachmentRow> found;
  LIMEN_TRY(eachRow(database.cached(select("WHERE state = ? ORDER BY id")).bind(1, static_cast<std::int64_t>(state)),
                    [&](const Statement& row) { found.push_back(rowAt(row)); }));
  return found;
}

}  // namespace

Result<void> AttachmentStore::put(const AttachmentRow& row, const std::vector<Bytes>& chunks) {
  LIMEN_CHECK(row.chunks == chunks.size());
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(database_));
  Statement& insert = database_.cached(
      "INSERT INTO attachment(attachment, scope, record, draft, chunks, thumbnail, up_to, state) VALUES(?, ?, ?, ?, ?, ?, 0, ?) "
      "RETURNING id");
  insert.bind(1, row.id.bytes()).bind(2, row.scope.bytes()).bind(3, row.record.bytes());
  if (row.draft)
    insert.bind(4, row.draft->bytes());
  else
    insert.bindNull(4);
  insert.bind(5, static_cast<std::int64_t>(row.chunks))
      .bind(6, static_cast<std::int64_t>(row.thumbnailChunks))
      .bind(7, static_cast<std::int64_t>(row.state));
  LIMEN_ASSIGN(const auto number, firstRow(insert, [](const Statement& made) { return made.integer(0); }));
  for (std::size_t index = 0; index < chunks.size(); ++index) {
    LIMEN_TRY(database_.cached("INSERT INTO attachment_chunk(key, content) VALUES(?, ?)")
                  .bind(1, rowKey(number.value(), index))
                  .bind(2, ByteView(chunks[index]))
                  .run());
  }
  return transaction.commit();
}

Result<std::optional<AttachmentRow>> AttachmentStore::find(const AttachmentId& id) {
  return firstRow(database_.cached(select("WHERE attachment = ?")).bind(1, id.bytes()), rowAt);
}

Result<std::vector<Bytes>> AttachmentStore::chunks(const AttachmentId& id, std::uint32_t first, std::uint32_t count) {
  LIMEN_ASSIGN(const auto number, numberOf(database_, id));
  if (!number) return unexpected(AttachmentError::notHere);
  std::vector<Bytes> found;
  LIMEN_TRY(eachRow(database_.cached("SELECT content FROM attachment_chunk WHERE key >= ? AND key < ? ORDER BY key")
                        .bind(1, rowKey(*number, first))
                        .bind(2, rowKey(*number, std::uint64_t{first} + count)),
                    [&](const Statement& row) { found.push_back(row.blob(0)); }));
  if (found.size() != count) return unexpected(AttachmentError::incomplete);
  return found;
}

Result<std::uint64_t> AttachmentStore::inDraft(const DraftId& draft) {
  LIMEN_ASSIGN(const auto count, firstRow(database_.cached("SELECT count(*) FROM attachment WHERE draft = ?").bind(1, draft.bytes()),
                                          [](const Statement& row) { return unsignedAt(row, 0); }));
  return count.value_or(0);
}

Result<std::vector<AttachmentRow>> AttachmentStore::waiting() {
  return inState(database_, AttachmentRow::State::waiting);
}

Result<void> AttachmentStore::confirm(const AttachmentId& id) {
  return database_.cached("UPDATE attachment SET state = ? WHERE attachment = ? AND state = ?")
      .bind(1, static_cast<std::int64_t>(AttachmentRow::State::stored))
      .bind(2, id.bytes())
      .bind(3, static_cast<std::int64_t>(AttachmentRow::State::waiting))
      .run();
}

Result<void> AttachmentStore::drop(const AttachmentId& id) {
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(database_));
  LIMEN_ASSIGN(const auto number, numberOf(database_, id));
  if (number) LIMEN_TRY(remove(database_, {*number}));
  return transaction.commit();
}

Result<void> AttachmentStore::want(const AttachmentRow& row) {
  return database_
      .cached("INSERT INTO attachment(attachment, scope, record, draft, chunks, thumbnail, up_to, state) "
              "VALUES(?, ?, ?, NULL, ?, ?, ?, ?) ON CONFLICT(attachment) DO UPDATE SET up_to = max(up_to, excluded.up_to)")
      .bind(1, row.id.bytes())
      .bind(2, row.scope.bytes())
      .bind(3, row.record.bytes())
      .bind(4, static_cast<std::int64_t>(row.chunks))
      .bind(5, static_cast<std::int64_t>(row.thumbnailChunks))
      .bind(6, static_cast<std::int64_t>(row.upTo))
      .bind(7, static_cast<std::int64_t>(AttachmentRow::State::wanted))
      .run();
}

Result<std::vector<AttachmentRow>> AttachmentStore::wanted() {
  std::vector<AttachmentRow> found;
  LIMEN_TRY(eachRow(database_
                        .cached(select("WHERE state = ? AND up_to > (SELECT count(*) FROM attachment_chunk "
                                       "WHERE key >= id << 40 AND key < (id << 40) + up_to) ORDER BY id"))
                        .bind(1, static_cast<std::int64_t>(AttachmentRow::State::wanted)),
                    [&](const Statement& row) { found.push_back(rowAt(row)); }));
  return found;
}

Result<std::vector<bool>> AttachmentStore::held(const AttachmentRow& row) {
  std::vector<bool> here(row.chunks);
  LIMEN_ASSIGN(const auto number, numberOf(database_, row.id));
  if (!number) return here;
  LIMEN_TRY(eachRow(database_.cached("SELECT key FROM attachment_chunk WHERE key BETWEEN ? AND ?")
                        .bind(1, rowKey(*number, 0))
                        .bind(2, rowKey(*number, kMaxCounter)),
                    [&](const Statement& found) {
                      if (const std::uint64_t index = counterOf(found.integer(0)); index < here.size()) here[index] = true;
                    }));
  return here;
}

Result<void> AttachmentStore::putChunk(const AttachmentId& id, std::uint32_t index, ByteView content) {
  LIMEN_ASSIGN(const auto row, find(id));
  if (!row || row->state != AttachmentRow::State::wanted || index >= row->upTo) return unexpected(StoreError::notFound);
  LIMEN_ASSIGN(const auto number, numberOf(database_, id));
  return database_.cached("INSERT INTO attachment_chunk(key, content) VALUES(?, ?) ON CONFLICT DO NOTHING")
      .bind(1, rowKey(number.value(), index))
      .bind(2, content)
      .run();
}

Result<void> dropDraftAttachments(Database& database, const DraftId& draft) {
  std::vector<std::int64_t> numbers;
  LIMEN_TRY(eachRow(database.cached("SELECT id FROM attachment WHERE draft = ?").bind(1, draft.bytes()),
                    [&](const Statement& row) { numbers.push_back(row.integer(0)); }));
  return remove(database, numbers);
}

Result<void> offerAttachmentsAgain(Database& database) {
  return database.cached("UPDATE attachment SET state = ? WHERE state = ?")
      .bind(1, static_cast<std::int64_t>(AttachmentRow::State::waiting))
      .bind(2, static_cast<std::int64_t>(AttachmentRow::State::stored))
      .run();
}

Result<void> dropAttachments(Database& database, const RecordId& record, AttachmentsGone which) {
  std::vector<std::int64_t> numbers;
  LIMEN_TRY(eachRow(database.cached("SELECT id FROM attachment WHERE record = ? AND (?2 OR state <> ?3)")
                        .bind(1, record.bytes())
                        .bind(2, which == AttachmentsGone::all ? 1 : 0)
                        .bind(3, static_cast<std::int64_t>(AttachmentRow::State::waiting)),
                    [&](const Statement& row) { numbers.push_back(row.integer(0)); }));
  return remove(database, numbers);
}

}  // namespace limen
