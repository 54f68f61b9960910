// SPDX-License-Identifier: Apache-2.0
// Retention, notices, stewards, assessments, risk rules and partners: their part of a package's body, and what must hold between them.
#pragma once

#include "protection/programme.h"
#include "proto/programme.pb.h"

namespace limen {

void writeGovernance(const Programme& from, programme::Programme& out);
void readGovernance(const programme::Programme& in, Programme& out);
// Of a programme whose form is compiled. What was built before format 2 promised none of it.
bool governanceSound(const Programme& programme);

const Retention* retentionOf(const Programme& programme, std::string_view name);  // null when there is none
bool hasAssessment(const Programme& programme, std::string_view id, std::string_view kind);

}  // namespace limen
