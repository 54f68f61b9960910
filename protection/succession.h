// SPDX-License-Identifier: Apache-2.0
// What a version may change of the one before: versions only rise, and no protection is lowered without a new assessment.
#pragma once

#include <string>
#include <vector>

#include "protection/programme.h"

namespace limen {

struct Weakening {
  std::string sheet, name, column, message;  // `name`: of the compartment or the question
};
// Empty also where `next` carries an impact assessment that `previous` did not have.
std::vector<Weakening> weakenings(const Programme& previous, const Programme& next);
// Whether a station that holds `previous` may run `next`: older (also the same version with other content), expired, weakened.
Result<void> maySucceed(const Programme* previous, const Programme& next, forms::Date today);

}  // namespace limen
