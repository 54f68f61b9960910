// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_test_macros.hpp>
#include <numeric>

#include "desk.h"

using namespace limen;

namespace {
template <class T>
std::string causeOf(const Result<T>& result) {
  return result ? "none" : std::string(result.error().name());
}
std::string shown(const SecretBytes& secret) {
  return toHex(secret.expose(SecretAccess{}));
}
}  // namespace

TEST_CASE("a shift object is the station's, and no bit of it can be changed", "[crypto]") {
  Desk desk;
  const Bytes bytes = desk.shift.object.serialise();
  CHECK(bytes.size() == 42 + 3 * 100 + 64);
  const ShiftObject object = ShiftObject::parse(bytes).value();
  CHECK(object.serialise() == bytes);
  CHECK(object.signedBy(desk.station.publicKey()));
  CHECK_FALSE(object.signedBy(Signer::generate().publicKey()));
  CHECK(object.station == desk.shift.object.station);
  CHECK(object.writer == desk.shift.object.writer);
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    Bytes bad = bytes;
    bad[bit / 8] ^= static_cast<Byte>(1u << bit % 8);
    auto parsed = ShiftObject::parse(bad);
    if (!parsed) continue;
    CAPTURE(bit);
    REQUIRE(parsed->serialise() == bad);
    REQUIRE_FALSE(parsed->signedBy(desk.station.publicKey()));
  }
  for (std::size_t size = 0; size < bytes.size(); ++size)
    REQUIRE(causeOf(ShiftObject::parse(ByteView(bytes).first(size))) == "truncated");
  Bytes longer = bytes;
  longer.push_back(0);
  CHECK(causeOf(ShiftObject::parse(longer)) == "malformed");
}

TEST_CASE("a shift object is read in one form only", "[crypto]") {
  Desk desk;
  const Bytes bytes = desk.shift.object.serialise();
  const auto with = [&](std::size_t at, Byte value) {
    Bytes out = bytes;
    out[at] = value;
    return causeOf(ShiftObject::parse(out));
  };
  CHECK(with(0, 2) == "newerVersion");
  CHECK(with(0, 0) == "malformed");
  CHECK(with(41, 0) == "malformed");         // no entries
  CHECK(with(42, 0) == "malformed");         // a name that starts with zero
  CHECK(with(42 + 12, 'x') == "malformed");  // a letter behind the name's end
  CHECK(with(42, ' ') == "malformed");
  CHECK(with(42, 0xc3) == "malformed");
  Bytes twice = bytes;
  std::copy(bytes.begin() + 42, bytes.begin() + 58, twice.begin() + 142);
  CHECK(causeOf(ShiftObject::parse(twice)) == "malformed");
}

TEST_CASE("a shift opens only with names and keys that can be sealed to", "[crypto]") {
  Desk desk;
  const PublicKey key = desk.readers.at("identity").publicKey();
  const auto open = [&](const std::vector<CompartmentKeyRef>& refs) {
    return causeOf(ShiftKeys::open(ShiftId{}, StationId{}, WriterId{}, refs, desk.station));
  };
  CHECK(open({{"sixteen-letters-", 1, key}}) == "none");
  CHECK(open({{"seventeen-letters", 1, key}}) == "malformed");
  CHECK(open({{"", 1, key}}) == "malformed");
  CHECK(open({{"two words", 1, key}}) == "malformed");
  CHECK(open({{"identity", 1, key}, {"identity", 2, key}}) == "malformed");
  CHECK(open({}) == "malformed");
  CHECK(open({{"identity", 1, key}, {"health", 1, PublicKey{}}}) == "lowOrder");
}

TEST_CASE("wrapped shift keys come back under the same wrapping key alone", "[crypto]") {
  Desk desk;
  const SealedRevision sealed = desk.sealed();
  const SecretBytes wrapping = SecretBytes::random(32);
  const Bytes wrapped = desk.shift.keys.wrap(wrapping);
  CHECK(wrapped.size() == 1 + 16 + 40 + 3 * 49);
  auto back = ShiftKeys::unwrap(wrapping, wrapped);
  REQUIRE(back);
  CHECK(back->shift() == desk.shift.keys.shift());
  CHECK(back->size() == 3);
  for (std::uint8_t i = 0; i < 3; ++i) CHECK(desk.read(sealed, i, *back) == desk.read(sealed, i));
  CHECK(desk.read(sealed, 2, *back) == "third part");

  CHECK(causeOf(ShiftKeys::unwrap(SecretBytes::random(32), wrapped)) == "tampered");
  for (std::size_t bit = 0; bit < wrapped.size() * 8; ++bit) {
    Bytes bad = wrapped;
    bad[bit / 8] ^= static_cast<Byte>(1u << bit % 8);
    REQUIRE_FALSE(ShiftKeys::unwrap(wrapping, bad));
  }
  for (std::size_t size = 0; size < wrapped.size(); ++size)
    REQUIRE_FALSE(ShiftKeys::unwrap(wrapping, ByteView(wrapped).first(size)));
}

