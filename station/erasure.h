// SPDX-License-Identifier: Apache-2.0
// Erasing a record: two people, a reason of the closed list, and from then on it is gone wherever it was.
#pragma once

#include <string>

#include "station/approval.h"
#include "sync/tombstone.h"

namespace limen {

// Whether a role answers for data protection, by the newest programme of the scope.
bool roleProtects(Vault& vault, const ScopeId& scope, const std::string& role);

}  // namespace limen
