// SPDX-License-Identifier: Apache-2.0
#include "sync/hold_order.h"

#include <catch2/catch_test_macros.hpp>

using namespace limen;

namespace {

HoldOrder orderOf(HoldOrder::Kind kind) {
  SeededRandom random(9);
  HoldOrder order;
  order.kind = kind;
  order.id = TombstoneId::make(random);
  order.scope = ScopeId::make(random);
  order.record = RecordId::make(random);
  if (kind == HoldOrder::Kind::hold) order.compartments = 5;
  if (kind == HoldOrder::Kind::lift) order.lifts = TombstoneId::make(random);
  order.reason = kind == HoldOrder::Kind::hold ? "claim" : "over";
  order.sign(UserId::make(random), Signer::generate());
  order.sign(UserId::make(random), Signer::generate());
  return order;
}

std::string causeOf(const auto& result) {
  return result ? "none" : std::string(result.error().name());
}

}  // namespace

TEST_CASE("a hold is read in one form, whole, and a tombstone beside it stays one", "[sync]") {
  for (const auto kind : {HoldOrder::Kind::hold, HoldOrder::Kind::lift}) {
    const HoldOrder order = orderOf(kind);
    const Bytes bytes = order.serialise();
    const HoldOrder read = HoldOrder::parse(bytes).value();
    CHECK(read.serialise() == bytes);
    CHECK(read.compartments == order.compartments);
    CHECK(read.lifts == order.lifts);
    CHECK(std::holds_alternative<HoldOrder>(parseOrder(bytes).value()));
    for (std::size_t size = 0; size < bytes.size(); ++size) REQUIRE_FALSE(parseOrder(ByteView(bytes).first(size)));
    Bytes longer = bytes;
    longer.push_back(0);
    CHECK(causeOf(parseOrder(longer)) == "malformed");
    Bytes newer = bytes;
    newer[0] = 3;
    CHECK(causeOf(parseOrder(newer)) == "newerVersion");
  }
  Tombstone tombstone;
  tombstone.reason = "request";
  CHECK(std::holds_alternative<Tombstone>(parseOrder(tombstone.serialise()).value()));
}

TEST_CASE("a hold that holds nothing, an end that ends nothing and a reason of nobody's list are refused", "[sync]") {
  HoldOrder nothing = orderOf(HoldOrder::Kind::hold);
  nothing.compartments = 0;
  CHECK(causeOf(HoldOrder::parse(nothing.serialise())) == "malformed");
  HoldOrder both = orderOf(HoldOrder::Kind::hold);
  both.lifts = both.id;
  CHECK(causeOf(HoldOrder::parse(both.serialise())) == "malformed");
  HoldOrder endless = orderOf(HoldOrder::Kind::lift);
  endless.lifts = {};
  CHECK(causeOf(HoldOrder::parse(endless.serialise())) == "malformed");
  HoldOrder odd = orderOf(HoldOrder::Kind::hold);
  odd.reason = "over";
  CHECK(causeOf(HoldOrder::parse(odd.serialise())) == "badReason");
  for (const std::string_view reason : holdReasons()) CHECK(isHoldReason(reason));
  for (const std::string_view reason : liftReasons()) CHECK_FALSE(isHoldReason(reason));
}
