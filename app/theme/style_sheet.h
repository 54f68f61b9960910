// SPDX-License-Identifier: Apache-2.0
// The style sheet of a look, from the tokens.
#pragma once

#include <QString>

#include "app/theme/theme.h"

namespace limen::theme {
QString styleSheet(const Look& look);
}
