// SPDX-License-Identifier: Apache-2.0
#include "sync/transport.h"

namespace limen {

std::string_view nameOf(TransportError cause) {
  switch (cause) {
    case TransportError::unreachable:
      return "unreachable";
    case TransportError::refusedCertificate:
      return "refusedCertificate";
    case TransportError::untrustedServer:
      return "untrustedServer";
    case TransportError::cut:
      return "cut";
    case TransportError::cancelled:
      return "cancelled";
    case TransportError::timedOut:
      return "timedOut";
    case TransportError::notAllowed:
      return "notAllowed";
  }
  return "unknown";
}

}  // namespace limen
