// SPDX-License-Identifier: Apache-2.0
#include "store/embedded_server_pictures.h"

#include "store/layouts.h"
#include "store/rows.h"

namespace limen {

namespace {

struct Row {
  std::int64_t number = 0;
  ServerPicture picture;
};

Result<std::optional<Row>> rowOf(Database& database, const AttachmentId& id) {
  return firstRow(
      database.cached("SELECT id, scope, record, station, chunks, thumbnail FROM picture WHERE picture = ?").bind(1, id.bytes()),
      [&](const Statement& row) {
        return Row{row.integer(0),
                   {id, idAt<ScopeId>(row, 1), idAt<RecordId>(row, 2), idAt<StationId>(row, 3),
                    static_cast<std::uint32_t>(row.integer(4)), static_cast<std::uint32_t>(row.integer(5))}};
      });
}

}  // namespace

Result<ServerPictures::Offered> EmbeddedServerPictures::offer(const ServerPicture& picture) {
  const std::lock_guard lock(writing_);
  LIMEN_ASSIGN(const auto erased, firstRow(writer_.cached("SELECT 1 FROM tombstone WHERE record = ? AND kind = 0").bind(1, picture.record.bytes()),
                                           [](const Statement&) { return true; }));
  if (erased) return Offered::erased;
  LIMEN_TRY(writer_
                .cached("INSERT INTO picture(picture, scope, record, station, chunks, thumbnail) VALUES(?, ?, ?, ?, ?, ?) "
                        "ON CONFLICT DO NOTHING")
                .bind(1, picture.id.bytes())
                .bind(2, picture.scope.bytes())
                .bind(3, picture.record.bytes())
                .bind(4, picture.station.bytes())
                .bind(5, static_cast<std::int64_t>(picture.chunks))
                .bind(6, static_cast<std::int64_t>(picture.thumbnailChunks))
                .run());
  LIMEN_ASSIGN(const auto row, rowOf(writer_, picture.id));
  return row && row->picture == picture ? Offered::taken : Offered::other;
}

Result<std::optional<ServerPicture>> EmbeddedServerPictures::find(const AttachmentId& id) {
  const std::lock_guard lock(reading_);
  LIMEN_ASSIGN(const auto row, rowOf(reader_, id));
  return row ? std::optional(row->picture) : std::nullopt;
}

// By the writer: what was committed a moment ago counts.
Result<std::vector<bool>> EmbeddedServerPictures::held(const ServerPicture& picture) {
  const std::lock_guard lock(writing_);
  std::vector<bool> here(picture.chunks);
  LIMEN_ASSIGN(const auto row, rowOf(writer_, picture.id));
  if (!row) return here;
  LIMEN_TRY(eachRow(writer_.cached("SELECT key FROM picture_chunk WHERE key BETWEEN ? AND ?")
                        .bind(1, rowKey(row->number, 0))
                        .bind(2, rowKey(row->number, kMaxCounter)),
                    [&](const Statement& found) {
                      if (const std::uint64_t index = counterOf(found.integer(0)); index < here.size()) here[index] = true;
                    }));
  return here;
}

Result<bool> EmbeddedServerPictures::put(const StationId& station, const AttachmentId& id, std::uint32_t index, ByteView content) {
  const std::lock_guard lock(writing_);
  LIMEN_ASSIGN(const auto row, rowOf(writer_, id));
  if (!row || row->picture.station != station || index >= row->picture.chunks) return false;
  const std::int64_t key = rowKey(row->number, index);
  LIMEN_TRY(writer_.cached("INSERT INTO picture_chunk(key, content) VALUES(?, ?) ON CONFLICT DO NOTHING")
                .bind(1, key)
                .bind(2, content)
                .run());
  if (writer_.changes() > 0) return true;
  LIMEN_ASSIGN(const auto same, firstRow(writer_.cached("SELECT content = ? FROM picture_chunk WHERE key = ?").bind(1, content).bind(2, key),
                                         [](const Statement& found) { return found.integer(0) != 0; }));
  return same.value_or(false);
}

Result<std::optional<Bytes>> EmbeddedServerPictures::chunk(const AttachmentId& id, std::uint32_t index) {
  const std::lock_guard lock(reading_);
  LIMEN_ASSIGN(const auto row, rowOf(reader_, id));
  if (!row) return std::optional<Bytes>();
  return firstRow(reader_.cached("SELECT content FROM picture_chunk WHERE key = ?").bind(1, rowKey(row->number, index)),
                  [](const Statement& found) { return found.blob(0); });
}

Result<void> dropPictures(Database& writer, const RecordId& record) {
  std::vector<std::int64_t> numbers;
  LIMEN_TRY(eachRow(writer.cached("SELECT id FROM picture WHERE record = ?").bind(1, record.bytes()),
                    [&](const Statement& row) { numbers.push_back(row.integer(0)); }));
  for (const std::int64_t number : numbers) {
    LIMEN_TRY(writer.cached("DELETE FROM picture_chunk WHERE key BETWEEN ? AND ?")
                  .bind(1, rowKey(number, 0))
                  .bind(2, rowKey(number, kMaxCounter))
                  .run());
    LIMEN_TRY(writer.cached("DELETE FROM picture WHERE id = ?").bind(1, number).run());
  }
  return {};
}

}  // namespace limen
