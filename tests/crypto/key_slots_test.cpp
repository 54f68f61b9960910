// SPDX-License-Identifier: Apache-2.0
#include "crypto/key_slots.h"

#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <set>

#include "core/random.h"

using namespace limen;

namespace {

constexpr KdfCost kCheap{64 * 1024, 1};
constexpr std::int64_t kNow = 1'795'000'000'000;

SecretBytes typed(std::string_view text) {
  return SecretBytes::copyOf(bytesOf(text));
}
UserId userOf(Byte n) {
  UserId id;
  id.value.fill(n);
  return id;
}

struct Fixture {
  KeySlots slots;
  UserId user = userOf(1);
  SecretBytes secret = SecretBytes::random(32);
  SecretBytes macKey = SecretBytes::random(32);
  Fixture() {
    REQUIRE(slots.add(user, "Officer One", typed("correct synthetic words"), secret, kCheap));
    slots.seal(macKey);
  }
  void restart() {
    auto again = KeySlots::parse(slots.serialise());
    REQUIRE(again);
    slots = std::move(*again);
  }
};

// The offset of the memory cost in a file whose first slot's label is 11 bytes: magic, version, generation, count, layout, user,
// kind, label.
constexpr std::size_t kCostAt = 4 + 1 + 8 + 1 + 1 + 16 + 1 + 1 + 11;

}  // namespace

TEST_CASE("the right passphrase gives the user's secret, another does not", "[crypto]") {
  Fixture f;
  f.restart();
  auto opened = f.slots.open(f.user, typed("correct synthetic words"), kNow);
  REQUIRE(opened);
  CHECK(opened->equals(f.secret));
  auto wrong = f.slots.open(f.user, typed("correct synthetic word"), kNow);
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().is(SlotError::wrongPassphrase));
  CHECK(f.slots.list()[0].failedTries == 1);
  auto empty = f.slots.open(f.user, SecretBytes(), kNow);
  REQUIRE_FALSE(empty);
  CHECK(empty.error().is(SlotError::wrongPassphrase));
  auto unknown = f.slots.open(userOf(9), typed("correct synthetic words"), kNow);
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().is(SlotError::unknownUser));
}

TEST_CASE("a new passphrase replaces the old one and keeps the secret", "[crypto]") {
  Fixture f;
  REQUIRE(f.slots.changePassphrase(f.user, f.secret, typed("newer synthetic words"), kCheap));
  CHECK_FALSE(f.slots.open(f.user, typed("correct synthetic words"), kNow));
  auto opened = f.slots.open(f.user, typed("newer synthetic words"), kNow);
  REQUIRE(opened);
  CHECK(opened->equals(f.secret));
}

