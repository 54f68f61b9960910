// SPDX-License-Identifier: Apache-2.0
// The bugs that this build can plant, by name.
#pragma once

#include <span>
#include <string_view>

namespace limen::simulation {

std::span<const std::string_view> allBugs();
void plantBug(std::string_view name);  // "": none

}  // namespace limen::simulation
