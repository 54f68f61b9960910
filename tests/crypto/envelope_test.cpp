// SPDX-License-Identifier: Apache-2.0
#include "crypto/envelope.h"

#include <catch2/catch_test_macros.hpp>
using namespace limen;
TEST_CASE("what was sealed opens for its reader", "[crypto]") {
  SystemRandom random;
  const Signer station = Signer::generate();
  const BoxKeys reader = BoxKeys::generate();
  auto opened = ShiftKeys::open(ShiftId::make(random), StationId::make(random), WriterId::make(random),
                                {{"identity", 1, reader.publicKey()}}, station);
  REQUIRE(opened);
  RevisionHeader header;
  header.record = RecordId::make(random);
  header.id = {WriterId::make(random), 1};
  header.shift = opened->keys.shift();
  ErasureSeed seed{};
  random.fill(seed);
  std::vector<Sealer::Content> contents;
  contents.push_back({0, pad(bytesOf("synthetic"))});
  auto sealed = Sealer::seal(header, std::move(contents), opened->keys, seed);
  REQUIRE(sealed);
  auto object = ShiftObject::parse(opened->object.serialise());
  REQUIRE(object);
  REQUIRE(object->signedBy(station.publicKey()));
  const ShiftKeys read = ShiftKeys::read(*object, [&](std::string_view, std::uint32_t) { return &reader; });
  auto parsed = SealedRevision::parse(sealed->serialise());
  REQUIRE(parsed);
  CHECK(parsed->hash() == sealed->hash());
  auto plain = Sealer::open(*parsed, 0, read, erasurePart(seed, "identity"));
  REQUIRE(plain);
  CHECK(textOf(unpad(std::as_const(*plain).expose(SecretAccess{})).value()) == "synthetic");
}
