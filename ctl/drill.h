// SPDX-License-Identifier: Apache-2.0
// Rehearsals on throw-away data: an organisation, a station and its people are made in a temporary folder, lost, and brought back.
// What was done, how long it took and whether it held is a report, signed, that `drill verify` checks.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "crypto/keys.h"
#include "ctl/command.h"

namespace limen {

struct DrillStep {
  std::string name;
  std::int64_t milliseconds = 0;
};
struct DrillReport {
  std::string drill;
  std::int64_t begunMs = 0;
  std::vector<DrillStep> steps;
  std::uint64_t records = 0;          // that were there before and after
  std::uint64_t canariesFound = 0;    // of lost-laptop: on the disk that the thief has
  std::uint64_t canariesControl = 0;  // the same search where they are: it finds them
  bool held = false;

  std::string json() const;
};
Result<DrillReport> rehearseRestore(Tools& tools);
Result<DrillReport> rehearseLostLaptop(Tools& tools);

// The report and beside it, with .sig behind its name, the Ed25519 key and signature, under "limen/drill/v1". `keyFile` holds the
// drill's key; it is made where there is none.
Result<void> writeDrill(const DrillReport& report, const std::filesystem::path& out, const std::filesystem::path& keyFile);
Result<void> checkDrill(const std::filesystem::path& report, const PublicKey* key);  // KeyError::tampered, wrongKey, malformed

void addDrillRestore(CLI::App& drill, Chosen& chosen);
void addDrillLostLaptop(CLI::App& drill, Chosen& chosen);
void addDrillVerify(CLI::App& drill, Chosen& chosen);

}  // namespace limen
