// SPDX-License-Identifier: Apache-2.0
#include "sync/wipe_order.h"

#include <algorithm>

namespace limen {

namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::string_view kDomain = "limen/wipe/v1";
constexpr std::size_t kSigners = 2;
constexpr std::size_t kSignatureBytes = 64;

bool among(const std::vector<PublicKey>& people, const PublicKey& who) {
  return std::find(people.begin(), people.end(), who) != people.end();
}

}  // namespace

std::string_view nameOf(WipeError cause) {
  switch (cause) {
    case WipeError::malformed:
      return "malformed";
    case WipeError::newerVersion:
      return "newerVersion";
    case WipeError::otherStation:
      return "otherStation";
    case WipeError::onePerson:
      return "onePerson";
    case WipeError::badSignature:
      return "badSignature";
    case WipeError::noAdministrator:
      return "noAdministrator";
    case WipeError::notRevoked:
      return "notRevoked";
    case WipeError::replayed:
      return "replayed";
    case WipeError::wiped:
      return "wiped";
  }
  return "unknown";
}

Bytes WipeOrder::body() const {
  ByteWriter out;
  return out.u8(kVersion).raw(id.bytes()).raw(organisation.bytes()).raw(station.bytes()).u64(directory).take();
}

Bytes WipeOrder::serialise() const {
  ByteWriter out;
  out.raw(body()).varint(signatures.size());
  for (const Signature& each : signatures) out.raw(each.signer).raw(each.signature);
  return out.take();
}

Result<WipeOrder> WipeOrder::parse(ByteView bytes) {
  if (bytes.size() > kMaxWipeOrderBytes) return unexpected(WipeError::malformed);
  ByteReader in(bytes);
  const std::uint8_t version = in.u8();
  if (in.ok() && version > kVersion) return unexpected(WipeError::newerVersion);
  WipeOrder out;
  out.id.value = in.array<WipeOrderId::kSize>();
  out.organisation.value = in.array<OrganisationId::kSize>();
  out.station.value = in.array<StationId::kSize>();
  out.directory = in.u64();
  const std::uint64_t count = in.varint();
  if (!in.ok() || version != kVersion || count > kSigners) return unexpected(WipeError::malformed);
  for (std::uint64_t i = 0; i < count; ++i) {
    Signature each;
    each.signer = in.array<std::tuple_size_v<PublicKey>>();
    each.signature = in.array<kSignatureBytes>();
    out.signatures.push_back(each);
  }
  if (!in.done()) return unexpected(WipeError::malformed);
  return out;
}

void WipeOrder::sign(const Signer& signer) {
  signatures.push_back({signer.publicKey(), signer.sign(kDomain, body())});
}

Result<void> WipeOrder::check(const VerifiedDirectory& listed) const {
  if (organisation != listed.organisation()) return unexpected(WipeError::otherStation);
  if (signatures.size() != kSigners || signatures[0].signer == signatures[1].signer) return unexpected(WipeError::onePerson);
  const auto administrators = listed.appointed(Appointment::ADMINISTRATOR);
  const auto officers = listed.appointed(Appointment::DATA_PROTECTION_OFFICER);
  bool administrator = false;
  for (const Signature& each : signatures) {
    const bool one = among(administrators, each.signer);
    if (!one && !among(officers, each.signer)) return unexpected(WipeError::badSignature);
    if (!verify(each.signer, kDomain, body(), each.signature)) return unexpected(WipeError::badSignature);
    administrator = administrator || one;
  }
  if (!administrator) return unexpected(WipeError::noAdministrator);
  const Station* ends = listed.station(station);
  if (!ends || !ends->revoked() || listed.version() < directory) return unexpected(WipeError::notRevoked);
  return {};
}

}  // namespace limen
