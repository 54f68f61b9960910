// SPDX-License-Identifier: Apache-2.0
// The file that a courier carries, byte by byte: what is outside, what is refused, and that it opens for one.
#include "sync/courier.h"

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>

#include "core/random.h"
#include "tests/support/vectors.h"

using namespace limen;

namespace {

struct Ends {
  SystemRandom random;
  Signer sender = Signer::generate();
  BoxKeys receiver = BoxKeys::generate();
  CourierBundle bundle{.way = CourierWay::toServer,
                       .organisation = OrganisationId::make(random),
                       .station = StationId::make(random),
                       .id = CourierId::make(random),
                       .answers = CourierId::make(random),
                       .epoch = 7,
                       .part = 2,
                       .frames = {"first", "", std::string(70'000, 'x')}};
  Bytes sealed() const { return bundle.seal(sender, receiver.publicKey()).value(); }
};

bool refusedFor(const Result<CourierBundle>& result, CourierError cause) {
  return !result && result.error().is(cause);
}

}  // namespace

TEST_CASE("a bundle opens for its receiver as what it was, and says who wrote it", "[sync]") {
  const Ends ends;
  const Bytes file = ends.sealed();
  const auto opened = CourierBundle::open(file, ends.receiver);
  REQUIRE(opened);
  CHECK(opened->way == CourierWay::toServer);
  CHECK(opened->organisation == ends.bundle.organisation);
  CHECK(opened->station == ends.bundle.station);
  CHECK(opened->id == ends.bundle.id);
  CHECK(opened->answers == ends.bundle.answers);
  CHECK(opened->epoch == 7);
  CHECK(opened->part == 2);
  CHECK(opened->frames == ends.bundle.frames);
  CHECK(opened->signedBy(ends.sender.publicKey()));
  CHECK_FALSE(opened->signedBy(Signer::generate().publicKey()));
  CHECK(refusedFor(CourierBundle::open(file, BoxKeys::generate()), CourierError::otherReceiver));
  // Who opened it cannot pass it on to another as meant for them: the signature names the receiver.
  const BoxKeys third = BoxKeys::generate();
  const Bytes content = openCourier(ends.receiver, file).value();
  const auto passedOn = CourierBundle::open(sealCourier(third.publicKey(), content).value(), third);
  REQUIRE(passedOn);
  CHECK_FALSE(passedOn->signedBy(ends.sender.publicKey()));
}

TEST_CASE("every byte of a bundle's header and every hundredth of its body, changed, is seen; so is every end before its end", "[sync]") {
  Ends ends;
  ends.bundle.frames = {"first"};
  const Bytes file = ends.sealed();
  REQUIRE(file.size() == kCourierHeaderBytes + kCourierChunkBytes + kSealedChunkOverhead);
  std::size_t tried = 0;
  for (std::size_t at = 0; at < file.size(); at += at < 2 * kCourierHeaderBytes ? 1 : 101) {
    Bytes changed = file;
    changed[at] ^= 0x10;
    CHECK_FALSE(CourierBundle::open(changed, ends.receiver));
    ++tried;
  }
  CHECK(tried > 800);
  for (std::size_t size = 0; size < file.size(); size += size < 2 * kCourierHeaderBytes ? 1 : 997) {
    const auto opened = CourierBundle::open(ByteView(file).first(size), ends.receiver);
    CHECK((refusedFor(opened, CourierError::truncated) || (size == 0 && refusedFor(opened, CourierError::notABundle))));
  }
}

TEST_CASE("what claims too much, or has something behind its end, is refused", "[sync]") {
  const Ends ends;
  const auto sealedAs = [&](const Bytes& content) { return CourierBundle::open(sealCourier(ends.receiver.publicKey(), content).value(), ends.receiver); };
  const auto manifest = [&](std::uint8_t way, std::uint32_t part) {
    ByteWriter out;
    out.u8(way).raw(Bytes(64, 1)).u64(1).u32(part);
    return out;
  };
  CHECK(refusedFor(sealedAs({}), CourierError::damaged));
  CHECK(refusedFor(sealedAs(manifest(3, 1).varint(0).raw(Bytes(64, 1)).take()), CourierError::damaged));
  CHECK(refusedFor(sealedAs(manifest(1, 0).varint(0).raw(Bytes(64, 1)).take()), CourierError::damaged));
  CHECK(refusedFor(sealedAs(manifest(1, 1).varint(std::uint64_t{1} << 40).take()), CourierError::damaged));
  CHECK(refusedFor(sealedAs(manifest(1, 1).varint(1).varint(kMaxCourierFrame + 1).take()), CourierError::damaged));
  CHECK(sealedAs(manifest(1, 1).varint(0).raw(Bytes(64, 1)).take()));
  CHECK(refusedFor(sealedAs(manifest(1, 1).varint(0).raw(Bytes(65, 1)).take()), CourierError::damaged));
  const auto tooLarge = sealCourier(ends.receiver.publicKey(), Bytes(kMaxCourierContent + 1));
  CHECK((!tooLarge && tooLarge.error().is(CourierError::tooLarge)));
  Bytes endless = ends.sealed();
  endless.resize(kMaxCourierBytes + 1);
  CHECK(refusedFor(CourierBundle::open(endless, ends.receiver), CourierError::tooLarge));
}

TEST_CASE("frozen bundles are read by this and every later version", "[sync]") {
  const std::vector<Vector> vectors = readVectors("sync/courier.txt");
  REQUIRE(vectors.size() == 2);
  for (const Vector& vector : vectors) {
    CAPTURE(vector.word("name"));
    const BoxKeys receiver = BoxKeys::fromSecret(vector.secret("receiver-secret")).value();
    CHECK(toHex(courierKeyId(receiver.publicKey())) == vector.word("key-id"));
    // Zeros behind the content are sealed as well: the file is longer than what is told of it.
    const auto opened = CourierBundle::open(vector.bytes("bundle"), receiver);
    REQUIRE(opened);
    CHECK(static_cast<int>(opened->way) == std::stoi(vector.word("way")));
    CHECK(opened->organisation.hex() == vector.word("organisation"));
    CHECK(opened->station.hex() == vector.word("station"));
    CHECK(opened->id.hex() == vector.word("id"));
    CHECK(opened->answers.hex() == vector.word("answers"));
    CHECK(std::to_string(opened->epoch) == vector.word("epoch"));
    CHECK(std::to_string(opened->part) == vector.word("part"));
    const auto frames = vector.all("frame");
    REQUIRE(frames.size() == opened->frames.size());
    for (std::size_t i = 0; i < frames.size(); ++i) CHECK(hexOrDash(bytesOf(opened->frames[i])) == frames[i].at(0));
    CHECK(opened->signedBy(Signer::fromSeed(vector.secret("sender-seed")).value().publicKey()));
  }
}

TEST_CASE("write the courier's vectors into LIMEN_VECTORS", "[.generate]") {
  const char* folder = std::getenv("LIMEN_VECTORS");
  REQUIRE(folder != nullptr);
  std::vector<Vector> vectors;
  for (const bool up : {true, false}) {
    Ends ends;
    ends.bundle.way = up ? CourierWay::toServer : CourierWay::toStation;
    if (up) ends.bundle.answers = {};
    ends.bundle.frames = {up ? "a station's frame" : "a server's frame", "", "another"};
    Vector vector;
    vector.add("name", {up ? "to-server" : "to-station"});
    vector.add("sender-seed", {toHex(ends.sender.seed().expose(SecretAccess{}))});
    vector.add("receiver-secret", {toHex(ends.receiver.secret().expose(SecretAccess{}))});
    vector.add("key-id", {toHex(courierKeyId(ends.receiver.publicKey()))});
    vector.add("way", {up ? "1" : "2"});
    vector.add("organisation", {ends.bundle.organisation.hex()});
    vector.add("station", {ends.bundle.station.hex()});
    vector.add("id", {ends.bundle.id.hex()});
    vector.add("answers", {ends.bundle.answers.hex()});
    vector.add("epoch", {"7"});
    vector.add("part", {"2"});
    for (const std::string& frame : ends.bundle.frames) vector.add("frame", {hexOrDash(bytesOf(frame))});
    vector.add("bundle", {toHex(ends.sealed())});
    vectors.push_back(std::move(vector));
  }
  writeVectors(folder, "courier.txt", "Courier bundles as they are carried.", vectors);
}
