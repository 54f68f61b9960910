// SPDX-License-Identifier: Apache-2.0
#include "station/kept.h"

#include <algorithm>

#include "station/amend.h"
#include "station/duplicates.h"
#include "station/key_rotation.h"
#include "station/patch.h"
#include "station/records.h"
#include "station/station_files.h"

namespace limen {

namespace {

forms::Date today(const Vault& vault) {
  return std::chrono::floor<std::chrono::days>(vault.clock().now());
}

struct Found {
  std::vector<ScopeId> scopes;  // a correction stands in the scope of the site where it was made
  std::shared_ptr<const Programme> programme;
  Kept kept;
};
Result<Found> find(Vault& vault, const RecordId& record) {
  LIMEN_ASSIGN(const bool erased, vault.store().isErased(record));
  if (erased) return unexpected(StoreError::notFound);
  LIMEN_ASSIGN(auto programme, amendingProgramme(vault, record));
  LIMEN_ASSIGN(const auto revisions, vault.store().revisions(record));
  LIMEN_ASSIGN(Kept kept, keptOf(vault.store(), record));
  Found out{{}, std::move(programme), std::move(kept)};
  for (const RevisionRow& row : revisions)
    if (std::find(out.scopes.begin(), out.scopes.end(), row.scope) == out.scopes.end()) out.scopes.push_back(row.scope);
  return out;
}

Result<Signer> signerOf(Vault& vault, const UserId& user, const SecretBytes& secret) {
  LIMEN_ASSIGN(const Ring ring, openRing(vault.home(), user, secret));
  return Signer::fromSeed(ring.userSeed);
}

Result<void> signAndStore(Vault& vault, HoldOrder order, const SecondSigner& second) {
  LIMEN_ASSIGN(const Signer first, signerOf(vault, vault.user(), vault.userSecret()));
  LIMEN_ASSIGN(const Signer other, signerOf(vault, second.user, second.secret));
  order.sign(vault.user(), first);
  order.sign(second.user, other);
  return storeHold(vault.store(), order, 0, vault.act(actOf(order), order.record, order.reason));
}

}  // namespace

std::string_view nameOf(RetentionError cause) {
  switch (cause) {
    case RetentionError::notAnEvent:
      return "notAnEvent";
    case RetentionError::noRule:
      return "noRule";
    case RetentionError::notThatDay:
      return "notThatDay";
    case RetentionError::notHoldable:
      return "notHoldable";
    case RetentionError::notHeld:
      return "notHeld";
    case RetentionError::badReason:
      return "badReason";
  }
  return "unknown";
}

Result<std::vector<KeptCompartment>> keptUntil(Vault& vault, const RecordId& record) {
  LIMEN_ASSIGN(const Found found, find(vault, record));
  const WeekByCompartment weeks = earliestWeeks(found.kept.standing);
  const std::uint16_t held = heldCompartments(found.kept.orders);
  std::vector<KeptCompartment> out;
  for (std::uint8_t i = 0; i < found.programme->compartments.size(); ++i) {
    KeptCompartment each;
    each.name = found.programme->compartments[i].name;
    each.week = weeks[i];
    each.held = (held >> i & 1) != 0;
    if (const Retention* rule = nextRule(*found.programme, found.kept.standing, i)) {
      each.rule = rule->name;
      each.event = rule->event;
    }
    out.push_back(std::move(each));
  }
  return out;
}

Result<void> enterEvent(Vault& vault, const RecordId& record, std::string_view event, forms::Date day) {
  if (!isCaseEvent(event) || event == kCapturedEvent) return unexpected(RetentionError::notAnEvent, std::string(event));
  LIMEN_ASSIGN(const Found found, find(vault, record));
  LIMEN_TRY(vault.require(Act::amend, *found.programme));
  if (std::chrono::sys_days{day} > std::chrono::sys_days{today(vault)} + std::chrono::days{kEventWaitsAtMostDays})
    return unexpected(RetentionError::notThatDay);
  const auto bounds = boundsAfter(*found.programme, found.kept.standing, event, day);
  if (bounds.empty()) return unexpected(RetentionError::noRule, std::string(event));
  LIMEN_ASSIGN(const auto revisions, vault.store().revisions(record));
  return writePatch(vault, found.programme, record, revisions, minimise(found.programme, {}, today(vault)), "record.event", bounds);
}

Result<void> holdRecord(Vault& vault, Permit permit, const RecordId& record, std::string_view reason, const SecondSigner& second) {
  permit.use(Act::legalHold, record.bytes());
  if (!isHoldReason(reason)) return unexpected(RetentionError::badReason, std::string(reason));
  LIMEN_ASSIGN(const Found found, find(vault, record));
  const std::uint16_t compartments = found.kept.standing.empty() ? std::uint16_t{0} : holdable(*found.programme, found.kept.standing);
  if (compartments == 0) return unexpected(RetentionError::notHoldable);
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(vault.store().database()));
  for (const ScopeId& scope : found.scopes) {
    HoldOrder order;
    order.id = TombstoneId::make(vault.random());
    order.scope = scope;
    order.record = record;
    order.compartments = compartments;
    order.reason = reason;
    LIMEN_TRY(signAndStore(vault, std::move(order), second));
  }
  return transaction.commit();
}

