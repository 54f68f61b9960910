// SPDX-License-Identifier: Apache-2.0
// A certificate comes to its last third, or to its end, over real TLS: the station asks, an administrator answers, and nobody is locked out.
#include "station/renewal.h"

#include "crypto/hash.h"
#include "erasing.h"
#include "sync/receipt.h"

using namespace limen;
using namespace limen::test;

namespace {

struct Aged : Served {
  explicit Aged(int days) : Served({}, std::chrono::days(days)) { today(); }
  void today() { world.clock.setWall(SystemClock().now()); }
  GrpcClient administrator(const Organisation& organisation) {
    return GrpcClient({address(), organisation.authority().certificatePem}, &organisation.administratorTls());
  }
  std::vector<RenewalRequest> waiting() {
    const Organisation organisation = world.open();
    GrpcClient client = administrator(organisation);
    const RenewalRequests found = must(client.renewals());
    return {found.waiting().begin(), found.waiting().end()};
  }
  // As `station renew` does it.
  void renewAll() {
    Organisation organisation = world.open();
    GrpcClient client = administrator(organisation);
    const RenewalRequests found = must(client.renewals());
    for (const RenewalRequest& request : found.waiting()) must(client.renew(must(organisation.renew(request))));
  }
  CertificateState state() {
    Vault vault = world.unlock(desk);
    return must(certificateState(vault));
  }
  Result<SyncReport> syncNowAt(const Desk& at) {
    Vault vault = world.unlock(at);
    return sync(vault);
  }
  void synced() {
    const SyncReport report = must(syncNowAt(desk));
    INFO(report.cause);
    REQUIRE(report.outcome == SyncReport::Outcome::synced);
  }
};

std::uint64_t logged(Vault& vault, std::string_view act) {
  std::uint64_t found = 0;
  for (const AuditEntry& entry : must(vault.store().auditEntries(1, 5000))) found += entry.act.act == act;
  return found;
}

}  // namespace

TEST_CASE("in the last third of its days a certificate is asked for, made by an administrator and brought by a sync", "[station]") {
  Aged here(21);  // it ends in nine days
  here.world.clock.setWall(here.world.clock.now() - std::chrono::days(2));
  CHECK_FALSE(here.state().due);
  here.synced();
  CHECK(here.waiting().empty());
  here.today();
  CHECK(here.state().due);
  here.synced();
  REQUIRE(here.waiting().size() == 1);
  here.synced();  // asks again with the same request, and nothing is there yet
  REQUIRE(here.waiting().size() == 1);
  CHECK(here.state().asked);
  here.renewAll();
  CHECK(here.waiting().empty());
  std::string next;
  {
    Vault vault = here.world.unlock(here.desk);
    next = std::string(textOf(*must(vault.store().get("tls.next.key"))));
    REQUIRE(next.find("PRIVATE KEY") != std::string::npos);
    const SyncReport report = must(here.sync(vault));
    INFO(report.cause);
    REQUIRE(report.outcome == SyncReport::Outcome::synced);
    CHECK(must(certificateState(vault)).days.ends > here.world.clock.now() + std::chrono::days(29));
    must(here.sync(vault));  // what was opened with the old one goes on
    CHECK(logged(vault, "certificate.ask") == 1);
    CHECK(logged(vault, "certificate.renew") == 1);
  }
  Vault vault = here.world.unlock(here.desk);
  CHECK_FALSE(must(certificateState(vault)).due);
  CHECK(textOf(vault.tls().privateKeyPem.expose(SecretAccess{})) == next);
  CHECK(must(vault.store().get("tls.next.key"))->empty());
  CHECK(must(here.sync(vault)).outcome == SyncReport::Outcome::synced);
  // The key was nowhere but here.
  Database server = must(Database::open(serverStorePath(here.world.folder / "server"), serverStoreKey(here.storeKey), kServerApplication,
                                        kServerMigrations, Database::Create::no));
  const std::string held = everyCell(server);
  CHECK(held.find("CERTIFICATE REQUEST") != std::string::npos);
  CHECK(held.find("PRIVATE KEY") == std::string::npos);
}

