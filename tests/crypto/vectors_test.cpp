// SPDX-License-Identifier: Apache-2.0
// The frozen vectors of tests/data/crypto, read back by this and every later version. generate_vectors_test.cpp made them once.
#include "tests/support/vectors.h"

#include <catch2/catch_test_macros.hpp>

#include "crypto/envelope.h"
#include "crypto/key_slots.h"

using namespace limen;

namespace {

template <class IdType>
IdType idFrom(const std::string& hex) {
  const auto id = IdType::fromHex(hex);
  REQUIRE(id);
  return *id;
}

std::string shown(const SecretBytes& secret) {
  return hexOrDash(secret.expose(SecretAccess{}));
}

// The shift keys that the readers named in the vector can open of its shift object.
ShiftKeys keysOf(const Vector& vector) {
  struct Held {
    std::string compartment;
    std::uint32_t epoch;
    BoxKeys keys;
  };
  std::vector<Held> held;
  for (const Vector::Line& line : vector.all("reader"))
    held.push_back({line.at(0), static_cast<std::uint32_t>(std::stoul(line.at(1))),
                    BoxKeys::fromSecret(SecretBytes::copyOf(bytesFrom(line.at(2)))).value()});
  const ShiftObject object = ShiftObject::parse(vector.bytes("shift-object")).value();
  return ShiftKeys::read(object, [&](std::string_view compartment, std::uint32_t epoch) -> const BoxKeys* {
    for (const Held& one : held)
      if (one.compartment == compartment && one.epoch == epoch) return &one.keys;
    return nullptr;
  });
}

RevisionHeader headerOf(const Vector& vector) {
  RevisionHeader out;
  out.record = idFrom<RecordId>(vector.word("record"));
  out.id = {idFrom<WriterId>(vector.word("writer")), std::stoull(vector.word("counter"))};
  for (const Vector::Line& line : vector.all("context"))
    out.context.push_back({idFrom<WriterId>(line.at(0)), std::stoull(line.at(1))});
  out.shift = idFrom<ShiftId>(vector.word("shift"));
  out.package = idFrom<PackageHash>(vector.word("package"));
  out.dictionary = static_cast<std::uint32_t>(std::stoul(vector.word("dictionary")));
  return out;
}

}  // namespace

TEST_CASE("frozen envelopes are read, opened and made again byte for byte", "[crypto]") {
  const std::vector<Vector> vectors = readVectors("crypto/envelope.txt");
  REQUIRE(vectors.size() >= 12);
  for (const Vector& vector : vectors) {
    CAPTURE(vector.word("name"));
    const ShiftKeys keys = keysOf(vector);
    ErasureSeed seed{};
    const Bytes seedBytes = vector.bytes("erasure-seed");
    REQUIRE(seedBytes.size() == seed.size());
    std::copy(seedBytes.begin(), seedBytes.end(), seed.begin());
    const Bytes expected = vector.bytes("revision");

    RevisionHeader header = headerOf(vector);
    std::vector<Sealer::Content> contents;
    for (const Vector::Line& line : vector.all("part"))
      contents.push_back({static_cast<std::uint8_t>(std::stoul(line.at(0))), pad(bytesFrom(line.at(1)))});
    const SealedRevision made = Sealer::seal(header, std::move(contents), keys, seed).value();
    REQUIRE(toHex(made.serialise()) == toHex(expected));

    const SealedRevision read = SealedRevision::parse(expected).value();
    CHECK(read.serialise() == expected);
    CHECK(read.hash().hex() == vector.word("hash"));
    CHECK(chainStep(Hash{}, read.hash()).hex() == vector.word("first-chain-step"));
    header.parts = read.header().parts;
    CHECK(read.header() == header);
    CHECK(vector.all("part").size() == read.parts().size());
    for (const Vector::Line& line : vector.all("part")) {
      const auto compartment = static_cast<std::uint8_t>(std::stoul(line.at(0)));
      const ErasurePart erasure = erasurePart(seed, keys.compartment(compartment));
      CHECK(toHex(erasure) == line.at(2));
      CHECK(shown(keys.contentKey(compartment, header.record, header.id, erasure)) == line.at(3));
      const auto opened = Sealer::open(read, compartment, keys, erasure);
      REQUIRE(opened);
      const auto content = unpad(opened->expose(SecretAccess{}));
      REQUIRE(content);
      CHECK(hexOrDash(*content) == line.at(1));
    }
    const std::uint16_t only = static_cast<std::uint16_t>(std::stoul(vector.word("only")));
    CHECK(toHex(read.withOnly(only).serialise()) == vector.word("revision-with-only"));
    CHECK(SealedRevision::parse(vector.bytes("revision-with-only"))->hash() == read.hash());
  }
}

