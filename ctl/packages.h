// SPDX-License-Identifier: Apache-2.0
// Packages as files: opened by what they say of themselves, and what follows from one written to a folder.
#pragma once

#include <filesystem>

#include "core/bytes.h"
#include "protection/programme.h"

namespace limen {

// Without a kit: whoever signed. The signatures must still be good, so that a damaged package is never shown as whole.
Result<Programme> openAsItSays(ByteView package);
// The documents of protection/documents.h. Refuses to write over a file that is there.
Result<void> writeDocuments(const Programme& programme, const std::filesystem::path& folder);

}  // namespace limen
