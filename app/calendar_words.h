// SPDX-License-Identifier: Apache-2.0
// Months and days of every calendar in words of the interface's language.
#pragma once

#include <QString>

#include "forms/calendars.h"
#include "forms/definition.h"

namespace limen::words {

QString monthName(forms::Calendar calendar, int month);
// "3 Hidar 2018"; the Gregorian day where the calendar does not know it.
QString dateIn(forms::Calendar calendar, forms::Date date);
// As its question asked it: a year, a month and a year, a day; with the Gregorian day behind where another calendar was used.
QString dateAsked(const forms::Node& question, forms::Date date);

}  // namespace limen::words