TEST_CASE("frozen shift objects are read, signed again and opened by their readers", "[crypto]") {
  const std::vector<Vector> vectors = readVectors("crypto/shift.txt");
  REQUIRE(vectors.size() >= 10);
  for (const Vector& vector : vectors) {
    CAPTURE(vector.word("name"));
    const Bytes bytes = vector.bytes("shift-object");
    const ShiftObject object = ShiftObject::parse(bytes).value();
    CHECK(object.serialise() == bytes);
    CHECK(object.shift == idFrom<ShiftId>(vector.word("shift")));
    CHECK(object.station == idFrom<StationId>(vector.word("station")));
    CHECK(object.writer == idFrom<WriterId>(vector.word("writer")));
    const Signer station = Signer::fromSeed(vector.secret("station-seed")).value();
    CHECK(object.signedBy(station.publicKey()));
    // All but the signature is what is signed.
    const SignatureBytes again = station.sign("limen/shift/v1", ByteView(bytes).first(bytes.size() - 64));
    CHECK(toHex(again) == toHex(object.signature));

    const ShiftKeys keys = keysOf(vector);
    const ShiftKeys unwrapped = ShiftKeys::unwrap(vector.secret("wrapping-key"), vector.bytes("wrapped")).value();
    CHECK(unwrapped.shift() == object.shift);
    const auto expected = vector.all("content-key");
    REQUIRE(expected.size() == object.entries.size());
    REQUIRE(unwrapped.size() == object.entries.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
      CHECK(object.entries[i].compartment == expected[i].at(0));
      CHECK(std::to_string(object.entries[i].epoch) == expected[i].at(1));
      REQUIRE(keys.has(i) == (expected[i].at(2) != "-"));
      REQUIRE(unwrapped.has(i) == keys.has(i));
      CHECK(unwrapped.compartment(i) == expected[i].at(0));
      if (!keys.has(i)) continue;
      // The content key of an all-zero record, revision and erasure part stands for the shift key, which has no way out.
      CHECK(shown(keys.contentKey(i, RecordId{}, RevisionId{}, ErasurePart{})) == expected[i].at(2));
      CHECK(shown(unwrapped.contentKey(i, RecordId{}, RevisionId{}, ErasurePart{})) == expected[i].at(2));
    }
  }
}

