// SPDX-License-Identifier: Apache-2.0
#include "sync/run.h"

#include <zstd.h>

#include <catch2/catch_test_macros.hpp>

#include "sync/receipt.h"
#include "tests/support/organisation.h"

using namespace limen;
using namespace limen::test;

namespace {

struct OneStation {
  TestOrganisation organisation;
  std::size_t station = organisation.addStation("north");
  TestChain chain{organisation, station, "intake"};
  const PublicKey& key() const { return organisation.stations[station].signer.publicKey(); }
};

// Where the fixed fields of a small run end: first and count are one byte each.
constexpr std::size_t kFixed = 1 + 16 + 16 + 1 + 1 + 32 + 32 + 64;

std::size_t ciphertexts(const Run& run) {
  std::size_t size = 0;
  for (const SealedRevision& revision : run.revisions) {
    for (const SealedPart& part : revision.parts()) size += part.ciphertext.size();
  }
  return size;
}

}  // namespace

TEST_CASE("a run survives its bytes, and its own bytes come back", "[sync]") {
  OneStation one;
  one.chain.addRecords(25);
  for (const auto& [first, last] : {std::pair{1, 1}, {1, 25}, {7, 20}, {25, 25}}) {
    const Run run = one.chain.cut(first, last);
    const Bytes bytes = run.serialise();
    const auto parsed = Run::parse(bytes);
    REQUIRE(parsed);
    CHECK(parsed->serialise() == bytes);
    CHECK(parsed->check(one.key()));
    CHECK(parsed->first == run.first);
    CHECK(parsed->last == run.last);
    CHECK(parsed->station == run.station);
    CHECK(parsed->scope == run.scope);
    CHECK(parsed->erasureKeyId == 1);
    CHECK(Run::scopeIn(bytes) == run.scope);
    REQUIRE(parsed->revisions.size() == run.revisions.size());
    for (std::size_t i = 0; i < run.revisions.size(); ++i) CHECK(parsed->revisions[i].hash() == run.revisions[i].hash());
    const auto seeds = openSeeds(parsed->seeds, one.organisation.erasure, parsed->revisions.size());
    REQUIRE(seeds);
    for (std::size_t i = 0; i < seeds->size(); ++i) CHECK((*seeds)[i] == one.chain.seed(run.first + i));
  }
}

TEST_CASE("what a run adds to ciphertexts, seeds and record ids is below 12 bytes a record and 300 a run", "[sync]") {
  OneStation one;
  one.chain.addRecords(400);
  for (const std::size_t count : {1u, 36u, 400u}) {
    const Run run = one.chain.cut(1, count, false);
    const std::size_t around = run.serialise().size() - ciphertexts(run) - count * (16 + 16);
    INFO(count << " records: " << around << " bytes around them");
    CHECK(around < 300 + 12 * count);
  }
}

TEST_CASE("parts that a station was not given travel as their hashes, and the chain still holds", "[sync]") {
  OneStation one;
  one.chain.addRecords(3);
  Run run = one.chain.cut(1, 3);
  for (SealedRevision& revision : run.revisions) revision = revision.withOnly(0b00101);
  run.erasureKeyId = 0;
  run.seeds.clear();
  run.erasureParts = Bytes(60, 1);
  const auto parsed = Run::parse(run.serialise());
  REQUIRE(parsed);
  CHECK(parsed->serialise() == run.serialise());
  CHECK(parsed->check(one.key()));
  CHECK(parsed->erasureParts == run.erasureParts);
  CHECK(parsed->revisions[0].parts()[1].ciphertext.empty());
  CHECK_FALSE(parsed->revisions[0].parts()[2].ciphertext.empty());
}

TEST_CASE("a run is checked against its station's key and its own chain", "[sync]") {
  OneStation one;
  one.chain.addRecords(6);
  const Run good = one.chain.cut(2, 5);
  REQUIRE(good.check(one.key()));
  CHECK(good.check(Signer::generate().publicKey()).error().is(RunError::badSignature));
  const auto refusedFor = [&](auto&& change, bool signAnew) {
    Run run = good;
    change(run);
    if (signAnew) run.sign(one.organisation.stations[one.station].signer);
    const auto checked = run.check(one.key());
    REQUIRE_FALSE(checked);
    return checked.error();
  };
  CHECK(refusedFor([](Run& run) { run.first = 3, run.last = 6; }, false).is(RunError::badSignature));
  CHECK(refusedFor([](Run& run) { run.station.value[0] ^= 1; }, false).is(RunError::badSignature));
  CHECK(refusedFor([](Run& run) { run.scope.value[0] ^= 1; }, false).is(RunError::badSignature));
  CHECK(refusedFor([](Run& run) { run.before.value[0] ^= 1; }, false).is(RunError::badSignature));
  CHECK(refusedFor([](Run& run) { run.after.value[0] ^= 1; }, false).is(RunError::badSignature));
  // What the signature does not cover itself, the chain binds.
  CHECK(refusedFor([](Run& run) { std::swap(run.revisions[0], run.revisions[1]); }, false).is(RunError::brokenChain));
  CHECK(refusedFor([](Run& run) { run.revisions.pop_back(); }, true).is(RunError::brokenChain));
  CHECK(refusedFor([](Run& run) { run.before.value[0] ^= 1; }, true).is(RunError::brokenChain));
  CHECK(refusedFor([](Run& run) { run.first = 1, run.last = 4; }, true).is(RunError::brokenChain));
  CHECK(refusedFor([&](Run& run) { run.revisions[1] = one.chain.revision(6); }, true).is(RunError::brokenChain));
}

