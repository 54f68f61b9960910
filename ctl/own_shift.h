// SPDX-License-Identifier: Apache-2.0
// The shift of one command. limenctl has no carrier that outlives it, so a shift of its own opens and closes within the command;
// one that is held elsewhere (the app's) is left alone.
#pragma once

#include "station/vault.h"

namespace limen {

constexpr std::size_t kCarrierBytes = 32;

// Whether keys of an open shift stand in the store, whoever's carrier holds the bytes to them.
Result<bool> shiftIsHeld(Vault& vault);

class OwnShift {
 public:
  static Result<OwnShift> open(Vault& vault);  // VaultError::shiftOpen when one is held elsewhere
  Result<void> close();                        // the command's last act, also after a failure before it

 private:
  explicit OwnShift(Vault& vault) : vault_(&vault) {}
  Vault* vault_;
};

}  // namespace limen
