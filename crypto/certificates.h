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
  // Ten years from a day before now, CA:TRUE, pathlen 0. malformed for a name of no or more than 64 bytes, or not UTF-8.
  static Result<Authority> create(const std::string& organisation, WallTime now);
  // The request's key (P-256) and proof are checked; its name is not taken: `commonName` is an id in hex or "server". Hosts are
  // DNS names or IP addresses. Valid from a day before now, never longer than the authority. malformed (context: which), expired
  // (the authority), failed.
  Result<std::string> sign(const std::string& requestPem, const std::string& commonName, const std::vector<std::string>& hosts,
                           WallTime now, std::chrono::days validity) const;
};

struct CertificateRequest {
  std::string requestPem;
  SecretBytes privateKeyPem;
  static Result<CertificateRequest> create();
};

Result<Hash> certificateFingerprint(const std::string& certificatePem);  // SHA-256 of the DER form: what allow-lists hold

struct CertificateDays {
  WallTime begins, ends;
};
Result<CertificateDays> certificateDays(const std::string& certificatePem);  // malformed
bool certificateFits(const std::string& certificatePem, const SecretBytes& privateKeyPem);  // made for this key

// Is it this authority's, and valid now? malformed, notOurs, expired (also: not valid yet).
Result<void> checkCertificate(const std::string& certificatePem, const std::string& authorityPem, WallTime now);

}  // namespace limen