TEST_CASE("every truncation of a run is refused", "[sync]") {
  OneStation one;
  one.chain.addRecords(2);
  const Bytes bytes = one.chain.cut(1, 2).serialise();
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const auto parsed = Run::parse(ByteView(bytes).first(size));
    REQUIRE_FALSE(parsed);
    const bool named = parsed.error().is(RunError::truncated) || parsed.error().is(RunError::malformed);
    CHECK(named);
  }
  Bytes longer = bytes;
  longer.push_back(0);
  CHECK(Run::parse(longer).error().is(RunError::malformed));
}

TEST_CASE("no flipped byte of a run passes parser, signature, chain and box", "[sync]") {
  OneStation one;
  one.chain.addRecords(2);
  const Run run = one.chain.cut(1, 2);
  const Bytes bytes = run.serialise();
  const std::size_t shiftEnd = kFixed + 1 + 2 + run.shiftObjects[0].serialise().size();
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    Bytes changed = bytes;
    changed[at] ^= 0x01;
    const auto parsed = Run::parse(changed);
    if (!parsed || !parsed->check(one.key())) continue;
    INFO("byte " << at);
    // What is left: the shift object, which has a signature of its own, the erasure key's number, the box of seeds, and a bit of
    // the compressed frame's header that says nothing.
    const bool shiftRefused =
        at >= kFixed && at < shiftEnd && (parsed->shiftObjects.empty() || !parsed->shiftObjects[0].signedBy(one.key()));
    const bool seedsRefused = parsed->erasureKeyId != 1 || !openSeeds(parsed->seeds, one.organisation.erasure, 2);
    const bool same = parsed->serialise() == bytes;
    CHECK((shiftRefused || seedsRefused || same));
  }
}

TEST_CASE("a run that claims too much is refused before memory is taken for it", "[sync]") {
  OneStation one;
  one.chain.addRecords(1);
  const Run run = one.chain.cut(1, 1, false);
  const Bytes bytes = run.serialise();
  const auto withHead = [&](std::uint64_t first, std::uint64_t count, std::uint64_t objects) {
    return ByteWriter()
        .raw(ByteView(bytes).first(33))
        .varint(first)
        .varint(count)
        .raw(ByteView(bytes).subspan(35, 128))
        .varint(objects)
        .raw(ByteView(bytes).subspan(kFixed + 1))
        .take();
  };
  REQUIRE(withHead(1, 1, 0) == bytes);
  CHECK(Run::parse(withHead(0, 1, 0)).error().is(RunError::malformed));
  CHECK(Run::parse(withHead(1, 0, 0)).error().is(RunError::malformed));
  CHECK(Run::parse(withHead(UINT64_MAX, 2, 0)).error().is(RunError::malformed));
  CHECK(Run::parse(withHead(1, kMaxRunRevisions + 1, 0)).error().is(RunError::tooLarge));
  CHECK(Run::parse(withHead(1, UINT64_MAX, 0)).error().is(RunError::tooLarge));
  CHECK(Run::parse(withHead(1, 1, 65)).error().is(RunError::tooLarge));
  CHECK(Run::parse(withHead(1, 2, 0)).error().is(RunError::malformed));
  CHECK(Run::parse(Bytes(kMaxRunBytes + 1)).error().is(RunError::tooLarge));
  CHECK(Run::parse(Bytes{0}).error().is(RunError::malformed));
  CHECK(Run::parse(Bytes{2}).error().is(RunError::newerVersion));

  SECTION("a compressed block that unfolds to more than it says") {
    const Bytes zeros(1 << 20);
    Bytes bomb(ZSTD_compressBound(zeros.size()));
    bomb.resize(ZSTD_compress(bomb.data(), bomb.size(), zeros.data(), zeros.size(), 19));
    const auto with = [&](std::uint64_t claimed) {
      return Run::parse(ByteWriter().raw(ByteView(bytes).first(kFixed + 1)).varint(claimed).sized(bomb).raw(Bytes(400)).take())
          .error();
    };
    CHECK(with(100).is(RunError::malformed));
    CHECK(with(1 << 20).is(RunError::tooLarge));
    CHECK(with(8 << 20).is(RunError::tooLarge));
  }
  SECTION("two compressed frames where one belongs") {
    const Bytes nothing;
    Bytes second(ZSTD_compressBound(0));
    second.resize(ZSTD_compress(second.data(), second.size(), nothing.data(), 0, 1));
    ByteReader in(ByteView(bytes).subspan(kFixed + 1));
    const std::uint64_t claimed = in.varint();
    const ByteView block = in.sized(bytes.size());
    const Bytes both = ByteWriter().raw(block).raw(second).take();
    const Bytes forged =
        ByteWriter().raw(ByteView(bytes).first(kFixed + 1)).varint(claimed).sized(both).raw(in.raw(in.remaining())).take();
    CHECK(Run::parse(forged).error().is(RunError::malformed));
  }
}

