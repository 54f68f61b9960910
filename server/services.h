// SPDX-License-Identifier: Apache-2.0
// The three gRPC services: who calls is found out here, before anything else is looked at.
#pragma once

#include <grpcpp/grpcpp.h>

#include "proto/sync.grpc.pb.h"
#include "server/enrolment_desk.h"
#include "server/session.h"

namespace limen {

class SyncService final : public Sync::CallbackService {
 public:
  explicit SyncService(SessionHost& host) : host_(host) {}
  grpc::ServerBidiReactor<Up, Down>* Session(grpc::CallbackServerContext* context) override;

 private:
  SessionHost& host_;
};

class EnrolmentService final : public Enrolment::CallbackService {
 public:
  EnrolmentService(EnrolmentDesk& desk, CommitLane& lane) : desk_(desk), lane_(lane) {}
  grpc::ServerUnaryReactor* Enrol(grpc::CallbackServerContext* context, const EnrolRequest* request, EnrolReply* reply) override;

 private:
  EnrolmentDesk& desk_;
  CommitLane& lane_;
};

class AdministrationService final : public Administration::CallbackService {
 public:
  AdministrationService(EnrolmentDesk& desk, RenewalDesk& renewals, Registry& registry, const Clock& clock, CommitLane& lane)
      : desk_(desk), renewals_(renewals), registry_(registry), clock_(clock), lane_(lane) {}
  grpc::ServerUnaryReactor* Offer(grpc::CallbackServerContext* context, const OfferCode* request, Nothing* reply) override;
  grpc::ServerUnaryReactor* Waiting(grpc::CallbackServerContext* context, const Nothing* request, Applicants* reply) override;
  grpc::ServerUnaryReactor* Approve(grpc::CallbackServerContext* context, const Approval* request, Nothing* reply) override;
  grpc::ServerUnaryReactor* PublishDirectory(grpc::CallbackServerContext* context, const DirectoryUpload* request,
                                             Published* reply) override;
  grpc::ServerUnaryReactor* PublishPackage(grpc::CallbackServerContext* context, const PackageUpload* request,
                                           Published* reply) override;
  grpc::ServerUnaryReactor* CurrentDirectory(grpc::CallbackServerContext* context, const Nothing* request,
                                             DirectoryUpload* reply) override;
  grpc::ServerUnaryReactor* Renewals(grpc::CallbackServerContext* context, const Nothing* request, RenewalRequests* reply) override;
  grpc::ServerUnaryReactor* Renew(grpc::CallbackServerContext* context, const Renewal* request, Nothing* reply) override;

 private:
  template <class Work>
  grpc::ServerUnaryReactor* asAdministrator(grpc::CallbackServerContext* context, Work work);

  EnrolmentDesk& desk_;
  RenewalDesk& renewals_;
  Registry& registry_;
  const Clock& clock_;
  CommitLane& lane_;
};

}  // namespace limen
