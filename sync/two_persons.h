// SPDX-License-Identifier: Apache-2.0
// The two signatures under a tombstone or a hold. Used inside sync/ only.
#pragma once

#include <vector>

#include "core/bytes.h"
#include "sync/tombstone.h"

namespace limen {

void writeSignatures(const std::vector<Tombstone::Signature>& signatures, ByteWriter& out);
Result<std::vector<Tombstone::Signature>> readSignatures(ByteReader& in);  // to the end; malformed
Result<void> checkTwoPersons(const std::vector<Tombstone::Signature>& signatures, std::string_view domain, ByteView body,
                             const VerifiedDirectory& directory, const std::function<bool(const std::string& role)>& protects,
                             Tombstone::Moment moment);

}  // namespace limen
