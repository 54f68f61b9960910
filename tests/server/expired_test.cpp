// SPDX-License-Identifier: Apache-2.0
// A certificate whose days are over, of a station that the directory still lists.
#include <catch2/catch_test_macros.hpp>

#include "tests/support/server_fixture.h"

using namespace limen;
using namespace limen::test;

TEST_CASE("an expired certificate of a listed station opens no session, and a fresh one does", "[server]") {
  World world;
  TestChain chain(world.organisation, 0, "intake");
  chain.addRecords(2);
  world.ownHash = [&chain](std::size_t, std::uint64_t counter) { return chain.hashAt(counter); };
  auto request = CertificateRequest::create();
  REQUIRE(request);
  // Made out forty days ago for thirty. The authority is older than that.
  auto old = Authority::create("Synthetic organisation", world.clock.now() - std::chrono::days(60));
  REQUIRE(old);
  world.authority = std::move(*old);
  world.serverTls = issue(world.authority, "server", {"localhost", "127.0.0.1"}, world.clock);
  world.administratorTls = issue(world.authority, "administrator", {}, world.clock);
  world.organisation.administratorCertificates = {certificateFingerprint(world.administratorTls.certificatePem).value()};
  auto expired = world.authority.sign(request->requestPem, world.organisation.stations[0].id.hex(), {},
                                      world.clock.now() - std::chrono::days(40), std::chrono::days(30));
  REQUIRE(expired);
  CHECK(checkCertificate(*expired, world.authority.certificatePem, world.clock.now()).error().is(CertificateError::expired));
  const TlsIdentity late{*expired, std::move(request->privateKeyPem)};
  world.organisation.stations[0].certificate = certificateFingerprint(late.certificatePem).value();
  world.start();
  world.publish();
  StationMemory memory;
  memory.scopes[chain.scope()] = {};
  {
    GrpcClient grpc = world.client(&late);
    SessionResult result = world.syncOver(grpc, 0, memory, {chain.cut(1, 2).serialise()});
    CHECK(result.acks.empty());
    REQUIRE(result.failure);
    INFO(result.failure->room() << "." << result.failure->name());
    CHECK(result.failure->room() == "transport");
  }
  world.identities[0] = issue(world.authority, world.organisation.stations[0].id.hex(), {}, world.clock);
  world.organisation.stations[0].certificate = certificateFingerprint(world.identities[0].certificatePem).value();
  world.publishDirectory();
  CHECK(world.sync(0, memory, chain.cutAll(2)).finish.outcome == sync_action::Finish::Outcome::synced);
}
