// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ctl/command.h"

namespace limen {

void addOrgLease(CLI::App& org, Chosen& chosen);

}  // namespace limen
