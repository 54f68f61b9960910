// SPDX-License-Identifier: Apache-2.0
#include "station/approval.h"

#include <algorithm>

#include "crypto/hash.h"
#include "station/factors.h"

namespace limen {

namespace {

Hash subjectHash(ByteView subject) {
  return hash256({bytesOf("limen/permit/v1"), subject});
}

}  // namespace

void Permit::use(Act act, ByteView subject) {
  LIMEN_CHECK(act == act_ && subject_ == subjectHash(subject));
}

Approvals::Approvals(Vault& vault, Entry entry) : vault_(&vault) {
  if (entry != Entry::typedNow) return;
  const auto phone = hasTotp(vault, vault.user());
  waitsForCode_ = !phone || *phone;  // what cannot be read is asked for
  if (!waitsForCode_) freshUntil_ = vault.clock().running() + kFreshFor;
}

bool Approvals::isFresh() const {
  return freshUntil_ && vault_->clock().running() < *freshUntil_;
}

Result<void> Approvals::reauthenticate(const SecretBytes& passphrase, std::string_view code, const Devices& devices) {
  const auto done = [&]() -> Result<void> {
    LIMEN_ASSIGN(const SecretBytes secret, unlockSlot(vault_->home(), vault_->user(), passphrase, vault_->clock(), {}, devices));
    return checkTotp(*vault_, vault_->user(), secret, code);
  }();
  LIMEN_TRY(vault_->store().audit(vault_->act("reauthenticate", done ? "ok" : done.error().name())));
  if (!done) return done;
  waitsForCode_ = false;
  freshUntil_ = vault_->clock().running() + kFreshFor;
  return {};
}

Result<void> Approvals::giveCode(std::string_view code) {
  if (!waitsForCode_) return {};
  LIMEN_TRY(checkTotp(*vault_, vault_->user(), vault_->userSecret(), code));
  waitsForCode_ = false;
  freshUntil_ = vault_->clock().running() + kFreshFor;
  return {};
}

void Approvals::dropLapsed() {
  const Milliseconds now = vault_->clock().running();
  std::erase_if(requests_, [&](const Request& request) { return now >= request.until; });
}

Result<RequestId> Approvals::ask(Act act, ByteView subject) {
  LIMEN_TRY(vault_->require(act));
  dropLapsed();
  LIMEN_TRY(vault_->store().audit(vault_->act(std::string(ruleOf(act).word) + ".ask")));
  if (requests_.size() == kMaxRequests) requests_.erase(requests_.begin());
  requests_.push_back({RequestId::make(vault_->random()), act, subjectHash(subject), vault_->clock().running() + kRequestLasts});
  return requests_.back().id;
}

Result<void> Approvals::confirm(const RequestId& id, const UserId& second, const SecretBytes& passphrase,
                                std::string_view code, const Devices& devices, const Sign& sign) {
  dropLapsed();
  const auto request = std::find_if(requests_.begin(), requests_.end(), [&](const Request& one) { return one.id == id; });
  if (request == requests_.end()) return unexpected(RightsError::unknownRequest);
  AuditAct entry = vault_->act(std::string(ruleOf(request->act).word) + ".confirm");
  entry.actor = second;
  const auto allowed = [&]() -> Result<void> {
    if (second == vault_->user()) return unexpected(RightsError::ownRequest);
    if (!vault_->allows(second, Act::confirm)) return unexpected(RightsError::notSecond);
    LIMEN_ASSIGN(const SecretBytes secret, unlockSlot(vault_->home(), second, passphrase, vault_->clock(), {}, devices));
    LIMEN_TRY(checkTotp(*vault_, second, secret, code));
    return sign ? sign(secret) : Result<void>();
  }();
  if (!allowed) entry.result = allowed.error().name();
  LIMEN_TRY(vault_->store().audit(entry));
  if (allowed) request->confirmed = true;
  return allowed;
}

Result<Permit> Approvals::permit(Act act, ByteView subject) {
  LIMEN_TRY(vault_->require(act));
  const ActRule& rule = ruleOf(act);
  const std::string word(rule.word);
  if (rule.fresh && !isFresh()) return unexpected(RightsError::notFresh, word);
  const Hash about = subjectHash(subject);
  if (rule.secondPerson) {
    dropLapsed();
    const auto request = std::find_if(requests_.begin(), requests_.end(), [&](const Request& one) {
      return one.confirmed && one.act == act && one.subject == about;
    });
    if (request == requests_.end()) return unexpected(RightsError::secondNeeded, word);
    requests_.erase(request);
  }
  return Permit(act, about);
}

}  // namespace limen
