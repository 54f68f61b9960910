// SPDX-License-Identifier: Apache-2.0
// A real server on loopback with real certificates, a real store and a synthetic organisation; and a station's side of a session,
// driven by the engine.
#pragma once

#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <map>

#include "crypto/certificates.h"
#include "server/server.h"
#include "sync/engine.h"
#include "sync/grpc_client.h"
#include "sync/receipt.h"
#include "tests/support/organisation.h"

namespace limen::test {

namespace fs = std::filesystem;

class Folder {
 public:
  Folder() {
    static std::atomic<int> count{0};
    path_ = fs::temp_directory_path() / ("limen-test-" + std::to_string(::getpid()) + "-" + std::to_string(count++));
    fs::create_directories(path_);
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  fs::path operator/(const std::string& name) const { return path_ / name; }

 private:
  fs::path path_;
};

inline TlsIdentity issue(const Authority& authority, const std::string& name, const std::vector<std::string>& hosts,
                         const Clock& clock) {
  auto request = CertificateRequest::create();
  LIMEN_CHECK(request.has_value());
  auto certificate = authority.sign(request->requestPem, name, hosts, clock.now(), std::chrono::days(30));
  LIMEN_CHECK(certificate.has_value());
  return {std::move(*certificate), std::move(request->privateKeyPem)};
}

// What a session did, and what it left.
struct SessionResult {
  sync_action::Finish finish;
  std::vector<Ack> acks;
  std::vector<Refusal> refusals;
  std::vector<NumberedRun> pulled;
  std::vector<Bytes> directories, packages;
  std::optional<Error> failure;
  std::size_t badAcks = 0;
  std::chrono::steady_clock::time_point lastAck{};
  std::uint64_t acknowledgedRevisions() const {
    std::uint64_t count = 0;
    for (const Ack& ack : acks) {
      for (const Range& range : ack.stored()) count += range.last() - range.first() + 1;
    }
    return count;
  }
};

// What a station knows of its scopes between sessions.
struct StationMemory {
  std::uint64_t epoch = 0, directoryVersion = 0;
  std::vector<PackageHash> packages;
  struct Scope {
    std::uint64_t cursor = 0;
    std::map<StationId, ScopeHead> heads;
  };
  std::map<ScopeId, Scope> scopes;
};

class World {
 public:
  explicit World(std::size_t northStations = 1) {
    auto made = Authority::create("Synthetic organisation", clock.now());
    LIMEN_CHECK(made.has_value());
    authority = std::move(*made);
    serverTls = issue(authority, "server", {"localhost", "127.0.0.1"}, clock);
    administratorTls = issue(authority, "administrator", {}, clock);
    organisation.issuedMs = toUnixMs(clock.now());
    organisation.appointedUntilMs = toUnixMs(clock.now()) + 365ll * 24 * 3600 * 1000;
    organisation.administratorCertificates.push_back(certificateFingerprint(administratorTls.certificatePem).value());
    for (std::size_t i = 0; i < northStations; ++i) addStation("north");
  }
  ~World() { stop(); }

  std::size_t addStation(const std::string& site) {
    const std::size_t at = organisation.addStation(site);
    identities.push_back(issue(authority, organisation.stations[at].id.hex(), {}, clock));
    organisation.stations[at].certificate = certificateFingerprint(identities[at].certificatePem).value();
    return at;
  }

  ServerFolder folderContent() const {
    ServerFolder content;
    content.certificatePem = serverTls.certificatePem;
    content.authorityPem = authority.certificatePem;
    content.tlsKeyPem = serverTls.privateKeyPem.clone();
    content.receiptSeed = organisation.receipt.seed();
    content.erasureSecret = organisation.erasure.secret().clone();
    content.erasureKeyId = organisation.erasureKeyId;
    content.root = organisation.root.publicKey();
    content.directory = organisation.signedDirectory();
    return content;
  }
  fs::path serverFolder() const { return folder / "server"; }
  void makeFolder() { LIMEN_CHECK(folderContent().create(serverFolder(), storeKey).has_value()); }

