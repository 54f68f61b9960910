// SPDX-License-Identifier: Apache-2.0
// Beside the passphrase: printed codes, devices, a phone.
#include "station/factors.h"

#include <cctype>

#include "core/files.h"
#include "crypto/totp.h"
#include "life.h"
#include "served.h"
#include "station/passphrase.h"
#include "station/station_files.h"
#include "station/users.h"

using namespace limen;
using namespace limen::test;

namespace {

const std::string kFresh = "amber plough stairway eleven";

template <class T, ErrorCause E>
void refusedWith(const Result<T>& result, E cause) {
  REQUIRE_FALSE(result);
  INFO(result.error().room() << "." << result.error().name());
  CHECK(result.error().is(cause));
}

class Key final : public SecondSource {  // knows what it made
 public:
  Result<Made> make(const UserId&, std::string_view, const SecretBytes&) override {
    if (!plugged) return unexpected(DeviceError::absent);
    secrets.push_back(SecretBytes::random(32));
    return Made{Bytes(40, static_cast<Byte>(first + secrets.size())), secrets.back().clone()};
  }
  Result<SecretBytes> again(ByteView data, const SecretBytes&) override {
    ++asked;
    if (!plugged) return unexpected(DeviceError::absent);
    const std::size_t which = data[0] - first - std::size_t{1};
    if (which >= secrets.size()) return unexpected(DeviceError::wrongDevice);
    return secrets[which].clone();
  }
  explicit Key(Byte from) : first(from) {}
  Byte first;
  bool plugged = true;
  int asked = 0;
  std::vector<SecretBytes> secrets;
};

struct AtDesk {
  AtDesk() {
    world.addPackage(programmeOf(smallWorkbook(), world.open().directory().organisation()));
    desk = world.enrolDesk("Officer One", "officer", "river post");
  }
  Permit permit(Vault& vault) {
    Approvals approvals(vault, Approvals::Entry::typedNow);
    return must(approvals.permit(Act::changeFactor, vault.user().bytes()));
  }
  Result<SecretBytes> tryUnlock(const std::string& passphrase, const Devices& devices = {}, const std::optional<SlotId>& way = {}) {
    return unlockSlot(desk.home, desk.user, secret(passphrase), world.clock, {}, devices, way);
  }
  Result<Vault> open(const SecretBytes& own) { return Vault::open(desk.home, desk.user, own, world.surroundings()); }
  std::string codeNow(const TotpOffer& offer, int steps = 0) { return totpCode(offer.secret, totpStepAt(world.clock.now()) + steps); }
  World world;
  Desk desk;
};

}  // namespace

TEST_CASE("a printed code unlocks once, asks for a new passphrase, and is gone from the disk before the secret is handed out", "[station]") {
  AtDesk at;
  std::vector<SecretBytes> codes;
  {
    Vault vault = at.world.unlock(at.desk);
    codes = must(makeCodes(vault, at.permit(vault)));
  }
  REQUIRE(codes.size() == kPrintedCodes);
  const SecretBytes paper = codeText(codes[2]);
  const std::string shown(textOf(paper.expose(SecretAccess{})));
  CHECK(shown.size() == 23 + 5);
  std::string typed = shown;
  for (char& c : typed) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  CHECK(must(unlockChoices(at.desk.home)).front().ways.back().codesLeft == 8);
  const Bytes before = must(readFile(slotsPath(at.desk.home), KeySlots::kMaxFileBytes));

  const SecretBytes own = must(unlockWithCode(at.desk.home, at.desk.user, secret(typed), at.world.clock));
  const Bytes after = must(readFile(slotsPath(at.desk.home), KeySlots::kMaxFileBytes));
  CHECK(must(KeySlots::parse(after)).of(at.desk.user).size() == 8);  // seven codes and the passphrase
  CHECK(must(mustChangePassphrase(at.desk.home, at.desk.user)));
  refusedWith(unlockWithCode(at.desk.home, at.desk.user, secret(typed), at.world.clock), SlotError::wrongPassphrase);
  refusedWith(at.open(own), VaultError::mustChange);
  must(changePassphrase(at.desk.home, at.desk.user, own, secret(kFresh), kCheap, at.world.clock));
  Vault vault = must(at.open(must(at.tryUnlock(kFresh))));
  bool logged = false;
  for (const AuditEntry& entry : must(vault.store().auditEntries(1, 1000))) logged = logged || entry.act.act == "unlock.code";
  CHECK(logged);
  CHECK_FALSE(at.tryUnlock(kUserPassphrase));

  // The file from before, put back: it opens no station, whichever code is tried.
  must(writeFile(slotsPath(at.desk.home), before));
  CHECK_FALSE(unlockWithCode(at.desk.home, at.desk.user, secret(typed), at.world.clock));
  must(writeFile(slotsPath(at.desk.home), after));
}

