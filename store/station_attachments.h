// SPDX-License-Identifier: Apache-2.0
// Pictures at a station: those of drafts, those that the server has not got yet, and those that were fetched to be looked at. All are
// sealed chunks; what opens them is in no row here.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/ids.h"
#include "core/result.h"
#include "crypto/attachment.h"
#include "store/database.h"

namespace limen {

struct AttachmentRow {
  enum class State : std::uint8_t { draft = 0, waiting = 1, stored = 2, wanted = 3 };
  AttachmentId id;
  ScopeId scope;               // zeros in a draft
  RecordId record;             // zeros in a draft
  std::optional<DraftId> draft{};
  std::uint32_t chunks = 0, thumbnailChunks = 0;
  std::uint32_t upTo = 0;  // of one that is wanted: so many of its first chunks are asked for
  State state = State::waiting;
};

class AttachmentStore {
 public:
  explicit AttachmentStore(Database& database) : database_(database) {}

  Result<void> put(const AttachmentRow& row, const std::vector<Bytes>& chunks);  // with all its chunks
  Result<std::optional<AttachmentRow>> find(const AttachmentId& id);
  // `count` chunks from the `first`, in order. incomplete: one of them is not here.
  Result<std::vector<Bytes>> chunks(const AttachmentId& id, std::uint32_t first, std::uint32_t count);
  Result<std::uint64_t> inDraft(const DraftId& draft);

  // What the server has not got yet, in the order it was taken.
  Result<std::vector<AttachmentRow>> waiting();
  Result<void> confirm(const AttachmentId& id);  // all of it is at the server
  Result<void> drop(const AttachmentId& id);     // its record is erased

  // What was asked for and is not all here. More of it may be wanted later; less does not take away.
  Result<void> want(const AttachmentRow& row);
  Result<std::vector<AttachmentRow>> wanted();
  Result<std::vector<bool>> held(const AttachmentRow& row);  // by chunk
  // A chunk of one that is wanted; one that is here already stays as it is. notFound.
  Result<void> putChunk(const AttachmentId& id, std::uint32_t index, ByteView content);

 private:
  Database& database_;
};

// Inside the transactions of those who end a draft, erase a record or forget its answers. Of a forgotten one, what the server has not
// got yet stays.
Result<void> dropDraftAttachments(Database& database, const DraftId& draft);
// The server was restored: what it had is offered once more, as far as it is here.
Result<void> offerAttachmentsAgain(Database& database);
enum class AttachmentsGone { all, stored };
Result<void> dropAttachments(Database& database, const RecordId& record, AttachmentsGone which);

}  // namespace limen
