// SPDX-License-Identifier: Apache-2.0
#include "sync/grpc_client.h"

#include <grpcpp/grpcpp.h>

#include <deque>
#include <mutex>
#include <optional>

#include "proto/sync.grpc.pb.h"
#include "sync/grpc_channel.h"

namespace limen {
namespace {

// Calls wait for a slow link's handshake and one frame; an upload is a few frames.
constexpr std::chrono::seconds kCallDeadline{120};
constexpr std::chrono::seconds kUploadDeadline{600};

class GrpcTransport : public SyncTransport {
 public:
  explicit GrpcTransport(limen::Sync::Stub& stub) : stream_(stub.Session(&context_)) {}

  ~GrpcTransport() override {
    context_.TryCancel();
    end();
  }

  Result<void> send(const Up& frame) override {
    if (stream_->Write(frame)) return {};
    return unexpected(end());
  }

  Result<void> finishSending() override {
    if (stream_->WritesDone()) return {};
    return unexpected(end());
  }

  Result<std::optional<Down>> receive() override {
    const std::lock_guard lock(reading_);
    if (!unread_.empty()) {
      Down frame = std::move(unread_.front());
      unread_.pop_front();
      return std::optional<Down>(std::move(frame));
    }
    Down frame;
    if (!finished_ && stream_->Read(&frame)) {
      connected_ = true;
      return std::optional<Down>(std::move(frame));
    }
    const Error cause = finish();
    if (status_.ok()) return std::optional<Down>();
    return unexpected(cause);
  }

  void cancel() override { context_.TryCancel(); }

 private:
  // A call that has ended: what the server still said is kept for receive() (a refusal says why), for gRPC gives the status only
  // after the last frame was read.
  Error end() {
    const std::lock_guard lock(reading_);
    for (Down frame; !finished_ && stream_->Read(&frame);) unread_.push_back(std::move(frame));
    return finish();
  }
  Error finish() {
    if (!finished_) {
      status_ = stream_->Finish();
      finished_ = true;
    }
    return causeOf(status_, connected_);
  }

  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReaderWriter<Up, Down>> stream_;
  std::mutex reading_;
  std::deque<Down> unread_;
  bool connected_ = false, finished_ = false;
  grpc::Status status_;
};

}  // namespace

struct GrpcClient::Impl {
  ServerAddress server;
  std::optional<TlsIdentity> identity;
  std::mutex mutex;
  std::shared_ptr<grpc::Channel> channel;

  // A channel that failed dials again only after a wait that grows to minutes, and answers calls with the old failure meanwhile.
  // Whoever asks now gets a new attempt: a failed channel has no connection that would be lost with it.
  std::shared_ptr<grpc::Channel> dialled() {
    const std::lock_guard lock(mutex);
    if (!channel || channel->GetState(false) == GRPC_CHANNEL_TRANSIENT_FAILURE)
      channel = connect(server, identity ? &*identity : nullptr);
    return channel;
  }

  template <class Stub, class Request, class Reply>
  Result<Reply> call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Reply*), const Request& request,
                     std::chrono::seconds deadline = kCallDeadline) {
    Stub stub(dialled());
    grpc::ClientContext context;
    const auto ns = std::chrono::duration_cast<std::chrono::nanoseconds>(deadline).count();
    context.set_deadline(gpr_time_from_nanos(ns, GPR_TIMESPAN));
    Reply reply;
    const grpc::Status status = (stub.*method)(&context, request, &reply);
    if (!status.ok()) return unexpected(causeOf(status, false));
    return reply;
  }
};

GrpcClient::GrpcClient(ServerAddress server, const TlsIdentity* identity) : impl_(std::make_unique<Impl>()) {
  impl_->server = std::move(server);
  if (identity) impl_->identity = TlsIdentity{identity->certificatePem, identity->privateKeyPem.clone()};
}

GrpcClient::~GrpcClient() = default;

Result<std::unique_ptr<SyncTransport>> GrpcClient::open() {
  limen::Sync::Stub stub(impl_->dialled());
  return std::unique_ptr<SyncTransport>(std::make_unique<GrpcTransport>(stub));
}

Result<EnrolReply> GrpcClient::enrol(const EnrolRequest& request) {
  return impl_->call(&Enrolment::Stub::Enrol, request);
}

Result<void> GrpcClient::offer(const OfferCode& code) {
  LIMEN_TRY(impl_->call(&Administration::Stub::Offer, code));
  return {};
}

Result<Applicants> GrpcClient::waiting() {
  return impl_->call(&Administration::Stub::Waiting, Nothing());
}

Result<void> GrpcClient::approve(const Approval& approval) {
  LIMEN_TRY(impl_->call(&Administration::Stub::Approve, approval, kUploadDeadline));
  return {};
}

Result<std::uint64_t> GrpcClient::publishDirectory(ByteView signedDirectory) {
  DirectoryUpload upload;
  upload.set_directory(signedDirectory.data(), signedDirectory.size());
  LIMEN_ASSIGN(const Published published, impl_->call(&Administration::Stub::PublishDirectory, upload, kUploadDeadline));
  return published.version();
}

Result<void> GrpcClient::publishPackage(ByteView package) {
  PackageUpload upload;
  upload.set_package(package.data(), package.size());
  LIMEN_TRY(impl_->call(&Administration::Stub::PublishPackage, upload, kUploadDeadline));
  return {};
}

Result<RenewalRequests> GrpcClient::renewals() {
  return impl_->call(&Administration::Stub::Renewals, Nothing());
}

Result<void> GrpcClient::renew(const Renewal& renewal) {
  LIMEN_TRY(impl_->call(&Administration::Stub::Renew, renewal, kUploadDeadline));
  return {};
}

Result<Bytes> GrpcClient::currentDirectory() {
  LIMEN_ASSIGN(const DirectoryUpload reply, impl_->call(&Administration::Stub::CurrentDirectory, Nothing(), kUploadDeadline));
  return copyOf(bytesOf(reply.directory()));
}

}  // namespace limen
