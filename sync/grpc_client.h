// SPDX-License-Identifier: Apache-2.0
// gRPC over TLS 1.3 with a pinned authority. No gRPC header reaches the includer.
#pragma once

#include <memory>
#include <string>

#include "core/clock.h"
#include "core/result.h"
#include "crypto/certificates.h"
#include "proto/sync.pb.h"
#include "sync/transport.h"

namespace limen {

struct ServerAddress {
  std::string hostAndPort;
  std::string authorityPem;
};

// One warm channel. Sessions and calls share it.
class GrpcClient : public TransportOpener {
 public:
  GrpcClient(ServerAddress server, const TlsIdentity* identity);  // null before enrolment
  ~GrpcClient() override;
  Result<std::unique_ptr<SyncTransport>> open() override;

  Result<EnrolReply> enrol(const EnrolRequest& request);
  // For an administrator's certificate.
  Result<void> offer(const OfferCode& code);
  Result<Applicants> waiting();
  Result<void> approve(const Approval& approval);
  Result<std::uint64_t> publishDirectory(ByteView signedDirectory);
  Result<void> publishPackage(ByteView package);
  Result<Bytes> currentDirectory();
  Result<RenewalRequests> renewals();
  Result<void> renew(const Renewal& renewal);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace limen
