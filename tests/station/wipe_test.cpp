// SPDX-License-Identifier: Apache-2.0
// A station's end over the real server: ordered by two, carried to it although it is revoked, acknowledged, done; and taken back in time.
#include "erasing.h"
#include "station/station_office.h"
#include "sync/grpc_orders.h"

using namespace limen;
using namespace limen::test;

namespace {

struct Ended : Served {
  WipeUpload ordered() {
    return must(orderWipe(world.organisation(), station(), {secret(kAdministratorPassphrase), secret(kOfficerPassphrase)}, world.clock, world.random));
  }
  StationId station() { return world.unlock(desk).station(); }
  void send(const WipeUpload& upload) { must(office()->order(upload)); }
  std::unique_ptr<GrpcOrders> office() {
    const Organisation organisation = world.open();
    return std::make_unique<GrpcOrders>(ServerAddress{address(), organisation.authority().certificatePem}, organisation.administratorTls());
  }
  WipeState state() {
    const WipeStates all = must(office()->states());
    REQUIRE(all.orders_size() == 1);
    return all.orders(0);
  }
  std::unique_ptr<GrpcOrders> stationSide() {
    Vault vault = world.unlock(desk);
    place = {desk.home, must(certificateFingerprint(vault.tls().certificatePem)), vault.directory().version()};
    return std::make_unique<GrpcOrders>(ServerAddress{vault.serverAddress(), vault.authorityPem()}, vault.tls());
  }
  WipePlace place;
};

}  // namespace

TEST_CASE("two order a station wiped: revoked at once, never seen, acknowledged at its contact, then nothing opens it", "[station]") {
  Ended here;
  const StationId station = here.station();
  {
    Vault vault = here.world.unlockInShift(here.desk);
    capture(vault, must(vault.programmes()).front(), "Synthia", "tall");
    must(here.sync(vault));
  }
  auto mine = here.stationSide();
  CHECK_FALSE(must(takeWipeOrder(*mine, here.place, here.world.clock.now())));
  here.send(here.ordered());
  CHECK(here.state().seen_ms() == 0);
  CHECK(here.state().station() == textOf(station.bytes()));
  CHECK_FALSE(here.state().withdrawn());
  {
    // A revoked station has no session, and is told no more than that.
    Vault vault = here.world.unlock(here.desk);
    const auto report = here.sync(vault);
    REQUIRE_FALSE(report);
    CHECK(report.error().is(TransportError::notAllowed));
  }
  const auto taken = must(takeWipeOrder(*mine, here.place, here.world.clock.now()));
  REQUIRE(taken);
  CHECK(taken->answered);
  CHECK(here.state().answer() == WipeAnswer::TAKEN);
  CHECK(here.state().answered_ms() == toUnixMs(here.world.clock.now()));
  // The power goes here: the next who comes finishes it.
  REQUIRE(std::filesystem::exists(here.desk.home / "slots"));
  const auto choices = unlockChoices(here.desk.home);
  REQUIRE_FALSE(choices);
  CHECK(choices.error().is(WipeError::wiped));
  for (const char* file : {"slots", "rings", "station.db", "kit"}) CHECK_FALSE(std::filesystem::exists(here.desk.home / file));
  const auto again = unlockSlot(here.desk.home, here.desk.user, secret("whatever was typed here"), here.world.clock);
  REQUIRE_FALSE(again);
  CHECK(again.error().is(WipeError::wiped));
  // There is no way back from an answer.
  must(mine->answer([&] {
    WipeAnswer late;
    late.set_order(std::string(textOf(taken->order.bytes())));
    late.set_state(WipeAnswer::REFUSED);
    return late;
  }()));
  CHECK(here.state().answer() == WipeAnswer::TAKEN);
}

TEST_CASE("an order that is taken back in time does nothing, and shown again later it is refused as replayed", "[station]") {
  Ended here;
  const WipeUpload first = here.ordered();
  here.send(first);
  must(withdrawWipe(here.world.organisation(), here.station(), secret(kAdministratorPassphrase), here.world.clock));
  here.publish();
  CHECK(here.state().withdrawn());
  {
    Vault vault = here.world.unlock(here.desk);
    CHECK(must(here.sync(vault)).outcome == SyncReport::Outcome::synced);
  }
  auto mine = here.stationSide();
  CHECK_FALSE(must(takeWipeOrder(*mine, here.place, here.world.clock.now())));
  // Revoked anew for another reason, and the server shows the old order with it.
  const WipeUpload second = here.ordered();
  StandingOrders shown;
  shown.set_wipe(first.order());
  shown.set_directory(second.directory());
  const auto verified = verifiedOrder(shown, here.place, here.world.clock.now());
  REQUIRE_FALSE(verified);
  CHECK(verified.error().is(WipeError::replayed));
  shown.set_wipe(second.order());
  CHECK(must(verifiedOrder(shown, here.place, here.world.clock.now())));
}

TEST_CASE("the server takes no order that is not signed by two, and gives none to another station or to a stranger", "[station]") {
  Ended here;
  const Desk other = here.world.enrolDesk("Officer Four", "officer", "north gate");
  here.publish();
  WipeUpload upload = here.ordered();
  WipeOrder half = must(WipeOrder::parse(bytesOf(upload.order())));
  half.signatures.pop_back();
  WipeUpload wrong = upload;
  wrong.set_order(std::string(textOf(half.serialise())));
  CHECK_FALSE(here.office()->order(wrong));
  CHECK(must(here.office()->states()).orders_size() == 0);
  here.send(upload);
  auto mine = here.stationSide();
  CHECK_FALSE(mine->order(upload));  // a station's certificate is no administrator's
  CHECK_FALSE(mine->states());
  Vault vault = here.world.unlock(other);
  GrpcOrders others({vault.serverAddress(), vault.authorityPem()}, vault.tls());
  CHECK(must(others.standing()).wipe().empty());
  CHECK(here.state().seen_ms() == 0);
  WipeAnswer answer;
  answer.set_order(std::string(textOf(half.id.bytes())));
  answer.set_state(WipeAnswer::TAKEN);
  CHECK_FALSE(others.answer(answer));
  CHECK(here.state().answered_ms() == 0);
  const TlsIdentity stranger = [&] {
    auto request = must(CertificateRequest::create());
    const Organisation organisation = here.world.open();
    return TlsIdentity{must(organisation.authority().sign(request.requestPem, "nobody", {}, here.world.clock.now(), std::chrono::days(30))),
                       std::move(request.privateKeyPem)};
  }();
  GrpcOrders nobody({vault.serverAddress(), vault.authorityPem()}, stranger);
  CHECK_FALSE(nobody.standing());
}
