// SPDX-License-Identifier: Apache-2.0
#include "station/scope_loss.h"

#include <algorithm>

#include "station/erasure.h"
#include "store/station_scope_purge.h"

namespace limen {

namespace {

constexpr std::string_view kName = "reach.lost";  // compartment and site group each, as far as something of them may be here

Reach readReach(const std::optional<Bytes>& bytes) {
  Reach out;
  ByteReader in(bytes ? ByteView(*bytes) : ByteView());
  while (in.ok() && !in.done()) {
    std::string compartment = in.text(in.remaining());
    out.emplace(std::move(compartment), in.text(in.remaining()));
  }
  return out;
}

Bytes bytesOf(const Reach& reach) {
  ByteWriter out;
  for (const auto& [compartment, group] : reach) out.text(compartment).text(group);
  return out.take();
}

std::uint16_t indexOf(Vault& vault, const PackageHash& package, const std::string& compartment) {
  const auto programme = vault.programme(package);
  if (!programme) return 0;  // nothing of it opens here either
  const auto& all = (*programme)->compartments;
  const auto at = std::find_if(all.begin(), all.end(), [&](const Compartment& each) { return each.name == compartment; });
  return at == all.end() ? std::uint16_t{0} : static_cast<std::uint16_t>(1U << (at - all.begin()));
}

}  // namespace

Result<void> noteLoss(StationStore& store, const Reach& before, const Reach& now) {
  LIMEN_ASSIGN(const auto bytes, store.get(kName));
  const Reach held = readReach(bytes);
  Reach lost = held;
  lost.insert(before.begin(), before.end());
  std::erase_if(lost, [&](const auto& each) { return now.contains(each); });
  return lost == held ? Result<void>() : store.put(kName, bytesOf(lost));
}

Result<std::uint64_t> purgeWhatIsLost(Vault& vault) {
  LIMEN_ASSIGN(const auto bytes, vault.store().get(kName));
  const Reach lost = readReach(bytes);
  if (lost.empty()) return std::uint64_t{0};
  std::set<std::string> programmes;
  LIMEN_ASSIGN(const auto packages, vault.store().packages());
  for (const auto& row : packages) programmes.insert(row.programme);
  Reach left;
  std::set<RecordId> purged;
  for (const auto& each : lost) {
    for (const Site& place : vault.directory().content().sites()) {
      if (place.group() != each.second) continue;
      for (const std::string& programme : programmes) {
        LIMEN_ASSIGN(const auto records, recordsIn(vault.store(), scopeOf(vault.organisation(), programme, place.name())));
        for (const RecordId& record : records) {
          LIMEN_ASSIGN(const Dropped dropped, dropParts(vault.store(), record, [&](const PackageHash& package) { return indexOf(vault, package, each.first); }));
          if (dropped == Dropped::waits) left.insert(each);
          if (dropped == Dropped::parts) purged.insert(record);
        }
      }
    }
  }
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(vault.store().database()));
  if (left != lost) LIMEN_TRY(vault.store().put(kName, bytesOf(left)));
  if (!purged.empty()) LIMEN_TRY(vault.store().audit(vault.act("scope.purge", std::to_string(purged.size()))));
  LIMEN_TRY(transaction.commit());
  if (!purged.empty()) forgetTraces(vault);
  return purged.size();
}

}  // namespace limen
