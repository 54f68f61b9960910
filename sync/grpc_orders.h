// SPDX-License-Identifier: Apache-2.0
// The server's orders over gRPC, on a channel of its own: it is asked also where a session is refused. No gRPC header reaches the includer.
#pragma once

#include <memory>

#include "sync/grpc_client.h"
#include "sync/wiping.h"

namespace limen {

class GrpcOrders final : public OrdersSource {
 public:
  GrpcOrders(ServerAddress server, const TlsIdentity& identity);
  ~GrpcOrders() override;
  Result<StandingOrders> standing() override;
  Result<void> answer(const WipeAnswer& answer) override;
  void cancel() override;

  // For an administrator's certificate.
  Result<void> order(const WipeUpload& upload);
  Result<WipeStates> states();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace limen
