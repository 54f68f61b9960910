// SPDX-License-Identifier: Apache-2.0
#include "station/erasure.h"

#include <algorithm>

#include "station/key_rotation.h"
#include "station/station_files.h"

namespace limen {

namespace {

Result<Signer> signerOf(const Vault& vault, const UserId& user, const SecretBytes& userSecret) {
  LIMEN_ASSIGN(const Ring ring, openRing(vault.home(), user, userSecret));
  return Signer::fromSeed(ring.userSeed);
}

}  // namespace

std::string_view nameOf(ErasureError cause) {
  switch (cause) {
    case ErasureError::unknownRecord:
      return "unknownRecord";
    case ErasureError::erased:
      return "erased";
  }
  return "unknown";
}

bool roleProtects(Vault& vault, const ScopeId& scope, const std::string& role) {
  const auto programmes = vault.programmes();
  if (!programmes) return false;
  for (const auto& programme : *programmes) {
    for (const std::string& site : vault.readableSites())
      if (scopeOf(vault.organisation(), programme->id, site) == scope && mayDo(*programme, role, Act::erase)) return true;
  }
  return false;
}

Bytes ErasureOrder::subject() const {
  ByteWriter out;
  out.raw(record.bytes()).text(reason);
  for (const Tombstone& each : tombstones) out.raw(each.id.bytes()).raw(each.scope.bytes());
  return out.take();
}

Result<ErasureOrder> prepareErasure(Vault& vault, const RecordId& record, std::string_view reason) {
  LIMEN_TRY(vault.require(Act::erase));
  if (!isErasureReason(reason)) return unexpected(TombstoneError::badReason);
  LIMEN_ASSIGN(const bool erased, vault.store().isErased(record));
  if (erased) return unexpected(ErasureError::erased);
  const auto revisions = vault.store().revisions(record);
  if (!revisions) return unexpected(revisions.error().is(StoreError::notFound) ? Error(ErasureError::unknownRecord) : revisions.error());
  ErasureOrder order{record, std::string(reason), {}};
  for (const RevisionRow& row : *revisions) {
    const bool named = std::any_of(order.tombstones.begin(), order.tombstones.end(), [&](const Tombstone& one) { return one.scope == row.scope; });
    if (!named) order.tombstones.push_back({TombstoneId::make(vault.random()), row.scope, record, order.reason, {}});
  }
  return order;
}

Result<void> confirmErasure(Vault& vault, Approvals& approvals, const RequestId& request, ErasureOrder& order, const UserId& second,
                            const SecretBytes& passphrase, std::string_view code, const Devices& devices) {
  return approvals.confirm(request, second, passphrase, code, devices, [&](const SecretBytes& secret) -> Result<void> {
    LIMEN_ASSIGN(const Signer signer, signerOf(vault, second, secret));
    for (Tombstone& each : order.tombstones) {
      each.signatures.clear();  // of somebody whose confirmation was refused after they had signed
      each.sign(second, signer);
    }
    return {};
  });
}

Result<void> eraseRecord(Vault& vault, Permit permit, ErasureOrder order) {
  permit.use(Act::erase, order.subject());
  LIMEN_ASSIGN(const Signer signer, signerOf(vault, vault.user(), vault.userSecret()));
  for (Tombstone& each : order.tombstones) {
    each.sign(vault.user(), signer);
    LIMEN_TRY(each.check(vault.directory(), [&](const std::string& role) { return roleProtects(vault, each.scope, role); },
                         Tombstone::Moment::asked));
  }
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(vault.store().database()));
  LIMEN_ASSIGN(const bool erased, vault.store().isErased(order.record));
  if (erased) return unexpected(ErasureError::erased);
  for (const Tombstone& each : order.tombstones)
    LIMEN_TRY(vault.store().erase(each.id, each.scope, each.record, each.serialise(), 0, vault.act("record.erase", each.record, each.reason)));
  LIMEN_TRY(transaction.commit());
  forgetTraces(vault);
  return {};
}

void forgetTraces(Vault& vault) {
  if (const auto programmes = vault.programmes())
    for (const auto& programme : *programmes) vault.rememberLastSaved(programme->id, SecretBytes());
  // Who checks the rows reads the store beside this, and would keep its log as it is.
  static_cast<void>(vault.rowsHold());
  static_cast<void>(vault.store().database().checkpoint());
}

Result<bool> isErased(Vault& vault, const RecordId& record) {
  return vault.store().isErased(record);
}

}  // namespace limen
