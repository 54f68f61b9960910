// SPDX-License-Identifier: Apache-2.0
// What an act may ask for beyond a right: the passphrase typed again within kFreshFor (and the code of the user's phone, where one is
// set up), and a second person of this station who confirms with their own passphrase and phone, never one's own request. For every room, for the app and for limenctl: who performs such an act
// takes a Permit, and only permit() makes one.
#pragma once

#include <functional>
#include <vector>

#include "core/ids.h"
#include "station/vault.h"

namespace limen {

using RequestId = Id<struct RequestTag, 16>;

constexpr std::chrono::minutes kFreshFor{5};
constexpr std::chrono::minutes kRequestLasts{10};
constexpr std::size_t kMaxRequests = 16;  // the oldest goes

class Permit {
 public:
  Act act() const { return act_; }
  // LIMEN_CHECKs that it is for this act and this subject: whoever takes a permit uses it for nothing else.
  void use(Act act, ByteView subject = {});

 private:
  friend class Approvals;
  Permit(Act act, const Hash& subject) : act_(act), subject_(subject) {}
  Act act_;
  Hash subject_;
};

// Of one session, in its memory: a lock forgets it.
class Approvals {
 public:
  // Borrows the vault. typedNow: the passphrase that opened this vault was typed in this process a moment ago (limenctl). Where the user
  // has a phone set up, giveCode() has to follow before anything is fresh.
  enum class Entry { typedNow, handedOver };
  Approvals(Vault& vault, Entry entry);

  // The vault's user once more. Counted on the ladder like an unlock: the slot's causes, the device's, FactorError's for the phone.
  Result<void> reauthenticate(const SecretBytes& passphrase, std::string_view code = {}, const Devices& devices = {});
  // The code alone, behind a passphrase that was typed now; FactorError. Nothing where nothing waits for it.
  Result<void> giveCode(std::string_view code);
  bool waitsForCode() const { return waitsForCode_; }
  bool isFresh() const;

  // A request for a second person: right first (RightsError::notYourRole), logged. `subject` is what it is about, the same bytes
  // that permit() will be asked with.
  Result<RequestId> ask(Act act, ByteView subject = {});
  // ownRequest, notSecond, unknownRequest, or the slot's causes for a wrong passphrase. Logged under the second person's name.
  // `sign`: what else the second person does with their own secret, where the act wants their signature too; its failure confirms nothing.
  using Sign = std::function<Result<void>(const SecretBytes& userSecret)>;
  Result<void> confirm(const RequestId& request, const UserId& second, const SecretBytes& passphrase, std::string_view code = {},
                       const Devices& devices = {}, const Sign& sign = {});

  // notYourRole, unknownRole, notFresh, secondNeeded. A confirmation is good for one permit.
  Result<Permit> permit(Act act, ByteView subject = {});

 private:
  struct Request {
    RequestId id;
    Act act;
    Hash subject;
    Milliseconds until{};
    bool confirmed = false;
  };
  void dropLapsed();

  Vault* vault_;
  std::optional<Milliseconds> freshUntil_;
  bool waitsForCode_ = false;
  std::vector<Request> requests_;
};

}  // namespace limen
