// SPDX-License-Identifier: Apache-2.0
// The time of a day as a question of type `time` keeps it: "14:05", "14:05:09", "14:05:09.250+01:00".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "forms/value.h"

namespace limen::forms {

struct TimeOfDay {
  std::uint32_t ms = 0;  // since midnight
  enum class Precision : std::uint8_t { minutes, seconds, milliseconds } precision = Precision::minutes;
  std::optional<std::int16_t> offsetMinutes;
};
// Fractions beyond milliseconds are cut off; nothing when there is no such time.
std::optional<TimeOfDay> parseTimeOfDay(std::string_view text);
std::string formatTimeOfDay(const TimeOfDay& time);
TimeOfDay timeOf(const Moment& moment);  // where it was written

}  // namespace limen::forms
