// SPDX-License-Identifier: Apache-2.0
// Who calls. Used by the gRPC services only.
#pragma once

#include <grpcpp/grpcpp.h>

#include <optional>

#include "crypto/certificates.h"

namespace limen {

// The fingerprint of the certificate that the other end proved in the handshake; nothing when it came without one.
inline std::optional<Hash> peerCertificate(const grpc::CallbackServerContext& context) {
  const auto auth = context.auth_context();
  if (!auth || !auth->IsPeerAuthenticated()) return std::nullopt;
  const auto pem = auth->FindPropertyValues("x509_pem_cert");
  if (pem.size() != 1) return std::nullopt;
  const auto fingerprint = certificateFingerprint(std::string(pem[0].data(), pem[0].size()));
  return fingerprint ? std::optional(*fingerprint) : std::nullopt;
}

}  // namespace limen
