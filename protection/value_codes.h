// SPDX-License-Identifier: Apache-2.0
// What writing and reading an answer's bits have in common: the numbers of docs/sealed-record.md. Used by value_coding.cpp and
// value_reading.cpp only.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "forms/time_of_day.h"
#include "forms/trace.h"
#include "forms/value.h"

namespace limen::coding {

enum class Kind : std::uint8_t { empty = 0, text = 1, integer = 2, decimal = 3, date = 4, moment = 5, selected = 6, point = 7 };
constexpr unsigned kKindBits = 3;

enum class IntegerClass : std::uint8_t { small = 0, medium = 1, year = 2, any = 3 };
constexpr std::int64_t kMediumFrom = 16, kYearFrom = 1850, kByteRange = 256;

constexpr std::int64_t kShortDateFrom = -25567;           // 1900-01-01; 16 bits reach 2079
constexpr std::int64_t kFirstMoment = 1'577'836'800'000;  // 2020-01-01T00:00:00Z

constexpr unsigned kDecimalsBits = 4;
constexpr unsigned kRawDouble = 15;
constexpr std::array<double, 10> kPowers{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
constexpr double kMicro = 1e6;
constexpr std::int64_t kLatitudeOffset = 90'000'000, kLongitudeOffset = 180'000'000;
constexpr unsigned kLatitudeBits = 28, kLongitudeBits = 29, kAccuracyBits = 7;

constexpr unsigned kNameCountOrder = 2, kPointCountOrder = 3;
constexpr std::string_view kAcknowledged = "OK";

using Precision = forms::TimeOfDay::Precision;
constexpr std::uint32_t kMinuteMs = 60'000, kSecondMs = 1000;
constexpr int kMostOffset = 14 * 60;  // minutes
constexpr unsigned kPrecisionBits = 2, kMinuteBits = 11, kSecondBits = 6, kMillisecondBits = 10, kOffsetBits = 11;

// Texts in the one spelling that reading gives back; any other spelling is coded as a text.
inline std::optional<forms::TimeOfDay> plainTime(const forms::Value& value) {
  const auto* text = std::get_if<std::string>(&value);
  const auto time = text != nullptr ? forms::parseTimeOfDay(*text) : std::nullopt;
  return time && forms::formatTimeOfDay(*time) == *text ? time : std::nullopt;
}
inline std::optional<std::vector<forms::Point>> plainTrace(const forms::Value& value) {
  const auto* text = std::get_if<std::string>(&value);
  auto points = text != nullptr ? forms::parsePoints(*text) : std::nullopt;
  return points && forms::formatPoints(*points) == *text ? points : std::nullopt;
}

}  // namespace limen::coding