TEST_CASE("frozen slot files are read, unlocked and written again byte for byte", "[crypto]") {
  std::vector<Vector> vectors = readVectors("crypto/slots.txt");
  REQUIRE(vectors.size() >= 10);
  const std::vector<Vector> second = readVectors("crypto/slots_v2.txt");
  REQUIRE(second.size() >= 10);
  vectors.insert(vectors.end(), second.begin(), second.end());
  const std::vector<Vector> third = readVectors("crypto/slots_v3.txt");
  REQUIRE(third.size() >= 15);
  vectors.insert(vectors.end(), third.begin(), third.end());
  for (const Vector& vector : vectors) {
    CAPTURE(vector.word("name"));
    const Bytes file = vector.bytes("file");
    KeySlots slots = KeySlots::parse(file).value();
    CHECK(toHex(slots.serialise()) == toHex(file));
    CHECK(std::to_string(slots.generation()) == vector.word("generation"));
    CHECK(slots.macValid(vector.secret("mac-key")) == (vector.word("mac") == "valid"));
    const std::vector<SlotInfo> infos = slots.list();
    const auto expected = vector.all("slot");  // user kind label memory passes disabled tries notBefore passphrase hmac secret
    REQUIRE(expected.size() == infos.size());
    const auto marks = vector.all("must-change");  // from version 2
    const auto devices = vector.all("device");     // from version 3
    for (std::size_t i = 0; i < infos.size(); ++i) {
      const Vector::Line& line = expected[i];
      CHECK(infos[i].mustChange == (!marks.empty() && marks.at(i).at(0) == "1"));
      if (!devices.empty()) {
        CHECK(toHex(bytesOf(infos[i].name)) == (devices.at(i).at(0) == "-" ? "" : devices.at(i).at(0)));
        CHECK(hexOrDash(infos[i].device) == devices.at(i).at(1));
      }
      CHECK(infos[i].user.hex() == line.at(0));
      CHECK(std::to_string(static_cast<int>(infos[i].kind)) == line.at(1));
      CHECK(toHex(bytesOf(infos[i].label)) == line.at(2));
      CHECK(std::to_string(infos[i].cost.memoryBytes) == line.at(3));
      CHECK(std::to_string(infos[i].cost.passes) == line.at(4));
      CHECK(std::to_string(infos[i].disabled) == line.at(5));
      CHECK(std::to_string(infos[i].failedTries) == line.at(6));
      CHECK(std::to_string(infos[i].notBeforeMs) == line.at(7));
      REQUIRE(slots.setDisabled(infos[i].user, false));
      const SecretBytes words = SecretBytes::copyOf(bytesFrom(line.at(8)));
      auto secret = infos[i].kind == SlotKind::oneTimeCode ? slots.openCode(infos[i].user, words, 0)
                                                           : slots.openSlot(infos[i].id, words, 0, bytesFrom(line.at(9)));
      REQUIRE(secret);
      CHECK(shown(*secret) == line.at(10));
    }
  }
}

TEST_CASE("frozen escrows are recovered by the holders named", "[crypto]") {
  const std::vector<Vector> vectors = readVectors("crypto/escrow.txt");
  REQUIRE(vectors.size() >= 10);
  for (const Vector& vector : vectors) {
    CAPTURE(vector.word("name"));
    std::vector<BoxKeys> holders;
    for (const Vector::Line& line : vector.all("present"))
      holders.push_back(BoxKeys::fromSecret(SecretBytes::copyOf(bytesFrom(line.at(0)))).value());
    std::vector<const BoxKeys*> present;
    for (const BoxKeys& holder : holders) present.push_back(&holder);
    auto secret = recover(vector.bytes("escrow"), present);
    REQUIRE(secret);
    CHECK(shown(*secret) == vector.word("secret"));
    present.pop_back();
    CHECK_FALSE(recover(vector.bytes("escrow"), present));
  }
}

TEST_CASE("frozen locks open", "[crypto]") {
  const std::vector<Vector> vectors = readVectors("crypto/lock.txt");
  REQUIRE(vectors.size() >= 10);
  for (const Vector& vector : vectors) {
    CAPTURE(vector.word("name"));
    auto content = unlockWith(vector.secret("key"), vector.bytes("locked"), vector.bytes("associated"));
    REQUIRE(content);
    CHECK(shown(*content) == vector.word("content"));
    const BoxKeys reader = BoxKeys::fromSecret(vector.secret("reader")).value();
    auto boxed = reader.open(vector.bytes("box"));
    REQUIRE(boxed);
    CHECK(shown(*boxed) == vector.word("content"));
  }
}
