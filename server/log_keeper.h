// SPDX-License-Identifier: Apache-2.0
// The highest checkpoint of each station's audit log, with the server's mark: a log that is shorter than it was, or another one, shows.
#pragma once

#include <mutex>
#include <optional>

#include "core/result.h"
#include "crypto/keys.h"
#include "proto/directory.pb.h"
#include "proto/sync.pb.h"
#include "store/server_store.h"

namespace limen {

class LogKeeper {
 public:
  // Of a listed station. `agreed`: the mark of the last checkpoint that it has with the server's signature; empty: it has none.
  // malformed; badSignature: not this station's own; the store's causes.
  Result<LogSeen> see(ByteView checkpoint, ByteView agreed, const Station& station, ServerStore& store, const Signer& server);
  // Where the station shows none, because its log says no more than that there were sessions. Nothing: both have the same.
  Result<std::optional<LogSeen>> compare(ByteView agreed, const StationId& station, ServerStore& store);

 private:
  std::mutex mutex_;  // two sessions of a station: the higher one stays
};

}  // namespace limen
