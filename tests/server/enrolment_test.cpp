// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_test_macros.hpp>

#include "tests/support/server_fixture.h"

using namespace limen;
using namespace limen::test;

namespace {

struct Newcomer {
  Signer station = Signer::generate(), user = Signer::generate();
  BoxKeys stationBox = BoxKeys::generate(), userBox = BoxKeys::generate();
  CertificateRequest certificate = CertificateRequest::create().value();

  EnrolRequest request(const std::string& code) const {
    EnrolRequest out;
    out.set_code(code);
    out.set_station_x25519(text(stationBox.publicKey()));
    out.set_certificate_request_pem(certificate.requestPem);
    out.set_user_ed25519(text(user.publicKey()));
    out.set_user_x25519(text(userBox.publicKey()));
    signEnrolRequest(out, station);
    return out;
  }
};

struct Desk : World {
  Bytes code = Bytes(14, 0x5a);
  std::string typed = toBase32(code);
  UserId invited = UserId::make(organisation.random);
  Newcomer applicant;

  Desk() {
    organisation.users.push_back({invited, "officer", "border"});
    start();
    publish();
  }
  void offer(std::chrono::hours lifetime = std::chrono::hours(24)) {
    OfferCode offered;
    offered.set_code_hash(text(hash256({code}).bytes()));
    offered.set_user(text(invited.bytes()));
    offered.set_site("north");
    offered.set_expires_ms(toUnixMs(clock.now() + lifetime));
    REQUIRE(administrator().offer(offered));
  }
  std::string refusal(const EnrolRequest& request) const {
    const auto reply = client(nullptr).enrol(request);
    if (reply) return "";
    CHECK(reply.error().is(TransportError::notAllowed));
    return reply.error().context();
  }
  Approval approval(bool listed = true) {
    const StationId id = StationId::make(organisation.random);
    Approval out;
    out.set_code_hash(text(hash256({code}).bytes()));
    out.set_station_id(text(id.bytes()));
    out.set_certificate_pem(
        authority.sign(applicant.certificate.requestPem, id.hex(), {}, clock.now(), std::chrono::days(30)).value());
    out.add_grants("grant");
    if (listed) {
      const std::size_t at = organisation.addStation("north");
      TestStation& station = organisation.stations[at];
      station.id = id;
      station.certificate = certificateFingerprint(out.certificate_pem()).value();
      station.signer = Signer::fromSeed(applicant.station.seed()).value();
      station.box = BoxKeys::fromSecret(applicant.stationBox.secret()).value();
    }
    ++organisation.version;
    out.set_directory(text(organisation.signedDirectory()));
    return out;
  }
};

}  // namespace

TEST_CASE("a good code is remembered, shown to the administrator, approved, and then the station may sync", "[server]") {
  Desk desk;
  desk.offer();
  CHECK(desk.administrator().waiting().value().waiting_size() == 0);
  const EnrolRequest request = desk.applicant.request(desk.typed);
  const auto first = desk.client(nullptr).enrol(request);
  REQUIRE(first);
  CHECK(first->state() == EnrolReply::WAITING);
  CHECK(first->certificate_pem().empty());

  const auto waiting = desk.administrator().waiting();
  REQUIRE(waiting);
  REQUIRE(waiting->waiting_size() == 1);
  CHECK(waiting->waiting(0).request().code().empty());
  CHECK(waiting->waiting(0).request().station_ed25519() == request.station_ed25519());
  CHECK(waiting->waiting(0).user() == text(desk.invited.bytes()));
  CHECK(waiting->waiting(0).site() == "north");

  const Approval approval = desk.approval();
  REQUIRE(desk.administrator().approve(approval));
  REQUIRE(desk.administrator().approve(approval));  // a call that was repeated because its answer was lost
  CHECK(desk.administrator().waiting()->waiting_size() == 0);
  // Asked again after the code's own time: it was used in time.
  desk.clock.advance(std::chrono::hours(30));
  const auto again = desk.client(nullptr).enrol(request);
  REQUIRE(again);
  CHECK(again->state() == EnrolReply::APPROVED);
  CHECK(again->station_id() == approval.station_id());
  CHECK(again->certificate_pem() == approval.certificate_pem());
  CHECK(again->directory() == approval.directory());
  CHECK(again->packages_size() == 1);
  CHECK(again->grants_size() == 1);

  const TlsIdentity identity{again->certificate_pem(), desk.applicant.certificate.privateKeyPem.clone()};
  GrpcClient grpc = desk.client(&identity);
  StationMemory memory;
  memory.scopes[scopeOf(desk.organisation.id, "intake", "north")] = {};
  CHECK(desk.syncOver(grpc, 1, memory, {}).finish.outcome == sync_action::Finish::Outcome::synced);
}

