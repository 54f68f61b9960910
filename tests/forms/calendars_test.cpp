// SPDX-License-Identifier: Apache-2.0
#include "forms/calendars.h"

#include <unicode/calendar.h>
#include <unicode/timezone.h>

#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <string>

using namespace limen::forms;
using namespace std::chrono;

namespace {

// What ICU, an independent implementation, makes of a day.
class Reference {
 public:
  explicit Reference(const std::string& name) {
    UErrorCode status = U_ZERO_ERROR;
    const std::string locale = "en_US@calendar=" + name;
    calendar_.reset(
        icu::Calendar::createInstance(icu::TimeZone::getGMT()->clone(), icu::Locale::createFromName(locale.c_str()), status));
    REQUIRE(U_SUCCESS(status));
    REQUIRE(calendar_->getType() == name);
  }
  CalendarDay at(Date date) const {
    UErrorCode status = U_ZERO_ERROR;
    calendar_->setTime(static_cast<UDate>(date.time_since_epoch().count()) * 86'400'000.0, status);
    const CalendarDay day{calendar_->get(UCAL_YEAR, status), calendar_->get(UCAL_MONTH, status) + 1,
                          calendar_->get(UCAL_DAY_OF_MONTH, status)};
    REQUIRE(U_SUCCESS(status));
    return day;
  }

 private:
  std::unique_ptr<icu::Calendar> calendar_;
};

constexpr Date kFrom = sys_days(1900y / 1 / 1), kTo = sys_days(2100y / 12 / 31);

}  // namespace

TEST_CASE("every day from 1900 to 2100 is the day that ICU says, and the way back leads to it", "[forms]") {
  const std::pair<Calendar, const char*> calendars[] = {{Calendar::gregorian, "gregorian"}, {Calendar::ethiopian, "ethiopic"},
                                                        {Calendar::coptic, "coptic"},       {Calendar::islamic, "islamic-civil"},
                                                        {Calendar::persian, "persian"},     {Calendar::buddhist, "buddhist"}};
  for (const auto& [calendar, name] : calendars) {
    const Reference reference(name);
    int days = 0;
    for (Date date = kFrom; date <= kTo; date += std::chrono::days(1)) {
      const CalendarDay expected = reference.at(date);
      const auto found = inCalendar(calendar, date);
      if (!found || *found != expected || fromCalendar(calendar, expected) != date) {
        FAIL(name << ": day " << date.time_since_epoch().count() << " is " << expected.year << '-' << expected.month << '-'
                  << expected.day);
      }
      ++days;
    }
    CHECK(days == 73'414);
  }
}

TEST_CASE("dates of Nepal that the world knows are the days they fell on", "[forms]") {
  const auto is = [](CalendarDay nepali, Date gregorian) {
    INFO(nepali.year << '-' << nepali.month << '-' << nepali.day);
    CHECK(fromCalendar(Calendar::nepali, nepali) == gregorian);
    CHECK(inCalendar(Calendar::nepali, gregorian) == nepali);
  };
  is({1970, 1, 1}, 1913y / 4 / 13);  // the first day that the table knows
  is({2000, 9, 17}, 1944y / 1 / 1);
  is({2007, 11, 7}, 1951y / 2 / 18);  // Democracy Day
  is({2047, 7, 23}, 1990y / 11 / 9);  // the constitution of 2047
  is({2065, 2, 15}, 2008y / 5 / 28);  // Republic Day
  is({2072, 1, 12}, 2015y / 4 / 25);  // the Gorkha earthquake
  is({2072, 6, 3}, 2015y / 9 / 20);   // Constitution Day
  is({2082, 12, 30}, 2026y / 4 / 13);
  is({2083, 1, 1}, 2026y / 4 / 14);
  is({2099, 12, 30}, 2043y / 4 / 13);  // the last
}

TEST_CASE("every day of Bikram Sambat leads to one Gregorian day and back", "[forms]") {
  Date expected = sys_days(1913y / 4 / 13);
  for (int year = firstYear(Calendar::nepali); year <= lastYear(Calendar::nepali); ++year) {
    int length = 0;
    for (int month = 1; month <= 12; ++month) {
      const int days = daysInMonth(Calendar::nepali, year, month);
      REQUIRE(days >= 29);
      REQUIRE(days <= 32);
      length += days;
      for (int day = 1; day <= days; ++day, expected += std::chrono::days(1)) {
        REQUIRE(fromCalendar(Calendar::nepali, {year, month, day}) == expected);
        REQUIRE(inCalendar(Calendar::nepali, expected) == CalendarDay{year, month, day});
      }
    }
    INFO(year);
    CHECK((length == 365 || length == 366));
  }
  CHECK_FALSE(inCalendar(Calendar::nepali, expected));
  CHECK_FALSE(inCalendar(Calendar::nepali, sys_days(1913y / 4 / 12)));
}

TEST_CASE("a day that a calendar does not have is none", "[forms]") {
  CHECK_FALSE(fromCalendar(Calendar::gregorian, {2023, 2, 29}));
  CHECK(fromCalendar(Calendar::gregorian, {2024, 2, 29}));
  CHECK(fromCalendar(Calendar::ethiopian, {2015, 13, 6}));  // a leap year
  CHECK_FALSE(fromCalendar(Calendar::ethiopian, {2016, 13, 6}));
  CHECK_FALSE(fromCalendar(Calendar::ethiopian, {2016, 14, 1}));
  CHECK(fromCalendar(Calendar::persian, {1403, 12, 30}));
  CHECK(fromCalendar(Calendar::buddhist, {2567, 2, 29}) == sys_days(2024y / 2 / 29));
  CHECK_FALSE(fromCalendar(Calendar::buddhist, {543, 12, 31}));
  CHECK(calendarOf("no-calendar Buddhist") == Calendar::buddhist);
  CHECK_FALSE(fromCalendar(Calendar::persian, {1404, 12, 30}));
  CHECK_FALSE(fromCalendar(Calendar::islamic, {1448, 2, 30}));
  CHECK_FALSE(fromCalendar(Calendar::nepali, {2083, 1, 32}));
  CHECK_FALSE(fromCalendar(Calendar::nepali, {1969, 1, 1}));
  CHECK_FALSE(fromCalendar(Calendar::coptic, {0, 1, 1}));
  CHECK_FALSE(fromCalendar(Calendar::coptic, {10'000, 1, 1}));
  CHECK_FALSE(fromCalendar(Calendar::coptic, {1700, 0, 1}));
  CHECK_FALSE(fromCalendar(Calendar::coptic, {1700, 1, 0}));
  CHECK(daysInMonth(Calendar::persian, 1403, 13) == 0);
}

TEST_CASE("the appearance names the calendar", "[forms]") {
  CHECK(calendarOf("") == Calendar::gregorian);
  CHECK(calendarOf("no-calendar") == Calendar::gregorian);
  CHECK(calendarOf("Ethiopian") == Calendar::ethiopian);
  CHECK(calendarOf("month-year coptic") == Calendar::coptic);
  CHECK(calendarOf("islamic year") == Calendar::islamic);
  CHECK(calendarOf("persian") == Calendar::persian);
  CHECK(calendarOf("nepali") == Calendar::nepali);
  CHECK(calendarOf("bikram-sambat") == Calendar::nepali);
  CHECK(calendarOf("nepalise") == Calendar::gregorian);
}
