// SPDX-License-Identifier: Apache-2.0
// What stands in a record's free text and has a field of its own: told when it is captured, never blocked.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/clock.h"
#include "core/random.h"
#include "protection/identifiers.h"

namespace limen {

struct StrayIdentifier {
  std::string question;
  Identifier kind = Identifier::email;
};
// Of one line as importRecord() takes it; nothing of a line that it refuses.
std::vector<StrayIdentifier> strayIdentifiers(const Programme& programme, const Clock& clock, Random& random, std::string_view json);

}  // namespace limen