TEST_CASE("seeds open with the erasure key they were sealed to, and only as many as there are revisions", "[sync]") {
  TestOrganisation organisation;
  const std::vector<ErasureSeed> seeds{{1}, {2}, {3}};
  const auto box = sealSeeds(seeds, organisation.erasure.publicKey());
  REQUIRE(box);
  CHECK(openSeeds(*box, organisation.erasure, 3).value() == seeds);
  CHECK(openSeeds(*box, organisation.erasure, 2).error().is(RunError::badSeeds));
  CHECK(openSeeds(*box, organisation.erasure, 4).error().is(RunError::badSeeds));
  CHECK(openSeeds(*box, BoxKeys::generate(), 3).error().is(RunError::badSeeds));
  CHECK(openSeeds({}, organisation.erasure, 0).error().is(RunError::badSeeds));
}

TEST_CASE("a fingerprint depends on the set of heads and on nothing else", "[sync]") {
  const ScopeHead a{.station = {.value = {1}}, .counter = 5, .hash = {.value = {9}}},
      b{.station = {.value = {2}}, .counter = 7, .hash = {.value = {8}}};
  CHECK(fingerprint({a, b}) == fingerprint({b, a}));
  CHECK(fingerprint({a, b}) != fingerprint({a}));
  CHECK(fingerprint({}) != fingerprint({a}));
  ScopeHead changed = a;
  changed.counter = 6;
  CHECK(fingerprint({changed, b}) != fingerprint({a, b}));
  changed = a;
  changed.hash.value[31] = 1;
  CHECK(fingerprint({changed, b}) != fingerprint({a, b}));
}

TEST_CASE("an acknowledgement holds under the receipt key and for what it says", "[sync]") {
  TestOrganisation organisation;
  Ack ack;
  ack.set_epoch(3);
  ack.set_station(std::string(16, 's'));
  Range& range = *ack.add_stored();
  range.set_scope(std::string(16, 'c'));
  range.set_first(1);
  range.set_last(9);
  range.set_number(4);
  signAck(ack, organisation.receipt);
  REQUIRE(ackSignedBy(ack, organisation.receipt.publicKey()));
  CHECK_FALSE(ackSignedBy(ack, Signer::generate().publicKey()));
  const auto changed = [&](auto&& change) {
    Ack other = ack;
    change(other);
    return ackSignedBy(other, organisation.receipt.publicKey());
  };
  CHECK_FALSE(changed([](Ack& each) { each.set_epoch(4); }));
  CHECK_FALSE(changed([](Ack& each) { each.set_station(std::string(16, 't')); }));
  CHECK_FALSE(changed([](Ack& each) { each.mutable_stored(0)->set_last(10); }));
  CHECK_FALSE(changed([](Ack& each) { each.mutable_stored(0)->set_number(5); }));
  CHECK_FALSE(changed([](Ack& each) { *each.add_safe() = each.stored(0); }));
  CHECK_FALSE(changed([](Ack& each) { each.mutable_safe()->Swap(each.mutable_stored()); }));
  CHECK_FALSE(changed([](Ack& each) { each.mutable_stored(0)->set_scope("c"); }));
  CHECK_FALSE(changed([](Ack& each) { each.clear_signature(); }));
}

TEST_CASE("an enrolment is proven by the station's own key over every field", "[sync]") {
  const Signer station = Signer::generate();
  EnrolRequest request;
  request.set_code("0123");
  request.set_station_x25519(std::string(32, 'x'));
  request.set_certificate_request_pem("request");
  request.set_user_ed25519(std::string(32, 'e'));
  request.set_user_x25519(std::string(32, 'u'));
  signEnrolRequest(request, station);
  REQUIRE(enrolRequestProven(request));
  const auto changed = [&](auto&& change) {
    EnrolRequest other = request;
    change(other);
    return enrolRequestProven(other);
  };
  CHECK_FALSE(changed([](EnrolRequest& each) { each.set_code("0124"); }));
  CHECK_FALSE(changed([](EnrolRequest& each) { each.set_station_x25519(std::string(32, 'y')); }));
  CHECK_FALSE(changed([](EnrolRequest& each) { each.set_certificate_request_pem("other"); }));
  CHECK_FALSE(changed([](EnrolRequest& each) { each.set_user_x25519(std::string(32, 'v')); }));
  CHECK_FALSE(changed([](EnrolRequest& each) { each.set_station_ed25519(text(Signer::generate().publicKey())); }));
  CHECK_FALSE(changed([](EnrolRequest& each) { each.clear_proof(); }));
}
