// SPDX-License-Identifier: Apache-2.0
// Pictures up and down, in a session of their own after that of the records. Used inside station/ only.
#pragma once

#include "station/syncing.h"
#include "store/station_attachments.h"

namespace limen {

// recordsWait: something was finished meanwhile; records go first, the pictures go on where they stopped.
enum class PicturesEnd { done, recordsWait, refused };

// Every chunk that the server answered for is told to nobody again; what was under way when a line was cut, at most kPictureWindow chunks,
// is sent once more. No session is opened when there is nothing to send and nothing to fetch. Errors are of the transport or the store.
constexpr std::size_t kPictureWindow = 3;
PictureOffer offerOf(const AttachmentRow& row);
Result<PicturesEnd> syncPictures(Vault& vault, TransportOpener& opener, PicturePolicy policy, SyncProgress& progress,
                                 const std::function<void(const SyncProgress&)>& onProgress, const std::atomic<bool>& cancelled);

}  // namespace limen
