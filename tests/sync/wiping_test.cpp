// SPDX-License-Identifier: Apache-2.0
// The order that ends a station: which is obeyed, which is not, and what is left when the plug is pulled in between.
#include "sync/wiping.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/support/ordered.h"

using namespace limen;
using namespace limen::test;

namespace {

template <class Cause>
void refused(const Ordered& here, const StandingOrders& orders, Cause cause, std::uint64_t held = 4) {
  FakeOrders server;
  server.orders = orders;
  const auto taken = takeWipeOrder(server, here.place(held), here.clock.now());
  REQUIRE_FALSE(taken);
  INFO(taken.error().name());
  CHECK(taken.error().is(cause));
  CHECK(here.untouched());
  REQUIRE(server.answers.size() == 1);
  CHECK(server.answers[0].state() == WipeAnswer::REFUSED);
  CHECK(server.answers[0].cause() == nameOf(cause));
}

}  // namespace

TEST_CASE("an order of two is marked, answered and obeyed: keys, store and kit go, and nothing that is not the station's", "[sync]") {
  const Ordered here;
  FakeOrders server;
  server.orders = here.standing();
  const auto taken = takeWipeOrder(server, here.place(), here.clock.now());
  REQUIRE(taken);
  REQUIRE(*taken);
  CHECK((*taken)->answered);
  REQUIRE(server.answers.size() == 1);
  CHECK(server.answers[0].state() == WipeAnswer::TAKEN);
  CHECK(server.answers[0].order() == textOf(here.signedOrder().id.bytes()));
  CHECK(wipeBegun(here.home));
  CHECK(here.has("slots"));  // the mark and the answer come first
  REQUIRE(destroyStation(here.home));
  CHECK(here.gone());
  CHECK(here.has("interface"));
  CHECK(here.has("kittens.txt"));
  REQUIRE(destroyStation(here.home));  // once more
}

TEST_CASE("where no order stands nothing happens and nothing is answered", "[sync]") {
  const Ordered here;
  FakeOrders server;
  const auto taken = takeWipeOrder(server, here.place(), here.clock.now());
  REQUIRE(taken);
  CHECK_FALSE(*taken);
  CHECK(here.untouched());
  CHECK(server.answers.empty());
}

TEST_CASE("an order that is forged, half-signed, replayed or another station's is refused, and the server is told why", "[sync]") {
  const Ordered here;
  const Bytes listed = here.directory();
  WipeOrder half = here.order();
  half.sign(here.administrator);
  refused(here, here.standing(half, listed), WipeError::onePerson);
  half.sign(here.administrator);
  refused(here, here.standing(half, listed), WipeError::onePerson);

  WipeOrder stranger = here.order();
  stranger.sign(here.administrator);
  stranger.sign(Signer::generate());
  refused(here, here.standing(stranger, listed), WipeError::badSignature);
  WipeOrder author = here.order();
  author.sign(here.administrator);
  author.sign(here.author);  // appointed, but to another office
  refused(here, here.standing(author, listed), WipeError::badSignature);
  WipeOrder officers = here.order();
  officers.sign(here.officer);
  officers.sign(here.secondOfficer);
  refused(here, here.standing(officers, listed), WipeError::noAdministrator);
  WipeOrder moved = here.signedOrder();
  moved.id.value[0] ^= 1;
  refused(here, here.standing(moved, listed), WipeError::badSignature);

  WipeOrder other = here.order();
  other.station.value[0] ^= 1;
  other.sign(here.administrator);
  other.sign(here.officer);
  refused(here, here.standing(other, listed), WipeError::otherStation);
  WipeOrder elsewhere = here.order();
  elsewhere.organisation.value[0] ^= 1;
  elsewhere.sign(here.administrator);
  elsewhere.sign(here.officer);
  refused(here, here.standing(elsewhere, listed), WipeError::otherStation);

  refused(here, here.standing(here.signedOrder(), here.directory(6, false)), WipeError::notRevoked);
  refused(here, here.standing(here.signedOrder(9), here.directory(8)), WipeError::notRevoked);
  // Withdrawn, and the station was in good standing by version 6: the old order comes again, with the old directory and with a new one.
  refused(here, here.standing(), WipeError::replayed, 6);
  refused(here, here.standing(here.signedOrder(), here.directory(7)), WipeError::replayed, 6);

  StandingOrders torn = here.standing();
  torn.mutable_wipe()->pop_back();
  refused(here, torn, WipeError::malformed);
  torn = here.standing();
  torn.mutable_wipe()->at(0) = 2;
  refused(here, torn, WipeError::newerVersion);
  torn = here.standing();
  torn.clear_directory();
  refused(here, torn, DirectoryError::malformed);
  const Ordered foreign;  // of another root
  refused(here, here.standing(here.signedOrder(), foreign.directory()), DirectoryError::badSignature);
}

TEST_CASE("every byte of an order counts", "[sync]") {
  const Ordered here;
  const Bytes whole = here.signedOrder().serialise();
  const Bytes listed = here.directory();
  for (std::size_t at = 0; at < whole.size(); ++at) {
    StandingOrders orders = here.standing(here.signedOrder(), listed);
    orders.mutable_wipe()->at(at) = static_cast<char>(orders.wipe()[at] ^ 0x20);
    INFO(at);
    CHECK_FALSE(verifiedOrder(orders, here.place(), here.clock.now()));
  }
  for (std::size_t size = 1; size < whole.size(); ++size) CHECK_FALSE(WipeOrder::parse(ByteView(whole).first(size)));
}

TEST_CASE("a server that cannot be told keeps no station from obeying", "[sync]") {
  const Ordered here;
  FakeOrders server;
  server.orders = here.standing();
  server.silent = true;
  const auto taken = takeWipeOrder(server, here.place(), here.clock.now());
  REQUIRE(taken);
  REQUIRE(*taken);
  CHECK_FALSE((*taken)->answered);
  CHECK(wipeBegun(here.home));
}

TEST_CASE("what cannot be removed does not keep the rest, and is told", "[sync]") {
  const Ordered here;
  std::filesystem::create_directories(here.home / "rings/deeper");  // a folder where a file is expected stays
  REQUIRE(destroyStation(here.home));
  CHECK_FALSE(here.has("slots"));
  CHECK_FALSE(here.has("rings/00"));
  CHECK_FALSE(here.has("station.db"));
  CHECK_FALSE(here.has("kit"));
  // What a link points to is not the station's.
  here.put("elsewhere", "not ours");
  std::filesystem::create_symlink(here.home / "elsewhere", here.home / "station.db");
  REQUIRE(destroyStation(here.home));
  CHECK_FALSE(std::filesystem::is_symlink(here.home / "station.db"));
  CHECK(std::filesystem::file_size(here.home / "elsewhere") == 8);
}
