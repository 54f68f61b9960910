// SPDX-License-Identifier: Apache-2.0
#include "crypto/audit_log.h"

#include <catch2/catch_test_macros.hpp>

using namespace limen;

namespace {

Hash rootOf(std::span<const Hash> leaves) {  // RFC 6962, 2.1, as it is written there
  if (leaves.empty()) return hash256({});
  if (leaves.size() == 1) {
    const Byte zero = 0;
    return hash256({ByteView(&zero, 1), leaves[0].bytes()});
  }
  std::size_t split = 1;
  while (split * 2 < leaves.size()) split *= 2;
  const Byte one = 1;
  const Hash left = rootOf(leaves.first(split)), right = rootOf(leaves.subspan(split));
  return hash256({ByteView(&one, 1), left.bytes(), right.bytes()});
}

struct Log {
  SeededRandom random{1};
  StationId station = StationId::make(random);
  Signer signer = Signer::generate(), server = Signer::generate(), witness = Signer::generate();
  LogSegment segment;
  MerkleFrontier tree;
  std::int64_t now = 1'795'000'000'000;

  explicit Log(std::uint64_t entries, std::uint64_t checkpointEvery = 7) {
    segment.station = station;
    for (std::uint64_t i = 1; i <= entries; ++i) {
      append();
      if (i % checkpointEvery == 0 || i == entries) seal();
    }
  }
  void append() {
    AuditEntry entry;
    entry.seq = tree.size() + 1;
    entry.previous = segment.entries.empty() ? Hash{} : segment.entries.back().hash;
    entry.act.actor.value.fill(3);
    entry.act.act = "record.read";
    entry.act.result = "ok";
    entry.act.wallMs = entry.act.trustedMs = now += 1000;
    entry.hash = auditHash(entry.seq, entry.previous, entry.act);
    tree.append(entry.hash);
    segment.entries.push_back(entry);
  }
  void seal() { segment.checkpoints.push_back(Checkpoint::make(station, tree, segment.entries.back().hash, now, signer)); }
  LogKeys keys() const { return {signer.publicKey(), {}, {}, {}}; }
};

}  // namespace

TEST_CASE("the root is that of RFC 6962 for every size", "[audit]") {
  SeededRandom random(2);
  std::vector<Hash> leaves;
  MerkleFrontier tree;
  CHECK(tree.root() == rootOf(leaves));
  for (int i = 0; i < 130; ++i) {
    leaves.push_back(Hash::make(random));
    tree.append(leaves.back());
    REQUIRE(tree.root() == rootOf(leaves));
    const auto again = MerkleFrontier::from(tree.size(), tree.peaks());
    REQUIRE(again.has_value());
    REQUIRE(again->root() == tree.root());
  }
  CHECK_FALSE(MerkleFrontier::from(3, {leaves[0]}).has_value());
}

TEST_CASE("a checkpoint reads the same when written again, and nothing else is one", "[audit]") {
  Log log(10);
  Checkpoint checkpoint = log.segment.checkpoints.back();
  checkpoint.add(Checkpoint::By::witness, log.witness);
  checkpoint.add(Checkpoint::By::server, log.server);
  const Bytes bytes = checkpoint.serialise();
  const auto parsed = Checkpoint::parse(bytes);
  REQUIRE(parsed.has_value());
  CHECK(parsed->serialise() == bytes);
  CHECK(parsed->signedBy(Checkpoint::By::station, log.signer.publicKey()));
  CHECK(parsed->signedBy(Checkpoint::By::server, log.server.publicKey()));
  CHECK(parsed->signedBy(Checkpoint::By::witness, log.witness.publicKey()));
  CHECK_FALSE(parsed->signedBy(Checkpoint::By::server, log.witness.publicKey()));
  for (std::size_t size = 0; size < bytes.size(); ++size) REQUIRE_FALSE(Checkpoint::parse(ByteView(bytes).first(size)).has_value());
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    Bytes flipped = bytes;
    flipped[at] ^= 0x10;
    const auto other = Checkpoint::parse(flipped);
    const bool holds = other && other->signedBy(Checkpoint::By::station, log.signer.publicKey()) &&
                       other->signedBy(Checkpoint::By::server, log.server.publicKey()) &&
                       other->signedBy(Checkpoint::By::witness, log.witness.publicKey());
    REQUIRE_FALSE(holds);
  }
  Bytes newer = bytes;
  newer[0] = 2;
  CHECK(Checkpoint::parse(newer).error().is(AuditError::newerVersion));
}

