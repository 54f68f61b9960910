// SPDX-License-Identifier: Apache-2.0
#include "tests/support/crowd.h"

#include <catch2/catch_test_macros.hpp>

using namespace limen::test;

TEST_CASE("twenty stations that come back at once are all acknowledged, nothing is lost and nothing doubled", "[server]") {
  Crowd crowd(20, 5, 20);
  const CrowdResult result = crowd.comeBack();
  CHECK(result.failure == "");
  CHECK(result.synced == 20);
  CHECK(result.acknowledged == 400);
  CHECK(result.ackSeconds.size() == 20);
  CHECK(result.lost == 0);
  CHECK(result.doubled == 0);
}
