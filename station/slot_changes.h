// SPDX-License-Identifier: Apache-2.0
// The slot file, read, checked against the station, changed, written and logged. Used inside station/ only; users.cpp has it.
#pragma once

#include <filesystem>
#include <functional>

#include "station/vault.h"

namespace limen {

using SlotChange = std::function<Result<void>(KeySlots&)>;
Result<void> changeSlots(Vault& vault, const AuditAct& entry, const SlotChange& change);
// Before a vault is open, by what the user's own secret opens.
Result<void> changeOwnSlots(const std::filesystem::path& home, const UserId& user, const SecretBytes& userSecret, std::string_view word,
                            const Clock& clock, const SlotChange& change);

}  // namespace limen
