// SPDX-License-Identifier: Apache-2.0
// The outside of a backup: its header and its chunks, and the frozen file that every later version must open.
#include "crypto/backup.h"

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>

using namespace limen;

namespace {

const std::string kData = std::string(LIMEN_SOURCE_DIR) + "/tests/data/crypto/";
constexpr std::size_t kHolders = 5, kNeeded = 3;

// Keys of a vector: every byte of a key is its number.
SecretBytes numbered(Byte number) {
  return SecretBytes::copyOf(Bytes(32, number));
}
std::vector<BoxKeys> holders() {
  std::vector<BoxKeys> out;
  for (Byte i = 1; i <= kHolders; ++i) out.push_back(*BoxKeys::fromSecret(numbered(i)));
  return out;
}
std::vector<PublicKey> publicOf(const std::vector<BoxKeys>& keys) {
  std::vector<PublicKey> out;
  for (const BoxKeys& one : keys) out.push_back(one.publicKey());
  return out;
}
Bytes chunkOf(Byte first) {
  Bytes out(kBackupChunkBytes);
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<Byte>(first + i * 7);
  return out;
}

Bytes made(std::size_t chunks) {
  SecretBytes bodyKey;
  BackupHeader header = *BackupHeader::make(numbered(9), publicOf(holders()), kNeeded, bodyKey);
  BackupSealer sealer(header, bodyKey);
  ByteWriter out;
  out.raw(header.serialise());
  for (std::size_t i = 0; i < chunks; ++i) out.raw(sealer.seal(chunkOf(static_cast<Byte>(i)), i + 1 == chunks));
  return out.take();
}

// "" or what does not hold of a file of so many chunks.
std::string wrongWith(ByteView file, std::size_t chunks) {
  std::size_t size = 0;
  const auto header = BackupHeader::parse(file.first(std::min(file.size(), kMaxBackupHeaderBytes)), size);
  if (!header) return std::string(header.error().name());
  if (header->serialise() != copyOf(file.first(size))) return "another spelling";
  const auto all = holders();
  const auto byStation = header->openWithStation(numbered(9));
  const auto byShares = header->openWithShares({&all[4], &all[0], &all[2]});
  if (!byStation || !byShares || !byStation->equals(*byShares)) return "key";
  auto opener = BackupOpener::make(*header, *byStation);
  if (!opener) return "stream";
  for (std::size_t i = 0; i < chunks; ++i) {
    const std::size_t at = size + i * kBackupSealedChunkBytes;
    if (at + kBackupSealedChunkBytes > file.size()) return "truncated";
    bool last = false;
    const auto chunk = opener->open(file.subspan(at, kBackupSealedChunkBytes), last);
    if (!chunk) return "chunk";
    const Bytes wanted = chunkOf(static_cast<Byte>(i));
    if (!std::equal(wanted.begin(), wanted.end(), chunk->expose(SecretAccess{}).begin())) return "content";
    if (last != (i + 1 == chunks)) return "end";
  }
  return "";
}

template <class T>
bool causeIs(const Result<T>& result, BackupError cause) {
  return !result && result.error().is(cause);
}

}  // namespace

TEST_CASE("a backup opens with the station's key and with any three of five shares, and with nothing less", "[crypto][backup]") {
  SecretBytes bodyKey;
  const auto all = holders();
  const BackupHeader header = *BackupHeader::make(numbered(9), publicOf(all), kNeeded, bodyKey);
  CHECK(header.openWithStation(numbered(9))->equals(bodyKey));
  CHECK(causeIs(header.openWithStation(numbered(8)), BackupError::otherKey));
  CHECK(header.openWithShares({&all[0], &all[1], &all[2]})->equals(bodyKey));
  CHECK(causeIs(header.openWithShares({&all[0], &all[1]}), BackupError::tooFewShares));
  CHECK(causeIs(header.openWithShares({&all[0], &all[0], &all[0]}), BackupError::tooFewShares));
  const BackupHeader again = *BackupHeader::make(numbered(9), publicOf(all), kNeeded, bodyKey);
  CHECK(again.locked != header.locked);
  CHECK(again.keyId == header.keyId);
}

