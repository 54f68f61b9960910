// SPDX-License-Identifier: Apache-2.0
#include "server/services.h"

#include "core/log.h"
#include "server/callers.h"
#include "server/grpc_session.h"

namespace limen {
namespace {

using grpc::StatusCode;

// "ipv4:192.0.2.1:5000" -> "ipv4:192.0.2.1"
std::string withoutPort(const std::string& peer) {
  return peer.substr(0, peer.rfind(':'));
}

grpc::Status statusOf(const Error& error) {
  const std::string name(error.name());
  if (error.room() == roomOf(StoreError::failed)) return {StatusCode::INTERNAL, "store"};
  if (error.is(EnrolmentError::badCode)) return {StatusCode::NOT_FOUND, name};
  if (error.is(EnrolmentError::codeUsed)) return {StatusCode::ALREADY_EXISTS, name};
  if (error.is(EnrolmentError::codeExpired) || error.is(PublishError::older)) return {StatusCode::FAILED_PRECONDITION, name};
  if (error.is(EnrolmentError::tooManyTries) || error.is(EnrolmentError::tooManyCodes))
    return {StatusCode::RESOURCE_EXHAUSTED, name};
  return {StatusCode::INVALID_ARGUMENT, name};
}

grpc::Status statusOf(const Result<void>& result) {
  return result ? grpc::Status::OK : statusOf(result.error());
}

class RefusedSession final : public grpc::ServerBidiReactor<Up, Down> {
 public:
  explicit RefusedSession(const grpc::Status& status) { Finish(status); }
  void OnDone() override { delete this; }
};

}  // namespace

grpc::ServerBidiReactor<Up, Down>* SyncService::Session(grpc::CallbackServerContext* context) {
  const auto certificate = peerCertificate(*context);
  if (!certificate) return new RefusedSession({StatusCode::UNAUTHENTICATED, "noCertificate"});
  const auto view = host_.registry.view();
  const Station* station = view->directory.stationByCertificate(*certificate);
  if (!station) return new RefusedSession({StatusCode::UNAUTHENTICATED, "notListed"});
  if (station->revoked()) return new RefusedSession({StatusCode::PERMISSION_DENIED, "revoked"});
  return GrpcSession::start(host_, context, *StationId::from(bytesOf(station->id())), *certificate);
}

grpc::ServerUnaryReactor* EnrolmentService::Enrol(grpc::CallbackServerContext* context, const EnrolRequest* request,
                                                  EnrolReply* reply) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  lane_.submit([this, reactor, request, reply, peer = withoutPort(context->peer())] {
    auto answer = desk_.enrol(*request, peer);
    if (!answer) {
      logFact(LogLevel::warning, "server", "enrolment refused", {LogField::cause(answer.error().name())});
      return reactor->Finish(statusOf(answer.error()));
    }
    *reply = std::move(*answer);
    reactor->Finish(grpc::Status::OK);
  });
  return reactor;
}

// Judged twice: when it comes, so that strangers cost nothing, and when it is its turn, when a directory may have come between.
template <class Work>
grpc::ServerUnaryReactor* AdministrationService::asAdministrator(grpc::CallbackServerContext* context, Work work) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  const auto certificate = peerCertificate(*context);
  if (!certificate) {
    reactor->Finish({StatusCode::UNAUTHENTICATED, "noCertificate"});
    return reactor;
  }
  const auto allowed = [this, fingerprint = *certificate] {
    return registry_.view()->directory.isAdministratorCertificate(fingerprint);
  };
  const grpc::Status denied{StatusCode::PERMISSION_DENIED, "notAdministrator"};
  if (!allowed()) {
    reactor->Finish(denied);
    return reactor;
  }
  lane_.submit([reactor, allowed, denied, work] { reactor->Finish(allowed() ? work() : denied); });
  return reactor;
}

grpc::ServerUnaryReactor* AdministrationService::Offer(grpc::CallbackServerContext* context, const OfferCode* request, Nothing*) {
  return asAdministrator(context, [this, request] { return statusOf(desk_.offer(*request)); });
}

grpc::ServerUnaryReactor* AdministrationService::Waiting(grpc::CallbackServerContext* context, const Nothing*,
                                                         Applicants* reply) {
  return asAdministrator(context, [this, reply] {
    auto waiting = desk_.waiting();
    if (!waiting) return statusOf(waiting.error());
    *reply = std::move(*waiting);
    return grpc::Status::OK;
  });
}

grpc::ServerUnaryReactor* AdministrationService::Approve(grpc::CallbackServerContext* context, const Approval* request,
                                                         Nothing*) {
  return asAdministrator(context, [this, request] { return statusOf(desk_.approve(*request)); });
}

grpc::ServerUnaryReactor* AdministrationService::PublishDirectory(grpc::CallbackServerContext* context,
                                                                  const DirectoryUpload* request, Published* reply) {
  return asAdministrator(context, [this, request, reply] {
    const auto version = registry_.publishDirectory(bytesOf(request->directory()), clock_.now());
    if (!version) return statusOf(version.error());
    reply->set_version(*version);
    return grpc::Status::OK;
  });
}

grpc::ServerUnaryReactor* AdministrationService::PublishPackage(grpc::CallbackServerContext* context,
                                                                const PackageUpload* request, Published* reply) {
  return asAdministrator(context, [this, request, reply] {
    const auto version = registry_.publishPackage(bytesOf(request->package()));
    if (!version) return statusOf(version.error());
    reply->set_version(*version);
    return grpc::Status::OK;
  });
}

grpc::ServerUnaryReactor* AdministrationService::CurrentDirectory(grpc::CallbackServerContext* context, const Nothing*,
                                                                  DirectoryUpload* reply) {
  return asAdministrator(context, [this, reply] {
    const auto view = registry_.view();
    reply->set_directory(view->directory.bytes().data(), view->directory.bytes().size());
    return grpc::Status::OK;
  });
}

grpc::ServerUnaryReactor* AdministrationService::Renewals(grpc::CallbackServerContext* context, const Nothing*,
                                                          RenewalRequests* reply) {
  return asAdministrator(context, [this, reply] {
    auto waiting = renewals_.waiting();
    if (!waiting) return statusOf(waiting.error());
    *reply = std::move(*waiting);
    return grpc::Status::OK;
  });
}

grpc::ServerUnaryReactor* AdministrationService::Renew(grpc::CallbackServerContext* context, const Renewal* request, Nothing*) {
  return asAdministrator(context, [this, request] { return statusOf(renewals_.take(*request)); });
}

}  // namespace limen
