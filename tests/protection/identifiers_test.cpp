// SPDX-License-Identifier: Apache-2.0
#include "protection/identifiers.h"

#include <catch2/catch_test_macros.hpp>
#include <string>

using namespace limen;

namespace {

std::string kindsIn(const char* text) {
  std::string out;
  for (const Identifier kind : identifiersIn(text)) {
    constexpr const char* kShort[] = {"mail", "phone", "document", "date"};
    out += (out.empty() ? "" : " ") + std::string(kShort[static_cast<int>(kind)]);
  }
  return out;
}

}  // namespace

TEST_CASE("what has a field of its own is seen in free text, in the digits of each script, and ordinary sentences are left alone", "[protection]") {
  const struct {
    const char* text;
    const char* kinds;
  } cases[] = {
      {"", ""},
      {"Waits for her brother, arrives tomorrow.", ""},
      {"3 children, 2 bags, 1 dog", ""},
      {"Since 2019 on the way, 14:30 at the gate", ""},
      {"room 12, bed 4, 2026", ""},
      {"needs 500 mg twice a day for 10 days", ""},
      {"COVID19 test, B12, A4 paper", ""},
      {"write to sample@example.org", "mail"},
      {"sample@example.org.", "mail"},
      {"meet @ the gate", ""},
      {"@handle", ""},
      {"call +00 151 0000 0000", "phone"},
      {"0151-00000000 in the evening", "phone"},
      {"(0151) 000 00000", "phone"},
      {"0151/0000.0000", "phone"},
      {"1234567", ""},
      {"12345678", "phone"},
      {"1234567890123456", ""},
      {"\xD9\xA0\xD9\xA1\xD9\xA2\xD9\xA3\xD9\xA4\xD9\xA5\xD9\xA6\xD9\xA7\xD9\xA8", "phone"},
      {"\xDB\xB0\xDB\xB1\xDB\xB2\xDB\xB3\xDB\xB4\xDB\xB5\xDB\xB6\xDB\xB7\xDB\xB8", "phone"},
      {"\xE0\xA5\xA6\xE0\xA5\xA7\xE0\xA5\xA8\xE0\xA5\xA9\xE0\xA5\xAA\xE0\xA5\xAB\xE0\xA5\xAC\xE0\xA5\xAD", "phone"},
      {"\xE0\xA7\xA6\xE0\xA7\xA7\xE0\xA7\xA8\xE0\xA7\xA9\xE0\xA7\xAA\xE0\xA7\xAB\xE0\xA7\xAC\xE0\xA7\xAD", "phone"},
      {"passport X0000000", "document"},
      {"AB-123456", "document"},
      {"case 00/12345A", "document"},
      {"ABCDEF1", ""},
      {"born 23.11.1984", "date"},
      {"born 1984-11-23", "date"},
      {"3/4/1984 or so", "date"},
      {"23.11.", ""},
      {"1.2.3", ""},
      {"born 3/4/1984, call 0151 00000000, sample@example.org", "mail phone date"},
  };
  for (const auto& each : cases) {
    INFO(each.text);
    CHECK(kindsIn(each.text) == each.kinds);
  }
}
