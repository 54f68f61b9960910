// SPDX-License-Identifier: Apache-2.0
#include "station/renewal.h"

#include "crypto/hash.h"
#include "station/station_files.h"
#include "sync/receipt.h"

namespace limen {

namespace {

constexpr int kLastPart = 3;  // of the time that a certificate lasts: the last third

Result<std::optional<Bytes>> heldNext(Vault& vault, std::string_view name) {
  LIMEN_ASSIGN(auto held, vault.store().get(name));
  if (held && held->empty()) held.reset();
  return held;
}

}  // namespace

std::string_view nameOf(RenewalError cause) {
  switch (cause) {
    case RenewalError::ended:
      return "ended";
    case RenewalError::notOurs:
      return "notOurs";
    case RenewalError::malformed:
      return "malformed";
  }
  return "unknown";
}

Result<CertificateState> certificateState(Vault& vault) {
  CertificateState out;
  // As it stands in the store: one that came since this unlock counts.
  LIMEN_ASSIGN(const auto held, vault.store().get(value_name::kTlsCertificate));
  if (!held) return unexpected(VaultError::notEnrolled);
  LIMEN_ASSIGN(out.days, certificateDays(std::string(textOf(*held))));
  const WallTime now = vault.clock().now();
  out.due = (out.days.ends - now) * kLastPart < out.days.ends - out.days.begins;
  out.ended = now >= out.days.ends;
  LIMEN_ASSIGN(const auto asked, heldNext(vault, value_name::kNextTlsRequest));
  out.asked = asked.has_value();
  return out;
}

Result<void> certificateHolds(Vault& vault) {
  LIMEN_ASSIGN(const CertificateState state, certificateState(vault));
  if (state.ended) return unexpected(RenewalError::ended);
  return {};
}

Result<RenewalRequest> renewalRequest(Vault& vault) {
  LIMEN_ASSIGN(auto asked, heldNext(vault, value_name::kNextTlsRequest));
  if (!asked) {
    LIMEN_ASSIGN(const CertificateRequest made, CertificateRequest::create());
    LIMEN_ASSIGN(Transaction transaction, Transaction::begin(vault.store().database()));
    LIMEN_TRY(vault.store().put(value_name::kNextTlsKey, made.privateKeyPem.expose(SecretAccess{})));
    LIMEN_TRY(vault.store().put(value_name::kNextTlsRequest, bytesOf(made.requestPem)));
    LIMEN_TRY(vault.store().audit(vault.act("certificate.ask")));
    LIMEN_TRY(transaction.commit());
    asked = copyOf(bytesOf(made.requestPem));
  }
  LIMEN_ASSIGN(const Hash used, certificateFingerprint(vault.tls().certificatePem));
  RenewalRequest out;
  out.set_station(std::string(textOf(vault.station().bytes())));
  out.set_certificate_request_pem(std::string(textOf(*asked)));
  out.set_certificate_sha256(std::string(textOf(used.bytes())));
  signRenewalRequest(out, vault.stationSigner());
  return out;
}

Result<std::optional<RenewalRequest>> renewalIfDue(Vault& vault) {
  LIMEN_ASSIGN(const CertificateState state, certificateState(vault));
  if (!state.due) return std::optional<RenewalRequest>();
  LIMEN_ASSIGN(RenewalRequest request, renewalRequest(vault));
  return std::optional(std::move(request));
}

Result<void> takeRenewal(Vault& vault, const Renewal& renewal) {
  LIMEN_ASSIGN(const auto asked, heldNext(vault, value_name::kNextTlsRequest));
  LIMEN_ASSIGN(auto keyBytes, heldNext(vault, value_name::kNextTlsKey));
  const bool answers = asked && keyBytes && renewal.station() == textOf(vault.station().bytes()) &&
                       renewal.request_hash() == textOf(hash256({*asked}).bytes());
  if (!answers) return unexpected(RenewalError::notOurs);
  const SecretBytes key = SecretBytes::copyOf(*keyBytes);
  wipe(*keyBytes);
  if (!renewal.directory().empty()) LIMEN_TRY(vault.takeDirectory(bytesOf(renewal.directory())));
  LIMEN_TRY(checkCertificate(renewal.certificate_pem(), vault.authorityPem(), vault.clock().now()));
  LIMEN_ASSIGN(const Hash fingerprint, certificateFingerprint(renewal.certificate_pem()));
  const Station* lists = vault.directory().stationByCertificate(fingerprint);
  if (!lists || lists->id() != renewal.station() || !certificateFits(renewal.certificate_pem(), key))
    return unexpected(RenewalError::notOurs);
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(vault.store().database()));
  LIMEN_TRY(vault.store().put(value_name::kTlsKey, key.expose(SecretAccess{})));
  LIMEN_TRY(vault.store().put(value_name::kTlsRequest, *asked));
  LIMEN_TRY(vault.store().put(value_name::kTlsCertificate, bytesOf(renewal.certificate_pem())));
  LIMEN_TRY(vault.store().put(value_name::kNextTlsKey, Bytes()));
  LIMEN_TRY(vault.store().put(value_name::kNextTlsRequest, Bytes()));
  LIMEN_TRY(vault.store().audit(vault.act("certificate.renew")));
  return transaction.commit();
}

}  // namespace limen
