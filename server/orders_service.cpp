// SPDX-License-Identifier: Apache-2.0
#include "server/orders_service.h"

#include "core/log.h"
#include "server/callers.h"

namespace limen {
namespace {

using grpc::StatusCode;

grpc::Status statusOf(const Result<void>& result) {
  if (result) return grpc::Status::OK;
  const std::string name(result.error().name());
  logFact(LogLevel::warning, "server", "order refused", {LogField::cause(result.error().name())});
  if (result.error().room() == roomOf(StoreError::failed)) return {StatusCode::INTERNAL, "store"};
  if (result.error().is(PublishError::older)) return {StatusCode::FAILED_PRECONDITION, name};
  return {StatusCode::INVALID_ARGUMENT, name};
}

}  // namespace

// A certificate of a station that is listed, revoked or not: it hears nothing here but what is ordered of itself.
template <class Work>
grpc::ServerUnaryReactor* OrdersService::asStation(grpc::CallbackServerContext* context, Work work) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  const auto certificate = peerCertificate(*context);
  const auto view = registry_.view();
  const Station* station = certificate ? view->directory.stationByCertificate(*certificate) : nullptr;
  const auto id = station ? StationId::from(bytesOf(station->id())) : std::nullopt;
  if (!id) {
    reactor->Finish({StatusCode::UNAUTHENTICATED, certificate ? "notListed" : "noCertificate"});
    return reactor;
  }
  lane_.submit([reactor, id = *id, work] { reactor->Finish(work(id)); });
  return reactor;
}

grpc::ServerUnaryReactor* OrdersService::Standing(grpc::CallbackServerContext* context, const Contact*, StandingOrders* reply) {
  return asStation(context, [this, reply](const StationId& station) {
    auto standing = desk_.standing(station);
    if (!standing) return statusOf(unexpected(standing.error()));
    *reply = std::move(*standing);
    return grpc::Status::OK;
  });
}

grpc::ServerUnaryReactor* OrdersService::Answer(grpc::CallbackServerContext* context, const WipeAnswer* request, Heard*) {
  return asStation(context, [this, request](const StationId& station) { return statusOf(desk_.answer(station, *request)); });
}

template <class Work>
grpc::ServerUnaryReactor* WipeOfficeService::asAdministrator(grpc::CallbackServerContext* context, Work work) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  const auto certificate = peerCertificate(*context);
  const auto allowed = [this, certificate] {
    return certificate && registry_.view()->directory.isAdministratorCertificate(*certificate);
  };
  if (!allowed()) {
    reactor->Finish({StatusCode::PERMISSION_DENIED, "notAdministrator"});
    return reactor;
  }
  // Judged again when it is its turn: a directory may have come between.
  lane_.submit([reactor, allowed, work] {
    reactor->Finish(allowed() ? work() : grpc::Status{StatusCode::PERMISSION_DENIED, "notAdministrator"});
  });
  return reactor;
}

grpc::ServerUnaryReactor* WipeOfficeService::Order(grpc::CallbackServerContext* context, const WipeUpload* request, Heard*) {
  return asAdministrator(context, [this, request] { return statusOf(desk_.order(*request)); });
}

grpc::ServerUnaryReactor* WipeOfficeService::States(grpc::CallbackServerContext* context, const Contact*, WipeStates* reply) {
  return asAdministrator(context, [this, reply] {
    auto states = desk_.states();
    if (!states) return statusOf(unexpected(states.error()));
    *reply = std::move(*states);
    return grpc::Status::OK;
  });
}

}  // namespace limen