TEST_CASE("wrapping keeps what a reader lacks lacking", "[crypto]") {
  Desk desk;
  const ShiftKeys some = ShiftKeys::read(desk.shift.object, [&](std::string_view name, std::uint32_t) -> const BoxKeys* {
    return name == "identity" ? &desk.readers.find(name)->second : nullptr;
  });
  const SecretBytes wrapping = SecretBytes::random(32);
  const ShiftKeys back = ShiftKeys::unwrap(wrapping, some.wrap(wrapping)).value();
  CHECK_FALSE(back.has(0));
  CHECK(back.has(1));
  CHECK(back.compartment(2) == "health");
}

TEST_CASE("wrapped shift keys are read in one form only", "[crypto]") {
  const SecretBytes wrapping = SecretBytes::random(32);
  const auto unwrapped = [&](const Bytes& plain, Byte version = 1) {
    Bytes head(17, 0);
    head[0] = 1;
    Bytes associated = copyOf(bytesOf("limen/wrap/v1"));
    associated.insert(associated.end(), head.begin(), head.end());
    const Bytes locked = lockWith(wrapping, plain, associated);
    head[0] = version;
    head.insert(head.end(), locked.begin(), locked.end());
    return causeOf(ShiftKeys::unwrap(wrapping, head));
  };
  const auto entry = [](std::string_view name, Byte present, Byte fill) {
    Bytes out(49, fill);
    std::fill(out.begin(), out.begin() + 16, Byte{0});
    std::copy(name.begin(), name.end(), out.begin());
    out[16] = present;
    return out;
  };
  CHECK(unwrapped(entry("identity", 1, 5)) == "none");
  CHECK(unwrapped(entry("identity", 0, 0)) == "none");
  CHECK(unwrapped(entry("identity", 1, 5), 2) == "newerVersion");
  CHECK(unwrapped(entry("identity", 1, 5), 0) == "malformed");
  CHECK(unwrapped(entry("identity", 0, 5)) == "malformed");  // a key that is said to be absent
  CHECK(unwrapped(entry("identity", 2, 5)) == "malformed");
  CHECK(unwrapped(entry("", 1, 5)) == "malformed");
  CHECK(unwrapped({}) == "malformed");
  Bytes twice = entry("identity", 1, 5);
  const Bytes again = entry("identity", 1, 6);
  twice.insert(twice.end(), again.begin(), again.end());
  CHECK(unwrapped(twice) == "malformed");
}

TEST_CASE("erasure parts and content keys are the derivations of the document", "[crypto]") {
  // Expected values were computed with Python's hashlib.
  ErasureSeed seed{};
  std::iota(seed.begin(), seed.end(), Byte{0});
  const ErasurePart erasure = erasurePart(seed, "identity");
  CHECK(toHex(erasure) == "e81681c0d12945e1b925b38b6bd5cd68");

  // One known shift key, brought in through the wrapped form.
  const SecretBytes wrapping = SecretBytes::random(32);
  Bytes head(17, 0), plain(49, 0), associated = copyOf(bytesOf("limen/wrap/v1"));
  head[0] = 1;
  associated.insert(associated.end(), head.begin(), head.end());
  const std::string_view name = "identity";
  std::copy(name.begin(), name.end(), plain.begin());
  plain[16] = 1;
  std::iota(plain.begin() + 17, plain.end(), Byte{0});
  const Bytes locked = lockWith(wrapping, plain, associated);
  head.insert(head.end(), locked.begin(), locked.end());
  const ShiftKeys keys = ShiftKeys::unwrap(wrapping, head).value();

  RecordId record;
  record.value.fill(0x11);
  RevisionId revision;
  revision.writer.value.fill(0x22);
  revision.counter = 0x0102030405060708;
  CHECK(shown(keys.contentKey(0, record, revision, erasure)) ==
        "a158f50eb47e8000c980f8dac1c764bc00af47bd48336cbaf5e76785a0ec22d2");
}
