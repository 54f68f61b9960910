// SPDX-License-Identifier: Apache-2.0
// A station's TLS certificate lasts 30 days. When less than a third of that is left, every sync asks for the next one, for a new key that
// never leaves the station; an administrator makes it, and a later sync brings it. Where the old one has ended, both go by file.
#pragma once

#include <optional>

#include "crypto/certificates.h"
#include "proto/sync.pb.h"
#include "station/vault.h"

namespace limen {

enum class RenewalError {
  ended,      // the server does not talk to this certificate any more
  notOurs,    // not for the request of this station, or not listed by the directory that is here
  malformed,  // a file that is no request, or no answer
};
constexpr std::string_view roomOf(RenewalError) {
  return "renewal";
}
std::string_view nameOf(RenewalError cause);

struct CertificateState {
  CertificateDays days;
  bool due = false;    // less than a third is left
  bool ended = false;  // by this machine's clock
  bool asked = false;
};
Result<CertificateState> certificateState(Vault& vault);
Result<void> certificateHolds(Vault& vault);  // ended

// The request that is asked with until it is answered: its key is made once, and kept.
Result<RenewalRequest> renewalRequest(Vault& vault);
Result<std::optional<RenewalRequest>> renewalIfDue(Vault& vault);
// The answer: used from the next unlock on; the old one stays good until it ends. Logged. A directory in it is taken first. notOurs, the
// certificate's and the directory's causes.
Result<void> takeRenewal(Vault& vault, const Renewal& renewal);

}  // namespace limen
