// SPDX-License-Identifier: Apache-2.0
// JPEG (ITU-T T.81), marker by marker. What draws the picture is copied after its length was held against what it must be, so
// that nothing travels behind a table; of APPn only two are understood, and written anew: JFIF without density and thumbnail,
// Adobe's colour transform. Comments and every other APPn (EXIF, XMP, ICC, maker's notes, further pictures) end here.
#include <algorithm>
#include <array>

#include "protection/picture.h"

namespace limen {

Result<StrippedPicture> stripJpeg(ByteView file);

namespace {

enum Marker : Byte {
  kSof0 = 0xc0,
  kSof1 = 0xc1,
  kSof2 = 0xc2,
  kDht = 0xc4,
  kRst0 = 0xd0,
  kRst7 = 0xd7,
  kEoi = 0xd9,
  kSos = 0xda,
  kDqt = 0xdb,
  kDri = 0xdd,
  kApp0 = 0xe0,
  kApp1 = 0xe1,
  kApp14 = 0xee,
  kApp15 = 0xef,
  kJpg0 = 0xf0,
  kCom = 0xfe
};

constexpr std::array<Byte, 6> kExif{'E', 'x', 'i', 'f', 0, 0};
constexpr std::array<Byte, 5> kJfif{'J', 'F', 'I', 'F', 0};
constexpr std::array<Byte, 5> kAdobe{'A', 'd', 'o', 'b', 'e'};
constexpr std::size_t kAdobeBytes = 12;
constexpr std::size_t kMaxScans = 200;  // a progressive picture has about ten; each costs a viewer a pass over all of it

bool startsWith(ByteView bytes, ByteView start) {
  return bytes.size() >= start.size() && std::equal(start.begin(), start.end(), bytes.begin());
}

std::uint16_t bigU16(ByteView bytes, std::size_t at) {
  return static_cast<std::uint16_t>(bytes[at] << 8 | bytes[at + 1]);
}

// Tables one behind the other, each of a length that its own first bytes say, to the end exactly.
bool wholeQuantisation(ByteView body) {
  for (std::size_t at = 0; at < body.size();) {
    const Byte precision = body[at] >> 4;
    if (precision > 1 || (body[at] & 15) > 3) return false;
    at += 1 + (precision == 0 ? 64u : 128u);
    if (at > body.size()) return false;
  }
  return !body.empty();
}

bool wholeHuffman(ByteView body) {
  for (std::size_t at = 0; at < body.size();) {
    if (body[at] >> 4 > 1 || (body[at] & 15) > 3 || body.size() - at < 17) return false;
    std::size_t symbols = 0;
    for (std::size_t i = 1; i <= 16; ++i) symbols += body[at + i];
    at += 17 + symbols;
    if (symbols > 256 || at > body.size()) return false;
  }
  return !body.empty();
}

class Stripper {
 public:
  explicit Stripper(ByteView file) : file_(file) {}

  Result<StrippedPicture> run() {
    body_ = {};
    at_ = 2;
    while (!ended_) {
      if (!step()) return unexpected(PictureError::malformed);
      if (tooLarge_) return unexpected(PictureError::tooLarge);
    }
    if (scans_ == 0) return unexpected(PictureError::malformed);
    StrippedPicture out{PictureKind::jpeg, width_, height_, orientation_, {0xff, 0xd8}};
    const auto write = [&](Byte marker, ByteView first, ByteView second = {}) {
      const std::size_t length = 2 + first.size() + second.size();
      out.bytes.insert(out.bytes.end(), {0xff, marker, static_cast<Byte>(length >> 8), static_cast<Byte>(length)});
      out.bytes.insert(out.bytes.end(), first.begin(), first.end());
      out.bytes.insert(out.bytes.end(), second.begin(), second.end());
    };
    constexpr std::array<Byte, 9> kPlainJfif{1, 1, 0, 0, 1, 0, 1, 0, 0};  // 1.01, density 1:1, no thumbnail
    if (jfif_) write(kApp0, kJfif, kPlainJfif);
    if (orientation_ > 1) {
      const std::array<Byte, 26> tiff{'I', 'I', 42,           0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0,
                                      0,   0,   orientation_, 0, 0, 0, 0, 0, 0, 0};
      write(kApp1, kExif, tiff);
    }
    if (transform_) {
      const std::array<Byte, 7> colours{0, 100, 0, 0, 0, 0, *transform_};
      write(kApp14, kAdobe, colours);
    }
    out.bytes.insert(out.bytes.end(), body_.begin(), body_.end());
    out.bytes.insert(out.bytes.end(), {0xff, kEoi});
    return out;
  }

