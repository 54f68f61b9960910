// SPDX-License-Identifier: Apache-2.0
#include "app/calendar_words.h"

#include <QCoreApplication>
#include <QLocale>

#include "app/languages.h"
#include "app/questions/appearance.h"
#include "app/words.h"

namespace limen::words {
namespace {

struct Months {
  Q_DECLARE_TR_FUNCTIONS(Months)
};

using forms::Calendar;

QString ethiopianMonth(int month) {
  switch (month) {
    case 1: return Months::tr("Meskerem", "Ethiopian calendar");
    case 2: return Months::tr("Tikimt", "Ethiopian calendar");
    case 3: return Months::tr("Hidar", "Ethiopian calendar");
    case 4: return Months::tr("Tahsas", "Ethiopian calendar");
    case 5: return Months::tr("Tir", "Ethiopian calendar");
    case 6: return Months::tr("Yekatit", "Ethiopian calendar");
    case 7: return Months::tr("Megabit", "Ethiopian calendar");
    case 8: return Months::tr("Miyazya", "Ethiopian calendar");
    case 9: return Months::tr("Ginbot", "Ethiopian calendar");
    case 10: return Months::tr("Sene", "Ethiopian calendar");
    case 11: return Months::tr("Hamle", "Ethiopian calendar");
    case 12: return Months::tr("Nehase", "Ethiopian calendar");
    case 13: return Months::tr("Pagume", "Ethiopian calendar");
    default: return {};
  }
}

QString copticMonth(int month) {
  switch (month) {
    case 1: return Months::tr("Thout", "Coptic calendar");
    case 2: return Months::tr("Paopi", "Coptic calendar");
    case 3: return Months::tr("Hathor", "Coptic calendar");
    case 4: return Months::tr("Koiak", "Coptic calendar");
    case 5: return Months::tr("Tobi", "Coptic calendar");
    case 6: return Months::tr("Meshir", "Coptic calendar");
    case 7: return Months::tr("Paremhat", "Coptic calendar");
    case 8: return Months::tr("Parmouti", "Coptic calendar");
    case 9: return Months::tr("Pashons", "Coptic calendar");
    case 10: return Months::tr("Paoni", "Coptic calendar");
    case 11: return Months::tr("Epip", "Coptic calendar");
    case 12: return Months::tr("Mesori", "Coptic calendar");
    case 13: return Months::tr("Nasie", "Coptic calendar");
    default: return {};
  }
}

QString islamicMonth(int month) {
  switch (month) {
    case 1: return Months::tr("Muharram", "Islamic calendar");
    case 2: return Months::tr("Safar", "Islamic calendar");
    case 3: return Months::tr("Rabi al-Awwal", "Islamic calendar");
    case 4: return Months::tr("Rabi al-Thani", "Islamic calendar");
    case 5: return Months::tr("Jumada al-Ula", "Islamic calendar");
    case 6: return Months::tr("Jumada al-Akhira", "Islamic calendar");
    case 7: return Months::tr("Rajab", "Islamic calendar");
    case 8: return Months::tr("Shaban", "Islamic calendar");
    case 9: return Months::tr("Ramadan", "Islamic calendar");
    case 10: return Months::tr("Shawwal", "Islamic calendar");
    case 11: return Months::tr("Dhu al-Qada", "Islamic calendar");
    case 12: return Months::tr("Dhu al-Hijja", "Islamic calendar");
    default: return {};
  }
}

QString persianMonth(int month) {
  switch (month) {
    case 1: return Months::tr("Farvardin", "Persian calendar");
    case 2: return Months::tr("Ordibehesht", "Persian calendar");
    case 3: return Months::tr("Khordad", "Persian calendar");
    case 4: return Months::tr("Tir", "Persian calendar");
    case 5: return Months::tr("Mordad", "Persian calendar");
    case 6: return Months::tr("Shahrivar", "Persian calendar");
    case 7: return Months::tr("Mehr", "Persian calendar");
    case 8: return Months::tr("Aban", "Persian calendar");
    case 9: return Months::tr("Azar", "Persian calendar");
    case 10: return Months::tr("Dey", "Persian calendar");
    case 11: return Months::tr("Bahman", "Persian calendar");
    case 12: return Months::tr("Esfand", "Persian calendar");
    default: return {};
  }
}

QString nepaliMonth(int month) {
  switch (month) {
    case 1: return Months::tr("Baisakh", "Nepali calendar");
    case 2: return Months::tr("Jestha", "Nepali calendar");
    case 3: return Months::tr("Ashadh", "Nepali calendar");
    case 4: return Months::tr("Shrawan", "Nepali calendar");
    case 5: return Months::tr("Bhadra", "Nepali calendar");
    case 6: return Months::tr("Ashwin", "Nepali calendar");
    case 7: return Months::tr("Kartik", "Nepali calendar");
    case 8: return Months::tr("Mangsir", "Nepali calendar");
    case 9: return Months::tr("Poush", "Nepali calendar");
    case 10: return Months::tr("Magh", "Nepali calendar");
    case 11: return Months::tr("Falgun", "Nepali calendar");
    case 12: return Months::tr("Chaitra", "Nepali calendar");
    default: return {};
  }
}

}  // namespace

QString monthName(Calendar calendar, int month) {
  switch (calendar) {
    case Calendar::gregorian:
    case Calendar::buddhist: return QLocale(currentLanguage().code).standaloneMonthName(month);
    case Calendar::ethiopian: return ethiopianMonth(month);
    case Calendar::coptic: return copticMonth(month);
    case Calendar::islamic: return islamicMonth(month);
    case Calendar::persian: return persianMonth(month);
    case Calendar::nepali: return nepaliMonth(month);
  }
  return {};
}

QString dateIn(Calendar calendar, forms::Date asked) {
  const auto day = forms::inCalendar(calendar, asked);
  if (calendar == Calendar::gregorian || !day) return date(asked);
  return QStringLiteral("%1 %2 %3").arg(day->day).arg(monthName(calendar, day->month)).arg(day->year);
}

QString dateAsked(const forms::Node& question, forms::Date asked) {
  const Appearance appearance(question);
  const Calendar calendar = forms::calendarOf(question.appearance);
  const auto day = forms::inCalendar(calendar, asked);
  if (!day) return date(asked);
  if (appearance.has("year")) return isolated(QString::number(day->year));
  if (appearance.has("month-year")) return QStringLiteral("%1 %2").arg(monthName(calendar, day->month)).arg(day->year);
  if (calendar == Calendar::gregorian) return date(asked);
  return Months::tr("%1 (%2)", "a day in another calendar, the same day in the usual one").arg(dateIn(calendar, asked), date(asked));
}

}  // namespace limen::words
