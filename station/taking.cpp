// SPDX-License-Identifier: Apache-2.0
#include "station/taking.h"

#include <algorithm>

#include "station/backup.h"
#include "station/erasure.h"
#include "station/kept.h"
#include "station/retention.h"
#include "station/scope_loss.h"
#include "sync/hold_order.h"

namespace limen {

namespace {

constexpr std::uint32_t kForgottenAfterSync = 500;  // in one transaction
constexpr std::string_view kAskedName = "courier.asked";  // 16 bytes each, the newest first

}  // namespace

Result<std::vector<ScopeId>> scopesOf(Vault& vault) {
  LIMEN_ASSIGN(const auto packages, vault.store().packages());
  std::set<std::string> programmes;
  for (const auto& row : packages) programmes.insert(row.programme);
  std::vector<ScopeId> scopes;
  for (const std::string& programme : programmes)
    for (const std::string& site : vault.readableSites()) scopes.push_back(scopeOf(vault.organisation(), programme, site));
  return scopes;
}

Result<TakenAck> takeAck(ExchangeHost& host, const Ack& ack) {
  std::vector<StationStore::Confirmed> ranges;
  TakenAck out;
  const std::int64_t now = toUnixMs(host.clock().now());
  const auto add = [&](const Range& range, bool safe) {
    const ScopeId scope = ScopeId::from(bytesOf(range.scope())).value_or(ScopeId{});
    ranges.push_back({scope, range.first(), range.last(), range.number(), safe, now});
    if (!safe) out.scopes.insert(scope);
  };
  for (const Range& range : ack.stored()) add(range, false);
  for (const Range& range : ack.safe()) add(range, true);
  LIMEN_TRY(host.store().confirm(host.station(), ranges));
  for (const Range& range : ack.erased()) out.late += range.last() - range.first() + 1;
  if (out.late > 0) LIMEN_TRY(host.store().audit(host.act("record.late", "erased")));
  return out;
}

Result<bool> takeOrder(ExchangeHost& host, const ScopeId& scope, std::uint64_t number, ByteView bytes) {
  LIMEN_ASSIGN(const ScopeOrder order, parseOrder(bytes));
  if (scopeOf(order) != scope) return unexpected(TombstoneError::malformed);
  LIMEN_TRY(check(order, host.directory(), [&](const std::string& role) { return host.protects(scope, role); }, Tombstone::Moment::taken));
  if (const auto* hold = std::get_if<HoldOrder>(&order)) {
    LIMEN_TRY(storeHold(host.store(), *hold, number, host.act(actOf(*hold), hold->reason)));
    return false;
  }
  const Tombstone& tombstone = std::get<Tombstone>(order);
  LIMEN_ASSIGN(const bool known, host.store().isErased(tombstone.record));
  LIMEN_TRY(host.store().erase(tombstone.id, tombstone.scope, tombstone.record, bytes, number, host.act("record.erased", tombstone.reason)));
  return !known;
}

Result<void> rememberAsked(StationStore& store, const CourierId& bundle) {
  LIMEN_ASSIGN(const auto before, store.get(kAskedName));
  Bytes all = copyOf(bundle.bytes());
  if (before) all.insert(all.end(), before->begin(), before->end());
  if (all.size() > kMostCourierAsked * CourierId::kSize) all.resize(kMostCourierAsked * CourierId::kSize);
  return store.put(kAskedName, all);
}

Result<bool> wasAsked(StationStore& store, const CourierId& bundle) {
  LIMEN_ASSIGN(const auto all, store.get(kAskedName));
  if (!all) return false;
  for (std::size_t at = 0; at + CourierId::kSize <= all->size(); at += CourierId::kSize) {
    if (std::equal(bundle.value.begin(), bundle.value.end(), all->begin() + static_cast<std::ptrdiff_t>(at))) return true;
  }
  return false;
}

Result<void> settleAfterSync(Vault& vault, bool erased) {
  if (erased) forgetTraces(vault);
  for (bool more = true; more;) {
    LIMEN_ASSIGN(more, forgetWhatIsSafe(vault, kForgottenAfterSync));
  }
  for (bool more = true; more;) {
    LIMEN_ASSIGN(more, purgeWhatIsDue(vault, kForgottenAfterSync));
  }
  LIMEN_TRY(purgeWhatIsLost(vault));
  LIMEN_TRY(backupIfDue(vault));
  return {};
}

}  // namespace limen
