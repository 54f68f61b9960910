// SPDX-License-Identifier: Apache-2.0
// Who unlocks this station: users are admitted by somebody in charge, disabled and enabled, given a new passphrase when they forgot
// theirs. All of it works without a network and is in the log. The directory says who may be here at all.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "station/approval.h"
#include "station/vault.h"

namespace limen {

enum class UserError {
  notListed,   // the directory does not list this user for this station
  noRescue,    // nobody here could be given the user's secret: they have not unlocked since this supervisor is known
  badRequest,  // a file of keys that is damaged, of another organisation or not signed by its station
};
constexpr std::string_view roomOf(UserError) {
  return "user";
}
std::string_view nameOf(UserError cause);

struct StationUser {
  UserId user;
  std::string name, role;  // role: "" when the directory does not list them here
  bool disabled = false, mustChange = false;
  std::uint32_t failedTries = 0;
  std::int64_t notBeforeMs = 0;
  KdfCost cost;
};
Result<std::vector<StationUser>> stationUsers(Vault& vault);

// A user of the directory gets keys, a ring and a slot here; the passphrase is one that they change at their first unlock. What comes
// back is for the administrator (Organisation::confirmUser): the user's public keys, signed by this station. notListed,
// SlotError::alreadyListed, full, weakPassphrase. The permit is for Act::admitUser about this user.
Result<Bytes> admitUser(Vault& vault, Permit permit, const UserId& user, const SecretBytes& passphrase, KdfCost cost);

// Disabled, a user unlocks no more; what they hold stays. Enabling starts the ladder anew. RightsError::ownRequest for oneself,
// SlotError::unknownUser. The permit is for Act::disableUser.
Result<void> disableUser(Vault& vault, Permit permit, const UserId& user, bool disabled);

// For who forgot theirs: a passphrase of six words, to be handed over, that opens once and is changed at once. The ladder starts anew,
// and so do the user's ways in: codes, devices and time-based codes go, for they may be what was lost.
// noRescue, RightsError::ownRequest, SlotError::unknownUser. The permit is for Act::resetPassphrase.
Result<SecretBytes> resetPassphrase(Vault& vault, Permit permit, const UserId& user, KdfCost cost);

// The secret of a user of this station, as it is kept for the vault's user. noRescue. For who may reset that user's passphrase.
Result<SecretBytes> rescuedSecret(Vault& vault, const UserId& user);

// Of whoever has unlocked (unlockSlot() gave the secret): a new passphrase, other than the one before. weakPassphrase with "short",
// "common" or "same". Works while the vault refuses with mustChange.
// `lost`: from now on the passphrase alone unlocks; devices and codes go.
enum class DevicesAre { kept, lost };
Result<void> changePassphrase(const std::filesystem::path& home, const UserId& user, const SecretBytes& userSecret,
                              const SecretBytes& passphrase, KdfCost cost, const Clock& clock, DevicesAre devices = DevicesAre::kept);
// Parameters below `least` are raised with the passphrase that was just typed. Nothing happens where they are not.
Result<void> raiseCost(const std::filesystem::path& home, const UserId& user, const SecretBytes& userSecret,
                       const SecretBytes& passphrase, KdfCost least, const Clock& clock);
Result<bool> mustChangePassphrase(const std::filesystem::path& home, const UserId& user);

// The others of this station who could reset this user's passphrase. Empty: a forgotten one is lost, and what it opens with it.
Result<std::vector<UserId>> whoMayReset(Vault& vault);
// This user's secret, sealed to each of them; made anew when they change. Called at every unlock.
Result<void> keepRescueBoxes(Vault& vault);

// What admitUser() gives: version u8 | organisation 16 | station 16 | user 16 | Ed25519 32 | X25519 32 | the station's signature 64
// over the fields before it under "limen/userkeys/v1".
struct UserKeys {
  OrganisationId organisation;
  StationId station;
  UserId user;
  PublicKey ed25519{}, x25519{};

  Bytes sign(const Signer& station) const;
  static Result<UserKeys> parse(ByteView bytes, const VerifiedDirectory& directory);  // badRequest
};

}  // namespace limen
