// SPDX-License-Identifier: Apache-2.0
// An answer. Empty is a value of its own (XForms: the empty string). Dates and points are typed here and text nowhere else.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "core/result.h"

namespace limen::forms {

struct Empty {
  bool operator==(const Empty&) const = default;
};
struct Selected {  // select_multiple: names of choices, in the order chosen
  std::vector<std::string> names;
  bool operator==(const Selected&) const = default;
};
struct Point {  // geopoint: WGS 84 degrees, metres
  double latitude = 0, longitude = 0, altitude = 0, accuracy = 0;
  bool operator==(const Point&) const = default;
};
struct Moment {  // dateTime: an instant and the offset it was written in
  std::int64_t unixMs = 0;
  std::int16_t offsetMinutes = 0;
  bool operator==(const Moment&) const = default;
};

// text and select_one: string; integer: int64; decimal: double; date: days since 1970-01-01.
using Date = std::chrono::sys_days;
using Value = std::variant<Empty, std::string, std::int64_t, double, Date, Moment, Selected, Point>;

inline bool isEmpty(const Value& value) {
  return std::holds_alternative<Empty>(value);
}

// The ODK lexical form, as in submission XML: "2026-11-22", "a b c", "12.5 40.1 0 10", "" for Empty.
std::string toLexical(const Value& value);

}  // namespace limen::forms
