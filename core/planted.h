// SPDX-License-Identifier: Apache-2.0
// Bugs that the simulator plants to see whether it would find them. Only its own build knows them: everywhere else LIMEN_BUG is
// false before the compiler looks, and neither a name nor a branch of them reaches a program (tests/house/programs_test.cpp).
#pragma once

#ifdef LIMEN_PLANTED_BUGS
#include <string_view>
namespace limen {
bool plantedBug(std::string_view name);
}
#define LIMEN_BUG(name) (::limen::plantedBug("planted:" name))
#else
#define LIMEN_BUG(name) false
#endif
