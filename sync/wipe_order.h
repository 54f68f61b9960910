// SPDX-License-Identifier: Apache-2.0
// The order that ends a station: two of the organisation's people sign that this laptop destroys its keys, then its files. Bytes:
// docs/sync.md.
#pragma once

#include <string_view>
#include <vector>

#include "core/ids.h"
#include "core/result.h"
#include "crypto/keys.h"
#include "sync/directory.h"

namespace limen {

using WipeOrderId = Id<struct WipeOrderTag, 16>;

enum class WipeError {
  malformed,
  newerVersion,
  otherStation,
  onePerson,     // fewer than two signatures, or one person's twice
  badSignature,  // not signed by who is named, or by somebody whom the root did not appoint
  noAdministrator,
  notRevoked,    // the directory that came with it does not end this station
  replayed,      // older than a directory in which this station was in good standing
  wiped,         // this station is no more
};
constexpr std::string_view roomOf(WipeError) {
  return "wipe";
}
std::string_view nameOf(WipeError cause);

constexpr std::size_t kMaxWipeOrderBytes = 512;

struct WipeOrder {
  struct Signature {
    PublicKey signer{};
    SignatureBytes signature{};
  };
  WipeOrderId id;
  OrganisationId organisation;
  StationId station;
  std::uint64_t directory = 0;  // the version in which the station was revoked
  std::vector<Signature> signatures;

  Bytes serialise() const;
  static Result<WipeOrder> parse(ByteView bytes);  // malformed, newerVersion
  void sign(const Signer& signer);
  // Two people whom the root appointed, one of them an administrator, the other an administrator or the data protection officer; and the
  // directory, which came with it, lists the station as revoked.
  Result<void> check(const VerifiedDirectory& directory) const;

 private:
  Bytes body() const;
};

}  // namespace limen
