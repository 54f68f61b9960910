// SPDX-License-Identifier: Apache-2.0
// A tombstone: the record is erased, for this reason, by these two users. It wins over every edit, earlier, later or at the same
// time. Bytes: docs/sync.md.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "core/result.h"
#include "crypto/keys.h"
#include "sync/directory.h"

namespace limen {

using TombstoneId = Id<struct TombstoneTag, 16>;

enum class TombstoneError { malformed, newerVersion, badReason, badSignature, onePerson, noOfficer };
constexpr std::string_view roomOf(TombstoneError) {
  return "tombstone";
}
std::string_view nameOf(TombstoneError cause);

constexpr std::size_t kMaxTombstoneBytes = 1024;

// Why, as a word of a closed list: free text would be one more place where a person is described.
bool isErasureReason(std::string_view word);
std::vector<std::string_view> erasureReasons();

struct Tombstone {
  struct Signature {
    UserId user;
    SignatureBytes signature{};
  };
  TombstoneId id;  // random: it says nothing about the record
  ScopeId scope;
  RecordId record;
  std::string reason;
  std::vector<Signature> signatures;  // two

  Bytes serialise() const;
  static Result<Tombstone> parse(ByteView bytes);  // malformed, newerVersion, badReason
  void sign(const UserId& user, const Signer& signer);
  // Two users of the directory, one of them answering for data protection: `protects` says of which roles. A new one is not signed
  // by who is disabled; one that the server took earlier stays good when its signers have left.
  enum class Moment { asked, taken };
  Result<void> check(const VerifiedDirectory& directory, const std::function<bool(const std::string& role)>& protects,
                     Moment moment) const;

 private:
  Bytes body() const;
};

}  // namespace limen
