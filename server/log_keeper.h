// SPDX-License-Identifier: Apache-2.0
// The highest checkpoint of each station's audit log, with the server's mark: a log that is shorter than it was, or another one, shows.
#pragma once

#include <mutex>

#include "core/result.h"
#include "crypto/keys.h"
#include "proto/directory.pb.h"
#include "proto/sync.pb.h"
#include "store/server_store.h"

namespace limen {

class LogKeeper {
 public:
  // Of a listed station. malformed; badSignature: not this station's own; the store's causes.
  Result<LogSeen> see(ByteView checkpoint, const Station& station, ServerStore& store, const Signer& server);

 private:
  std::mutex mutex_;  // two sessions of a station: the higher one stays
};

}  // namespace limen
