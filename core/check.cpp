// SPDX-License-Identifier: Apache-2.0
#include "core/check.h"

#include <cstdio>
#include <cstdlib>

namespace limen {
void checkFailed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "limen: internal check failed: %s (%s:%d)\n", condition, file, line);
  std::abort();
}
}  // namespace limen