TEST_CASE("five wrong codes close the door to that peer, even for a right one, until an hour has passed", "[server]") {
  Desk desk;
  desk.offer();
  for (int i = 0; i < 5; ++i) {
    const std::string wrong = i == 0 ? "not a code" : toBase32(Bytes(14, static_cast<Byte>(i)));
    CHECK(desk.refusal(desk.applicant.request(wrong)) == "badCode");
  }
  CHECK(desk.refusal(desk.applicant.request(desk.typed)) == "tooManyTries");
  desk.clock.advance(std::chrono::minutes(59));
  CHECK(desk.refusal(desk.applicant.request(desk.typed)) == "tooManyTries");
  desk.clock.advance(std::chrono::minutes(1));
  CHECK(desk.refusal(desk.applicant.request(desk.typed)).empty());
}

TEST_CASE("a code ends after 24 hours, whatever its offer asked for", "[server]") {
  Desk desk;
  SECTION("offered for a week") {
    desk.offer(std::chrono::hours(24 * 7));
    desk.clock.advance(std::chrono::hours(24));
  }
  SECTION("offered for an hour") {
    desk.offer(std::chrono::hours(1));
    desk.clock.advance(std::chrono::hours(1));
  }
  CHECK(desk.refusal(desk.applicant.request(desk.typed)) == "codeExpired");
  CHECK(desk.administrator().waiting()->waiting_size() == 0);
}

TEST_CASE("a code is for the keys that used it first; five others spoil it", "[server]") {
  Desk desk;
  desk.offer();
  const EnrolRequest request = desk.applicant.request(desk.typed);
  REQUIRE(desk.refusal(request).empty());
  CHECK(desk.refusal(request).empty());
  for (int i = 0; i < 5; ++i) CHECK(desk.refusal(Newcomer().request(desk.typed)) == "codeUsed");
  CHECK(desk.refusal(Newcomer().request(desk.typed)) == "tooManyTries");
  CHECK(desk.refusal(request) == "tooManyTries");
}

TEST_CASE("a request that its station did not prove is refused and counts as a try", "[server]") {
  Desk desk;
  desk.offer();
  EnrolRequest request = desk.applicant.request(desk.typed);
  request.set_user_x25519(text(BoxKeys::generate().publicKey()));
  for (int i = 0; i < 5; ++i) CHECK(desk.refusal(request) == "badRequest");
  CHECK(desk.refusal(desk.applicant.request(desk.typed)) == "tooManyTries");
}

TEST_CASE("an applicant whom the administrator refuses is told so", "[server]") {
  Desk desk;
  desk.offer();
  const EnrolRequest request = desk.applicant.request(desk.typed);
  REQUIRE(desk.refusal(request).empty());
  Approval refused;
  refused.set_code_hash(text(hash256({desk.code}).bytes()));
  REQUIRE(desk.administrator().approve(refused));
  CHECK(desk.client(nullptr).enrol(request)->state() == EnrolReply::REFUSED);
  CHECK(desk.administrator().approve(desk.approval()).error().context() == "notWaiting");
}

