// SPDX-License-Identifier: Apache-2.0
// Chunks of a picture as they come off a wire: each u16 a size and that many bytes, an odd size takes the true chunk of that place
// instead. Only all of the true ones in their places open, and what names a picture has one spelling.
#include "core/check.h"
#include "crypto/attachment.h"
#include "crypto/hash.h"

namespace {

using namespace limen;

struct Sealed {
  SecretBytes key{32};
  Bytes picture = Bytes(40'000, 7), thumbnail = Bytes(900, 9);
  SealedAttachment sealed = sealAttachment(AttachmentId{{1, 2, 3}}, 1, picture, thumbnail, key);
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const Byte* data, std::size_t size) {
  static const Sealed true_;
  ByteReader in({data, size});
  std::vector<Bytes> chunks;
  bool same = true;
  const std::vector<Bytes>& all = true_.sealed.chunks;
  while (in.remaining() >= 2 && chunks.size() < all.size() + 2) {
    const std::size_t place = chunks.size();
    const std::uint16_t next = in.u16();
    if (next % 2 == 1 && place < all.size()) {
      chunks.push_back(all[place]);
    } else {
      chunks.push_back(copyOf(in.raw(std::min<std::size_t>(next / 2, in.remaining()))));
      same = same && place < all.size() && chunks.back() == all[place];
    }
  }
  const AttachmentRef& ref = true_.sealed.ref;
  const std::size_t small = std::min<std::size_t>(ref.thumbnailChunks(), chunks.size());
  const std::vector<Bytes> front(chunks.begin(), chunks.begin() + static_cast<std::ptrdiff_t>(small)),
      back(chunks.begin() + static_cast<std::ptrdiff_t>(small), chunks.end());
  const auto thumbnail = openAttachment(ref, AttachmentPart::thumbnail, front, true_.key);
  const auto picture = openAttachment(ref, AttachmentPart::picture, back, true_.key);
  LIMEN_CHECK(!thumbnail || *thumbnail == true_.thumbnail);
  LIMEN_CHECK(!picture || *picture == true_.picture);
  if (same && chunks.size() == all.size()) LIMEN_CHECK(thumbnail && picture);
  if (!same || chunks.size() != all.size()) LIMEN_CHECK(!thumbnail || !picture);
  const std::string_view text = textOf(ByteView(data, size));
  if (const auto named = AttachmentRef::parse(text)) LIMEN_CHECK(named->text() == text);
  return 0;
}
