// SPDX-License-Identifier: Apache-2.0
// Several ways in for one user: devices whose secret is mixed into the key, and printed codes that open once.
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "core/random.h"
#include "crypto/key_slots.h"

using namespace limen;

namespace {

constexpr KdfCost kCheap{64 * 1024, 1};
constexpr std::int64_t kNow = 1'795'000'000'000;
constexpr std::string_view kWords = "correct synthetic words";

SecretBytes typed(std::string_view text) {
  return SecretBytes::copyOf(bytesOf(text));
}
ByteView shown(const SecretBytes& secret) {
  return secret.expose(SecretAccess{});
}

struct Ways {
  KeySlots slots;
  UserId user{};
  SecretBytes secret = SecretBytes::random(32), macKey = SecretBytes::random(32);
  SecretBytes blue = SecretBytes::random(32), green = SecretBytes::random(32);
  Bytes blueData = Bytes(48, 7), greenData = Bytes(64, 9);
  Ways() {
    user.value.fill(1);
    REQUIRE(slots.add(user, "Officer One", typed(kWords), secret, kCheap));
  }
  SlotId add(const SecretBytes& second, const std::string& name, const Bytes& data, SlotKind kind = SlotKind::fido2) {
    auto id = slots.addDevice(user, kind, typed(kWords), secret, second, name, data);
    REQUIRE(id);
    return *id;
  }
  std::vector<SecretBytes> codes(std::size_t count) {
    std::vector<SecretBytes> out;
    for (std::size_t i = 0; i < count; ++i) out.push_back(SecretBytes::random(14));
    REQUIRE(slots.setCodes(user, secret, out));
    return out;
  }
  void restart() {
    auto again = KeySlots::parse(slots.serialise());
    REQUIRE(again);
    CHECK(again->serialise() == slots.serialise());
    slots = std::move(*again);
  }
  std::size_t count(SlotKind kind) const {
    std::size_t out = 0;
    for (const SlotInfo& slot : slots.of(user)) out += slot.kind == kind;
    return out;
  }
};

template <class T>
void refused(const Result<T>& result, SlotError cause) {
  REQUIRE_FALSE(result);
  INFO(result.error().name());
  CHECK(result.error().is(cause));
}

}  // namespace

TEST_CASE("a device takes the place of the passphrase alone, and both are needed", "[crypto]") {
  Ways w;
  const SlotId blue = w.add(w.blue, "Blue key", w.blueData);
  w.restart();
  REQUIRE(w.slots.list().size() == 1);
  CHECK(w.slots.list()[0].kind == SlotKind::fido2);
  CHECK(w.slots.list()[0].name == "Blue key");
  CHECK(w.slots.list()[0].device == w.blueData);
  CHECK(w.slots.list()[0].id == blue);
  refused(w.slots.open(w.user, typed(kWords), kNow), SlotError::deviceNeeded);
  CHECK(w.slots.list()[0].failedTries == 0);  // no try was made
  refused(w.slots.openSlot(blue, typed(kWords), kNow, shown(w.green)), SlotError::wrongPassphrase);
  refused(w.slots.openSlot(blue, typed("other synthetic words"), kNow, shown(w.blue)), SlotError::wrongPassphrase);
  CHECK(w.slots.list()[0].failedTries == 2);
  auto opened = w.slots.openSlot(blue, typed(kWords), kNow, shown(w.blue));
  REQUIRE(opened);
  CHECK(opened->equals(w.secret));
}

TEST_CASE("a second device opens as well, each by its own secret, and the last one that goes leaves the passphrase", "[crypto]") {
  Ways w;
  const SlotId blue = w.add(w.blue, "Blue key", w.blueData);
  const SlotId chip = w.add(w.green, "This laptop", w.greenData, SlotKind::tpm);
  refused(w.slots.addDevice(w.user, SlotKind::fido2, typed(kWords), w.secret, w.green, "Blue key", w.greenData), SlotError::alreadyListed);
  refused(w.slots.addDevice(w.user, SlotKind::fido2, typed("another"), w.secret, w.green, "Third", w.greenData), SlotError::wrongPassphrase);
  refused(w.slots.addDevice(w.user, SlotKind::fido2, typed(kWords), w.secret, w.green, std::string(65, 'a'), w.greenData), SlotError::badLabel);
  w.restart();
  CHECK(w.slots.openSlot(blue, typed(kWords), kNow, shown(w.blue)));
  CHECK(w.slots.openSlot(chip, typed(kWords), kNow, shown(w.green)));
  CHECK_FALSE(w.slots.openSlot(chip, typed(kWords), kNow, shown(w.blue)));
  CHECK(w.slots.users().size() == 1);

  refused(w.slots.removeDevice(blue, typed("another"), w.secret), SlotError::wrongPassphrase);
  REQUIRE(w.slots.removeDevice(blue, typed(kWords), w.secret));
  refused(w.slots.openSlot(blue, typed(kWords), kNow, shown(w.blue)), SlotError::unknownUser);
  refused(w.slots.open(w.user, typed(kWords), kNow), SlotError::deviceNeeded);
  REQUIRE(w.slots.removeDevice(chip, typed(kWords), w.secret));
  w.restart();
  CHECK(w.slots.list().size() == 1);
  auto opened = w.slots.open(w.user, typed(kWords), kNow);
  REQUIRE(opened);
  CHECK(opened->equals(w.secret));
}

