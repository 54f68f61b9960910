// SPDX-License-Identifier: Apache-2.0
#include "sync/two_persons.h"

namespace limen {

namespace {

constexpr std::size_t kSigners = 2;

}  // namespace

void writeSignatures(const std::vector<Tombstone::Signature>& signatures, ByteWriter& out) {
  out.varint(signatures.size());
  for (const Tombstone::Signature& each : signatures) out.raw(each.user.bytes()).raw(each.signature);
}

Result<std::vector<Tombstone::Signature>> readSignatures(ByteReader& in) {
  const std::uint64_t count = in.varint();
  if (!in.ok() || count > kSigners) return unexpected(TombstoneError::malformed);
  std::vector<Tombstone::Signature> out;
  for (std::uint64_t i = 0; i < count; ++i) {
    Tombstone::Signature each;
    each.user.value = in.array<UserId::kSize>();
    each.signature = in.array<64>();
    out.push_back(each);
  }
  if (!in.done()) return unexpected(TombstoneError::malformed);
  return out;
}

Result<void> checkTwoPersons(const std::vector<Tombstone::Signature>& signatures, std::string_view domain, ByteView body,
                             const VerifiedDirectory& directory, const std::function<bool(const std::string& role)>& protects,
                             Tombstone::Moment moment) {
  if (signatures.size() != kSigners || signatures[0].user == signatures[1].user) return unexpected(TombstoneError::onePerson);
  bool officer = false;
  for (const Tombstone::Signature& each : signatures) {
    const User* user = directory.user(each.user);
    const bool may = user && (moment == Tombstone::Moment::taken || !user->disabled());
    const auto key = may ? publicKeyFrom(bytesOf(user->ed25519())) : std::nullopt;
    if (!key || !verify(*key, domain, body, each.signature)) return unexpected(TombstoneError::badSignature);
    officer = officer || protects(user->role());
  }
  if (!officer) return unexpected(TombstoneError::noOfficer);
  return {};
}

}  // namespace limen