TEST_CASE("a log verifies whole, and from the middle with the checkpoint before it", "[audit]") {
  Log log(100);
  const auto whole = verifyLog(log.segment, log.keys());
  REQUIRE(whole.has_value());
  CHECK((whole->first == 1 && whole->last == 100 && whole->checkpoints == 15));
  CHECK((whole->countersignedTo == 0 && whole->station == log.signer.publicKey()));

  LogSegment tail;
  tail.station = log.station;
  tail.first = 50;
  tail.before = log.segment.entries[48].hash;
  for (int i = 0; i < 49; ++i) tail.tree.append(log.segment.entries[static_cast<std::size_t>(i)].hash);
  tail.entries.assign(log.segment.entries.begin() + 49, log.segment.entries.end());
  tail.checkpoints.assign(log.segment.checkpoints.begin() + 7, log.segment.checkpoints.end());
  CHECK(verifyLog(tail, log.keys()).error().is(AuditError::unanchored));
  tail.checkpoints.insert(tail.checkpoints.begin(), log.segment.checkpoints[6]);
  CHECK(verifyLog(tail, log.keys()).has_value());
  const Bytes bytes = tail.serialise();
  const auto parsed = LogSegment::parse(bytes);
  REQUIRE(parsed.has_value());
  CHECK(parsed->serialise() == bytes);
  CHECK(verifyLog(*parsed, log.keys()).has_value());
}

TEST_CASE("every byte of a log that is changed is noticed", "[audit]") {
  Log log(12);
  const Bytes bytes = log.segment.serialise();
  for (std::size_t size = 0; size < bytes.size(); ++size) REQUIRE_FALSE(LogSegment::parse(ByteView(bytes).first(size)).has_value());
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    Bytes flipped = bytes;
    flipped[at] ^= 0x04;
    const auto parsed = LogSegment::parse(flipped);
    INFO("byte " << at);
    REQUIRE((!parsed || !verifyLog(*parsed, log.keys())));
  }
}

TEST_CASE("what was promised elsewhere must be in the log", "[audit]") {
  Log log(40), other(40);
  LogKeys keys = log.keys();
  keys.known = {log.segment.checkpoints[2]};
  CHECK(verifyLog(log.segment, keys).has_value());
  LogSegment shorter = log.segment;
  shorter.entries.resize(14);
  shorter.checkpoints.resize(2);
  CHECK(verifyLog(shorter, log.keys()).has_value());
  CHECK(verifyLog(shorter, keys).error().is(AuditError::truncated));
  keys.known = {other.segment.checkpoints[2]};
  CHECK(verifyLog(log.segment, keys).error().is(AuditError::badSignature));
  other.segment.station = log.station;
  keys.known = {Checkpoint::make(log.station, other.tree, log.segment.entries.back().hash, log.now, log.signer)};
  CHECK(verifyLog(log.segment, keys).has_value());
  other.append();
  keys.known = {Checkpoint::make(log.station, other.tree, Hash{}, log.now, log.signer)};
  CHECK(verifyLog(log.segment, keys).error().is(AuditError::truncated));
  MerkleFrontier fork;
  for (int i = 0; i < 20; ++i) fork.append(Hash{});
  keys.known = {Checkpoint::make(log.station, fork, Hash{}, log.now, log.signer)};
  CHECK(verifyLog(log.segment, keys).error().is(AuditError::forked));
}
