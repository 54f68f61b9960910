// SPDX-License-Identifier: Apache-2.0
// The private TLS authority: ECDSA P-256 certificates, by OpenSSL. Ed25519 certificates fail with BoringSSL builds of gRPC.
#pragma once

#include <string>
#include <vector>

#include "core/clock.h"
#include "core/ids.h"
#include "core/result.h"
#include "crypto/secret_bytes.h"

namespace limen {

enum class CertificateError { malformed, notOurs, expired, failed };
constexpr std::string_view roomOf(CertificateError) {
  return "certificate";
}
std::string_view nameOf(CertificateError cause);

struct TlsIdentity {
  std::string certificatePem;
  SecretBytes privateKeyPem;
};

struct Authority {
  std::string certificatePem;
  SecretBytes privateKeyPem;
  static Result<Authority> create(const std::string& organisation, WallTime now);  // ten years, CA:TRUE, pathlen 0
  // The request's key and proof are checked; its name is not taken: `commonName` is an id in hex or "server".
  Result<std::string> sign(const std::string& requestPem, const std::string& commonName, const std::vector<std::string>& hosts,
                           WallTime now, std::chrono::days validity) const;
};

struct CertificateRequest {
  std::string requestPem;
  SecretBytes privateKeyPem;
  static Result<CertificateRequest> create();
};

Result<Hash> certificateFingerprint(const std::string& certificatePem);  // SHA-256 of the DER form: what allow-lists hold

}  // namespace limen