TEST_CASE("an approval that does not fit is refused", "[server]") {
  Desk desk;
  desk.offer();
  const auto refusedFor = [&](const Approval& approval) {
    const auto approved = desk.administrator().approve(approval);
    REQUIRE_FALSE(approved);
    return approved.error().context();
  };
  CHECK(refusedFor(desk.approval()) == "notWaiting");  // nobody has used the code yet
  REQUIRE(desk.refusal(desk.applicant.request(desk.typed)).empty());
  CHECK(refusedFor(desk.approval(false)) == "badApproval");
  Approval foreign = desk.approval();
  const Authority other = Authority::create("Another organisation", desk.clock.now()).value();
  foreign.set_certificate_pem(
      other.sign(desk.applicant.certificate.requestPem, "x", {}, desk.clock.now(), std::chrono::days(1)).value());
  CHECK(refusedFor(foreign) == "notOurs");
  CHECK(desk.client(nullptr).enrol(desk.applicant.request(desk.typed))->state() == EnrolReply::WAITING);
}

TEST_CASE("only an administrator's certificate administers", "[server]") {
  Desk desk;
  GrpcClient station = desk.stationClient(0);
  OfferCode code;
  code.set_code_hash(std::string(32, 'c'));
  code.set_user(std::string(16, 'u'));
  code.set_site("north");
  CHECK(station.offer(code).error().is(TransportError::notAllowed));
  CHECK(station.waiting().error().is(TransportError::notAllowed));
  CHECK(station.approve(Approval()).error().is(TransportError::notAllowed));
  CHECK(station.publishDirectory(desk.organisation.signedDirectory()).error().is(TransportError::notAllowed));
  CHECK(station.publishPackage(desk.organisation.package("intake")).error().is(TransportError::notAllowed));
  CHECK(station.currentDirectory().error().is(TransportError::notAllowed));
  CHECK(desk.administrator().currentDirectory().value() == desk.organisation.signedDirectory());
}

TEST_CASE("a directory is published when it is newer and its signatures lead to the pinned root", "[server]") {
  Desk desk;
  const Bytes first = desk.organisation.signedDirectory();
  desk.organisation.version = 5;
  const Bytes fifth = desk.organisation.signedDirectory();
  CHECK(desk.administrator().publishDirectory(fifth).value() == 5);
  CHECK(desk.administrator().publishDirectory(fifth).value() == 5);
  CHECK(desk.administrator().publishDirectory(first).error().context() == "older");
  CHECK(desk.administrator().publishDirectory(Bytes(50, 9)).error().context() == "malformed");
  desk.organisation.version = 6;
  const Bytes forged =
      copyOf(bytesOf(signDirectory(desk.organisation.directoryContent(), Signer::generate()).SerializeAsString()));
  CHECK(desk.administrator().publishDirectory(forged).error().context() == "notAppointed");
  // What was published outlives a restart: the folder's own is older now.
  desk.stop();
  desk.start();
  CHECK(desk.administrator().currentDirectory().value() == fifth);
}

TEST_CASE("a package is published with both signatures and refused with one", "[server]") {
  Desk desk;
  programme::Package package;
  REQUIRE(package.ParseFromString(text(desk.organisation.package("second", 4))));
  const auto publish = [&](const programme::Package& each) {
    return desk.administrator().publishPackage(bytesOf(each.SerializeAsString()));
  };
  CHECK(publish(package));
  CHECK(publish(package));
  for (const int missing : {0, 1}) {
    programme::Package half = package;
    half.mutable_signatures()->DeleteSubrange(missing, 1);
    CHECK(publish(half).error().context() == "notSigned");
  }
  programme::Package changed = package;
  changed.mutable_body()->append("x");
  CHECK_FALSE(publish(changed));
  TestOrganisation other;
  other.id = OrganisationId{.value = {9}};
  CHECK(desk.administrator().publishPackage(other.package("intake")).error().context() == "otherOrganisation");
}
