// SPDX-License-Identifier: Apache-2.0
#include "server/grpc_session.h"

namespace limen {

GrpcSession* GrpcSession::start(SessionHost& host, grpc::CallbackServerContext* context, const StationId& station,
                                const Hash& certificate) {
  auto* link = new GrpcSession(context);
  link->session_ = Session::make(host, *link, station, certificate);
  link->session_->start();
  return link;
}

void GrpcSession::OnReadDone(bool ok) {
  session_->readDone(ok);
}
void GrpcSession::OnWriteDone(bool ok) {
  session_->writeDone(ok);
}
void GrpcSession::OnCancel() {
  session_->cancelled();
}
void GrpcSession::OnDone() {
  session_->closed();
  delete this;
}

void GrpcSession::finish(Ending ending) {
  switch (ending) {
    case Ending::done:
      return Finish(grpc::Status::OK);
    case Ending::cut:
      return Finish(grpc::Status(grpc::StatusCode::CANCELLED, "cut"));
    case Ending::cancelled:
      return Finish(grpc::Status(grpc::StatusCode::CANCELLED, "cancelled"));
  }
}

}  // namespace limen
