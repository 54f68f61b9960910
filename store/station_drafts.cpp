// SPDX-License-Identifier: Apache-2.0
// Drafts: saved after every answer, so one statement and one sync each.
#include "store/rows.h"
#include "store/station_attachments.h"
#include "store/station_store.h"

namespace limen {

Result<void> StationStore::saveDraft(const DraftRow& draft) {
  return database_
      .cached(
          "INSERT INTO draft(draft, user, form, package, started, saved, sealed_key, content) VALUES(?, ?, ?, ?, ?, ?, ?, ?) "
          "ON CONFLICT(draft) DO UPDATE SET user = excluded.user, form = excluded.form, package = excluded.package, "
          "started = excluded.started, saved = excluded.saved, sealed_key = excluded.sealed_key, content = excluded.content")
      .bind(1, draft.id.bytes())
      .bind(2, draft.user.bytes())
      .bind(3, std::string_view(draft.form))
      .bind(4, draft.package.bytes())
      .bind(5, draft.startedMs)
      .bind(6, draft.savedMs)
      .bind(7, ByteView(draft.sealedKey))
      .bind(8, ByteView(draft.content))
      .run();
}

Result<std::vector<DraftRow>> StationStore::drafts(const UserId& user) {
  std::vector<DraftRow> found;
  LIMEN_TRY(eachRow(database_
                        .cached("SELECT draft, form, package, started, saved, sealed_key, content FROM draft WHERE user = ? "
                                "ORDER BY saved DESC, id DESC")
                        .bind(1, user.bytes()),
                    [&](const Statement& row) {
                      found.push_back({idAt<DraftId>(row, 0), user, row.text(1), idAt<PackageHash>(row, 2), row.integer(3),
                                       row.integer(4), row.blob(5), row.blob(6)});
                    }));
  return found;
}

Result<void> StationStore::discardDraft(const DraftId& draft, const AuditAct& audit) {
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(database_));
  LIMEN_TRY(database_.cached("DELETE FROM draft WHERE draft = ?").bind(1, draft.bytes()).run());
  LIMEN_TRY(dropDraftAttachments(database_, draft));
  LIMEN_TRY(settle());
  LIMEN_TRY(appendAudit(audit));
  return transaction.commit();
}

}  // namespace limen
