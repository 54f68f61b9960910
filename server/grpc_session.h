// SPDX-License-Identifier: Apache-2.0
// A session's link over gRPC.
#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>

#include "proto/sync.grpc.pb.h"
#include "server/session.h"

namespace limen {

// gRPC owns it until OnDone.
class GrpcSession final : public grpc::ServerBidiReactor<Up, Down>, private SessionLink {
 public:
  static GrpcSession* start(SessionHost& host, grpc::CallbackServerContext* context, const StationId& station,
                            const Hash& certificate);

  void OnReadDone(bool ok) override;
  void OnWriteDone(bool ok) override;
  void OnCancel() override;
  void OnDone() override;

 private:
  explicit GrpcSession(grpc::CallbackServerContext* context) : context_(context) {}
  void startRead(Up& into) override { StartRead(&into); }
  void startWrite(const Down& frame) override { StartWrite(&frame); }
  void finish(Ending ending) override;
  void cancel() override { context_->TryCancel(); }

  grpc::CallbackServerContext* context_;
  std::shared_ptr<Session> session_;
};

}  // namespace limen
