// SPDX-License-Identifier: Apache-2.0
// Calendars that a date may be shown and entered in; what is stored is always the Gregorian day. Ethiopian, Coptic, Islamic
// (civil) and Persian are arithmetic, the Buddhist one counts the years of the Gregorian from 543 before it, Bikram Sambat is a
// table of month lengths as they were proclaimed.
#pragma once

#include <optional>
#include <string_view>

#include "forms/value.h"

namespace limen::forms {

enum class Calendar { gregorian, ethiopian, coptic, islamic, persian, nepali, buddhist };

// The calendar that an appearance names: "ethiopian", "no-calendar persian", "bikram-sambat". Gregorian when it names none.
Calendar calendarOf(std::string_view appearance);

struct CalendarDay {
  int year = 0, month = 0, day = 0;  // from 1
  auto operator<=>(const CalendarDay&) const = default;
};

// Years that fromCalendar() and inCalendar() know: 1 to 9999 everywhere but in Bikram Sambat, which is known from 1970 to 2099
// (13 April 1913 to 13 April 2043), and in the Buddhist calendar, whose year 544 is the Gregorian's first.
int firstYear(Calendar calendar);
int lastYear(Calendar calendar);
int monthsInYear(Calendar calendar);                      // 12, or 13 with the short month of Ethiopians and Copts
int daysInMonth(Calendar calendar, int year, int month);  // 0 when there is no such month

std::optional<CalendarDay> inCalendar(Calendar calendar, Date date);          // nothing outside its years
std::optional<Date> fromCalendar(Calendar calendar, const CalendarDay& day);  // nothing when there is no such day

}  // namespace limen::forms
