// SPDX-License-Identifier: Apache-2.0
// The pictures of records: to look at, as far as this user may open the answer that names them, and to fetch where they are not here.
#pragma once

#include "crypto/attachment.h"
#include "station/vault.h"
#include "store/station_attachments.h"

namespace limen {

// Stripped as it was kept; the caller wipes it. Logged as a read, in the transaction that reads. notHere, incomplete: it is asked for
// at the next sync. damaged. StoreError::notFound: no answer that this user may open names it.
Result<Bytes> recordPicture(Vault& vault, const RecordId& record, const AttachmentRef& ref, AttachmentPart part);

// What a sync is to fetch of it.
AttachmentRow wantedRow(const AttachmentRef& ref, AttachmentPart part, const RecordId& record, const ScopeId& scope);

}  // namespace limen
