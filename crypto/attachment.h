// SPDX-License-Identifier: Apache-2.0
// A picture of a record, sealed: chunks of one size that can travel one by one, in any order, and open only as what they were. What
// names it, with the hashes of all its chunks, stands in the sealed part of its compartment. Bytes: docs/sealed-record.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/bytes.h"
#include "core/ids.h"
#include "core/result.h"
#include "crypto/secret_bytes.h"

namespace limen {

using AttachmentId = Id<struct AttachmentTag, 16>;

enum class AttachmentError {
  damaged,     // a chunk is not the one that was sealed in its place
  incomplete,  // not all of its chunks are here
  notHere,     // none of it is here
  tooMany      // pictures in one record
};
constexpr std::string_view roomOf(AttachmentError) {
  return "attachment";
}
std::string_view nameOf(AttachmentError cause);

constexpr std::size_t kAttachmentChunkBytes = 16 * 1024;  // of content
constexpr std::size_t kMaxAttachmentBytes = 32 << 20;
constexpr std::uint32_t kMaxAttachmentChunks = 4096;  // the thumbnail's and the picture's
constexpr std::size_t kSealedAttachmentChunkBytes = kAttachmentChunkBytes + 24 + 17;  // the first of a part has a header in front

// The small picture that travels first, and the one that was taken. Chunks are counted through both.
enum class AttachmentPart : std::uint8_t { thumbnail = 0, picture = 1 };

// What an answer says of its picture.
struct AttachmentRef {
  AttachmentId id;
  std::uint8_t kind = 0;  // PictureKind, as protection/picture.h has it
  std::uint32_t size = 0, thumbnailSize = 0;  // of the pictures, before they are padded; no thumbnail: 0
  Hash root, thumbnailRoot;

  std::uint32_t thumbnailChunks() const;
  std::uint32_t chunks() const;  // of both
  // The one form, in base64url: no answer that a person typed looks like it.
  std::string text() const;
  static std::optional<AttachmentRef> parse(std::string_view text);
  bool operator==(const AttachmentRef&) const = default;
};

struct SealedAttachment {
  AttachmentRef ref;
  std::vector<Bytes> chunks;
};
// `contentKey` is that of the part which names the picture, or a draft's key. At most kMaxAttachmentBytes each, a picture of 1 at least.
SealedAttachment sealAttachment(const AttachmentId& id, std::uint8_t kind, ByteView picture, ByteView thumbnail,
                                const SecretBytes& contentKey);
// All chunks of that part, in order. Pictures are larger than locked memory may be: whoever is given one wipes it. damaged, incomplete.
Result<Bytes> openAttachment(const AttachmentRef& ref, AttachmentPart part, const std::vector<Bytes>& chunks,
                             const SecretBytes& contentKey);

}  // namespace limen
