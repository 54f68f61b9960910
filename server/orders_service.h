// SPDX-License-Identifier: Apache-2.0
// The two gRPC services of orders: to the station that they are about, also when it is revoked, and to administrators.
#pragma once

#include <grpcpp/grpcpp.h>

#include "proto/orders.grpc.pb.h"
#include "server/lane.h"
#include "server/wipe_desk.h"

namespace limen {

class OrdersService final : public Orders::CallbackService {
 public:
  OrdersService(WipeDesk& desk, Registry& registry, CommitLane& lane) : desk_(desk), registry_(registry), lane_(lane) {}
  grpc::ServerUnaryReactor* Standing(grpc::CallbackServerContext* context, const Contact* request, StandingOrders* reply) override;
  grpc::ServerUnaryReactor* Answer(grpc::CallbackServerContext* context, const WipeAnswer* request, Heard* reply) override;

 private:
  template <class Work>
  grpc::ServerUnaryReactor* asStation(grpc::CallbackServerContext* context, Work work);

  WipeDesk& desk_;
  Registry& registry_;
  CommitLane& lane_;
};

class WipeOfficeService final : public WipeOffice::CallbackService {
 public:
  WipeOfficeService(WipeDesk& desk, Registry& registry, CommitLane& lane) : desk_(desk), registry_(registry), lane_(lane) {}
  grpc::ServerUnaryReactor* Order(grpc::CallbackServerContext* context, const WipeUpload* request, Heard* reply) override;
  grpc::ServerUnaryReactor* States(grpc::CallbackServerContext* context, const Contact* request, WipeStates* reply) override;

 private:
  template <class Work>
  grpc::ServerUnaryReactor* asAdministrator(grpc::CallbackServerContext* context, Work work);

  WipeDesk& desk_;
  Registry& registry_;
  CommitLane& lane_;
};

}  // namespace limen
