// SPDX-License-Identifier: Apache-2.0
#include "crypto/envelope.h"

#include <catch2/catch_test_macros.hpp>

#include "desk.h"

using namespace limen;

namespace {

template <class T>
std::string causeOf(const Result<T>& result) {
  return result ? "none" : std::string(result.error().name());
}

// An envelope put together by hand.
Bytes assemble(ByteView headerBytes, const std::vector<SealedPart>& parts) {
  ByteWriter out;
  out.sized(headerBytes);
  for (const SealedPart& part : parts) out.u8(0).sized(part.ciphertext);
  return out.take();
}

// version | record | writer | counter 1 byte | context count
constexpr std::size_t kContextCountAt = 1 + 16 + 8 + 1;

}  // namespace

TEST_CASE("what a station sealed its reader opens, and what came over the wire is what was sealed", "[crypto]") {
  Desk desk;
  const SealedRevision sealed = desk.sealed();
  const Bytes wire = sealed.serialise();
  const SealedRevision arrived = SealedRevision::parse(wire).value();
  CHECK(arrived.serialise() == wire);
  CHECK(arrived.header() == sealed.header());
  CHECK(arrived.hash() == sealed.hash());
  CHECK(arrived.header().parts == 7);

  const ShiftObject object = ShiftObject::parse(desk.shift.object.serialise()).value();
  const ShiftKeys keys = ShiftKeys::read(object, [&](std::string_view name, std::uint32_t epoch) {
    CHECK(epoch == 1);
    return &desk.readers.find(name)->second;
  });
  CHECK(desk.read(arrived, 0, keys) == "first part");
  CHECK(desk.read(arrived, 1, keys) == "second part");
  CHECK(desk.read(arrived, 2, keys) == "third part");
}

TEST_CASE("the hash of a revision is over its header and its parts' hashes", "[crypto]") {
  Desk desk;
  const SealedRevision sealed = desk.sealed({"a", "b"});
  const Hash first = hash256({sealed.parts()[0].ciphertext}), second = hash256({sealed.parts()[1].ciphertext});
  CHECK(sealed.hash() == hash256({bytesOf("limen/rev/v1"), sealed.headerBytes(), first.bytes(), second.bytes()}));
}

TEST_CASE("no bit of an envelope of 600 bytes can be flipped without the loss of what it protects", "[crypto]") {
  Desk desk;
  RevisionHeader header = desk.header(5);
  header.context = {{WriterId{{1}}, 3}, {WriterId{{2}}, 900}};
  const SealedRevision sealed =
      Sealer::seal(header, desk.contents({std::string(190, 'a'), std::string(200, 'b'), "c"}), desk.shift.keys, desk.seed)
          .value();
  const Bytes wire = sealed.serialise();
  REQUIRE(wire.size() >= 600);
  const std::size_t headerEnd = 1 + sealed.headerBytes().size();
  std::size_t refused = 0;
  for (std::size_t bit = 0; bit < wire.size() * 8; ++bit) {
    Bytes bad = wire;
    bad[bit / 8] ^= static_cast<Byte>(1u << bit % 8);
    auto parsed = SealedRevision::parse(bad);
    if (!parsed) {
      ++refused;
      continue;
    }
    CAPTURE(bit);
    REQUIRE(parsed->serialise() == bad);
    REQUIRE(parsed->hash() != sealed.hash());
    int opened = 0;
    for (std::uint8_t i = 0; i < 3; ++i) opened += Sealer::open(*parsed, i, desk.shift.keys, desk.erasure(i)).has_value();
    // A flip in the header closes every part, one in a part that part.
    REQUIRE(opened == (bit / 8 < headerEnd ? 0 : 2));
  }
  CHECK(refused > 0);
}

TEST_CASE("an envelope is refused at every length but its own", "[crypto]") {
  Desk desk;
  const Bytes wire = desk.sealed().serialise();
  for (std::size_t size = 0; size < wire.size(); ++size) {
    CAPTURE(size);
    REQUIRE(causeOf(SealedRevision::parse(ByteView(wire).first(size))) == "truncated");
  }
  for (const Byte more : {0, 1, 2}) {
    Bytes longer = wire;
    longer.push_back(more);
    CHECK(causeOf(SealedRevision::parse(longer)) == "malformed");
  }
}