TEST_CASE("a new passphrase holds for every device without having them at hand", "[crypto]") {
  Ways w;
  w.add(w.blue, "Blue key", w.blueData);
  w.add(w.green, "Green key", w.greenData);
  w.codes(2);
  CHECK(w.slots.isInForce(w.user, typed(kWords), w.secret));
  REQUIRE(w.slots.changePassphrase(w.user, w.secret, typed("newer synthetic words"), kCheap));
  w.restart();
  CHECK_FALSE(w.slots.isInForce(w.user, typed(kWords), w.secret));
  CHECK(w.slots.isInForce(w.user, typed("newer synthetic words"), w.secret));
  const auto all = w.slots.of(w.user);
  REQUIRE(all.size() == 4);
  for (const auto& [name, second] : {std::pair<std::string, const SecretBytes*>{"Blue key", &w.blue}, {"Green key", &w.green}})
    for (const SlotInfo& slot : all) {
      if (slot.name != name) continue;
      CHECK_FALSE(w.slots.openSlot(slot.id, typed(kWords), kNow, shown(*second)));
      CHECK(w.slots.openSlot(slot.id, typed("newer synthetic words"), kNow, shown(*second)));
    }
}

TEST_CASE("what is public about a device is bound to its slot", "[crypto]") {
  Ways w;
  const SlotId blue = w.add(w.blue, "Blue key", w.blueData);
  w.slots.seal(w.macKey);
  const Bytes file = w.slots.serialise();
  const std::size_t head = 15 + 16 + 1 + 12 + 12 + 16;  // to the name
  std::size_t tried = 0;
  for (std::size_t at = head; at < head + 1 + 8 + 1 + w.blueData.size() + 1 + 72; ++at) {
    Bytes bad = file;
    bad[at] ^= 1;
    auto parsed = KeySlots::parse(bad);
    if (!parsed) continue;
    CAPTURE(at);
    ++tried;
    CHECK_FALSE(parsed->macValid(w.macKey));
    CHECK_FALSE(parsed->openSlot(blue, typed(kWords), kNow, shown(w.blue)));
  }
  CHECK(tried > 100);
}

TEST_CASE("a code opens once, and its slot is gone from the file before anybody asks", "[crypto]") {
  Ways w;
  w.add(w.blue, "Blue key", w.blueData);
  const auto codes = w.codes(8);
  w.restart();
  CHECK(w.count(SlotKind::oneTimeCode) == 8);
  refused(w.slots.open(w.user, codes[3], kNow), SlotError::deviceNeeded);  // a code is no passphrase
  for (const SlotInfo& slot : w.slots.of(w.user))
    if (slot.kind == SlotKind::oneTimeCode) refused(w.slots.openSlot(slot.id, codes[3], kNow), SlotError::unknownUser);
  const Bytes before = w.slots.serialise();
  auto opened = w.slots.openCode(w.user, codes[3], kNow);
  REQUIRE(opened);
  CHECK(opened->equals(w.secret));
  w.restart();
  CHECK(w.count(SlotKind::oneTimeCode) == 7);
  refused(w.slots.openCode(w.user, codes[3], kNow), SlotError::wrongPassphrase);
  CHECK(w.slots.openCode(w.user, codes[0], kNow));
  CHECK(w.slots.openCode(w.user, codes[7], kNow));
  CHECK(w.count(SlotKind::oneTimeCode) == 5);
  CHECK(before.size() > w.slots.serialise().size());

  const auto fresh = w.codes(3);  // in place of what was left
  CHECK(w.count(SlotKind::oneTimeCode) == 3);
  CHECK_FALSE(w.slots.openCode(w.user, codes[1], kNow));
  CHECK(w.slots.openCode(w.user, fresh[2], kNow));
}

