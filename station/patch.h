// SPDX-License-Identifier: Apache-2.0
// A revision over what is here: the one way in which anything is written to a record that is finished. Used inside station/ only.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "crypto/retention_weeks.h"
#include "protection/minimise.h"
#include "station/vault.h"

namespace limen {

// Sealed, stored, filed for the next sync and logged as `act`, in one transaction; then its words are indexed. `minimal` is of
// `programme`; `bounds` are those that the revision moves. noShift.
Result<void> writePatch(Vault& vault, const std::shared_ptr<const Programme>& programme, const RecordId& record,
                        const std::vector<RevisionRow>& revisions, const MinimalRecord& minimal, std::string_view act,
                        const std::vector<RetentionBound>& bounds = {});

// What a revision over these rows may say it has seen: of each writer its highest dot. A row that came before others of its chain
// is left out: a dot stands for all below it, and those are not here yet. What is written over it is then a conflict, and not lost.
Result<std::vector<RevisionId>> contextOf(Vault& vault, const std::vector<RevisionRow>& revisions);

}  // namespace limen