TEST_CASE("a part does not open in another record, revision, shift or compartment", "[crypto]") {
  Desk desk;
  const SealedRevision one = desk.sealed();
  RevisionHeader sameRecord = one.header();
  sameRecord.id.counter = 2;
  const SealedRevision other = desk.sealed();
  const SealedRevision later = Sealer::seal(sameRecord, desk.contents({"x", "y", "z"}), desk.shift.keys, desk.seed).value();

  for (const SealedRevision* donor : {&other, &later}) {
    for (std::size_t i = 0; i < 3; ++i) {
      std::vector<SealedPart> parts = one.parts();
      parts[i] = donor->parts()[i];
      const SealedRevision mixed = SealedRevision::parse(assemble(one.headerBytes(), parts)).value();
      for (std::uint8_t c = 0; c < 3; ++c) {
        CAPTURE(i, c);
        CHECK((desk.read(mixed, c) == "tampered") == (c == i));
      }
    }
    const SealedRevision grafted = SealedRevision::parse(assemble(donor->headerBytes(), one.parts())).value();
    for (std::uint8_t c = 0; c < 3; ++c) CHECK(desk.read(grafted, c) == "tampered");
  }

  std::vector<SealedPart> swapped = one.parts();
  std::swap(swapped[0], swapped[1]);
  const SealedRevision crossed = SealedRevision::parse(assemble(one.headerBytes(), swapped)).value();
  CHECK(desk.read(crossed, 0) == "tampered");
  CHECK(desk.read(crossed, 1) == "tampered");
  CHECK(desk.read(crossed, 2) == "third part");

  const ShiftKeys::Opened next = desk.openShift();
  CHECK(desk.read(one, 0, next.keys) == "noShiftKey");
}

TEST_CASE("the same content sealed twice shows nothing in common", "[crypto]") {
  Desk desk;
  RevisionHeader header = desk.header();
  const SealedRevision one = Sealer::seal(header, desk.contents({"same", "same"}), desk.shift.keys, desk.seed).value();
  header.id.counter = 2;
  const SealedRevision two = Sealer::seal(header, desk.contents({"same", "same"}), desk.shift.keys, desk.seed).value();
  CHECK(one.parts()[0].ciphertext != two.parts()[0].ciphertext);
  CHECK(one.parts()[0].ciphertext != one.parts()[1].ciphertext);
}

TEST_CASE("a reader opens the compartments whose keys it holds and no other", "[crypto]") {
  Desk desk;
  const SealedRevision sealed = desk.sealed();
  const BoxKeys stranger = BoxKeys::generate();
  const ShiftKeys keys = ShiftKeys::read(desk.shift.object, [&](std::string_view name, std::uint32_t) -> const BoxKeys* {
    if (name == "identity") return &desk.readers.find(name)->second;
    return name == "health" ? &stranger : nullptr;
  });
  CHECK(keys.size() == 3);
  CHECK(keys.indexOf("health") == 2);
  CHECK_FALSE(keys.indexOf("legal"));
  CHECK_FALSE(keys.has(0));
  CHECK(keys.has(1));
  CHECK_FALSE(keys.has(2));
  CHECK_FALSE(keys.has(3));
  CHECK(desk.read(sealed, 0, keys) == "noShiftKey");
  CHECK(desk.read(sealed, 1, keys) == "second part");
  CHECK(desk.read(sealed, 2, keys) == "noShiftKey");
}

TEST_CASE("without its erasure part a part stays closed to the holder of the key", "[crypto]") {
  Desk desk;
  const SealedRevision sealed = desk.sealed();
  CHECK(causeOf(Sealer::open(sealed, 1, desk.shift.keys, ErasurePart{})) == "tampered");
  CHECK(causeOf(Sealer::open(sealed, 1, desk.shift.keys, desk.erasure(0))) == "tampered");
  CHECK(causeOf(Sealer::open(sealed, 1, desk.shift.keys, desk.erasure(1))) == "none");
}

