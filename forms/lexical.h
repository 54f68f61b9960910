// SPDX-License-Identifier: Apache-2.0
// The written forms of numbers, dates, moments and points, as ODK writes them in a submission. Reading accepts exactly what
// writing produces, plus the shorter spellings that the specification allows.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.h"
#include "forms/value.h"

namespace limen::forms {

std::string_view trimmed(std::string_view text);  // without XML white space and no-break spaces at either end
std::string lowered(std::string_view text);       // ASCII only
std::vector<std::string> words(std::string_view text);

std::string formatNumber(double number);  // XPath: "NaN", "Infinity", no exponent, no trailing zeros
std::optional<double> parseNumber(std::string_view text);
std::optional<double> parseScientific(std::string_view text);  // the same, or with an exponent: "7.9e-12"
std::optional<std::int64_t> parseInteger(std::string_view text);

std::string formatDate(Date date);                     // "2026-11-22"
std::optional<Date> parseDate(std::string_view text);  // years 1 to 9999, a day that exists

std::string formatMoment(const Moment& moment);  // "2026-11-22T17:29:38.000+01:00"
std::optional<Moment> parseMoment(
    std::string_view text);         // seconds, fraction and offset may be missing: then zero, and the time zone here
Date dateOf(const Moment& moment);  // the calendar day where it was written

std::string formatPoint(const Point& point);             // "latitude longitude altitude accuracy"
std::optional<Point> parsePoint(std::string_view text);  // altitude and accuracy may be missing

// In the time zone of this machine (TZ).
Moment localMoment(WallTime time);
Moment localMidnight(Date date);

}  // namespace limen::forms
