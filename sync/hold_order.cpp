// SPDX-License-Identifier: Apache-2.0
#include "sync/hold_order.h"

#include <algorithm>
#include <array>

#include "sync/two_persons.h"

namespace limen {

namespace {

constexpr std::uint8_t kVersion = 2;  // 1 is a tombstone
constexpr std::string_view kDomain = "limen/hold/v1";
constexpr std::size_t kMaxReasonBytes = 32;
constexpr std::array<std::string_view, 4> kHoldReasons{"claim", "complaint", "court", "investigation"};
constexpr std::array<std::string_view, 2> kLiftReasons{"over", "mistake"};

bool sound(const HoldOrder& order) {
  const bool lift = order.kind == HoldOrder::Kind::lift;
  return lift ? order.compartments == 0 && !order.lifts.isZero() : order.compartments != 0 && order.lifts.isZero();
}

}  // namespace

bool isHoldReason(std::string_view word) {
  return std::find(kHoldReasons.begin(), kHoldReasons.end(), word) != kHoldReasons.end();
}
bool isLiftReason(std::string_view word) {
  return std::find(kLiftReasons.begin(), kLiftReasons.end(), word) != kLiftReasons.end();
}
std::vector<std::string_view> holdReasons() {
  return {kHoldReasons.begin(), kHoldReasons.end()};
}
std::vector<std::string_view> liftReasons() {
  return {kLiftReasons.begin(), kLiftReasons.end()};
}

Bytes HoldOrder::body() const {
  ByteWriter out;
  out.u8(kVersion).u8(static_cast<std::uint8_t>(kind)).raw(id.bytes()).raw(scope.bytes()).raw(record.bytes());
  return out.u16(compartments).raw(lifts.bytes()).text(reason).take();
}

Bytes HoldOrder::serialise() const {
  ByteWriter out;
  out.raw(body());
  writeSignatures(signatures, out);
  return out.take();
}

Result<HoldOrder> HoldOrder::parse(ByteView bytes) {
  if (bytes.size() > kMaxTombstoneBytes) return unexpected(TombstoneError::malformed);
  ByteReader in(bytes);
  const std::uint8_t version = in.u8();
  if (in.ok() && version > kVersion) return unexpected(TombstoneError::newerVersion);
  HoldOrder out;
  const std::uint8_t kind = in.u8();
  out.id.value = in.array<TombstoneId::kSize>();
  out.scope.value = in.array<ScopeId::kSize>();
  out.record.value = in.array<RecordId::kSize>();
  out.compartments = in.u16();
  out.lifts.value = in.array<TombstoneId::kSize>();
  out.reason = in.text(kMaxReasonBytes);
  if (!in.ok() || version != kVersion || kind < 1 || kind > 2) return unexpected(TombstoneError::malformed);
  out.kind = static_cast<Kind>(kind);
  LIMEN_ASSIGN(out.signatures, readSignatures(in));
  if (!sound(out)) return unexpected(TombstoneError::malformed);
  if (!(out.kind == Kind::hold ? isHoldReason(out.reason) : isLiftReason(out.reason))) return unexpected(TombstoneError::badReason);
  return out;
}

void HoldOrder::sign(const UserId& user, const Signer& signer) {
  signatures.push_back({user, signer.sign(kDomain, body())});
}

Result<void> HoldOrder::check(const VerifiedDirectory& directory, const std::function<bool(const std::string& role)>& protects,
                              Tombstone::Moment moment) const {
  return checkTwoPersons(signatures, kDomain, body(), directory, protects, moment);
}

Result<ScopeOrder> parseOrder(ByteView bytes) {
  if (bytes.empty() || bytes.front() < kVersion) {
    LIMEN_ASSIGN(Tombstone tombstone, Tombstone::parse(bytes));
    return ScopeOrder(std::move(tombstone));
  }
  LIMEN_ASSIGN(HoldOrder order, HoldOrder::parse(bytes));
  return ScopeOrder(std::move(order));
}

const TombstoneId& idOf(const ScopeOrder& order) {
  return std::visit([](const auto& each) -> const TombstoneId& { return each.id; }, order);
}
const ScopeId& scopeOf(const ScopeOrder& order) {
  return std::visit([](const auto& each) -> const ScopeId& { return each.scope; }, order);
}
Result<void> check(const ScopeOrder& order, const VerifiedDirectory& directory, const std::function<bool(const std::string& role)>& protects,
                   Tombstone::Moment moment) {
  return std::visit([&](const auto& each) { return each.check(directory, protects, moment); }, order);
}

}  // namespace limen
