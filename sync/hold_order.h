// SPDX-License-Identifier: Apache-2.0
// A legal hold, and its end: by the order of two persons, one of whom answers for data protection, some compartments of a record stay
// although their time is over. Orders stand in their scope's log of tombstones and travel as these do. Bytes: docs/sync.md.
#pragma once

#include <variant>

#include "sync/tombstone.h"

namespace limen {

// Why, of a closed list: "claim", "complaint", "court", "investigation"; of an end: "over", "mistake".
bool isHoldReason(std::string_view word);
bool isLiftReason(std::string_view word);
std::vector<std::string_view> holdReasons();
std::vector<std::string_view> liftReasons();

struct HoldOrder {
  enum class Kind : std::uint8_t { hold = 1, lift = 2 };
  Kind kind = Kind::hold;
  TombstoneId id;  // random
  ScopeId scope;
  RecordId record;
  std::uint16_t compartments = 0;  // that are held; 0 of an end
  TombstoneId lifts;               // of an end: the hold that it ends
  std::string reason;
  std::vector<Tombstone::Signature> signatures;  // two

  Bytes serialise() const;
  static Result<HoldOrder> parse(ByteView bytes);  // TombstoneError: malformed, newerVersion, badReason
  void sign(const UserId& user, const Signer& signer);
  // As Tombstone::check().
  Result<void> check(const VerifiedDirectory& directory, const std::function<bool(const std::string& role)>& protects,
                     Tombstone::Moment moment) const;

 private:
  Bytes body() const;
};

// What a scope's log of tombstones holds.
using ScopeOrder = std::variant<Tombstone, HoldOrder>;
Result<ScopeOrder> parseOrder(ByteView bytes);  // by its first byte
const TombstoneId& idOf(const ScopeOrder& order);
const ScopeId& scopeOf(const ScopeOrder& order);
Result<void> check(const ScopeOrder& order, const VerifiedDirectory& directory, const std::function<bool(const std::string& role)>& protects,
                   Tombstone::Moment moment);

}  // namespace limen
