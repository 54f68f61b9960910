// SPDX-License-Identifier: Apache-2.0
// What the server says of this station's audit log, which it saw before and signs to have seen.
#pragma once

#include "core/result.h"
#include "crypto/keys.h"
#include "proto/sync.pb.h"

namespace limen {

class ExchangeHost;

// Keeps the server's mark beside the station's. False, and an entry of the log: what the server saw before does not lie on this log,
// so the store is an older copy, or there are two. A mark that is not the server's is taken for none.
Result<bool> takeLogSeen(ExchangeHost& host, const LogSeen& seen, const PublicKey& server);

}  // namespace limen