TEST_CASE("a code is not handed out where its slot cannot be taken off the disk", "[station]") {
  AtDesk at;
  std::vector<SecretBytes> codes;
  {
    Vault vault = at.world.unlock(at.desk);
    codes = must(makeCodes(vault, at.permit(vault)));
  }
  const Bytes ring = must(readFile(ringPath(at.desk.home, at.desk.user), kMaxRingBytes));
  Bytes broken = ring;
  broken.back() ^= 1;
  must(writeFile(ringPath(at.desk.home, at.desk.user), broken));
  CHECK_FALSE(unlockWithCode(at.desk.home, at.desk.user, codeText(codes[0]), at.world.clock));
  must(writeFile(ringPath(at.desk.home, at.desk.user), ring));
  CHECK(unlockWithCode(at.desk.home, at.desk.user, codeText(codes[0]), at.world.clock));
}

TEST_CASE("wrong codes climb the ladder that wrong passphrases climb", "[station]") {
  AtDesk at;
  for (int i = 0; i < 5; ++i)
    refusedWith(unlockWithCode(at.desk.home, at.desk.user, codeText(SecretBytes::random(14)), at.world.clock), SlotError::wrongPassphrase);
  refusedWith(at.tryUnlock(kUserPassphrase), SlotError::waiting);
  at.world.clock.advance(std::chrono::seconds(30));
  CHECK(at.tryUnlock(kUserPassphrase));
}

TEST_CASE("with a key set up the passphrase alone opens nothing, another key does not help, and an absent one costs no try", "[station]") {
  AtDesk at;
  Key blue(10), green(100);
  const Devices withBlue{&blue, nullptr, nullptr}, withGreen{&green, nullptr, nullptr};
  {
    Vault vault = at.world.unlock(at.desk);
    refusedWith(addDevice(vault, at.permit(vault), SlotKind::fido2, withBlue, "Blue key", secret("not the passphrase at all")),
                SlotError::wrongPassphrase);
    CHECK(blue.secrets.empty());
    must(addDevice(vault, at.permit(vault), SlotKind::fido2, withBlue, "Blue key", secret(kUserPassphrase)));
    refusedWith(addDevice(vault, at.permit(vault), SlotKind::fido2, withBlue, "Blue key", secret(kUserPassphrase)), SlotError::alreadyListed);
    refusedWith(addDevice(vault, at.permit(vault), SlotKind::tpm, withBlue, "TPM", secret(kUserPassphrase)), DeviceError::noChip);
  }
  const auto ways = must(unlockChoices(at.desk.home)).front().ways;
  REQUIRE(ways.size() == 1);
  CHECK(ways[0].kind == SlotKind::fido2);
  CHECK(ways[0].name == "Blue key");
  refusedWith(at.tryUnlock(kUserPassphrase), SlotError::deviceNeeded);
  refusedWith(at.tryUnlock(kUserPassphrase, withGreen), DeviceError::wrongDevice);
  blue.plugged = false;
  for (int i = 0; i < 10; ++i) refusedWith(at.tryUnlock(kUserPassphrase, withBlue), DeviceError::absent);
  blue.plugged = true;
  refusedWith(at.tryUnlock("a wrong passphrase here", withBlue), SlotError::wrongPassphrase);
  const SecretBytes own = must(at.tryUnlock(kUserPassphrase, withBlue, ways[0].slot));

  // Confirming that it is oneself needs the key as well.
  Vault vault = must(at.open(own));
  Approvals approvals(vault, Approvals::Entry::handedOver);
  refusedWith(approvals.reauthenticate(secret(kUserPassphrase)), SlotError::deviceNeeded);
  CHECK_FALSE(approvals.isFresh());
  must(approvals.reauthenticate(secret(kUserPassphrase), {}, withBlue));
  CHECK(approvals.isFresh());

  refusedWith(removeDevice(vault, at.permit(vault), "Green key", secret(kUserPassphrase)), FactorError::noFactor);
  refusedWith(removeDevice(vault, at.permit(vault), "Blue key", secret("not the passphrase at all")), SlotError::wrongPassphrase);
  must(removeDevice(vault, at.permit(vault), "Blue key", secret(kUserPassphrase)));
  CHECK(at.tryUnlock(kUserPassphrase));
}

