// SPDX-License-Identifier: Apache-2.0
#include "sync/courier.h"

#include <algorithm>

#include "crypto/hash.h"

namespace limen {

namespace {

constexpr std::string_view kDomain = "limen/courier/v1";
constexpr std::size_t kSignatureBytes = std::tuple_size_v<SignatureBytes>;

// The receiver is in it: who opened a bundle cannot pass it on as one that was meant for another.
Bytes message(const PublicKey& receiver, const Hash& content) {
  return ByteWriter().raw(receiver).raw(content.bytes()).take();
}

}  // namespace

std::size_t CourierBundle::size() const {
  std::size_t total = 256;
  for (const std::string& frame : frames) total += frame.size() + 4;
  return total;
}

Result<Bytes> CourierBundle::seal(const Signer& sender, const PublicKey& to) const {
  ByteWriter out;
  out.u8(static_cast<std::uint8_t>(way)).raw(organisation.bytes()).raw(station.bytes()).raw(id.bytes()).raw(answers.bytes()).u64(epoch).u32(part);
  out.varint(frames.size());
  for (const std::string& frame : frames) out.text(frame);
  out.raw(sender.sign(kDomain, message(to, hash256({out.bytes()}))));
  return sealCourier(to, out.bytes());
}

Result<CourierBundle> CourierBundle::open(ByteView file, const BoxKeys& receiver) {
  LIMEN_ASSIGN(const Bytes content, openCourier(receiver, file));
  return parse(content, receiver.publicKey());
}

Result<CourierBundle> CourierBundle::parse(ByteView content, const PublicKey& receiver) {
  ByteReader reader(content);
  CourierBundle out;
  const std::uint8_t way = reader.u8();
  out.organisation = OrganisationId{reader.array<16>()};
  out.station = StationId{reader.array<16>()};
  out.id = CourierId{reader.array<16>()};
  out.answers = CourierId{reader.array<16>()};
  out.epoch = reader.u64();
  out.part = reader.u32();
  const std::uint64_t count = reader.varint();
  const bool known = way == static_cast<std::uint8_t>(CourierWay::toServer) || way == static_cast<std::uint8_t>(CourierWay::toStation);
  if (!reader.ok() || !known || out.part == 0 || count > kMaxCourierFrames) return unexpected(CourierError::damaged, "manifest");
  out.way = static_cast<CourierWay>(way);
  for (std::uint64_t i = 0; i < count && reader.ok(); ++i) out.frames.push_back(reader.text(kMaxCourierFrame));
  out.receiver = receiver;
  out.content = hash256({content.first(content.size() - reader.remaining())});
  out.signature = copyOf(reader.raw(kSignatureBytes));
  const ByteView rest = reader.raw(reader.remaining());
  if (!reader.ok() || std::any_of(rest.begin(), rest.end(), [](Byte b) { return b != 0; })) return unexpected(CourierError::damaged, "frames");
  return out;
}

bool CourierBundle::signedBy(const PublicKey& sender) const {
  return verify(sender, kDomain, message(receiver, content), signature);
}

std::vector<CourierFile> courierFiles(const std::vector<std::filesystem::path>& places) {
  namespace fs = std::filesystem;
  std::vector<CourierFile> files;
  for (const fs::path& place : places) {
    std::error_code failed;
    if (!fs::is_directory(place, failed)) {
      files.push_back({place, false});
      continue;
    }
    const auto before = static_cast<std::ptrdiff_t>(files.size());
    for (fs::directory_iterator at(place, failed), end; !failed && at != end; at.increment(failed)) {
      if (at->path().extension() == kCourierEnding) files.push_back({at->path(), true});
    }
    std::sort(files.begin() + before, files.end(), [](const CourierFile& a, const CourierFile& b) { return a.path < b.path; });
  }
  return files;
}

bool isForOthers(const CourierFile& file, const Error& error) {
  return file.found && (error.is(CourierError::otherReceiver) || error.is(CourierError::otherWay));
}

std::string courierFileName(Random& random) {
  return Id<struct CourierNameTag, 8>::make(random).hex() + std::string(kCourierEnding);
}

}  // namespace limen
