// SPDX-License-Identifier: Apache-2.0
#include "sync/grpc_tls.h"

#include <cstdlib>
#include <mutex>

#include "core/check.h"

namespace limen {

void requireTls13() {
  static std::once_flag once;
  std::call_once(once, [] { LIMEN_CHECK(setenv("GRPC_SSL_CIPHER_SUITES", "ECDHE-PSK-CHACHA20-POLY1305", 1) == 0); });
}

}  // namespace limen