TEST_CASE("while the ladder waits nobody is asked to touch a key", "[station]") {
  AtDesk at;
  Key blue(10);
  const Devices withBlue{&blue, nullptr, nullptr};
  {
    Vault vault = at.world.unlock(at.desk);
    must(addDevice(vault, at.permit(vault), SlotKind::fido2, withBlue, "Blue key", secret(kUserPassphrase)));
  }
  for (int i = 0; i < 5; ++i) refusedWith(at.tryUnlock("a wrong passphrase here", withBlue), SlotError::wrongPassphrase);
  const int asked = blue.asked;
  refusedWith(at.tryUnlock(kUserPassphrase, withBlue), SlotError::waiting);
  CHECK(blue.asked == asked);
}

TEST_CASE("who lost the key unlocks with a code and leaves the key behind, or keeps it with a new passphrase", "[station]") {
  AtDesk at;
  Key blue(10);
  const Devices withBlue{&blue, nullptr, nullptr};
  std::vector<SecretBytes> codes;
  {
    Vault vault = at.world.unlock(at.desk);
    must(addDevice(vault, at.permit(vault), SlotKind::fido2, withBlue, "Blue key", secret(kUserPassphrase)));
    codes = must(makeCodes(vault, at.permit(vault)));
  }
  SecretBytes own = must(unlockWithCode(at.desk.home, at.desk.user, codeText(codes[0]), at.world.clock));
  must(changePassphrase(at.desk.home, at.desk.user, own, secret(kFresh), kCheap, at.world.clock));
  refusedWith(at.tryUnlock(kFresh), SlotError::deviceNeeded);
  CHECK(at.tryUnlock(kFresh, withBlue));
  own = must(unlockWithCode(at.desk.home, at.desk.user, codeText(codes[1]), at.world.clock));
  must(changePassphrase(at.desk.home, at.desk.user, own, secret("copper meadow whistle two"), kCheap, at.world.clock, DevicesAre::lost));
  CHECK(at.tryUnlock("copper meadow whistle two"));
  CHECK_FALSE(unlockWithCode(at.desk.home, at.desk.user, codeText(codes[2]), at.world.clock));
}