Result<void> endHolds(Vault& vault, Permit permit, const RecordId& record, std::string_view reason, const SecondSigner& second) {
  permit.use(Act::legalHold, record.bytes());
  if (!isLiftReason(reason)) return unexpected(RetentionError::badReason, std::string(reason));
  LIMEN_ASSIGN(const Found found, find(vault, record));
  if (heldCompartments(found.kept.orders) == 0) return unexpected(RetentionError::notHeld);
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(vault.store().database()));
  LIMEN_ASSIGN(const auto signedOrders, ordersOn(vault.store(), record));
  for (const Bytes& bytes : signedOrders) {
    LIMEN_ASSIGN(const HoldOrder hold, HoldOrder::parse(bytes));
    if (hold.kind != HoldOrder::Kind::hold) continue;
    HoldOrder order;
    order.kind = HoldOrder::Kind::lift;
    order.id = TombstoneId::make(vault.random());
    order.scope = hold.scope;  // so that whoever was told of it is told of its end
    order.record = record;
    order.lifts = hold.id;
    order.reason = reason;
    LIMEN_TRY(signAndStore(vault, std::move(order), second));
  }
  return transaction.commit();
}

Result<void> storeHold(StationStore& store, const HoldOrder& order, std::uint64_t number, const AuditAct& audit) {
  const HeldOrder held{order.kind == HoldOrder::Kind::lift ? OrderKind::lift : OrderKind::hold, order.id, order.lifts, order.compartments};
  return takeOrder(store, held, order.scope, order.record, order.serialise(), number, audit);
}

std::string_view actOf(const HoldOrder& order) {
  return order.kind == HoldOrder::Kind::lift ? "record.released" : "record.held";
}

Result<std::vector<RetainedRecord>> nextToGo(Vault& vault, std::uint32_t limit) {
  LIMEN_TRY(vault.require(Act::legalHold));
  LIMEN_ASSIGN(auto records, nextToGo(vault.store(), limit));
  LIMEN_TRY(vault.store().audit(vault.act("retention.list")));
  return records;
}

Result<bool> purgeWhatIsDue(Vault& vault, std::uint32_t limit) {
  StationStore& store = vault.store();
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(store.database()));
  LIMEN_ASSIGN(const Purged parts, purgeParts(store, weekOf(vault.clock().now()), limit));
  LIMEN_ASSIGN(const std::uint64_t prints, purgePrints(store, toUnixMs(vault.clock().now() - kPrintLasts)));
  // Counts: which records they were of would be one more trace of them.
  if (parts.parts > 0) LIMEN_TRY(store.audit(vault.act("retention.purge", std::to_string(parts.parts))));
  if (prints > 0) LIMEN_TRY(store.audit(vault.act("prints.purge", std::to_string(prints))));
  LIMEN_TRY(transaction.commit());
  if (parts.parts + prints > 0) LIMEN_TRY(store.database().checkpoint());
  // What is left of the records is found again by what is left.
  if (parts.records > 0) LIMEN_TRY(indexPulled(vault, limit));
  return parts.more;
}

}  // namespace limen
