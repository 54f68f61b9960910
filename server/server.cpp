// SPDX-License-Identifier: Apache-2.0
#include "server/server.h"

#include <grpcpp/grpcpp.h>
#include <grpcpp/resource_quota.h>

#include <atomic>
#include <future>

#include "core/log.h"
#include "crypto/certificates.h"
#include "server/drop_folder.h"
#include "server/orders_service.h"
#include "server/server_status.h"
#include "server/services.h"
#include "sync/grpc_tls.h"

namespace limen {
namespace {

constexpr int kStopPatienceSeconds = 2;
constexpr int kMinPingIntervalMs = 10'000;
constexpr int kMaxConnectionIdleMs = 30 * 60'000;
constexpr std::uint32_t kPurgedAtOnce = 200;
constexpr std::size_t kMaxMemoryBytes = 512 << 20;  // that gRPC may take for what it has received

std::shared_ptr<grpc::ServerCredentials> credentialsOf(const ServerFolder& folder) {
  // A certificate is verified when there is one; an applicant has none yet. Every call but Enrol asks for it.
  grpc::SslServerCredentialsOptions tls(GRPC_SSL_REQUEST_CLIENT_CERTIFICATE_AND_VERIFY);
  tls.pem_root_certs = folder.authorityPem;
  tls.pem_key_cert_pairs.push_back({std::string(textOf(folder.tlsKeyPem.expose(SecretAccess{}))), folder.certificatePem});
  auto credentials = grpc::SslServerCredentials(tls);
  std::string& key = tls.pem_key_cert_pairs[0].private_key;
  wipe({reinterpret_cast<Byte*>(key.data()), key.size()});
  return credentials;
}

}  // namespace

std::string_view nameOf(ServerError cause) {
  switch (cause) {
    case ServerError::cannotListen:
      return "cannotListen";
    case ServerError::badIdentity:
      return "badIdentity";
  }
  return "unknown";
}

// In the order of dependence: what is below uses what is above.
struct Server::Impl {
  std::unique_ptr<ServerStore> store;
  std::unique_ptr<TombstoneLog> tombstones;
  std::unique_ptr<Registry> registry;
  std::unique_ptr<EnrolmentDesk> desk;
  std::unique_ptr<RenewalDesk> renewals;
  std::unique_ptr<WipeDesk> wipes;
  std::unique_ptr<SessionHost> host;
  std::unique_ptr<Lane> pulls;
  std::unique_ptr<CommitLane> commits;
  std::unique_ptr<SyncService> sync;
  std::unique_ptr<EnrolmentService> enrolment;
  std::unique_ptr<AdministrationService> administration;
  std::unique_ptr<OrdersService> orders;
  std::unique_ptr<WipeOfficeService> wipeOffice;
  std::unique_ptr<DropFolder> drop;
  std::unique_ptr<ServerBackupPlan> backups;
  std::unique_ptr<Lane> chores;  // what may take long, and waits for the lanes above
  std::unique_ptr<grpc::Server> server;
  int port = 0;

  std::mutex mutex;
  std::condition_variable changed;
  bool stopping = false;
  std::thread idleWatch;

  std::atomic<bool> ending = false, choring = false;
  std::optional<DropState> toldDrop;

  std::atomic<bool> purging = false;
  Milliseconds purgedAt{0};

  void watchIdle() {
    std::unique_lock lock(mutex);
    purge();
    while (!changed.wait_for(lock, host->limits.lookEvery, [this] { return stopping; })) {
      host->cancelIdle();
      if ((drop || backups) && !choring.exchange(true))
        chores->submit([this] {
          chore();
          choring = false;
        });
      if (host->clock.running() - purgedAt >= host->limits.purgeEvery) purge();
    }
  }

  void chore() {
    if (drop) {
      const DropState& state = drop->look(ending);
      if (toldDrop != state && putDropState(*store, state)) toldDrop = state;
    }
    if (!backups || ending) return;
    if (const auto looked = backups->look(); !looked)
      logFact(LogLevel::error, "server", "backup not entered", {LogField::cause(looked.error().name())});
  }