TEST_CASE("chunks of a backup do not move, repeat, end early or serve another header", "[crypto][backup]") {
  const Bytes file = made(3);
  REQUIRE(wrongWith(file, 3) == "");
  std::size_t size = 0;
  REQUIRE(BackupHeader::parse(ByteView(file).first(kMaxBackupHeaderBytes), size));
  const auto chunk = [&](std::size_t i) { return ByteView(file).subspan(size + i * kBackupSealedChunkBytes, kBackupSealedChunkBytes); };
  const auto order = [&](std::initializer_list<std::size_t> chunks) {
    ByteWriter out;
    out.raw(ByteView(file).first(size));
    for (const std::size_t i : chunks) out.raw(chunk(i));
    return out.take();
  };
  CHECK(wrongWith(order({1, 0, 2}), 3) == "chunk");
  CHECK(wrongWith(order({0, 0, 1}), 3) == "chunk");
  CHECK(wrongWith(order({0, 2}), 2) == "chunk");
  CHECK(wrongWith(order({0, 1}), 2) == "end");
  Bytes other = file;
  other[size - 24 - 40] ^= 1;  // the escrow alone: the station still opens the key
  CHECK(wrongWith(other, 3) != "");
}

TEST_CASE("every byte of a backup's header counts, and every length of it is refused", "[crypto][backup]") {
  const Bytes file = made(1);
  std::size_t size = 0;
  REQUIRE(BackupHeader::parse(ByteView(file).first(kMaxBackupHeaderBytes), size));
  for (std::size_t i = 0; i < size; ++i) {
    Bytes altered = file;
    altered[i] ^= 0x10;
    INFO(i);
    CHECK(wrongWith(altered, 1) != "");
    std::size_t ignored = 0;
    CHECK_FALSE(BackupHeader::parse(ByteView(file).first(i), ignored));
  }
  Bytes newer = file;
  newer[4] = 2;
  CHECK(causeIs(BackupHeader::parse(newer, size), BackupError::newerVersion));
  newer[4] = 0;  // a version that never was
  CHECK(causeIs(BackupHeader::parse(newer, size), BackupError::damaged));
  // No escrow at all, and one that claims to be larger than any.
  Bytes none(file.begin(), file.begin() + 4 + 1 + 8 + 72);
  none.resize(kMaxBackupHeaderBytes);
  CHECK(causeIs(BackupHeader::parse(none, size), BackupError::damaged));
  Bytes claims(file.begin(), file.begin() + 4 + 1 + 8 + 72);
  const Bytes length = ByteWriter().varint(kMaxEscrowBytes + 1).take();
  claims.insert(claims.end(), length.begin(), length.end());
  claims.resize(kMaxBackupHeaderBytes + 100);
  CHECK(causeIs(BackupHeader::parse(claims, size), BackupError::damaged));
}

TEST_CASE("the number of chunks is padded, by an eighth at most where it matters", "[crypto][backup]") {
  CHECK(paddedChunks(1) == 1);
  std::uint64_t before = 0;
  for (std::uint64_t chunks = 1; chunks <= kMaxBackupChunks; chunks += chunks < 300 ? 1 : 97) {
    const std::uint64_t padded = paddedChunks(chunks);
    CHECK(padded >= chunks);
    CHECK(padded >= before);
    CHECK(paddedChunks(padded) == padded);
    if (chunks >= 64) CHECK(padded * 8 <= chunks * 9);
    before = padded;
  }
}

TEST_CASE("the backup of version 1 opens", "[crypto][backup][vectors]") {
  std::ifstream in(kData + "backup_v1.bin", std::ios::binary);
  const std::string file{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  CHECK(wrongWith(bytesOf(file), 1) == "");
  std::ifstream headers(kData + "backup_headers.txt");
  std::size_t count = 0;
  for (std::string line; std::getline(headers, line); ++count) {
    const auto bytes = fromHex(line);
    REQUIRE(bytes);
    CHECK(wrongWith(*bytes, 0) == "");
  }
  CHECK(count == 10);
}

TEST_CASE("writing the backup vectors anew", "[.generate-backup]") {
  const Bytes file = made(1);
  std::ofstream(kData + "backup_v1.bin", std::ios::binary) << textOf(file);
  std::ofstream headers(kData + "backup_headers.txt");
  for (int i = 0; i < 10; ++i) headers << toHex(made(0)) << '\n';
}
