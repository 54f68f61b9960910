// SPDX-License-Identifier: Apache-2.0
// RFC 4122, version 4.
#pragma once

#include <string>

#include "core/random.h"

namespace limen::forms {

std::string newUuid(Random& random);

}  // namespace limen::forms
