// SPDX-License-Identifier: Apache-2.0
#include "sync/grpc_orders.h"

#include <mutex>

#include "proto/orders.grpc.pb.h"
#include "sync/grpc_channel.h"

namespace limen {
namespace {

constexpr std::chrono::seconds kCallDeadline{60};

}  // namespace

struct GrpcOrders::Impl {
  ServerAddress server;
  TlsIdentity identity;
  std::mutex mutex;
  std::shared_ptr<grpc::Channel> channel;
  grpc::ClientContext* under = nullptr;  // the call under way
  bool cancelled = false;

  template <class Stub, class Request, class Reply>
  Result<Reply> call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Reply*), const Request& request) {
    grpc::ClientContext context;
    context.set_deadline(gpr_time_from_nanos(std::chrono::nanoseconds(kCallDeadline).count(), GPR_TIMESPAN));
    std::shared_ptr<grpc::Channel> with;
    {
      const std::lock_guard lock(mutex);
      if (cancelled) return unexpected(TransportError::cancelled);
      if (!channel || channel->GetState(false) == GRPC_CHANNEL_TRANSIENT_FAILURE) channel = connect(server, &identity);
      with = channel;
      under = &context;
    }
    Stub stub(with);
    Reply reply;
    const grpc::Status status = (stub.*method)(&context, request, &reply);
    {
      const std::lock_guard lock(mutex);
      under = nullptr;
    }
    if (!status.ok()) return unexpected(causeOf(status, false));
    return reply;
  }
};

GrpcOrders::GrpcOrders(ServerAddress server, const TlsIdentity& identity) : impl_(std::make_unique<Impl>()) {
  impl_->server = std::move(server);
  impl_->identity = {identity.certificatePem, identity.privateKeyPem.clone()};
}

GrpcOrders::~GrpcOrders() = default;

Result<StandingOrders> GrpcOrders::standing() {
  return impl_->call(&Orders::Stub::Standing, Contact());
}

Result<void> GrpcOrders::answer(const WipeAnswer& answer) {
  LIMEN_TRY(impl_->call(&Orders::Stub::Answer, answer));
  return {};
}

void GrpcOrders::cancel() {
  const std::lock_guard lock(impl_->mutex);
  impl_->cancelled = true;
  if (impl_->under) impl_->under->TryCancel();
}

Result<void> GrpcOrders::order(const WipeUpload& upload) {
  LIMEN_TRY(impl_->call(&WipeOffice::Stub::Order, upload));
  return {};
}

Result<WipeStates> GrpcOrders::states() {
  return impl_->call(&WipeOffice::Stub::States, Contact());
}

}  // namespace limen
