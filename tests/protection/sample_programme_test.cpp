// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_test_macros.hpp>

#include "tests/protection/support.h"

using namespace limen;

TEST_CASE("the sample programme builds without an error or a warning", "[protection]") {
  const auto book = forms::readWorkbook(LIMEN_SOURCE_DIR "/resources/programmes/border-intake");
  REQUIRE(book);
  const ProgrammeReading reading = readProgramme(*book, {test::someOrganisation(), 1, false});
  CHECK(test::described(reading.findings) == "");
  REQUIRE(reading.programme);
}
