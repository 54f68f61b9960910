// SPDX-License-Identifier: Apache-2.0
// A session on a stick: the frames that one side would send, signed, sealed to the other. A station's bundle begins with its HELLO and ends
// with END; the answer holds what the server sends in such a session, the same signed ACK among it. Every bundle is a session of its own,
// so that any of them may be lost, come twice, or in another order. Bytes: docs/sync.md, "Courier".
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/ids.h"
#include "crypto/courier.h"

namespace limen {

enum class CourierWay : std::uint8_t { toServer = 1, toStation = 2 };
using CourierId = Id<struct CourierTag, 16>;

constexpr std::size_t kMaxCourierFrame = 5 << 20;
constexpr std::size_t kMaxCourierFrames = 1 << 20;
constexpr std::size_t kFullBundle = 32 << 20;  // where a bundle that is being written ends and another begins: one more frame fits
constexpr std::string_view kCourierEnding = ".limen-courier";

struct CourierBundle {
  CourierWay way = CourierWay::toServer;
  OrganisationId organisation;
  StationId station;         // whose session it is, either way
  CourierId id, answers;     // answers: of the bundle that was asked with; zeros in a station's
  std::uint64_t epoch = 0;   // the server's; in a station's as last seen
  std::uint32_t part = 1;    // an answer may have several: later ones may lean on earlier ones
  std::vector<std::string> frames{};
  // Of one that was opened, for signedBy(): who it was sealed to, everything before the signature, and the signature.
  PublicKey receiver{};
  Hash content{};
  Bytes signature{};

  std::size_t size() const;  // of the content, about
  Result<Bytes> seal(const Signer& sender, const PublicKey& to) const;  // tooLarge
  // Every outcome of openCourier(), damaged. Whose it is says only signedBy().
  static Result<CourierBundle> open(ByteView file, const BoxKeys& receiver);
  static Result<CourierBundle> parse(ByteView content, const PublicKey& receiver);  // what was in it: damaged
  bool signedBy(const PublicKey& sender) const;
};

// Files as they are named, and of folders the bundles in them by name. `found`: nobody said that it is for here.
struct CourierFile {
  std::filesystem::path path;
  bool found = false;
};
std::vector<CourierFile> courierFiles(const std::vector<std::filesystem::path>& places);
// Of what was found in a folder: it goes elsewhere.
bool isForOthers(const CourierFile& file, const Error& error);

// Random: nothing of it says what is in it or from whom.
std::string courierFileName(Random& random);

}  // namespace limen
