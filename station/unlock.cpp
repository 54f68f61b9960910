// SPDX-License-Identifier: Apache-2.0
// Before a vault is open: who may unlock here and in which ways, and a try at one's passphrase.
#include "core/files.h"
#include "station/passphrase.h"
#include "station/station_files.h"
#include "station/users.h"
#include "station/vault.h"

namespace limen {

Result<std::vector<UnlockChoice>> unlockChoices(const std::filesystem::path& home) {
  LIMEN_ASSIGN(const KeySlots slots, readSlots(home));
  std::vector<UnlockChoice> out;
  for (const SlotInfo& user : slots.users()) {
    UnlockChoice choice{user.user, user.label, user.disabled, user.notBeforeMs};
    std::size_t codes = 0;
    for (const SlotInfo& slot : slots.of(user.user)) {
      if (slot.kind == SlotKind::oneTimeCode) {
        ++codes;
      } else {
        choice.ways.push_back({slot.kind, slot.id, slot.name});
      }
    }
    if (codes > 0) choice.ways.push_back({SlotKind::oneTimeCode, {}, {}, codes});
    out.push_back(std::move(choice));
  }
  return out;
}

Result<SecretBytes> Devices::second(SlotKind kind, ByteView data) const {
  if (!isDevice(kind)) return SecretBytes();
  SecondSource* source = kind == SlotKind::fido2 ? securityKey : chip;
  if (!source) return unexpected(SlotError::deviceNeeded);
  return source->again(data, pin ? pin->clone() : SecretBytes());
}

Result<SecretBytes> unlockSlot(const std::filesystem::path& home, const UserId& user, const SecretBytes& passphrase,
                               const Clock& clock, std::optional<KdfCost> least, const Devices& devices,
                               const std::optional<SlotId>& way) {
  LIMEN_ASSIGN(KeySlots slots, readSlots(home));
  const std::int64_t now = toUnixMs(clock.now());
  const auto tryOne = [&]() -> Result<SecretBytes> {
    LIMEN_TRY(slots.mayTry(user, now));  // before anybody is asked to touch a key
    Result<SecretBytes> last = unexpected(SlotError::deviceNeeded);
    for (const SlotInfo& slot : slots.of(user)) {
      if (slot.kind == SlotKind::oneTimeCode || (way && *way != slot.id)) continue;
      auto second = devices.second(slot.kind, slot.device);
      if (second) return slots.openSlot(slot.id, normalisedPassphrase(passphrase), now, second->expose(SecretAccess{}));
      last = unexpected(second.error());
    }
    return last;
  };
  auto secret = tryOne();
  // The ladder counts also the try whose answer nobody waits for: it is on disk before anything is said.
  LIMEN_TRY(writeFile(slotsPath(home), slots.serialise()));
  if (secret && least) (void)raiseCost(home, user, *secret, passphrase, *least, clock);
  return secret;
}

}  // namespace limen