TEST_CASE("parts left out stay as their hashes, and the revision keeps its hash", "[crypto]") {
  Desk desk;
  const SealedRevision sealed = desk.sealed();
  const SealedRevision some = SealedRevision::parse(sealed.withOnly(0b010).serialise()).value();
  CHECK(some.hash() == sealed.hash());
  CHECK(some.header() == sealed.header());
  CHECK(some.serialise().size() < sealed.serialise().size());
  CHECK(desk.read(some, 0) == "noErasurePart");
  CHECK(desk.read(some, 1) == "second part");
  CHECK(desk.read(some, 2) == "noErasurePart");
}

TEST_CASE("seventeen compartments are refused everywhere", "[crypto]") {
  Desk desk;
  std::vector<CompartmentKeyRef> refs;
  for (int i = 0; i < 17; ++i) refs.push_back({"c" + std::to_string(i), 1, desk.readers.at("identity").publicKey()});
  const auto open = [&] { return ShiftKeys::open(ShiftId{}, StationId{}, WriterId{}, refs, desk.station); };
  CHECK(causeOf(open()) == "tooManyCompartments");
  refs.pop_back();
  auto sixteen = open();
  REQUIRE(sixteen);

  Bytes object = sixteen->object.serialise();
  REQUIRE(ShiftObject::parse(object));
  const Bytes entry(object.begin() + 42, object.begin() + 142);
  object[41] = 17;
  object.insert(object.begin() + 42, entry.begin(), entry.end());
  CHECK(causeOf(ShiftObject::parse(object)) == "tooManyCompartments");

  std::vector<Sealer::Content> contents = Desk::contents(std::vector<std::string>(17, "x"));
  RevisionHeader header = desk.header();
  header.shift = sixteen->keys.shift();
  CHECK(causeOf(Sealer::seal(header, std::move(contents), sixteen->keys, desk.seed)) == "tooManyCompartments");
  CHECK(causeOf(Sealer::seal(header, Desk::contents(std::vector<std::string>(16, "x")), sixteen->keys, desk.seed)) == "none");
}

