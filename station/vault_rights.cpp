// SPDX-License-Identifier: Apache-2.0
// Rights asked of a vault: every act of the station comes through here.
#include <algorithm>

#include "station/lease.h"
#include "station/vault_impl.h"
#include "station/wording.h"

namespace limen {

const std::vector<std::shared_ptr<const Programme>>& Vault::Impl::newestProgrammes() {
  static const std::vector<std::shared_ptr<const Programme>> kNone;
  if (newest) return *newest;
  const auto rows = store.packages();
  if (!rows) return kNone;
  std::vector<std::shared_ptr<const Programme>> out;
  for (const auto& row : *rows) {
    if (std::any_of(out.begin(), out.end(), [&](const auto& known) { return known->id == row.programme; })) continue;
    auto opened = openStored(row.hash);
    if (!opened) return kNone;
    out.push_back(std::move(*opened));
  }
  newest = std::move(out);
  return *newest;
}

const Programme* Vault::Impl::newestOf(const std::string& programme) {
  for (const auto& each : newestProgrammes())
    if (each->id == programme) return each.get();
  return nullptr;
}

bool Vault::may(Act act) {
  const auto& programmes = impl_->newestProgrammes();
  if (act == Act::sync) {  // what the station may do at all has to reach it first
    const auto rows = impl_->store.packages();
    if (rows && rows->empty()) return true;
  }
  const std::string role = this->role();
  return std::any_of(programmes.begin(), programmes.end(), [&](const auto& programme) { return mayDo(*programme, role, act); });
}

bool Vault::allows(const UserId& user, Act act) {
  const User* person = impl_->directory.user(user);
  const Station* own = impl_->directory.station(impl_->station);
  if (person == nullptr || person->disabled() || own == nullptr) return false;
  const auto& here = own->users();
  if (std::find(here.begin(), here.end(), person->id()) == here.end()) return false;
  const auto& programmes = impl_->newestProgrammes();
  return std::any_of(programmes.begin(), programmes.end(),
                     [&](const auto& programme) { return mayDo(*programme, person->role(), act); });
}

bool Vault::may(Act act, const Programme& programme) {
  const Programme* newest = impl_->newestOf(programme.id);
  return newest != nullptr && mayDo(*newest, role(), act);
}

Result<void> Vault::Impl::refuse(const Vault& vault, Act act) {
  const std::string role = vault.role();
  const auto& programmes = newestProgrammes();
  const bool known =
      std::any_of(programmes.begin(), programmes.end(), [&](const auto& programme) { return knowsRole(*programme, role); });
  const RightsError cause = known ? RightsError::notYourRole : RightsError::unknownRole;
  const std::string word(ruleOf(act).word);
  LIMEN_TRY(store.audit(vault.act(word, nameOf(cause))));
  return unexpected(cause, word);
}

namespace {

// Without a word from the server for too long, what is here is not opened; what is new is taken.
Result<void> leaseHolds(Vault& vault, Act act) {
  if (ruleOf(act).touches != Touches::reads && act != Act::amend) return {};
  LIMEN_ASSIGN(const LeaseState lease, leaseState(vault.store(), vault.directory(), vault.clock()));
  if (!lease.ranOut) return {};
  LIMEN_TRY(vault.store().audit(vault.act(ruleOf(act).word, "leaseRanOut")));
  return unexpected(LeaseError::ranOut);
}

}  // namespace

Result<void> Vault::require(Act act) {
  return may(act) ? leaseHolds(*this, act) : impl_->refuse(*this, act);
}

Result<void> Vault::require(Act act, const Programme& programme) {
  return may(act, programme) ? leaseHolds(*this, act) : impl_->refuse(*this, act);
}

bool Vault::opens(const Programme& programme, std::string_view compartment) {
  const Programme* newest = impl_->newestOf(programme.id);
  if (newest == nullptr) return false;
  // A compartment that the newest package no longer has keeps the readers it had.
  const bool there = std::any_of(newest->compartments.begin(), newest->compartments.end(),
                                 [&](const Compartment& each) { return each.name == compartment; });
  return mayOpen(there ? *newest : programme, role(), compartment);
}

bool Vault::isOwnOpenShift(const ShiftId& shift) const {
  return std::any_of(impl_->openShifts.begin(), impl_->openShifts.end(),
                     [&](const auto& open) { return open->keys.shift() == shift; });
}

// The index holds the words of what one reader opens. For a role or a reading that opens something else it is taken down, words and
// all, and built anew from what may be opened now: search must not answer what reading refuses.
Result<void> Vault::Impl::alignIndex() {
  const User* person = directory.user(user);
  ByteWriter now;
  for (const auto& programme : newestProgrammes())
    for (const Compartment& compartment : programme->compartments)
      if (person != nullptr && mayOpen(*programme, person->role(), compartment.name) &&
          directory.reads(user, compartment.name, person->site_group()))
        now.text(programme->id).text(compartment.name);
  const Bytes wanted = now.take();
  LIMEN_ASSIGN(const auto held, store.get(value_name::kIndexedFor));
  if (held == wanted) return {};
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(store.database()));
  if (held) LIMEN_TRY(store.forgetIndex());
  LIMEN_TRY(store.put(value_name::kIndexedFor, wanted));
  return transaction.commit();
}

}  // namespace limen
