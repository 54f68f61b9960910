// SPDX-License-Identifier: Apache-2.0
#include "crypto/attachment.h"

#include <catch2/catch_test_macros.hpp>

#include "crypto/envelope.h"

using namespace limen;

namespace {

Bytes pictureOf(std::size_t size, Byte seed = 1) {
  Bytes out(size);
  for (std::size_t i = 0; i < size; ++i) out[i] = static_cast<Byte>(seed + i * 31 + (i >> 8));
  return out;
}

struct Sealed {
  SecretBytes key = SecretBytes::random(32);
  SystemRandom random;
  Bytes picture, thumbnail;
  SealedAttachment sealed;

  explicit Sealed(std::size_t size, std::size_t small = 900)
      : picture(pictureOf(size)), thumbnail(pictureOf(small, 7)), sealed(sealAttachment(AttachmentId::make(random), 1, picture, thumbnail, key)) {}

  std::vector<Bytes> chunks(AttachmentPart part) const {
    const auto middle = sealed.chunks.begin() + sealed.ref.thumbnailChunks();
    return part == AttachmentPart::thumbnail ? std::vector<Bytes>(sealed.chunks.begin(), middle)
                                             : std::vector<Bytes>(middle, sealed.chunks.end());
  }
  Result<Bytes> open(const std::vector<Bytes>& chunks, AttachmentPart part = AttachmentPart::picture) const {
    return openAttachment(sealed.ref, part, chunks, key);
  }
};

bool refused(const Result<Bytes>& opened, AttachmentError cause) {
  return !opened && opened.error().is(cause);
}

}  // namespace

TEST_CASE("a picture comes out of its chunks as it was, at every size around a chunk's", "[crypto]") {
  for (const std::size_t size : {std::size_t{1}, kAttachmentChunkBytes - 3, kAttachmentChunkBytes - 2, kAttachmentChunkBytes,
                                 kAttachmentChunkBytes + 1, 2 * kAttachmentChunkBytes, std::size_t{300'000}}) {
    INFO(size);
    const Sealed one(size);
    REQUIRE(one.sealed.chunks.size() == one.sealed.ref.chunks());
    for (const Bytes& chunk : one.sealed.chunks) CHECK(chunk.size() <= kSealedAttachmentChunkBytes);
    CHECK(*one.open(one.chunks(AttachmentPart::picture)) == one.picture);
    CHECK(*one.open(one.chunks(AttachmentPart::thumbnail), AttachmentPart::thumbnail) == one.thumbnail);
  }
  const Sealed bare(5000, 0);
  CHECK(bare.sealed.ref.thumbnailChunks() == 0);
  CHECK(*bare.open(bare.sealed.chunks) == bare.picture);
  CHECK(refused(bare.open({}, AttachmentPart::thumbnail), AttachmentError::incomplete));
}

TEST_CASE("chunks that were swapped, left out, repeated, cut or changed open nothing", "[crypto]") {
  const Sealed one(5 * kAttachmentChunkBytes - 100), other(5 * kAttachmentChunkBytes - 100);
  const std::vector<Bytes> whole = one.chunks(AttachmentPart::picture);
  REQUIRE(whole.size() >= 5);
  auto swapped = whole;
  std::swap(swapped[1], swapped[2]);
  CHECK(refused(one.open(swapped), AttachmentError::damaged));
  auto shorter = whole;
  shorter.pop_back();
  CHECK(refused(one.open(shorter), AttachmentError::incomplete));
  auto repeated = whole;
  repeated[2] = repeated[1];
  CHECK(refused(one.open(repeated), AttachmentError::damaged));
  auto foreign = whole;
  foreign[2] = other.chunks(AttachmentPart::picture)[2];
  CHECK(refused(one.open(foreign), AttachmentError::damaged));
  for (std::size_t i = 0; i < whole.size(); ++i) {
    auto changed = whole;
    changed[i].back() ^= 1;
    CHECK(refused(one.open(changed), AttachmentError::damaged));
    changed = whole;
    changed[i].pop_back();
    CHECK(refused(one.open(changed), AttachmentError::damaged));
  }
  CHECK(refused(openAttachment(one.sealed.ref, AttachmentPart::picture, whole, other.key), AttachmentError::damaged));
}

TEST_CASE("the chunks are held by their stream even where the hashes are somebody else's", "[crypto]") {
  const Sealed one(3 * kAttachmentChunkBytes - 100);
  // Another picture's chunks under their own root: what the id, the part and the place are bound to does not fit.
  AttachmentRef renamed = one.sealed.ref;
  renamed.id.value[0] ^= 1;
  CHECK(refused(openAttachment(renamed, AttachmentPart::picture, one.chunks(AttachmentPart::picture), one.key), AttachmentError::damaged));
  AttachmentRef crossed = one.sealed.ref;
  std::swap(crossed.root, crossed.thumbnailRoot);
  CHECK(refused(openAttachment(crossed, AttachmentPart::picture, one.chunks(AttachmentPart::picture), one.key), AttachmentError::damaged));
}

TEST_CASE("what names a picture reads back in one form and no typed answer looks like it", "[crypto]") {
  for (const std::size_t small : {std::size_t{0}, std::size_t{900}}) {
    const Sealed one(70'000, small);
    const std::string text = one.sealed.ref.text();
    CHECK(text.size() <= 255);
    REQUIRE(AttachmentRef::parse(text));
    CHECK(*AttachmentRef::parse(text) == one.sealed.ref);
    CHECK_FALSE(AttachmentRef::parse(text + "A"));
    CHECK_FALSE(AttachmentRef::parse(text.substr(0, text.size() - 1)));
    CHECK_FALSE(AttachmentRef::parse("\n" + text));
  }
  for (const char* typed : {"", "photo.jpg", "AQ", "IMG_20261123_101112.jpg", "passport", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    CHECK_FALSE(AttachmentRef::parse(typed));
  CHECK_FALSE(AttachmentRef::parse(std::string(5000, 'A')));
  AttachmentRef large = Sealed(10).sealed.ref;
  large.size = kMaxAttachmentBytes + 1;
  CHECK_FALSE(AttachmentRef::parse(large.text()));
}

TEST_CASE("the size of what is sealed tells little of the picture's", "[crypto]") {
  const Sealed one(98'500), near(100'200);
  std::size_t sizes[2] = {0, 0};
  for (const Bytes& chunk : one.sealed.chunks) sizes[0] += chunk.size();
  for (const Bytes& chunk : near.sealed.chunks) sizes[1] += chunk.size();
  CHECK(sizes[0] == sizes[1]);
}
