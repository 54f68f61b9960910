// SPDX-License-Identifier: Apache-2.0
// Who may speak to the server, and what it refuses of what is said.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <sys/socket.h>

#include <catch2/catch_test_macros.hpp>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "tests/support/server_fixture.h"

using namespace limen;
using namespace limen::test;
using Outcome = sync_action::Finish::Outcome;

namespace {

struct Pushing : World {
  TestChain chain;
  StationMemory memory;

  Pushing() : World(2), chain(organisation, 0, "intake") {
    memory.scopes[chain.scope()] = {};
    ownHash = [this](std::size_t, std::uint64_t counter) { return chain.hashAt(counter); };
    chain.addRecords(6);
    start();
    publish();
  }
  std::uint64_t runsKept() {
    stop();
    auto store = openServerStore(serverFolder(), storeKey);
    LIMEN_CHECK(store.has_value());
    return (*store)->lastNumber(chain.scope()).value();
  }
  Refusal::Reason reasonFor(std::vector<Bytes> runs, std::size_t station = 0) {
    const SessionResult result = sync(station, memory, std::move(runs));
    CHECK(result.finish.outcome == Outcome::refused);
    REQUIRE(result.refusals.size() == 1);
    CHECK(result.refusals[0].has_range());
    return result.refusals[0].reason();
  }
  Error errorOf(const TlsIdentity* identity) {
    GrpcClient grpc = client(identity);
    SessionResult result = syncOver(grpc, 0, memory, {chain.cut(1, 6).serialise()});
    CHECK(result.acks.empty());
    REQUIRE(result.failure);
    return *result.failure;
  }
};

// Tries a handshake of exactly this version; the version agreed on, or nothing.
std::optional<int> handshake(int port, int version) {
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
  SSL_CTX_set_min_proto_version(context.get(), version);
  SSL_CTX_set_max_proto_version(context.get(), version);
  SSL_CTX_set_cipher_list(context.get(), "ALL:COMPLEMENTOFALL:@SECLEVEL=0");
  const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  REQUIRE(::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  std::unique_ptr<SSL, decltype(&SSL_free)> ssl(SSL_new(context.get()), SSL_free);
  static const unsigned char kHttp2[] = {2, 'h', '2'};
  SSL_set_alpn_protos(ssl.get(), kHttp2, sizeof kHttp2);
  SSL_set_fd(ssl.get(), fd);
  const bool agreed = SSL_connect(ssl.get()) == 1;
  const int got = SSL_version(ssl.get());
  ::close(fd);
  return agreed ? std::optional(got) : std::nullopt;
}

// Holds every commit until it is let through, or fails it.
class GatedStore : public ServerStore {
 public:
  explicit GatedStore(std::unique_ptr<ServerStore> inner) : inner_(std::move(inner)) {}
  std::mutex mutex;
  std::condition_variable changed;
  bool open = true, failing = false;
  std::vector<std::size_t> batches;
  std::size_t waiting = 0;

  Result<std::vector<RunOutcome>> commit(const std::vector<IncomingRun>& runs) override {
    {
      std::unique_lock lock(mutex);
      ++waiting;
      changed.notify_all();
      changed.wait(lock, [this] { return open; });
      batches.push_back(runs.size());
      if (failing) return unexpected(StoreError::diskFull);
    }
    return inner_->commit(runs);
  }
  Result<std::vector<StoredRun>> runsAfter(const ScopeId& scope, std::uint64_t number, std::size_t maxBytes) override {
    return inner_->runsAfter(scope, number, maxBytes);
  }
  Result<std::uint64_t> lastNumber(const ScopeId& scope) override { return inner_->lastNumber(scope); }
  Result<std::vector<ServerChainEnd>> chainEnds(const ScopeId& scope) override { return inner_->chainEnds(scope); }
  Result<std::uint64_t> epoch() override { return inner_->epoch(); }
  Result<std::uint64_t> raiseEpoch(std::uint64_t atLeast) override { return inner_->raiseEpoch(atLeast); }
  Result<std::uint64_t> baseSince(const ScopeId& scope, std::uint64_t known) override { return inner_->baseSince(scope, known); }
  Result<std::vector<Copied>> numbers() override { return inner_->numbers(); }
  Result<void> markCopied(const std::vector<Copied>& upTo) override { return inner_->markCopied(upTo); }
  Result<bool> hasSecondCopy() override { return inner_->hasSecondCopy(); }
  Result<std::uint64_t> copiedCounter(const ScopeId& scope, const StationId& station, const ChainSpan& part) override {
    return inner_->copiedCounter(scope, station, part);
  }
  Result<std::uint64_t> erase(const ErasureRow& row) override { return inner_->erase(row); }
  Result<PurgedParts> purgeParts(Week now, std::uint32_t limit) override { return inner_->purgeParts(now, limit); }
  Result<std::vector<NumberedErasureRow>> erasuresAfter(const ScopeId& scope, std::uint64_t number) override {
    return inner_->erasuresAfter(scope, number);
  }
  Result<void> putDirectory(std::uint64_t version, ByteView bytes) override { return inner_->putDirectory(version, bytes); }
  Result<std::optional<Bytes>> directory() override { return inner_->directory(); }
  Result<void> putPackage(const PackageHash& hash, ByteView package) override { return inner_->putPackage(hash, package); }
  Result<std::vector<Bytes>> packages() override { return inner_->packages(); }
  Result<void> putEnrolment(const EnrolmentRow& row) override { return inner_->putEnrolment(row); }
  Result<std::optional<EnrolmentRow>> enrolment(const Hash& hash) override { return inner_->enrolment(hash); }
  Result<std::vector<EnrolmentRow>> enrolments() override { return inner_->enrolments(); }
  ServerPictures& pictures() override { return inner_->pictures(); }
  Result<void> put(std::string_view name, ByteView value) override { return inner_->put(name, value); }
  Result<std::optional<Bytes>> get(std::string_view name) override { return inner_->get(name); }

 private:
  std::unique_ptr<ServerStore> inner_;
};

}  // namespace

TEST_CASE("TLS 1.3 is spoken, TLS 1.2 and older are not", "[server]") {
  World world;
  world.start();
  CHECK(handshake(world.port, TLS1_3_VERSION) == TLS1_3_VERSION);
  CHECK_FALSE(handshake(world.port, TLS1_2_VERSION));
  CHECK_FALSE(handshake(world.port, TLS1_1_VERSION));
}

TEST_CASE("without a certificate nothing but enrolment answers", "[server]") {
  Pushing world;
  CHECK(world.errorOf(nullptr).is(TransportError::refusedCertificate));
  CHECK(world.client(nullptr).currentDirectory().error().is(TransportError::refusedCertificate));
  CHECK(world.runsKept() == 0);
}

TEST_CASE("a certificate of another authority is refused, and another authority's server is not trusted", "[server]") {
  Pushing world;
  const Authority other = Authority::create("Another organisation", world.clock.now()).value();
  const TlsIdentity foreign = issue(other, world.organisation.stations[0].id.hex(), {}, world.clock);
  static_cast<void>(world.errorOf(&foreign));
  GrpcClient suspicious({"127.0.0.1:" + std::to_string(world.port), other.certificatePem}, &world.identities[0]);
  StationMemory memory = world.memory;
  const SessionResult result = world.syncOver(suspicious, 0, memory, {world.chain.cut(1, 6).serialise()});
  REQUIRE(result.failure);
  CHECK(result.failure->is(TransportError::untrustedServer));
  CHECK(world.runsKept() == 0);
}

TEST_CASE("our authority's certificate that the directory does not list is refused", "[server]") {
  Pushing world;
  const TlsIdentity unlisted = issue(world.authority, world.organisation.stations[0].id.hex(), {}, world.clock);
  CHECK(world.errorOf(&unlisted).is(TransportError::refusedCertificate));
  CHECK(world.errorOf(&world.administratorTls).is(TransportError::refusedCertificate));
  CHECK(world.runsKept() == 0);
}

TEST_CASE("a revoked station is refused, at its next call and in the middle of a session", "[server]") {
  Pushing world;
  GrpcClient grpc = world.stationClient(0);
  auto transport = grpc.open();
  REQUIRE(transport);
  SyncEngine engine(world.startOf(0, world.memory));
  REQUIRE((*transport)->send(std::get<sync_action::Send>(engine.begin()[0]).frame));
  Up run;
  run.set_run(text(world.chain.cut(1, 3).serialise()));
  REQUIRE((*transport)->send(run));
  while (true) {
    const auto frame = (*transport)->receive();
    REQUIRE(frame);
    REQUIRE(*frame);
    if ((*frame)->has_ack()) break;
  }
  world.organisation.stations[0].revoked = true;
  world.publishDirectory();
  run.set_run(text(world.chain.cut(4, 6).serialise()));
  REQUIRE((*transport)->send(run));
  const auto refusal = (*transport)->receive();
  REQUIRE(refusal);
  REQUIRE(*refusal);
  CHECK((*refusal)->refusal().reason() == Refusal::NOT_LISTED);
  CHECK_FALSE((*refusal)->refusal().has_range());
  transport->reset();
  const Error again = world.errorOf(&world.identities[0]);
  CHECK(again.is(TransportError::notAllowed));
  CHECK(again.context() == "revoked");
  CHECK(world.runsKept() == 1);
}

TEST_CASE("a run is refused alone, with its reason, and the session goes on", "[server]") {
  Pushing world;
  const auto bytesOf = [&](auto&& change, bool signAnew) {
    Run run = world.chain.cut(1, 3);
    change(run);
    if (signAnew) run.sign(world.organisation.stations[0].signer);
    return run.serialise();
  };
  SECTION("another station's") {
    TestChain other(world.organisation, 1, "intake");
    other.addRecords(2);
    CHECK(world.reasonFor({other.cut(1, 2).serialise()}) == Refusal::NOT_YOURS);
    CHECK(world.runsKept() == 0);
  }
  SECTION("of a site that is not this station's") {
    world.addStation("south");
    CHECK(world.reasonFor({bytesOf([&](Run& run) { run.scope = scopeOf(world.organisation.id, "intake", "south"); }, true)}) ==
          Refusal::SCOPE);
  }
  SECTION("of a programme that was never published") {
    CHECK(world.reasonFor({bytesOf([&](Run& run) { run.scope = scopeOf(world.organisation.id, "unknown", "north"); }, true)}) ==
          Refusal::SCOPE);
  }
  SECTION("with a broken signature") {
    CHECK(world.reasonFor({bytesOf([](Run& run) { run.signature[0] ^= 1; }, false)}) == Refusal::BAD_SIGNATURE);
  }
  SECTION("with a broken chain") {
    CHECK(world.reasonFor({bytesOf([](Run& run) { std::swap(run.revisions[0], run.revisions[1]); }, true)}) == Refusal::CHAIN);
  }
  SECTION("with seeds for another erasure key") {
    const auto other = [&](Run& run) { run.seeds = sealSeeds({{}, {}, {}}, BoxKeys::generate().publicKey()).value(); };
    CHECK(world.reasonFor({bytesOf(other, false)}) == Refusal::ERASURE_KEY);
    CHECK(world.reasonFor({bytesOf([](Run& run) { run.erasureKeyId = 2; }, false)}) == Refusal::ERASURE_KEY);
    CHECK(world.reasonFor({bytesOf([](Run& run) { run.erasureKeyId = 0, run.seeds.clear(); }, false)}) == Refusal::ERASURE_KEY);
  }
  SECTION("with a part left out") {
    CHECK(world.reasonFor({bytesOf([](Run& run) { run.revisions[0] = run.revisions[0].withOnly(1); }, false)}) ==
          Refusal::MALFORMED);
  }
  SECTION("without its shift object, which no earlier run of the session brought") {
    CHECK(world.reasonFor({bytesOf([](Run& run) { run.shiftObjects.clear(); }, false)}) == Refusal::MALFORMED);
  }
  SECTION("with a shift object that this station did not sign") {
    CHECK(world.reasonFor({bytesOf([](Run& run) { run.shiftObjects[0].signature[0] ^= 1; }, false)}) == Refusal::BAD_SIGNATURE);
  }
  SECTION("of a newer version") {
    Bytes bytes = world.chain.cut(1, 3).serialise();
    bytes[0] = 2;
    CHECK(world.reasonFor({bytes}) == Refusal::VERSION);
  }
  SECTION("not a run") {
    CHECK(world.reasonFor({Bytes(300, 1)}) == Refusal::MALFORMED);
  }
  // The next session stores what is right.
  StationMemory memory;
  memory.scopes[world.chain.scope()] = {};
  if (world.server) CHECK(world.sync(0, memory, world.chain.cutAll(6)).finish.outcome == Outcome::synced);
}

TEST_CASE("good runs around a refused one are stored and acknowledged", "[server]") {
  Pushing world;
  Run bad = world.chain.cut(3, 4, false);
  bad.signature[5] ^= 1;
  const SessionResult result = world.sync(0, world.memory, {world.chain.cut(1, 2), bad, world.chain.cut(5, 6, false)});
  CHECK(result.finish.outcome == Outcome::refused);
  CHECK(result.finish.cause == "badSignature");
  REQUIRE(result.refusals.size() == 1);
  CHECK(result.refusals[0].range().first() == 3);
  CHECK(result.refusals[0].range().last() == 4);
  CHECK(result.acknowledgedRevisions() == 4);
  CHECK(world.sync(0, world.memory, {world.chain.cut(3, 4)}).finish.outcome == Outcome::synced);
}

TEST_CASE("a second history under counters that are taken is a conflict, and the first stays", "[server]") {
  Pushing world;
  REQUIRE(world.sync(0, world.memory, world.chain.cutAll(6)).finish.outcome == Outcome::synced);
  TestChain fork(world.organisation, 0, "intake");
  fork.addRecords(6);
  CHECK(world.reasonFor({fork.cut(4, 6).serialise()}) == Refusal::CHAIN);
  CHECK(world.runsKept() == 1);
}

TEST_CASE("a frame that is no session's is answered and closed", "[server]") {
  Pushing world;
  GrpcClient grpc = world.stationClient(0);
  auto transport = grpc.open();
  REQUIRE(transport);
  Up frame;
  Refusal::Reason expected = Refusal::MALFORMED;
  SECTION("records before HELLO") {
    frame.set_run(text(world.chain.cut(1, 1).serialise()));
  }
  SECTION("nothing at all") {}
  SECTION("HELLO of another station") {
    frame.mutable_hello()->set_version_max(kSyncVersion);
    frame.mutable_hello()->set_station(text(world.organisation.stations[1].id.bytes()));
    expected = Refusal::NOT_YOURS;
  }
  SECTION("HELLO of a version that this server does not speak") {
    frame.mutable_hello()->set_version_min(9);
    frame.mutable_hello()->set_version_max(9);
    frame.mutable_hello()->set_station(text(world.organisation.stations[0].id.bytes()));
    expected = Refusal::VERSION;
  }
  REQUIRE((*transport)->send(frame));
  const auto answer = (*transport)->receive();
  REQUIRE(answer);
  REQUIRE(*answer);
  CHECK((*answer)->refusal().reason() == expected);
  const auto end = (*transport)->receive();
  REQUIRE(end);
  CHECK_FALSE(*end);
}

TEST_CASE("a frame beyond the limit ends the session, and the server goes on", "[server]") {
  Pushing world;
  const SessionResult result = world.sync(0, world.memory, {Bytes(6 << 20, 1)});
  CHECK(result.finish.outcome == Outcome::incomplete);
  CHECK(result.acks.empty());
  CHECK(world.sync(0, world.memory, world.chain.cutAll(6)).finish.outcome == Outcome::synced);
}

TEST_CASE("one station has two sessions at once and no more", "[server]") {
  Pushing world;
  std::vector<std::unique_ptr<GrpcClient>> clients;
  std::vector<std::unique_ptr<SyncTransport>> open;
  SyncEngine engine(world.startOf(0, world.memory));
  const Up hello = std::get<sync_action::Send>(engine.begin()[0]).frame;
  for (int i = 0; i < 2; ++i) {
    clients.emplace_back(new GrpcClient(world.stationClient(0)));
    open.push_back(clients.back()->open().value());
    REQUIRE(open.back()->send(hello));
    REQUIRE(open.back()->receive());  // the directory: the session is counted
  }
  StationMemory memory = world.memory;
  const SessionResult third = world.sync(0, memory, std::vector<Run>{});
  CHECK(third.finish.outcome == Outcome::refused);
  CHECK(third.finish.cause == "busy");
}

TEST_CASE("a session that says nothing is ended by the server", "[server]") {
  World world;
  ServerOptions options;
  options.limits.idle = Milliseconds(1000);
  options.limits.lookEvery = std::chrono::milliseconds(5);
  world.start(options);
  GrpcClient grpc = world.stationClient(0);
  auto transport = grpc.open();
  REQUIRE(transport);
  Up hello;
  hello.mutable_hello()->set_version_max(kSyncVersion);
  hello.mutable_hello()->set_station(text(world.organisation.stations[0].id.bytes()));
  REQUIRE((*transport)->send(hello));
  REQUIRE((*transport)->receive());  // the directory
  REQUIRE((*transport)->receive());  // the epoch
  std::atomic<bool> ended = false;
  std::thread time([&] {
    while (!ended) {
      world.clock.advance(Milliseconds(1001));
      std::this_thread::yield();
    }
  });
  const auto after = (*transport)->receive();
  ended = true;
  time.join();
  CHECK_FALSE(after);
}

TEST_CASE("an acknowledgement comes after its commit, and what waits meanwhile is committed together", "[server]") {
  Pushing world;
  world.stop();
  auto gated = std::make_unique<GatedStore>(openServerStore(world.serverFolder(), world.storeKey).value());
  GatedStore& gate = *gated;
  gate.open = false;
  world.startWith(std::move(gated));
  GrpcClient grpc = world.stationClient(0);
  auto transport = grpc.open();
  REQUIRE(transport);
  world.memory.directoryVersion = 1;
  SyncEngine engine(world.startOf(0, world.memory));
  REQUIRE((*transport)->send(std::get<sync_action::Send>(engine.begin()[0]).frame));
  const std::vector<Run> runs = world.chain.cutAll(1);
  for (const Run& run : runs) {
    Up frame;
    frame.set_run(text(run.serialise()));
    REQUIRE((*transport)->send(frame));
  }
  {
    std::unique_lock lock(gate.mutex);
    gate.changed.wait(lock, [&] { return gate.waiting == 1; });
  }
  std::atomic<bool> acknowledged = false;
  std::uint64_t upTo = 0;
  std::thread receiver([&] {
    while (upTo < 6) {
      const auto frame = (*transport)->receive();
      if (!frame || !*frame) return;
      if (!(*frame)->has_ack()) continue;
      acknowledged = true;
      for (const Range& range : (*frame)->ack().stored()) upTo = std::max(upTo, range.last());
    }
  });
  CHECK_FALSE(acknowledged);
  {
    const std::lock_guard lock(gate.mutex);
    gate.open = true;
    CHECK(gate.batches.empty());
    CHECK_FALSE(acknowledged);
  }
  gate.changed.notify_all();
  receiver.join();
  CHECK(upTo == 6);
  std::size_t committed = 0;
  for (const std::size_t batch : gate.batches) committed += batch;
  CHECK(committed == 6);
  CHECK(gate.batches.size() < 6);
  transport->reset();
}

TEST_CASE("a store that cannot write refuses the runs and acknowledges nothing", "[server]") {
  Pushing world;
  world.stop();
  auto gated = std::make_unique<GatedStore>(openServerStore(world.serverFolder(), world.storeKey).value());
  GatedStore& gate = *gated;
  gate.failing = true;
  world.startWith(std::move(gated));
  const SessionResult full = world.sync(0, world.memory, world.chain.cutAll(2));
  CHECK(full.finish.outcome == Outcome::refused);
  CHECK(full.finish.cause == "store");
  CHECK(full.acks.empty());
  CHECK(full.refusals.size() == 3);
  {
    const std::lock_guard lock(gate.mutex);
    gate.failing = false;
  }
  CHECK(world.sync(0, world.memory, world.chain.cutAll(2)).finish.outcome == Outcome::synced);
}

TEST_CASE("a receipt of another key is seen by the station", "[server]") {
  Pushing world;
  world.organisation.receipt = Signer::generate();  // the directory's key is no longer the server's
  const SessionResult result = world.sync(0, world.memory, world.chain.cutAll(6));
  CHECK(result.badAcks == 1);
  CHECK(result.finish.outcome == Outcome::incomplete);
}