TEST_CASE("sealing refuses what it could not open again", "[crypto]") {
  Desk desk;
  const auto seal = [&](RevisionHeader header, std::vector<Sealer::Content> contents) {
    return causeOf(Sealer::seal(std::move(header), std::move(contents), desk.shift.keys, desk.seed));
  };
  CHECK(seal(desk.header(), Desk::contents({"a"})) == "none");
  CHECK(seal(desk.header(), {}) == "malformed");
  CHECK(seal(desk.header(), Desk::contents({"a", "b", "c", "d"})) == "noShiftKey");
  RevisionHeader otherShift = desk.header();
  otherShift.shift.value[0] ^= 1;
  CHECK(seal(otherShift, Desk::contents({"a"})) == "noShiftKey");

  auto twice = Desk::contents({"a", "b"});
  twice[1].compartment = 0;
  CHECK(seal(desk.header(), std::move(twice)) == "malformed");
  std::vector<Sealer::Content> bare;
  bare.push_back({0, SecretBytes::copyOf(bytesOf("not padded"))});
  CHECK(seal(desk.header(), std::move(bare)) == "malformed");
  CHECK(seal(desk.header(), Desk::contents({std::string(kMaxPartBytes - 40'000, 'a')})) == "none");
  CHECK(seal(desk.header(), Desk::contents({std::string(kMaxPartBytes - 8, 'a')})) == "tooLarge");

  CHECK(seal(desk.header(0), Desk::contents({"a"})) == "malformed");
  const WriterId low{{1}}, high{{2}};
  for (const std::vector<RevisionId>& context :
       {std::vector<RevisionId>{{high, 1}, {low, 1}}, {{low, 1}, {low, 2}}, {{low, 0}}, std::vector<RevisionId>(65, {low, 1})}) {
    RevisionHeader header = desk.header();
    header.context = context;
    CHECK(seal(header, Desk::contents({"a"})) == "malformed");
  }
  RevisionHeader itself = desk.header(4);
  itself.context = {{itself.id.writer, 4}};
  CHECK(seal(itself, Desk::contents({"a"})) == "malformed");
  itself.context = {{itself.id.writer, 3}};
  CHECK(seal(itself, Desk::contents({"a"})) == "none");
}

TEST_CASE("a header is read in one form only", "[crypto]") {
  Desk desk;
  RevisionHeader header = desk.header();
  header.context = {{WriterId{{1}}, 3}, {WriterId{{2}}, 1ull << 63}};
  header.parts = 5;
  header.dictionary = 0xffffffff;
  const Bytes bytes = header.serialise();
  CHECK(RevisionHeader::parse(bytes).value() == header);
  for (std::size_t size = 0; size < bytes.size(); ++size) REQUIRE_FALSE(RevisionHeader::parse(ByteView(bytes).first(size)));
  Bytes longer = bytes;
  longer.push_back(0);
  CHECK(causeOf(RevisionHeader::parse(longer)) == "malformed");

  Bytes newer = bytes;
  newer[0] = 3;
  CHECK(causeOf(RevisionHeader::parse(newer)) == "newerVersion");
  newer[0] = 2;  // says when its parts go, and does not
  CHECK(causeOf(RevisionHeader::parse(newer)) == "truncated");
  newer[0] = 0;
  CHECK(causeOf(RevisionHeader::parse(newer)) == "malformed");
  CHECK(causeOf(RevisionHeader::parse({})) == "truncated");

  Bytes crowded = bytes;
  crowded[kContextCountAt] = 65;
  CHECK(causeOf(RevisionHeader::parse(crowded)) == "malformed");
  std::swap(header.context[0], header.context[1]);
  CHECK(causeOf(RevisionHeader::parse(header.serialise())) == "malformed");
  header.context = {{WriterId{{1}}, 3}, {WriterId{{1}}, 4}};
  CHECK(causeOf(RevisionHeader::parse(header.serialise())) == "malformed");
  header.context = {};
  header.id.counter = 0;
  CHECK(causeOf(RevisionHeader::parse(header.serialise())) == "malformed");
  header.id.counter = 1;
  header.parts = 0;
  CHECK(causeOf(RevisionHeader::parse(header.serialise())) == "malformed");

  ByteWriter wide;  // a dictionary id that 32 bits do not hold
  header.parts = 1;
  const Bytes plain = header.serialise();
  wide.raw(ByteView(plain).first(plain.size() - 7)).varint(1ull << 32).u16(1);
  CHECK(causeOf(RevisionHeader::parse(wide.bytes())) == "malformed");
}

TEST_CASE("an envelope of a newer version is told as such, whatever follows its version byte", "[crypto]") {
  for (const std::size_t size : {1, 60, 78, 5000}) {
    Bytes header(size, 0xee);
    header[0] = 3;
    CHECK(causeOf(SealedRevision::parse(assemble(header, {}))) == "newerVersion");
    header[0] = 1;
    CHECK(causeOf(SealedRevision::parse(assemble(header, {}))) != "none");
  }
}

TEST_CASE("parts of a size that padding never makes are refused", "[crypto]") {
  Desk desk;
  const SealedRevision sealed = desk.sealed({"a"});
  for (const std::size_t size : {0, 16, 17, 47, 49, 16 + 257, 16 + 32 + 16}) {
    CAPTURE(size);
    SealedPart part;
    part.ciphertext = Bytes(size, 1);
    CHECK(causeOf(SealedRevision::parse(assemble(sealed.headerBytes(), {part}))) == "malformed");
  }
  SealedPart part;
  part.ciphertext = Bytes(kMaxPartBytes + 1, 1);
  CHECK_FALSE(SealedRevision::parse(assemble(sealed.headerBytes(), {part})));
}

TEST_CASE("random changes to an envelope are refused or read in the one form", "[crypto]") {
  Desk desk;
  const Bytes wire = desk.sealed().serialise();
  SeededRandom random(11);
  int read = 0;
  for (int round = 0; round < 20'000; ++round) {
    Bytes bad = wire;
    for (std::uint64_t n = 1 + random.below(4); n > 0; --n) bad[random.below(bad.size())] = static_cast<Byte>(random.next64());
    if (random.below(4) == 0) bad.resize(random.below(bad.size() + 10));
    auto parsed = SealedRevision::parse(bad);
    if (!parsed) continue;
    ++read;
    CAPTURE(round);
    REQUIRE(parsed->serialise() == bad);
  }
  CHECK(read > 0);
}
