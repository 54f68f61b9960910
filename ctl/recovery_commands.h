// SPDX-License-Identifier: Apache-2.0
// What recovery holders do together, and the change of a station's key.
#pragma once

#include "ctl/command.h"

namespace limen {

void addRecoveryAnnounce(CLI::App& recovery, Chosen& chosen);
void addRecoveryCheck(CLI::App& recovery, Chosen& chosen);
void addRecoveryOfficer(CLI::App& recovery, Chosen& chosen);
void addRecoveryStation(CLI::App& recovery, Chosen& chosen);
void addStationRotateKey(CLI::App& station, Chosen& chosen);

}  // namespace limen
