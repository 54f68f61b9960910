// SPDX-License-Identifier: Apache-2.0
// A station without a link: what the server has not got leaves on a stick, and the server's answer comes back on it. The bundles are made and
// taken by the same rules as a session over the network, and the two may be mixed: what one has brought the other does not ask for again.
// docs/sync.md, "Courier".
#pragma once

#include <filesystem>
#include <utility>
#include <vector>

#include "station/syncing.h"
#include "sync/courier.h"

namespace limen {

struct CourierSent {
  std::vector<std::filesystem::path> files;  // of random names; a few: each holds 32 MiB at most, and may travel alone
  std::uint64_t bytes = 0;
  std::uint64_t changes = 0;  // captured here and not confirmed
  std::uint64_t pieces = 0;   // of pictures that the server has not got whole
  std::uint64_t wanted = 0;   // pieces of pictures that are asked for
};
// Everything that waits, whatever was exported before: nothing counts as sent until the answer is here. All files or none: what was written
// goes when a later one fails or it is cancelled. CourierError::noFolder, FileError, TransportError::cancelled; RightsError.
Result<CourierSent> exportCourier(Vault& vault, const std::filesystem::path& folder, PicturePolicy pictures,
                                  const std::function<void(const SyncProgress&)>& onProgress, const std::atomic<bool>& cancelled,
                                  std::size_t fullBundle = kFullBundle);

struct CourierTaken {
  std::uint64_t bundles = 0;    // taken, however often they were taken before
  std::uint64_t forOthers = 0;  // in a folder: of another station, or a server's
  std::vector<std::pair<std::filesystem::path, Error>> refused;  // with nothing of them taken; they stay where they are
  bool erased = false;  // something that others erased went here
  std::vector<std::string> causes;  // what the server or this station would not take of the others: words, each once
  std::uint64_t confirmed = 0, pulled = 0, pictures = 0, pieces = 0;  // pictures: whole at the server now; pieces: fetched
  Counts counts;
};
// Files, or folders with bundles in them. Taken twice is taken once. Errors are of the store, or an end of what this user or this
// station may do; what was taken before stays.
Result<CourierTaken> importCourier(Vault& vault, const std::vector<std::filesystem::path>& places, const std::atomic<bool>& cancelled);

}  // namespace limen
