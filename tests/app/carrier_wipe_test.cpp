// SPDX-License-Identifier: Apache-2.0
// The carrier obeys the order that ends its station, with the screen locked and with a session open; and asks in time.
#include <catch2/catch_test_macros.hpp>
#include <sstream>

#include "app/carrier/carrier.h"
#include "tests/support/ordered.h"

using namespace limen;
using namespace limen::test;
namespace fs = std::filesystem;

namespace {

struct Locked : Ordered {
  void script(const std::string& name, const std::string& lines) const {
    put(name, "#!/bin/sh\nhome=$2\n" + lines);
    fs::permissions(home / name, fs::perms::owner_all);
  }
  std::string read(const std::string& name) const {
    std::ostringstream all;
    all << std::ifstream(home / name).rdbuf();
    return all.str();
  }
  // What a session says when it has unlocked.
  void writeHandover(std::uint64_t held) const {
    const NetworkHandover network{"127.0.0.1:1", authority.certificatePem, {certificatePem, privateKeyPem.clone()}, held};
    const SecretBytes payload = encodeNetwork(network);
    const Bytes frame = ByteWriter()
                            .u32(static_cast<std::uint32_t>(payload.size()))
                            .u8(static_cast<std::uint8_t>(LinkKind::network))
                            .raw(payload.expose(SecretAccess{}))
                            .take();
    put("handover", text(frame));
  }
  int run(std::shared_ptr<FakeOrders> server) const {
    CarrierPlan plan{home, home, [](const NetworkHandover&) { return std::unique_ptr<TransportOpener>(); }};
    plan.orders = [server](const NetworkHandover&) { return server; };
    Carrier carrier(std::move(plan));
    return carrier.run();
  }
};

}  // namespace

TEST_CASE("an order finds a carrier whose screen is locked: what waits at the unlock page ends, and the station is gone", "[app]") {
  Locked here;
  here.writeHandover(4);
  // Unlocked once, then locked; the second unlock page would wait for ever.
  here.script("limen-unlock",
              "echo unlock >> $home/log\n[ -e $home/wipe-order ] && exit 11\n[ -e $home/locked ] && exec sleep 600\nexit 0\n");
  here.script("limen-session", "cat $home/handover >&4\ntouch $home/locked\nexit 10\n");
  auto server = std::make_shared<FakeOrders>();
  server->orders = here.standing();
  CHECK(here.run(server) == 0);
  CHECK(here.gone());
  REQUIRE(server->answers.size() == 1);
  CHECK(server->answers[0].state() == WipeAnswer::TAKEN);
}

TEST_CASE("an order finds an open session: it ends without a word, and the unlock page says why nothing is here", "[app]") {
  Locked here;
  here.writeHandover(4);
  here.script("limen-unlock", "echo unlock >> $home/log\n[ -e $home/wipe-order ] && exit 11\nexit 0\n");
  here.script("limen-session", "trap 'echo told >> $home/log' TERM\ncat $home/handover >&4\nexec sleep 600\n");
  auto server = std::make_shared<FakeOrders>();
  server->orders = here.standing();
  CHECK(here.run(server) == 0);
  CHECK(here.gone());
  CHECK(here.read("log") == "unlock\nunlock\n");
}

TEST_CASE("a replayed order ends no session, and the server is told so", "[app]") {
  Locked here;
  here.writeHandover(6);
  here.script("limen-unlock", "[ -e $home/over ] && exit 11\nexit 0\n");
  here.script("limen-session", "cat $home/handover >&4\nwhile [ ! -e $home/told ]; do :; done\ntouch $home/over\nexit 10\n");
  struct Telling final : OrdersSource {
    Result<StandingOrders> standing() override { return orders; }
    Result<void> answer(const WipeAnswer& answer) override {
      last = answer;
      std::ofstream(told) << "told";
      return {};
    }
    StandingOrders orders;
    WipeAnswer last;
    fs::path told;
  };
  auto server = std::make_shared<Telling>();
  server->orders = here.standing();
  server->told = here.home / "told";
  CarrierPlan plan{here.home, here.home, [](const NetworkHandover&) { return std::unique_ptr<TransportOpener>(); }};
  plan.orders = [server](const NetworkHandover&) { return server; };
  {
    Carrier carrier(std::move(plan));
    CHECK(carrier.run() == 0);
  }
  CHECK(here.untouched());
  CHECK(server->last.state() == WipeAnswer::REFUSED);
  CHECK(server->last.cause() == "replayed");
}

TEST_CASE("a wipe that was cut short is finished when Limen starts", "[app]") {
  Locked here;
  here.put(kWipeMark, "an order");
  here.script("limen-unlock", "[ -e $home/slots ] && touch $home/early\nexit 11\n");
  CHECK(here.run(std::make_shared<FakeOrders>()) == 0);
  CHECK(here.gone());
  CHECK_FALSE(here.has("early"));
}

TEST_CASE("the server is asked hourly, a quarter more or less, and after failures sooner, in growing steps", "[app]") {
  SeededRandom random(1);
  for (int i = 0; i < 200; ++i) {
    const Milliseconds wait = OrdersWatch::waitAfter(0, random);
    CHECK(wait >= std::chrono::minutes(45));
    CHECK(wait <= std::chrono::minutes(75));
  }
  CHECK(OrdersWatch::waitAfter(0, random) != OrdersWatch::waitAfter(0, random));
  for (int failures = 1; failures < 100; ++failures) {
    const Milliseconds middle = std::min<Milliseconds>(std::chrono::hours(1), std::chrono::minutes(1) * (1LL << std::min(failures - 1, 10)));
    const Milliseconds wait = OrdersWatch::waitAfter(failures, random);
    CHECK(wait >= middle * 3 / 4);
    CHECK(wait <= middle * 5 / 4);
  }
}
