// SPDX-License-Identifier: Apache-2.0
#include "station/erasure.h"

namespace limen {

bool roleProtects(Vault& vault, const ScopeId& scope, const std::string& role) {
  const auto programmes = vault.programmes();
  if (!programmes) return false;
  for (const auto& programme : *programmes) {
    for (const std::string& site : vault.readableSites())
      if (scopeOf(vault.organisation(), programme->id, site) == scope && mayDo(*programme, role, Act::erase)) return true;
  }
  return false;
}

}  // namespace limen
