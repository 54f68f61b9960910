// SPDX-License-Identifier: Apache-2.0
// Whole small files, read within a bound and written so that a power cut leaves the old or the new one, never a half.
#pragma once

#include <cstddef>
#include <filesystem>

#include "core/bytes.h"
#include "core/result.h"

namespace limen {

enum class FileError { missing, unreadable, tooLarge, notWritten, diskFull, exists };
constexpr std::string_view roomOf(FileError) { return "file"; }
std::string_view nameOf(FileError cause);

// missing, unreadable (also: not a regular file), tooLarge when it holds more than maxSize bytes.
Result<Bytes> readFile(const std::filesystem::path& path, std::size_t maxSize);

enum class Access { ownerOnly, everyoneReads };  // 0600, 0644
enum class Replace { yes, no };
// Writes beside it, syncs, renames, syncs the folder. On any error the old file is as it was and nothing else is left.
// exists when Replace::no and there is one.
Result<void> writeFile(const std::filesystem::path& path, ByteView content, Access access = Access::ownerOnly,
                       Replace replace = Replace::yes);

// A folder that was made beside its place takes it: over an empty folder or nothing, whole or not, and synced. `made` stays on an error.
Result<void> moveFolder(const std::filesystem::path& made, const std::filesystem::path& place);

}  // namespace limen