TEST_CASE("the codes are RFC 6238's", "[station]") {
  // Its appendix B has eight digits; six are the last of them. The secret is its "12345678901234567890".
  const SecretBytes seed = secret("12345678901234567890");
  for (const auto& [seconds, code] : {std::pair<std::int64_t, const char*>{59, "287082"}, {1111111109, "081804"}, {1111111111, "050471"},
                                      {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"}})
    CHECK(totpCode(seed, seconds / 30) == code);
  CHECK(std::string(textOf(totpText(seed).expose(SecretAccess{}))) == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  const SecretBytes uri = totpUri(seed, "Limen Ñ", "A B");
  CHECK(std::string(textOf(uri.expose(SecretAccess{}))) ==
        "otpauth://totp/Limen%20%c3%91:A%20B?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Limen%20%c3%91");
}

TEST_CASE("a phone's code counts once, for its half minute and those beside it, also after a restart", "[station]") {
  AtDesk at;
  Vault vault = at.world.unlock(at.desk);
  const TotpOffer offer = offerTotp(vault);
  const std::string right = at.codeNow(offer), wrong = right == "000000" ? "000001" : "000000";
  refusedWith(addTotp(vault, at.permit(vault), offer, wrong), FactorError::wrongCode);
  CHECK_FALSE(must(hasTotp(vault, vault.user())));
  must(addTotp(vault, at.permit(vault), offer, right));
  CHECK(must(hasTotp(vault, vault.user())));

  // Whoever typed the passphrase a moment ago has to give the code before anything is fresh: every act behind Approvals asks for it.
  Approvals typed(vault, Approvals::Entry::typedNow);
  CHECK(typed.waitsForCode());
  refusedWith(typed.permit(Act::changeFactor, vault.user().bytes()), RightsError::notFresh);
  refusedWith(typed.giveCode(right), FactorError::usedCode);  // it proved the enrolment
  Approvals approvals(vault, Approvals::Entry::handedOver);
  refusedWith(approvals.reauthenticate(secret(kUserPassphrase)), FactorError::codeNeeded);
  refusedWith(approvals.reauthenticate(secret("a wrong passphrase here"), at.codeNow(offer, 1)), SlotError::wrongPassphrase);
  CHECK_FALSE(approvals.isFresh());
  const std::string next = at.codeNow(offer, 1);
  must(approvals.reauthenticate(secret(kUserPassphrase), next.substr(0, 3) + " " + next.substr(3)));  // one step ahead
  CHECK(approvals.isFresh());
  refusedWith(approvals.reauthenticate(secret(kUserPassphrase), next), FactorError::usedCode);
  refusedWith(approvals.reauthenticate(secret(kUserPassphrase), right), FactorError::usedCode);  // a step before the used one
  at.world.clock.advance(std::chrono::seconds(30));
  {
    Vault again = at.world.unlock(at.desk);
    Approvals after(again, Approvals::Entry::handedOver);
    refusedWith(after.reauthenticate(secret(kUserPassphrase), next), FactorError::usedCode);
  }
  at.world.clock.advance(std::chrono::seconds(90));
  refusedWith(approvals.reauthenticate(secret(kUserPassphrase), at.codeNow(offer, -2)), FactorError::wrongCode);
  refusedWith(approvals.reauthenticate(secret(kUserPassphrase), at.codeNow(offer, 2)), FactorError::wrongCode);
  refusedWith(approvals.reauthenticate(secret(kUserPassphrase), at.codeNow(offer)), FactorError::codeWaiting);  // used ones count too
  at.world.clock.advance(std::chrono::seconds(30));
  must(approvals.reauthenticate(secret(kUserPassphrase), at.codeNow(offer, -1)));
  at.world.clock.advance(std::chrono::seconds(60));
  must(typed.giveCode(at.codeNow(offer)));
  CHECK(typed.isFresh());
  refusedWith(addTotp(vault, must(typed.permit(Act::changeFactor, vault.user().bytes())), offerTotp(vault), right), FactorError::alreadyThere);
  must(removeTotp(vault, must(typed.permit(Act::changeFactor, vault.user().bytes()))));
  must(approvals.reauthenticate(secret(kUserPassphrase)));
}

TEST_CASE("wrong digits have a ladder of their own, which a right passphrase does not shorten", "[station]") {
  AtDesk at;
  Vault vault = at.world.unlock(at.desk);
  const TotpOffer offer = offerTotp(vault);
  must(addTotp(vault, at.permit(vault), offer, at.codeNow(offer)));
  at.world.clock.advance(std::chrono::minutes(2));
  const std::string wrong = at.codeNow(offer, 7);
  Approvals approvals(vault, Approvals::Entry::handedOver);
  for (int i = 0; i < 5; ++i) refusedWith(approvals.reauthenticate(secret(kUserPassphrase), wrong), FactorError::wrongCode);
  refusedWith(approvals.reauthenticate(secret(kUserPassphrase), at.codeNow(offer)), FactorError::codeWaiting);
  for (int i = 5; i < 20; ++i) {
    at.world.clock.advance(std::chrono::hours(1));
    refusedWith(approvals.reauthenticate(secret(kUserPassphrase), "12345"), FactorError::wrongCode);
  }
  at.world.clock.advance(std::chrono::hours(2));
  refusedWith(approvals.reauthenticate(secret(kUserPassphrase), at.codeNow(offer)), FactorError::codeUsedUp);
}

TEST_CASE("the phone's secret opens with its user's secret and no other", "[station]") {
  AtDesk at;
  Vault vault = at.world.unlock(at.desk);
  const TotpOffer offer = offerTotp(vault);
  must(addTotp(vault, at.permit(vault), offer, at.codeNow(offer)));
  at.world.clock.advance(std::chrono::minutes(2));
  refusedWith(checkTotp(vault, vault.user(), SecretBytes::random(32), at.codeNow(offer)), VaultError::damaged);
  must(checkTotp(vault, vault.user(), vault.userSecret(), at.codeNow(offer)));
  const auto held = must(vault.store().get(totpName(vault.user())));
  REQUIRE(held);
  CHECK(toHex(*held).find(toHex(offer.secret.expose(SecretAccess{}))) == std::string::npos);
}

TEST_CASE("a second person with a phone confirms with its code, and a passphrase or another's code alone confirms nothing", "[station]") {
  Served at;
  const UserId second = at.admit("Supervisor Four", "supervisor", at.kSecondPassphrase);
  const auto setUp = [&](Vault vault) {
    TotpOffer offer = offerTotp(vault);
    Approvals approvals(vault, Approvals::Entry::typedNow);
    must(addTotp(vault, must(approvals.permit(Act::changeFactor, vault.user().bytes())), offer,
                 totpCode(offer.secret, totpStepAt(at.world.clock.now()))));
    return offer;
  };
  const TotpOffer theirs = setUp(at.unlockAs(second, at.kSecondPassphrase)), mine = setUp(at.world.unlock(at.desk));
  at.world.clock.advance(std::chrono::minutes(2));
  const auto codeOf = [&](const TotpOffer& offer) { return totpCode(offer.secret, totpStepAt(at.world.clock.now())); };
  REQUIRE(codeOf(mine) != codeOf(theirs));

  Vault vault = at.world.unlock(at.desk);
  Approvals approvals(vault, Approvals::Entry::handedOver);
  must(approvals.reauthenticate(secret(kUserPassphrase), codeOf(mine)));
  const RequestId request = must(approvals.ask(Act::restore));
  const SecretBytes typed = secret(at.kSecondPassphrase);
  refusedWith(approvals.confirm(request, second, typed), FactorError::codeNeeded);
  refusedWith(approvals.confirm(request, second, typed, codeOf(mine)), FactorError::wrongCode);
  refusedWith(approvals.confirm(request, second, secret("not the passphrase at all"), codeOf(theirs)), SlotError::wrongPassphrase);
  refusedWith(approvals.permit(Act::restore), RightsError::secondNeeded);
  must(approvals.confirm(request, second, typed, codeOf(theirs)));
  CHECK(approvals.permit(Act::restore));
  const RequestId another = must(approvals.ask(Act::restore));
  refusedWith(approvals.confirm(another, second, typed, codeOf(theirs)), FactorError::usedCode);
  refusedWith(approvals.permit(Act::restore), RightsError::secondNeeded);
}
