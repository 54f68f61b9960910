// SPDX-License-Identifier: Apache-2.0
// Before a vault is open: who may unlock here, and a try at one's passphrase.
#include "core/files.h"
#include "station/passphrase.h"
#include "station/station_files.h"
#include "station/users.h"
#include "station/vault.h"

namespace limen {

Result<std::vector<UnlockChoice>> unlockChoices(const std::filesystem::path& home) {
  LIMEN_ASSIGN(const KeySlots slots, readSlots(home));
  std::vector<UnlockChoice> out;
  for (const SlotInfo& slot : slots.list()) out.push_back({slot.user, slot.label, slot.disabled, slot.notBeforeMs});
  return out;
}

Result<SecretBytes> unlockSlot(const std::filesystem::path& home, const UserId& user, const SecretBytes& passphrase,
                               const Clock& clock, std::optional<KdfCost> least) {
  LIMEN_ASSIGN(KeySlots slots, readSlots(home));
  auto secret = slots.open(user, normalisedPassphrase(passphrase), toUnixMs(clock.now()));
  // The ladder counts also the try whose answer nobody waits for: it is on disk before anything is said.
  LIMEN_TRY(writeFile(slotsPath(home), slots.serialise()));
  if (secret && least) (void)raiseCost(home, user, *secret, passphrase, *least, clock);
  return secret;
}

}  // namespace limen
