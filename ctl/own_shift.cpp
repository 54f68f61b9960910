// SPDX-License-Identifier: Apache-2.0
#include "ctl/own_shift.h"

namespace limen {

Result<bool> shiftIsHeld(Vault& vault) {
  LIMEN_ASSIGN(const auto keys, vault.store().shiftKeys());
  return !keys.empty();
}

Result<OwnShift> OwnShift::open(Vault& vault) {
  LIMEN_ASSIGN(const bool held, shiftIsHeld(vault));
  if (held) return unexpected(VaultError::shiftOpen);
  LIMEN_TRY(vault.enterShift(SecretBytes::random(kCarrierBytes)));
  return OwnShift(vault);
}

Result<void> OwnShift::close() {
  return vault_->closeShift();
}

}  // namespace limen