  void start(ServerOptions options = {}) {
    if (!fs::exists(serverFolder())) makeFolder();
    auto store = openServerStore(serverFolder(), storeKey);
    LIMEN_CHECK(store.has_value());
    startWith(std::move(*store), options);
  }
  void startWith(std::unique_ptr<ServerStore> store, ServerOptions options = {}) {
    const auto content = ServerFolder::load(serverFolder(), storeKey);
    LIMEN_CHECK(content.has_value());
    auto started = Server::start(*content, std::move(store), options, clock);
    LIMEN_CHECK(started.has_value());
    server = std::move(*started);
    port = server->port();
  }
  void stop() {
    if (server) server->stop();
    server.reset();
  }

  GrpcClient client(const TlsIdentity* identity) const {
    return GrpcClient({"127.0.0.1:" + std::to_string(port), authority.certificatePem}, identity);
  }
  GrpcClient stationClient(std::size_t station) const { return client(&identities[station]); }
  GrpcClient administrator() const { return client(&administratorTls); }
  void publish(const std::string& programme = "intake") const {
    LIMEN_CHECK(administrator().publishPackage(organisation.package(programme)).has_value());
  }
  void publishDirectory() {
    ++organisation.version;
    LIMEN_CHECK(administrator().publishDirectory(organisation.signedDirectory()).has_value());
  }

  SyncStart startOf(std::size_t station, const StationMemory& memory) const {
    SyncStart start;
    start.station = organisation.stations[station].id;
    start.epoch = memory.epoch;
    start.directoryVersion = memory.directoryVersion;
    start.packages = memory.packages;
    for (const auto& [scope, state] : memory.scopes) {
      SyncStart::Scope each{.scope = scope, .cursor = state.cursor, .chainCounter = 0, .chainHash = {}, .heads = {}};
      for (const auto& [id, head] : state.heads) each.heads.push_back(head);
      start.scopes.push_back(std::move(each));
    }
    return start;
  }

  // A whole session of `station`: pushes `runs` (bytes as they are), pulls, and remembers.
  SessionResult sync(std::size_t station, StationMemory& memory, std::vector<Bytes> runs) {
    GrpcClient grpc = stationClient(station);
    return syncOver(grpc, station, memory, std::move(runs));
  }
  SessionResult sync(std::size_t station, StationMemory& memory, const std::vector<Run>& runs) {
    std::vector<Bytes> bytes;
    for (const Run& run : runs) bytes.push_back(run.serialise());
    return sync(station, memory, std::move(bytes));
  }

  SessionResult syncOver(TransportOpener& opener, std::size_t station, StationMemory& memory, std::vector<Bytes> runs) {
    SessionResult result;
    auto transport = opener.open();
    if (!transport) {
      result.failure = transport.error();
      return result;
    }
    SyncEngine engine(startOf(station, memory));
    std::size_t next = 0;
    std::vector<SyncAction> actions = engine.begin();
    const auto feed = [&](SyncEvent event, std::vector<SyncAction>& more) {
      for (SyncAction& action : engine.on(event)) more.push_back(std::move(action));
    };
    while (true) {
      while (!actions.empty()) {
        std::vector<SyncAction> more;
        for (SyncAction& action : actions) {
          if (auto* send = std::get_if<sync_action::Send>(&action)) {
            static_cast<void>((*transport)->send(send->frame));  // a failure is told by receive(), after what the server said
            if (send->frame.has_end()) static_cast<void>((*transport)->finishSending());
          } else if (std::holds_alternative<sync_action::AskForRun>(action)) {
            if (next == runs.size()) {
              feed(sync_event::NoMoreRuns{}, more);
            } else {
              const Bytes& bytes = runs[next++];
              const auto run = Run::parse(bytes);
              feed(sync_event::RunReady{run && memory.scopes.contains(run->scope) ? run->scope : memory.scopes.begin()->first,
                                        run ? run->first : next, run ? run->last : next, bytes},
                   more);
            }
          } else if (auto* commit = std::get_if<sync_action::CommitRun>(&action)) {
            feed(commitRun(memory, *commit), more);
          } else if (auto* ack = std::get_if<sync_action::CommitAck>(&action)) {
            commitAck(station, memory, ack->ack, result, feed, more);
          } else if (auto* directory = std::get_if<sync_action::TakeDirectory>(&action)) {
            result.directories.push_back(directory->signedDirectory);
          } else if (auto* package = std::get_if<sync_action::TakePackage>(&action)) {
            result.packages.push_back(package->package);
          } else if (auto* advance = std::get_if<sync_action::AdvanceCursor>(&action)) {
            memory.scopes[advance->scope].cursor = advance->number;
          } else if (auto* finish = std::get_if<sync_action::Finish>(&action)) {
            result.finish = *finish;
          }
        }
        actions = std::move(more);
      }
      if (engine.finished()) break;
      auto frame = (*transport)->receive();
      if (!frame) result.failure = frame.error();
      if (frame && *frame) {
        if ((*frame)->has_refusal()) result.refusals.push_back((*frame)->refusal());
        if ((*frame)->has_run()) result.pulled.push_back((*frame)->run());
        actions = engine.on(sync_event::Received{std::move(**frame)});
      } else {
        actions = engine.on(sync_event::Closed{});
      }
    }
    // Until the server has closed as well: then nothing of this session is left behind.
    while (!result.failure) {
      auto frame = (*transport)->receive();
      if (!frame) result.failure = frame.error();
      if (!frame || !*frame) break;
    }
    return result;
  }