  // In portions, behind what is being committed; nothing new while the last look is under way.
  void purge() {
    if (purging.exchange(true)) return;
    purgedAt = host->clock.running();
    commits->submit([this] { purgePortion(); });
  }
  void purgePortion() {
    const auto purged = store->purgeParts(weekOf(host->clock.now()), kPurgedAtOnce);
    if (!purged) logFact(LogLevel::error, "server", "nothing purged", {LogField::cause(purged.error().name())});
    if (purged && purged->parts > 0)
      logFact(LogLevel::info, "server", "purged", {LogField("records", purged->records), LogField("parts", purged->parts)});
    if (purged && purged->more) return commits->submit([this] { purgePortion(); });
    purging = false;
  }
};

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Server::~Server() {
  stop();
}

int Server::port() const {
  return impl_->port;
}

void Server::lookNow() {
  std::promise<void> done;
  impl_->chores->submit([this, &done] {
    impl_->chore();
    done.set_value();
  });
  done.get_future().wait();
}

Result<std::unique_ptr<Server>> Server::start(const ServerFolder& folder, std::unique_ptr<ServerStore> store,
                                              const ServerOptions& options, const Clock& clock) {
  requireTls13();
  if (const auto checked = checkCertificate(folder.certificatePem, folder.authorityPem, clock.now()); !checked) {
    return unexpected(ServerError::badIdentity, std::string(checked.error().name()));
  }
  auto impl = std::make_unique<Impl>();
  impl->store = std::move(store);
  LIMEN_ASSIGN(impl->tombstones, openTombstoneLog(folder.tombstones));
  LIMEN_TRY(replay(*impl->tombstones, *impl->store));
  LIMEN_ASSIGN(impl->registry, Registry::open(*impl->store, folder.root, folder.directory));
  LIMEN_ASSIGN(const std::uint64_t epoch, impl->store->epoch());
  LIMEN_ASSIGN(Signer receipt, Signer::fromSeed(folder.receiptSeed));
  LIMEN_ASSIGN(BoxKeys erasure, BoxKeys::fromSecret(folder.erasureSecret));
  impl->desk = std::make_unique<EnrolmentDesk>(*impl->store, *impl->registry, folder.authorityPem, clock);
  impl->renewals = std::make_unique<RenewalDesk>(*impl->store, *impl->registry, folder.authorityPem, clock);
  impl->wipes = std::make_unique<WipeDesk>(*impl->store, *impl->registry, clock);
  impl->pulls = std::make_unique<Lane>();
  impl->commits = std::make_unique<CommitLane>(*impl->store);
  impl->host.reset(new SessionHost{.clock = clock,
                                   .limits = options.limits,
                                   .registry = *impl->registry,
                                   .store = *impl->store,
                                   .gate = RunGate(std::move(erasure), folder.erasureKeyId),
                                   .receipt = std::move(receipt),
                                   .epoch = epoch,
                                   .commits = *impl->commits,
                                   .pulls = *impl->pulls,
                                   .tombstones = *impl->tombstones,
                                   .renewals = impl->renewals.get()});
  impl->sync = std::make_unique<SyncService>(*impl->host);
  impl->enrolment = std::make_unique<EnrolmentService>(*impl->desk, *impl->commits);
  impl->administration = std::make_unique<AdministrationService>(*impl->desk, *impl->renewals, *impl->registry, clock, *impl->commits);
  impl->orders = std::make_unique<OrdersService>(*impl->wipes, *impl->registry, *impl->commits);
  impl->wipeOffice = std::make_unique<WipeOfficeService>(*impl->wipes, *impl->registry, *impl->commits);

  if (!options.drop.empty()) {
    LIMEN_ASSIGN(BoxKeys receiver, BoxKeys::fromSecret(folder.erasureSecret));
    LIMEN_ASSIGN(DropFolder drop, DropFolder::open(*impl->host, std::move(receiver), options.drop));
    impl->drop = std::make_unique<DropFolder>(std::move(drop));
  }
  if (options.backup) {
    LIMEN_ASSIGN(ServerBackupPlan plan, ServerBackupPlan::open(*impl->store, clock, *options.backup));
    impl->backups = std::make_unique<ServerBackupPlan>(std::move(plan));
  }
  impl->chores = std::make_unique<Lane>();

  grpc::ServerBuilder builder;
  builder.AddListeningPort(options.listen, credentialsOf(folder), &impl->port);
  builder.RegisterService(impl->sync.get());
  builder.RegisterService(impl->enrolment.get());
  builder.RegisterService(impl->administration.get());
  builder.RegisterService(impl->orders.get());
  builder.RegisterService(impl->wipeOffice.get());
  builder.SetMaxReceiveMessageSize(kMaxFrameBytes);
  builder.SetMaxSendMessageSize(kMaxFrameBytes);
  grpc::ResourceQuota quota("limen-server");
  builder.SetResourceQuota(quota.Resize(kMaxMemoryBytes));
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, static_cast<int>(options.limits.streamsPerConnection));
  builder.AddChannelArgument("grpc.server_handshake_timeout_ms", static_cast<int>(options.limits.handshake.count()));
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, kKeepaliveMs);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, kKeepaliveTimeoutMs);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, kMinPingIntervalMs);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_IDLE_MS, kMaxConnectionIdleMs);
  // A second server on the same port would take half of the stations.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  impl->server = builder.BuildAndStart();
  if (!impl->server || impl->port == 0) return unexpected(ServerError::cannotListen);
  impl->idleWatch = std::thread([raw = impl.get()] { raw->watchIdle(); });
  return std::unique_ptr<Server>(new Server(std::move(impl)));
}

void Server::stop() {
  if (!impl_->server) return;
  {
    const std::lock_guard lock(impl_->mutex);
    impl_->stopping = true;
  }
  impl_->ending = true;
  impl_->changed.notify_all();
  impl_->idleWatch.join();
  impl_->chores.reset();  // a bundle or a backup under way is ended in good order
  impl_->server->Shutdown(gpr_time_from_seconds(kStopPatienceSeconds, GPR_TIMESPAN));
  impl_->server.reset();
  // The lanes finish what was handed to them: a run that was received is committed though its station will not hear of it now.
  impl_->commits.reset();
  impl_->pulls.reset();
}

}  // namespace limen
