// SPDX-License-Identifier: Apache-2.0
#include "sync/tombstone.h"

#include <algorithm>
#include <array>

#include "sync/two_persons.h"

namespace limen {

namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::string_view kDomain = "limen/erase/v1";
constexpr std::size_t kMaxReasonBytes = 32;
constexpr std::array<std::string_view, 6> kReasons{"request", "consent", "retention", "duplicate", "mistake", "order"};

}  // namespace

std::string_view nameOf(TombstoneError cause) {
  switch (cause) {
    case TombstoneError::malformed:
      return "malformed";
    case TombstoneError::newerVersion:
      return "newerVersion";
    case TombstoneError::badReason:
      return "badReason";
    case TombstoneError::badSignature:
      return "badSignature";
    case TombstoneError::onePerson:
      return "onePerson";
    case TombstoneError::noOfficer:
      return "noOfficer";
  }
  return "unknown";
}

bool isErasureReason(std::string_view word) {
  return std::find(kReasons.begin(), kReasons.end(), word) != kReasons.end();
}

std::vector<std::string_view> erasureReasons() {
  return {kReasons.begin(), kReasons.end()};
}

Bytes Tombstone::body() const {
  return ByteWriter().u8(kVersion).raw(id.bytes()).raw(scope.bytes()).raw(record.bytes()).text(reason).take();
}

Bytes Tombstone::serialise() const {
  ByteWriter out;
  out.raw(body());
  writeSignatures(signatures, out);
  return out.take();
}

Result<Tombstone> Tombstone::parse(ByteView bytes) {
  if (bytes.size() > kMaxTombstoneBytes) return unexpected(TombstoneError::malformed);
  ByteReader in(bytes);
  const std::uint8_t version = in.u8();
  if (in.ok() && version > kVersion) return unexpected(TombstoneError::newerVersion);
  Tombstone out;
  out.id.value = in.array<TombstoneId::kSize>();
  out.scope.value = in.array<ScopeId::kSize>();
  out.record.value = in.array<RecordId::kSize>();
  out.reason = in.text(kMaxReasonBytes);
  if (!in.ok() || version != kVersion) return unexpected(TombstoneError::malformed);
  LIMEN_ASSIGN(out.signatures, readSignatures(in));
  if (!isErasureReason(out.reason)) return unexpected(TombstoneError::badReason);
  return out;
}

void Tombstone::sign(const UserId& user, const Signer& signer) {
  signatures.push_back({user, signer.sign(kDomain, body())});
}

Result<void> Tombstone::check(const VerifiedDirectory& directory,
                              const std::function<bool(const std::string& role)>& protects,
                              Moment moment) const {
  return checkTwoPersons(signatures, kDomain, body(), directory, protects, moment);
}

}  // namespace limen