  Folder folder;
  SystemClock system;
  ManualClock clock{system.now()};  // TLS itself looks at the real time
  TestOrganisation organisation;
  Authority authority;
  TlsIdentity serverTls, administratorTls;
  std::vector<TlsIdentity> identities;
  SecretBytes storeKey = SecretBytes::random(32);
  std::unique_ptr<Server> server;
  int port = 0;

 private:
  std::vector<ScopeHead> headsOf(const StationMemory::Scope& scope) const {
    std::vector<ScopeHead> heads;
    for (const auto& [id, head] : scope.heads) heads.push_back(head);
    return heads;
  }
  SyncEvent commitRun(StationMemory& memory, const sync_action::CommitRun& commit) {
    const auto run = Run::parse(commit.run);
    LIMEN_CHECK(run.has_value());
    StationMemory::Scope& scope = memory.scopes[run->scope];
    for (const TestStation& each : organisation.stations) {
      if (each.id == run->station) LIMEN_CHECK(run->check(each.signer.publicKey()).has_value());
    }
    ScopeHead& head = scope.heads[run->station];
    if (run->last > head.counter) head = {run->station, run->last, run->after};
    scope.cursor = commit.number;
    return sync_event::Committed{run->scope, commit.number, headsOf(scope)};
  }
  template <class Feed>
  void commitAck(std::size_t station, StationMemory& memory, const Ack& ack, SessionResult& result, const Feed& feed,
                 std::vector<SyncAction>& more) {
    if (!ackSignedBy(ack, organisation.receipt.publicKey())) {
      ++result.badAcks;
      return feed(sync_event::Closed{}, more);
    }
    result.acks.push_back(ack);
    result.lastAck = std::chrono::steady_clock::now();
    std::map<ScopeId, std::uint64_t> reached;
    for (const Range& range : ack.stored()) {
      std::uint64_t& last = reached[*ScopeId::from(bytesOf(range.scope()))];
      last = std::max(last, range.last());
    }
    for (const auto& [id, last] : reached) {
      StationMemory::Scope& scope = memory.scopes[id];
      ScopeHead& head = scope.heads[organisation.stations[station].id];
      if (last > head.counter) head = {organisation.stations[station].id, last, ownHash ? ownHash(station, last) : Hash{}};
      feed(sync_event::Confirmed{id, headsOf(scope)}, more);
    }
  }

 public:
  // h(counter) of a station's own chain, for its part of the fingerprint.
  std::function<Hash(std::size_t station, std::uint64_t counter)> ownHash;
};

}  // namespace limen::test
