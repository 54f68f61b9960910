// SPDX-License-Identifier: Apache-2.0
#include "forms/calendars.h"

#include <array>
#include <cstdint>
#include <string>

#include "forms/lexical.h"

namespace limen::forms {
namespace {

constexpr int kLastYear = 9999;
constexpr int kBuddhistYears = 543;  // before the first Gregorian year
constexpr int kFirstNepaliYear = 1970;
const Date kNepaliEpoch = std::chrono::year(1913) / 4 / 13;

// The months of each year from 1970, two bits a month from the lowest: how many days it has beyond 29. The lengths up to 2083 are
// those that were proclaimed; later ones are the almanac's and may change.
constexpr std::array<std::uint32_t, 130> kNepaliMonths = {
    0x511aba, 0x5117ba, 0x9056ee, 0x8456ed, 0x511aba, 0x5116fa, 0x9056ee, 0x844aed, 0x511aba, 0x5116fa, 0x9056ee, 0x514aea,
    0x511aba, 0x5116fa, 0x9056ee, 0x514aea, 0x511aba, 0x5116ee, 0x9056ee, 0x511aea, 0x511aba, 0x5056ee, 0x8456ee, 0x511aea,
    0x511aba, 0x5056ee, 0x8456ee, 0x511aba, 0x511aba, 0x9056ee, 0x8456ed, 0x511aba, 0x5116fa, 0x9056ee, 0x8456ed, 0x511aba,
    0x5116fa, 0x9056ee, 0x814aea, 0x511aba, 0x5116fa, 0x9056ee, 0x514aea, 0x511aba, 0x5116fa, 0x9056ee, 0x514aea, 0x511aba,
    0x5116ee, 0x8456ee, 0x511aea, 0x511aba, 0x5056ee, 0x8456ee, 0x511aea, 0x511aba, 0x9056ee, 0x8456ed, 0x511aba, 0x5117ba,
    0x9056ee, 0x8456ed, 0x511aba, 0x5116fa, 0x9056ee, 0x814aed, 0x511aba, 0x5116fa, 0x9056ee, 0x514aea, 0x511aba, 0x5116fa,
    0x9056ee, 0x514aea, 0x511aba, 0x5116ee, 0x9056ee, 0x511aea, 0x511aba, 0x5056ee, 0x8456ee, 0x511aea, 0x511aba, 0x5056ee,
    0x8456ee, 0x511aba, 0x5117ba, 0x9056ee, 0x8456ed, 0x511aba, 0x5116fa, 0x9056ee, 0x844aed, 0x511aba, 0x5116fa, 0x9056ee,
    0x814aea, 0x511aba, 0x5116fa, 0x9056ee, 0x514aea, 0x511aba, 0x5116ee, 0x9056ee, 0x511aea, 0x511aba, 0x5056ee, 0x8456ee,
    0x511aea, 0x511aba, 0x5056ee, 0x8456ee, 0x511aba, 0x511aba, 0x9056ee, 0x8456ed, 0x511aba, 0x5116fa, 0x9056ee, 0x8456ed,
    0x511aba, 0x5116fa, 0x9056ee, 0x814aea, 0x511aba, 0x5116fa, 0x9056ee, 0x514aea, 0x511aba, 0x5116fa,
};

int nepaliMonth(int year, int month) {
  return 29 + static_cast<int>((kNepaliMonths[static_cast<std::size_t>(year - kFirstNepaliYear)] >> (2 * (month - 1))) & 3U);
}

const std::array<std::int64_t, kNepaliMonths.size() + 1>& nepaliNewYears() {
  static const auto days = [] {
    std::array<std::int64_t, kNepaliMonths.size() + 1> all{};
    all[0] = kNepaliEpoch.time_since_epoch().count();
    for (std::size_t at = 0; at < kNepaliMonths.size(); ++at) {
      all[at + 1] = all[at];
      for (int month = 1; month <= 12; ++month) all[at + 1] += nepaliMonth(kFirstNepaliYear + static_cast<int>(at), month);
    }
    return all;
  }();
  return days;
}

// Whole division that rounds down, as calendars need it.
constexpr std::int64_t floorDiv(std::int64_t a, std::int64_t b) {
  return a / b - (a % b != 0 && (a % b < 0) != (b < 0) ? 1 : 0);
}

// First days as day numbers: days since 1970-01-01.
constexpr std::int64_t kUnixEpochJulianDay = 2'440'588;
constexpr std::int64_t kEthiopianEpoch = 1'724'221 - kUnixEpochJulianDay;  // 29 August 8 of the Julian calendar
constexpr std::int64_t kCopticEpoch = 1'825'030 - kUnixEpochJulianDay;     // 29 August 284, the era of martyrs
constexpr std::int64_t kIslamicEpoch = 1'948'440 - kUnixEpochJulianDay;    // 16 July 622
constexpr std::int64_t kPersianEpoch = 1'948'320 - kUnixEpochJulianDay;    // 19 March 622

std::int64_t newYear(Calendar calendar, std::int64_t year) {
  switch (calendar) {
    case Calendar::gregorian:
      return Date(std::chrono::year(static_cast<int>(year)) / 1 / 1).time_since_epoch().count();
    case Calendar::buddhist:
      return newYear(Calendar::gregorian, year - kBuddhistYears);
    case Calendar::ethiopian:
      return kEthiopianEpoch + 365 * (year - 1) + floorDiv(year, 4);
    case Calendar::coptic:
      return kCopticEpoch + 365 * (year - 1) + floorDiv(year, 4);
    case Calendar::islamic:  // eleven leap years in thirty: the 2nd, 5th, 7th, 10th, 13th, 16th, 18th, 21st, 24th, 26th and 29th
      return kIslamicEpoch + 354 * (year - 1) + floorDiv(11 * year + 3, 30);
    case Calendar::persian:  // eight leap years in thirty-three, which is what the equinox gives from 1178 to 1633
      return kPersianEpoch + 365 * (year - 1) + floorDiv(8 * year + 21, 33);
    case Calendar::nepali:
      return nepaliNewYears()[static_cast<std::size_t>(year - kFirstNepaliYear)];
  }
  return 0;
}

}  // namespace

Calendar calendarOf(std::string_view appearance) {
  for (const std::string& word : words(lowered(appearance))) {
    if (word == "ethiopian") return Calendar::ethiopian;
    if (word == "coptic") return Calendar::coptic;
    if (word == "islamic") return Calendar::islamic;
    if (word == "persian") return Calendar::persian;
    if (word == "buddhist") return Calendar::buddhist;
    if (word == "nepali" || word == "bikram-sambat") return Calendar::nepali;
  }
  return Calendar::gregorian;
}

int firstYear(Calendar calendar) {
  return calendar == Calendar::nepali ? kFirstNepaliYear : calendar == Calendar::buddhist ? kBuddhistYears + 1 : 1;
}

int lastYear(Calendar calendar) {
  return calendar == Calendar::nepali ? kFirstNepaliYear + static_cast<int>(kNepaliMonths.size()) - 1 : kLastYear;
}

int monthsInYear(Calendar calendar) {
  return calendar == Calendar::ethiopian || calendar == Calendar::coptic ? 13 : 12;
}

int daysInMonth(Calendar calendar, int year, int month) {
  if (month < 1 || month > monthsInYear(calendar) || year < firstYear(calendar) || year > lastYear(calendar)) return 0;
  const auto rest = [&](int before) { return static_cast<int>(newYear(calendar, year + 1) - newYear(calendar, year)) - before; };
  switch (calendar) {
    case Calendar::gregorian: {
      using namespace std::chrono;
      return static_cast<int>(static_cast<unsigned>((std::chrono::year(year) / month / last).day()));
    }
    case Calendar::buddhist:
      return daysInMonth(Calendar::gregorian, year - kBuddhistYears, month);
    case Calendar::ethiopian:
    case Calendar::coptic:
      return month < 13 ? 30 : rest(12 * 30);
    case Calendar::islamic:
      return month < 12 ? 29 + month % 2 : rest(6 * 30 + 5 * 29);
    case Calendar::persian:
      return month < 7 ? 31 : month < 12 ? 30 : rest(6 * 31 + 5 * 30);
    case Calendar::nepali:
      return nepaliMonth(year, month);
  }
  return 0;
}

std::optional<CalendarDay> inCalendar(Calendar calendar, Date date) {
  const std::int64_t wanted = date.time_since_epoch().count();
  const int first = firstYear(calendar), last = lastYear(calendar);
  if (wanted < newYear(calendar, first)) return std::nullopt;
  // Counted with the longest year there is, the guess is never too late.
  const std::int64_t longest = calendar == Calendar::islamic ? 355 : 366;
  std::int64_t year = first + (wanted - newYear(calendar, first)) / longest;
  if (year > last) return std::nullopt;
  std::int64_t begin = newYear(calendar, year);
  for (std::int64_t next = 0; (next = newYear(calendar, year + 1)) <= wanted; begin = next) {
    if (++year > last) return std::nullopt;
  }
  CalendarDay found{static_cast<int>(year), 1, static_cast<int>(wanted - begin) + 1};
  while (found.day > daysInMonth(calendar, found.year, found.month))
    found.day -= daysInMonth(calendar, found.year, found.month++);
  return found;
}

std::optional<Date> fromCalendar(Calendar calendar, const CalendarDay& day) {
  if (day.day < 1 || day.day > daysInMonth(calendar, day.year, day.month)) return std::nullopt;
  std::int64_t number = newYear(calendar, day.year) + day.day - 1;
  for (int month = 1; month < day.month; ++month) number += daysInMonth(calendar, day.year, month);
  return Date(std::chrono::days(number));
}

}  // namespace limen::forms
