// SPDX-License-Identifier: Apache-2.0
// Inside the room: making a SQLCipher connection that has shown what it is, before anything is stored through it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>

#include "core/result.h"
#include "crypto/secret_bytes.h"
#include "store/database.h"

struct sqlite3;

namespace limen {

Result<sqlite3*> openConnection(const std::filesystem::path& file, const SecretBytes& key, std::uint32_t applicationId,
                                std::span<const Migration> migrations, bool create);
// Whether a second connection reads the first page with this key. Leaves everything as it is.
Result<void> keyOpens(const std::filesystem::path& file, const SecretBytes& key);
Error storeError(sqlite3* db, int code);
Result<void> executeAll(sqlite3* db, std::string_view sql);
SecretBytes keySpecification(const SecretBytes& key);  // SQLCipher's x'..' form of a raw key: no passphrase derivation

}  // namespace limen
