// SPDX-License-Identifier: Apache-2.0
// One state of a store as a file of its own, while others go on writing to it.
#pragma once

#include <filesystem>

#include "core/result.h"
#include "crypto/secret_bytes.h"

namespace limen {

// `to` must not be there; it is whole and synced, under its own key, or it is not made. StoreError of either file.
Result<void> copyDatabase(const std::filesystem::path& file, const SecretBytes& key, const std::filesystem::path& to,
                          const SecretBytes& toKey);

// Every page against its code, and the structure. StoreError where it does not open at all.
Result<bool> databaseHolds(const std::filesystem::path& file, const SecretBytes& key);

}  // namespace limen
