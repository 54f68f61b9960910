// SPDX-License-Identifier: Apache-2.0
// Which questions somebody reads the answers of, at this station: by days, never by record or reader. What nobody reads need not
// be asked.
#pragma once

#include <string>
#include <vector>

#include "station/vault.h"

namespace limen {

struct QuestionUse {
  std::string question, label;  // as the newest form calls it
  std::uint32_t daysRead = 0;
  std::optional<forms::Date> lastRead = {};
};
struct ProgrammeUse {
  std::string programme;
  std::uint64_t version = 0;
  std::optional<forms::Date> since;    // of the first reading that was counted; nothing: nobody has read a record here
  std::vector<QuestionUse> questions;  // in the form's order: those whose answers are kept, the build's own left out
};

// In the transaction of a reading, or behind it. Written only for what was not read yet on this day.
Result<void> noteRead(Vault& vault, const std::string& programme, const std::vector<std::string>& questions);
// By who answers for data protection or audits. Logged. notYourRole.
Result<std::vector<ProgrammeUse>> programmeUse(Vault& vault);
// Read by nobody in the last `days`. Nothing while it has not been counted for so long.
std::vector<QuestionUse> unread(const ProgrammeUse& use, forms::Date today, std::uint32_t days);

}  // namespace limen