TEST_CASE("a renewal that was cut between the directory and the certificate locks nobody out, and is made again", "[station]") {
  Aged here(21);
  here.synced();
  {
    Organisation organisation = here.world.open();
    const RenewalRequest request = here.waiting().front();
    for (int i = 0; i < 2; ++i) must(organisation.renew(request));  // published, and nobody got it
    GrpcClient client = here.administrator(organisation);
    must(client.publishDirectory(organisation.directory().bytes()));
  }
  here.synced();
  REQUIRE(here.waiting().size() == 1);
  here.renewAll();
  here.synced();
  CHECK_FALSE(here.state().due);
  here.synced();
}

TEST_CASE("a renewal is for a listed station that proved its key, and its answer for that request alone", "[station]") {
  Aged here(21);
  Organisation organisation = here.world.open();
  Vault vault = here.world.unlock(here.desk);
  const RenewalRequest good = must(renewalRequest(vault));
  const auto refused = [&](const RenewalRequest& request) {
    const auto renewed = organisation.renew(request);
    REQUIRE_FALSE(renewed);
    CHECK(renewed.error().is(OrganisationError::notApplied));
  };
  RenewalRequest other = good;
  other.mutable_proof()->at(3) ^= 1;
  refused(other);
  other = good;
  other.set_certificate_request_pem(must(CertificateRequest::create()).requestPem);
  refused(other);
  other = good;
  other.set_station(std::string(16, 'x'));
  refused(other);
  other = good;
  other.set_certificate_sha256(std::string(32, 'x'));  // of a certificate that was never its own
  signRenewalRequest(other, vault.stationSigner());
  refused(other);
  other = good;
  signRenewalRequest(other, Signer::generate());
  refused(other);

  const Renewal right = must(organisation.renew(good));
  const std::uint64_t version = vault.directory().version();
  Renewal wrong = right;
  wrong.set_request_hash(std::string(32, 'x'));
  refusedWith(takeRenewal(vault, wrong), RenewalError::notOurs);
  wrong = right;
  wrong.clear_directory();  // the directory here does not list it
  refusedWith(takeRenewal(vault, wrong), RenewalError::notOurs);
  CHECK(vault.directory().version() == version);
  wrong = right;
  const Authority foreign = must(Authority::create("Another organisation", here.world.clock.now()));
  wrong.set_certificate_pem(must(foreign.sign(good.certificate_request_pem(), vault.station().hex(), {}, here.world.clock.now(), std::chrono::days(30))));
  refusedWith(takeRenewal(vault, wrong), CertificateError::notOurs);
  wrong.set_certificate_pem("none");
  refusedWith(takeRenewal(vault, wrong), CertificateError::malformed);
  CHECK(must(certificateState(vault)).due);
  // At the server: a certificate that the directory with it does not list.
  GrpcClient client = here.administrator(organisation);
  wrong = right;
  wrong.set_certificate_pem(must(organisation.authority().sign(good.certificate_request_pem(), vault.station().hex(), {}, here.world.clock.now(), std::chrono::days(30))));
  CHECK_FALSE(client.renew(wrong));
  must(takeRenewal(vault, right));
  CHECK_FALSE(must(certificateState(vault)).due);
}

TEST_CASE("a station whose certificate has ended is told so, loses nothing, and comes back by file", "[station]") {
  Aged here(40);  // it ended ten days ago
  CHECK(here.state().ended);
  const RecordId record = [&] {
    Vault vault = here.world.unlockInShift(here.desk);
    const RecordId made = capture(vault, must(vault.programmes()).front(), "Synthia", "tall");
    must(vault.closeShift());
    return made;
  }();
  refusedWith(here.syncNowAt(here.desk), RenewalError::ended);
  Renewal answer;
  {
    Vault vault = here.world.unlock(here.desk);
    Organisation organisation = here.world.open();
    answer = must(organisation.renew(must(renewalRequest(vault))));
    here.publish();
    must(takeRenewal(vault, answer));
  }
  here.synced();
  Vault vault = here.world.unlock(here.desk);
  CHECK(must(vault.store().record(record))->confirmed);
  CHECK_FALSE(must(certificateState(vault)).ended);
}
