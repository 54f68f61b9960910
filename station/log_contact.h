// SPDX-License-Identifier: Apache-2.0
// What the server says of this station's audit log, which it saw before and signs to have seen.
#pragma once

#include "core/bytes.h"
#include "core/result.h"
#include "crypto/keys.h"
#include "proto/sync.pb.h"

namespace limen {

class ExchangeHost;

// What HELLO says of the log: a checkpoint of it, where it says more than that there were sessions, and in any case by which one this
// station and the server last agreed.
struct LogGreeting {
  Bytes checkpoint, agreed;  // empty: none
};
Result<LogGreeting> greetWithLog(ExchangeHost& host);

// Keeps the server's mark on `shown`, the checkpoint of HELLO, beside the station's. False, and an entry of the log: what the server saw
// before does not lie on this log, so the store is an older copy, or there are two. A mark that is not the server's is taken for none.
Result<bool> takeLogSeen(ExchangeHost& host, const LogSeen& seen, ByteView shown, const PublicKey& server);

}  // namespace limen
