// SPDX-License-Identifier: Apache-2.0
// Whether what a merge leaves still fits the form, rows of repeats as well. Asked are the rules that look only at answers which
// are open here and kept as they were given, and at nothing that changes by itself. Used inside station/ only.
#pragma once

#include "station/opened_record.h"

namespace limen {

// Sets ShownAnswer::inconsistent of the answers in `view`. `merged` is by compartment, under the names of `programme`'s form.
void labelMisfits(const std::shared_ptr<const Programme>& programme, const std::map<std::string, std::vector<MergedAnswer>>& merged,
                  const OpenedRecord& record, Vault& vault, RecordView& view);

}  // namespace limen
