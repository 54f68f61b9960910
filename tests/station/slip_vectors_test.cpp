// SPDX-License-Identifier: Apache-2.0
// The frozen slips of tests/data/station, read by this and every later version. The hidden case made them once:
//   LIMEN_VECTORS_OUT=folder test_station "[.generate-slip]"
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>

#include "core/random.h"
#include "station/shift_slip.h"
#include "tests/support/vectors.h"

using namespace limen;

namespace {

std::vector<std::uint64_t> countsOf(const ShiftSlip& slip) {
  return {slip.made.finished, slip.made.incomplete, slip.made.amended, slip.made.handedOver, slip.made.discarded, slip.here, slip.confirmed};
}

}  // namespace

TEST_CASE("frozen shift slips are read, signed again and written again byte for byte", "[station][vectors]") {
  const std::vector<Vector> vectors = readVectors("station/slip.txt");
  REQUIRE(vectors.size() >= 12);
  for (const Vector& vector : vectors) {
    CAPTURE(vector.word("name"));
    const Bytes bytes = vector.bytes("slip");
    const auto slip = ShiftSlip::parse(bytes);
    REQUIRE(slip);
    CHECK(slip->serialise() == bytes);
    CHECK(slip->text() == vector.word("text"));
    CHECK(ShiftSlip::read(vector.word("text"))->serialise() == bytes);
    CHECK(slip->stationName() == vector.word("station-name"));
    CHECK(slip->log.station.hex() == vector.word("station"));
    CHECK(std::to_string(slip->log.seq) == vector.word("log-length"));
    CHECK(std::to_string(slip->openedMs) == vector.word("opened"));
    CHECK(std::to_string(slip->closedMs) == vector.word("closed"));
    Vector::Line counts;
    for (const std::uint64_t count : countsOf(*slip)) counts.push_back(std::to_string(count));
    CHECK(counts == vector.all("counts").at(0));
    const Signer station = Signer::fromSeed(vector.secret("station-seed")).value();
    CHECK(slip->signedBy(station.publicKey()));
    CHECK(slip->log.signedBy(Checkpoint::By::station, station.publicKey()));
    CHECK_FALSE(slip->signedBy(Signer::generate().publicKey()));
    CHECK(toHex(station.sign("limen/slip/v1", ByteView(bytes).first(bytes.size() - 64))) == toHex(slip->signature));
    for (std::size_t at = 0; at < bytes.size(); ++at) {
      Bytes altered = bytes;
      altered[at] ^= 0x01;
      const auto other = ShiftSlip::parse(altered);
      CHECK((!other || !other->signedBy(station.publicKey())));
    }
    Bytes newer = bytes;
    newer[0] = 2;
    CHECK(ShiftSlip::parse(newer).error().is(AuditError::newerVersion));
    newer[0] = 0;
    CHECK(ShiftSlip::parse(newer).error().is(AuditError::malformed));
  }
}

TEST_CASE("writing the slip vectors anew", "[.generate-slip]") {
  const char* folder = std::getenv("LIMEN_VECTORS_OUT");
  REQUIRE(folder != nullptr);
  SeededRandom random(20'261'123);
  std::vector<Vector> vectors;
  for (std::uint64_t i = 0; i < 14; ++i) {
    const SecretBytes seed = SecretBytes::random(32);
    const Signer station = Signer::fromSeed(seed).value();
    MerkleFrontier tree;
    Hash head;
    for (std::uint64_t entry = 0; entry <= i * i; ++entry) {
      random.fill(head.value);
      tree.append(head);
    }
    ShiftSlip slip;
    slip.log = Checkpoint::make(StationId::make(random), tree, head, 1'795'000'000'000 + static_cast<std::int64_t>(i), station);
    if (i % 3 == 1) slip.log.add(Checkpoint::By::server, Signer::generate());
    if (i % 4 == 2) slip.log.add(Checkpoint::By::witness, Signer::generate());
    slip.openedMs = i == 0 ? 0 : 1'795'000'000'000 - static_cast<std::int64_t>(i) * 3'600'000;
    slip.closedMs = slip.openedMs + static_cast<std::int64_t>(i) * 1'000'000;
    std::uint64_t* counts[] = {&slip.made.finished, &slip.made.incomplete, &slip.made.amended, &slip.made.handedOver, &slip.made.discarded,
                               &slip.here, &slip.confirmed};
    for (std::uint64_t* count : counts) *count = i == 0 ? 0 : i == 13 ? ~std::uint64_t{0} : random.below(std::uint64_t{1} << (4 * i));
    slip.sign(station);
    Vector out;
    out.add("name", {"slip-" + std::to_string(i)});
    out.add("station-seed", {hexOrDash(seed.expose(SecretAccess{}))});
    out.add("station", {slip.log.station.hex()});
    out.add("station-name", {slip.stationName()});
    out.add("log-length", {std::to_string(slip.log.seq)});
    out.add("opened", {std::to_string(slip.openedMs)});
    out.add("closed", {std::to_string(slip.closedMs)});
    Vector::Line line;
    for (const std::uint64_t count : countsOf(slip)) line.push_back(std::to_string(count));
    out.add("counts", line);
    out.add("slip", {toHex(slip.serialise())});
    out.add("text", {slip.text()});
    vectors.push_back(std::move(out));
  }
  writeVectors(folder, "station/slip.txt", "Shift slips: finished, incomplete, amended, handed over, discarded, here, confirmed.",
               vectors);
}
