// SPDX-License-Identifier: Apache-2.0
#include "station/passphrase.h"

#include <catch2/catch_test_macros.hpp>
#include <set>

#include "life.h"
#include "station/enrolment.h"

using namespace limen;
using namespace limen::test;

namespace {

std::string shown(const SecretBytes& secretBytes) {
  return std::string(textOf(secretBytes.expose(SecretAccess{})));
}

}  // namespace

TEST_CASE("three thousand passphrases that people would choose are refused for what they are", "[station]") {
  const std::vector<std::string> blocked = blockedPassphrases();
  CHECK(std::set<std::string>(blocked.begin(), blocked.end()).size() == kBlockedForms);
  for (const std::string& each : blocked) {
    const auto refused = checkPassphrase(each);
    INFO(each);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().context() == "common");
  }
}

TEST_CASE("what nobody would guess first passes, with a guessable word in it too", "[station]") {
  for (const char* fine : {"copper meadow whistle two", "my password is a purple ottoman", "zhivago 7 lantern orbit",
                           "83920 17465 92837 55012", "kxv#92!qlp0_wmz", "granite-teapot-window"})
    CHECK(checkPassphrase(fine));
}

TEST_CASE("six words are suggested: 72 bits, never the same twice, and accepted", "[station]") {
  std::set<std::string> all, words;
  for (int i = 0; i < 500; ++i) {
    const std::string made = shown(suggestPassphrase());
    CHECK(std::count(made.begin(), made.end(), ' ') == 5);
    CHECK(made.size() == 29);
    CHECK(checkPassphrase(made));
    CHECK(all.insert(made).second);
    for (std::size_t at = 0; at < made.size(); at += 5) words.insert(made.substr(at, 4));
  }
  // 3,000 drawn from 4,096: with fewer bits a word there would not be so many different ones.
  CHECK(words.size() > 1900);
}

TEST_CASE("the same passphrase in two spellings of Unicode opens the same slot", "[station]") {
  const std::string composed = "caf\xC3\xA9 crème brûlée étage";
  const std::string apart = "cafe\xCC\x81 cre\xCC\x80me bru\xCC\x82le\xCC\x81" "e e\xCC\x81tage";
  CHECK(shown(normalisedPassphrase(secret(apart))) == composed);
  CHECK(shown(normalisedPassphrase(secret(composed))) == composed);
  CHECK(shown(normalisedPassphrase(secret("\xFF not UTF-8 \xC3"))) == "\xFF not UTF-8 \xC3");
  CHECK(shown(normalisedPassphrase(secret("plain words stay"))) == "plain words stay");
  CHECK(normalisedPassphrase(SecretBytes()).empty());
  CHECK(shown(normalisedPassphrase(secret(std::string(1024, 'e') + "\xCC\x81"))).size() == 1025);
}

TEST_CASE("calibration finds a try of half a second to a second, on slow machines and fast ones", "[station]") {
  // A machine by its speed, with a part that does not grow with the memory.
  for (const double mebibytesPerSecond : {90.0, 150.0, 300.0, 600.0, 1200.0}) {
    int tries = 0;
    const KdfTimer machine = [&](KdfCost cost) -> std::optional<Milliseconds> {
      ++tries;
      return Milliseconds(static_cast<std::int64_t>(20 + 1000.0 * static_cast<double>(cost.memoryBytes >> 20) / mebibytesPerSecond));
    };
    const KdfCost cost = calibrateKdf(machine);
    INFO(mebibytesPerSecond << " MiB/s: " << (cost.memoryBytes >> 20) << " MiB");
    CHECK(tries <= 4);
    CHECK(cost.passes == 3);
    const auto took = machine(cost)->count();
    CHECK(took >= 500);
    CHECK(took <= 1000);
  }
  // Beyond what the limits allow, it stays at the limit.
  CHECK(calibrateKdf([](KdfCost) { return Milliseconds(9000); }) == KdfCost::floor());
  CHECK(calibrateKdf([](KdfCost) { return Milliseconds(1); }).memoryBytes == KdfCost::cap().memoryBytes);
  CHECK(calibrateKdf([](KdfCost) { return std::optional<Milliseconds>(); }) == KdfCost::floor());
}
