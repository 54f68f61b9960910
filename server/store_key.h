// SPDX-License-Identifier: Apache-2.0
// The 32 bytes that everything private of a server lies under: its database and the private keys in its folder. They are never
// kept beside what they open.
#pragma once

#include <filesystem>

#include "core/result.h"
#include "crypto/secret_bytes.h"

namespace limen {

enum class StoreKeyError {
  missing,
  readableByOthers,  // group or others may read it, or it belongs to another user
  insideFolder,      // lies in the folder that it opens
  malformed,         // neither 32 bytes nor 64 hexadecimal digits
  unreadable,
  exists,
};
constexpr std::string_view roomOf(StoreKeyError) {
  return "store key";
}
std::string_view nameOf(StoreKeyError cause);

// `folder` is the server's folder, which the file must lie outside of. Mode 0400 or 0600, owned by this user or by root.
Result<SecretBytes> readStoreKeyFile(const std::filesystem::path& file, const std::filesystem::path& folder);
// From what a person typed: 64 hexadecimal digits, spaces allowed between them. malformed.
Result<SecretBytes> storeKeyFromText(std::string_view typed);
// Makes a key and writes it as hexadecimal digits, for its owner only. exists, insideFolder, unreadable when it could not be
// written.
Result<SecretBytes> createStoreKeyFile(const std::filesystem::path& file, const std::filesystem::path& folder);

}  // namespace limen