TEST_CASE("the ladder: five free tries, then 30 s doubling to an hour, disabled at twenty, through restarts", "[crypto]") {
  Fixture f;
  std::int64_t now = kNow;
  std::vector<std::int64_t> waits;
  for (int tries = 1; tries <= 20; ++tries) {
    auto wrong = f.slots.open(f.user, typed("wrong"), now);
    REQUIRE_FALSE(wrong);
    REQUIRE(wrong.error().is(SlotError::wrongPassphrase));
    f.restart();
    const SlotInfo info = f.slots.list()[0];
    REQUIRE(info.failedTries == static_cast<std::uint32_t>(tries));
    waits.push_back(info.notBeforeMs == 0 ? 0 : info.notBeforeMs - now);
    if (tries == 20) break;
    REQUIRE_FALSE(info.disabled);
    if (info.notBeforeMs > 0) {
      auto early = f.slots.open(f.user, typed("correct synthetic words"), info.notBeforeMs - 1);
      REQUIRE_FALSE(early);
      REQUIRE(early.error().is(SlotError::waiting));
      REQUIRE(f.slots.list()[0].failedTries == static_cast<std::uint32_t>(tries));
      now = info.notBeforeMs;
    }
  }
  std::vector<std::int64_t> expected{0, 0, 0, 0};
  for (std::int64_t s : {30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600, 3600, 3600, 3600, 3600, 3600, 3600})
    expected.push_back(s * 1000);
  CHECK(waits == expected);

  CHECK(f.slots.list()[0].disabled);
  auto late = f.slots.open(f.user, typed("correct synthetic words"), now + 1'000'000'000);
  REQUIRE_FALSE(late);
  CHECK(late.error().is(SlotError::disabled));

  REQUIRE(f.slots.setDisabled(f.user, false));
  CHECK(f.slots.open(f.user, typed("correct synthetic words"), now));
}

TEST_CASE("a right passphrase starts the ladder anew", "[crypto]") {
  Fixture f;
  for (int i = 0; i < 4; ++i) CHECK_FALSE(f.slots.open(f.user, typed("wrong"), kNow));
  REQUIRE(f.slots.open(f.user, typed("correct synthetic words"), kNow));
  CHECK(f.slots.list()[0].failedTries == 0);
}

TEST_CASE("a clock that was set back makes nobody wait longer than the step they stand on", "[crypto]") {
  Fixture f;
  for (int i = 0; i < 5; ++i) CHECK_FALSE(f.slots.open(f.user, typed("wrong"), kNow));
  const std::int64_t back = kNow - 40'000'000'000;
  auto early = f.slots.open(f.user, typed("correct synthetic words"), back);
  REQUIRE_FALSE(early);
  CHECK(early.error().is(SlotError::waiting));
  CHECK(f.slots.open(f.user, typed("correct synthetic words"), back + 30'000));
}

TEST_CASE("a disabled slot does not open until a supervisor allows it", "[crypto]") {
  Fixture f;
  REQUIRE(f.slots.setDisabled(f.user, true));
  f.restart();
  auto opened = f.slots.open(f.user, typed("correct synthetic words"), kNow);
  REQUIRE_FALSE(opened);
  CHECK(opened.error().is(SlotError::disabled));
  REQUIRE(f.slots.setDisabled(f.user, false));
  CHECK(f.slots.open(f.user, typed("correct synthetic words"), kNow));
}

TEST_CASE("a slot that asks for too much is refused before any hashing", "[crypto]") {
  Fixture f;
  const Bytes file = f.slots.serialise();
  REQUIRE(KeySlots::parse(file));
  const auto withCost = [&](std::uint64_t memory, std::uint32_t passes) {
    Bytes out = file;
    ByteWriter cost;
    cost.u64(memory).u32(passes);
    std::copy(cost.bytes().begin(), cost.bytes().end(), out.begin() + kCostAt);
    return KeySlots::parse(out);
  };
  REQUIRE(withCost(kCheap.memoryBytes, kCheap.passes));
  CHECK(withCost(1ull << 30, 10));
  for (auto [memory, passes] : {std::pair<std::uint64_t, std::uint32_t>{64ull << 30, 1},
                                {(1ull << 30) + 1024, 1},
                                {1ull << 16, 11},
                                {UINT64_MAX, 1},
                                {1ull << 16, UINT32_MAX}}) {
    auto parsed = withCost(memory, passes);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().is(SlotError::parametersTooCostly));
  }
  for (auto [memory, passes] : {std::pair<std::uint64_t, std::uint32_t>{0, 1}, {4096, 1}, {65'537, 1}, {65'536, 0}}) {
    auto parsed = withCost(memory, passes);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().is(SlotError::damaged));
  }
  auto added = f.slots.add(userOf(2), "Officer Two", typed("synthetic"), f.secret, {64ull << 30, 1});
  REQUIRE_FALSE(added);
  CHECK(added.error().is(SlotError::parametersTooCostly));
}

TEST_CASE("a slot file is refused at every length but its own", "[crypto]") {
  Fixture f;
  REQUIRE(f.slots.add(userOf(2), "Officer Two", typed("other synthetic words"), f.secret, kCheap));
  f.slots.seal(f.macKey);
  const Bytes file = f.slots.serialise();
  CHECK(KeySlots::parse(file)->serialise() == file);
  for (std::size_t size = 0; size < file.size(); ++size) CHECK_FALSE(KeySlots::parse(ByteView(file).first(size)));
  Bytes longer = file;
  longer.push_back(0);
  CHECK_FALSE(KeySlots::parse(longer));
  CHECK_FALSE(KeySlots::parse(Bytes(KeySlots::kMaxFileBytes + 1, 0)));
}

TEST_CASE("no flipped bit of a slot file goes unnoticed, except on the ladder, which the MAC leaves out", "[crypto]") {
  Fixture f;
  const Bytes file = f.slots.serialise();
  const std::size_t ladderAt = file.size() - 17 - 9;  // sized MAC, then tries and time before it
  for (std::size_t bit = 0; bit < file.size() * 8; ++bit) {
    Bytes bad = file;
    bad[bit / 8] ^= static_cast<Byte>(1u << bit % 8);
    auto parsed = KeySlots::parse(bad);
    if (!parsed) continue;
    CAPTURE(bit);
    CHECK(parsed->serialise() == bad);
    const bool ladder = bit / 8 >= ladderAt && bit / 8 < ladderAt + 9;
    CHECK(parsed->macValid(f.macKey) == ladder);
  }
}

TEST_CASE("a flipped bit in what a slot encrypts never gives a secret", "[crypto]") {
  Fixture f;
  const Bytes file = f.slots.serialise();
  const std::size_t userAt = 15, boxEnd = file.size() - 17 - 9 - 1;
  for (std::size_t at = userAt + 16; at < boxEnd; ++at) {
    Bytes bad = file;
    bad[at] ^= 1;
    auto parsed = KeySlots::parse(bad);
    if (!parsed) continue;
    if (parsed->list()[0].cost != kCheap)
      continue;  // an honest but dearer cost: the commitment would refuse it after long hashing
    CAPTURE(at);
    CHECK_FALSE(parsed->open(f.user, typed("correct synthetic words"), kNow));
  }
}

TEST_CASE("a box under another slot's commitment is told from a wrong passphrase", "[crypto]") {
  Fixture f;
  Bytes file = f.slots.serialise();
  file[file.size() - 17 - 9 - 1 - 1] ^= 1;  // the last byte of the box
  auto parsed = KeySlots::parse(file);
  REQUIRE(parsed);
  auto opened = parsed->open(f.user, typed("correct synthetic words"), kNow);
  REQUIRE_FALSE(opened);
  CHECK(opened.error().is(SlotError::damaged));
  CHECK(parsed->list()[0].failedTries == 0);
}

TEST_CASE("a slot's box does not open in another user's slot", "[crypto]") {
  Fixture f;
  Bytes file = f.slots.serialise();
  file[15] ^= 1;  // the user's id
  auto parsed = KeySlots::parse(file);
  REQUIRE(parsed);
  CHECK_FALSE(parsed->open(parsed->list()[0].user, typed("correct synthetic words"), kNow));
}

TEST_CASE("the MAC tells an altered slot file and the generation an older one", "[crypto]") {
  Fixture f;
  CHECK(f.slots.macValid(f.macKey));
  CHECK_FALSE(f.slots.macValid(SecretBytes::random(32)));
  CHECK(f.slots.generation() == 1);
  const Bytes older = f.slots.serialise();
  REQUIRE(f.slots.add(userOf(2), "Officer Two", typed("other synthetic words"), f.secret, kCheap));
  CHECK_FALSE(f.slots.macValid(f.macKey));
  f.slots.seal(f.macKey);
  CHECK(f.slots.macValid(f.macKey));
  REQUIRE(f.slots.setDisabled(userOf(2), true));
  CHECK_FALSE(f.slots.macValid(f.macKey));
  f.slots.seal(f.macKey);
  f.restart();
  CHECK(f.slots.macValid(f.macKey));
  CHECK(f.slots.generation() == 3);
  CHECK(KeySlots::parse(older)->generation() == 1);
  CHECK_FALSE(f.slots.open(f.user, typed("wrong"), kNow));
  CHECK(f.slots.macValid(f.macKey));
  CHECK_FALSE(KeySlots().macValid(f.macKey));
}

TEST_CASE("a slot file holds 64 users, each listed once, each with a label", "[crypto]") {
  KeySlots slots;
  const SecretBytes secret = SecretBytes::random(32);
  const KdfCost tiny{8192, 1};
  for (Byte n = 1; n <= 64; ++n) REQUIRE(slots.add(userOf(n), std::string(128, 'a'), typed("synthetic"), secret, tiny));
  auto more = slots.add(userOf(65), "x", typed("synthetic"), secret, tiny);
  REQUIRE_FALSE(more);
  CHECK(more.error().is(SlotError::full));
  CHECK(slots.serialise().size() <= KeySlots::kMaxFileBytes);
  CHECK(KeySlots::parse(slots.serialise())->list().size() == 64);
  REQUIRE(slots.remove(userOf(64)));
  CHECK_FALSE(slots.remove(userOf(64)));
  auto twice = slots.add(userOf(1), "x", typed("synthetic"), secret, tiny);
  REQUIRE_FALSE(twice);
  CHECK(twice.error().is(SlotError::alreadyListed));
  for (const std::string& label : {std::string(), std::string(129, 'a'), std::string("two\nlines")}) {
    auto bad = slots.add(userOf(70), label, typed("synthetic"), secret, tiny);
    REQUIRE_FALSE(bad);
    CHECK(bad.error().is(SlotError::badLabel));
  }
}

TEST_CASE("a slot file that names a user twice, or an unknown kind, is damaged", "[crypto]") {
  Fixture f;
  REQUIRE(f.slots.add(userOf(2), "Officer Two", typed("other synthetic words"), f.secret, kCheap));
  const Bytes file = f.slots.serialise();
  Bytes twice = file;
  const std::size_t secondAt =
      15 + (file.size() - 14 - 1 - 16) / 2;  // both labels are of one length; the MAC is the first seal's
  REQUIRE(twice[secondAt] == 2);
  std::fill_n(twice.begin() + static_cast<std::ptrdiff_t>(secondAt), 16, Byte{1});
  auto parsed = KeySlots::parse(twice);
  REQUIRE_FALSE(parsed);
  CHECK(parsed.error().is(SlotError::damaged));
  for (const Byte kind : {0, 5, 255}) {
    Bytes bad = file;
    bad[15 + 16] = kind;
    CHECK_FALSE(KeySlots::parse(bad));
  }
}

TEST_CASE("a newer slot file is told from a damaged one", "[crypto]") {
  Fixture f;
  Bytes file = f.slots.serialise();
  file[4] = 4;
  auto newer = KeySlots::parse(file);
  REQUIRE_FALSE(newer);
  CHECK(newer.error().is(SlotError::newerVersion));
  file[4] = 0;
  auto zero = KeySlots::parse(file);
  REQUIRE_FALSE(zero);
  CHECK(zero.error().is(SlotError::damaged));
}

TEST_CASE("a passphrase that must be changed is marked in the file and under its MAC", "[crypto]") {
  SeededRandom random(5);
  const UserId user = UserId::make(random);
  const SecretBytes macKey = SecretBytes::random(32), secret = SecretBytes::random(32);
  KeySlots slots;
  REQUIRE(slots.add(user, "Officer One", SecretBytes::copyOf(bytesOf("a long synthetic phrase")), secret, {64 << 10, 1}));
  slots.seal(macKey);
  CHECK_FALSE(slots.list().front().mustChange);
  slots.setMustChange(user, true);
  CHECK_FALSE(slots.macValid(macKey));
  slots.seal(macKey);
  auto read = KeySlots::parse(slots.serialise());
  REQUIRE(read);
  CHECK(read->list().front().mustChange);
  CHECK(read->macValid(macKey));
  CHECK(read->serialise() == slots.serialise());
  const auto opened = read->open(user, SecretBytes::copyOf(bytesOf("a long synthetic phrase")), 0);
  REQUIRE(opened);
  CHECK(opened->equals(secret));

  Bytes file = slots.serialise();
  file[4] = 1;  // the first version knew no such mark
  const auto older = KeySlots::parse(file);
  REQUIRE_FALSE(older);
  CHECK(older.error().room() == "slot");
}