TEST_CASE("tries at a code, a device and the passphrase are one ladder of one user", "[crypto]") {
  Ways w;
  const SlotId blue = w.add(w.blue, "Blue key", w.blueData);
  const auto codes = w.codes(2);
  UserId other{};
  other.value.fill(2);
  REQUIRE(w.slots.add(other, "Officer Two", typed(kWords), w.secret, kCheap));
  for (int i = 0; i < 3; ++i) refused(w.slots.openCode(w.user, SecretBytes::random(14), kNow), SlotError::wrongPassphrase);
  for (int i = 0; i < 2; ++i) refused(w.slots.openSlot(blue, typed("wrong"), kNow, shown(w.blue)), SlotError::wrongPassphrase);
  w.restart();
  for (const SlotInfo& slot : w.slots.of(w.user)) CHECK(slot.failedTries == 5);
  refused(w.slots.openCode(w.user, codes[0], kNow), SlotError::waiting);
  refused(w.slots.openSlot(blue, typed(kWords), kNow, shown(w.blue)), SlotError::waiting);
  CHECK(w.slots.open(other, typed(kWords), kNow));
  CHECK(w.slots.openCode(w.user, codes[0], kNow + 30'000));
  for (const SlotInfo& slot : w.slots.of(w.user)) CHECK(slot.failedTries == 0);
  REQUIRE(w.slots.setDisabled(w.user, true));
  refused(w.slots.openCode(w.user, codes[1], kNow + 30'000), SlotError::disabled);
}

TEST_CASE("starting anew leaves one slot with a passphrase and nothing of what was there", "[crypto]") {
  Ways w;
  w.add(w.blue, "Blue key", w.blueData);
  w.add(w.green, "Green key", w.greenData);
  const auto codes = w.codes(8);
  REQUIRE(w.slots.startAnew(w.user, w.secret, typed("words of a reset"), kCheap));
  w.restart();
  REQUIRE(w.slots.list().size() == 1);
  CHECK(w.slots.list()[0].label == "Officer One");
  CHECK_FALSE(w.slots.openCode(w.user, codes[0], kNow));
  CHECK(w.slots.open(w.user, typed("words of a reset"), kNow));
}

TEST_CASE("a file whose slots of one user disagree is damaged", "[crypto]") {
  Ways w;
  w.codes(1);
  const Bytes file = w.slots.serialise();
  REQUIRE(KeySlots::parse(file));
  const std::size_t tail = file.size() - 1;  // no MAC: its size is the last byte
  for (const std::size_t back : {8, 9, 10}) {  // time, tries and marks of the second slot
    Bytes bad = file;
    bad[tail - back] = back == 8 ? 0 : 1;
    if (back == 8) bad[tail - 9] = 5;
    CAPTURE(back);
    refused(KeySlots::parse(bad), SlotError::damaged);
  }
  Bytes older = file;
  older[4] = 2;
  CHECK_FALSE(KeySlots::parse(older));
}

TEST_CASE("a file takes 255 slots and no more, and stays within its size", "[crypto]") {
  KeySlots slots;
  const SecretBytes secret = SecretBytes::random(32);
  std::size_t added = 0;
  for (Byte n = 1; n <= 64; ++n) {
    UserId user{};
    user.value.fill(n);
    REQUIRE(slots.add(user, std::string(128, 'a'), typed("synthetic"), secret, {8192, 1}));
  }
  for (Byte n = 1; n <= 64; ++n) {
    UserId user{};
    user.value.fill(n);
    std::vector<SecretBytes> codes;
    for (int i = 0; i < 8; ++i) codes.push_back(SecretBytes::random(14));
    const std::size_t before = slots.list().size();
    const auto set = slots.setCodes(user, secret, codes);
    if (set) {
      added += 8;
      continue;
    }
    CHECK(set.error().is(SlotError::full));
    CHECK(slots.list().size() == before);
  }
  CHECK(added > 80);
  CHECK(slots.list().size() <= KeySlots::kMaxSlots);
  CHECK(slots.serialise().size() <= KeySlots::kMaxFileBytes);
  CHECK(KeySlots::parse(slots.serialise())->users().size() == 64);
}