 private:
  // One marker and what belongs to it. False: malformed.
  bool step() {
    if (at_ + 1 >= file_.size() || file_[at_] != 0xff) return false;
    while (at_ + 1 < file_.size() && file_[at_ + 1] == 0xff) ++at_;  // fill bytes
    if (at_ + 1 >= file_.size()) return false;
    const Byte marker = file_[at_ + 1];
    at_ += 2;
    if (marker == kEoi) return ended_ = true;
    if (at_ + 2 > file_.size()) return false;
    const std::size_t length = bigU16(file_, at_);
    if (length < 2 || length > file_.size() - at_) return false;
    const ByteView segment = file_.subspan(at_ + 2, length - 2);
    at_ += length;
    return take(marker, segment);
  }

  bool take(Byte marker, ByteView segment) {
    switch (marker) {
      case kSof0:
      case kSof1:
      case kSof2:
        return takeFrame(marker, segment);
      case kDht:
        return wholeHuffman(segment) && keep(marker, segment);
      case kDqt:
        return wholeQuantisation(segment) && keep(marker, segment);
      case kDri:
        return segment.size() == 2 && keep(marker, segment);
      case kSos:
        return takeScan(segment);
      case kApp0:
        jfif_ = jfif_ || startsWith(segment, kJfif);
        return true;
      case kApp1:
        if (startsWith(segment, kExif) && orientation_ == 1) orientation_ = orientationIn(segment.subspan(kExif.size()));
        return true;
      case kApp14:
        if (startsWith(segment, kAdobe) && segment.size() >= kAdobeBytes && segment[11] <= 2) transform_ = segment[11];
        return true;
      default:
        // Other APPn, JPGn and COM are dropped; a marker that changes how the picture is drawn and is not understood is refused.
        return marker > kApp0;
    }
  }

  bool takeFrame(Byte marker, ByteView segment) {
    if (components_ != 0 || segment.size() < 6) return false;
    height_ = bigU16(segment, 1);
    width_ = bigU16(segment, 3);
    const std::size_t components = segment[5];
    if (width_ == 0 || height_ == 0 || components == 0 || components > 4 || segment.size() != 6 + 3 * components) return false;
    components_ = components;
    tooLarge_ = std::uint64_t{width_} * height_ > kMaxPicturePixels;
    return keep(marker, segment);
  }

  // The scan's bytes go on to the next marker that is neither a stuffed 0xff nor a restart.
  bool takeScan(ByteView segment) {
    if (components_ == 0 || segment.empty() || ++scans_ > kMaxScans) return false;
    const std::size_t components = segment[0];
    if (components == 0 || components > components_ || segment.size() != 4 + 2 * components) return false;
    keep(kSos, segment);
    const std::size_t from = at_;
    for (; at_ + 1 < file_.size(); ++at_) {
      if (file_[at_] != 0xff) continue;
      const Byte next = file_[at_ + 1];
      if (next != 0 && !(next >= kRst0 && next <= kRst7)) break;
      ++at_;
    }
    if (at_ + 1 >= file_.size()) return false;
    body_.insert(body_.end(), file_.begin() + static_cast<std::ptrdiff_t>(from),
                 file_.begin() + static_cast<std::ptrdiff_t>(at_));
    return true;
  }

  bool keep(Byte marker, ByteView segment) {
    const std::size_t length = segment.size() + 2;
    body_.insert(body_.end(), {0xff, marker, static_cast<Byte>(length >> 8), static_cast<Byte>(length)});
    body_.insert(body_.end(), segment.begin(), segment.end());
    return true;
  }

  const ByteView file_;
  std::size_t at_ = 0, components_ = 0, scans_ = 0;
  std::uint32_t width_ = 0, height_ = 0;
  std::uint8_t orientation_ = 1;
  bool jfif_ = false, ended_ = false, tooLarge_ = false;
  std::optional<Byte> transform_;
  Bytes body_;
};

}  // namespace

Result<StrippedPicture> stripJpeg(ByteView file) {
  return Stripper(file).run();
}

}  // namespace limen
