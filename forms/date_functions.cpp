// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cstdio>

#include "forms/function_tools.h"
#include "forms/lexical.h"

namespace limen::forms {

namespace {

constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::array<const char*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<const char*, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};

std::int64_t localMs(const Moment& moment) {
  return moment.unixMs + moment.offsetMinutes * 60'000;
}

std::string padded(std::int64_t number, int width) {
  char text[24];
  std::snprintf(text, sizeof(text), "%0*lld", width, static_cast<long long>(number));
  return text;
}

std::string formatted(const Moment& moment, std::string_view pattern) {
  const Date date = dateOf(moment);
  const std::chrono::year_month_day day{date};
  const std::int64_t ms = localMs(moment) - date.time_since_epoch().count() * kDayMs;
  const int year = static_cast<int>(day.year());
  const unsigned month = static_cast<unsigned>(day.month()), dayOfMonth = static_cast<unsigned>(day.day());
  std::string out;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '%' || i + 1 == pattern.size()) {
      out += pattern[i];
      continue;
    }
    switch (pattern[++i]) {
      case 'Y':
        out += padded(year, 4);
        break;
      case 'y':
        out += padded(year % 100, 2);
        break;
      case 'm':
        out += padded(month, 2);
        break;
      case 'n':
        out += padded(month, 1);
        break;
      case 'b':
        out += kMonths[month - 1];
        break;
      case 'd':
        out += padded(dayOfMonth, 2);
        break;
      case 'e':
        out += padded(dayOfMonth, 1);
        break;
      case 'a':
        out += kDays[std::chrono::weekday{date}.c_encoding()];
        break;
      case 'W':
        out += padded((date - Date{day.year() / 1 / 1}).count() / 7 + 1, 1);
        break;
      case 'H':
        out += padded(ms / 3'600'000, 2);
        break;
      case 'h':
        out += padded(ms / 3'600'000, 1);
        break;
      case 'M':
        out += padded(ms / 60'000 % 60, 2);
        break;
      case 'S':
        out += padded(ms / 1000 % 60, 2);
        break;
      case '3':
        out += padded(ms % 1000, 3);
        break;
      case '%':
        out += '%';
        break;
      default:
        out += '%', out += pattern[i];
    }
  }
  return out;
}

Moment here(const Moment& moment) {
  return localMoment(fromUnixMs(moment.unixMs));
}

Atom fnToday(Evaluator& e, const Expr&, const Focus&) {
  return Atom(dateOf(localMoment(e.clock().now())));
}
Atom fnNow(Evaluator& e, const Expr&, const Focus&) {
  return Atom(localMoment(e.clock().now()));
}

// "1970-1-2" is how some write it.
std::optional<Date> loosely(std::string_view text) {
  std::string padded(trimmed(text));
  if (padded.size() < 8 || padded.size() > 9 || padded[4] != '-') return std::nullopt;
  if (padded[6] == '-') padded.insert(5, 1, '0');
  if (padded.size() == 9) padded.insert(8, 1, '0');
  return parseDate(padded);
}

// A number of days is an instant: a date where that is midnight here, else a moment. "" stays empty.
Atom dateFrom(const Atom& value) {
  if (value.kind() == Atom::Kind::date) return value;
  if (value.kind() == Atom::Kind::text) {
    const std::string_view text = trimmed(value.text());
    if (text.empty()) return Atom();
    if (const auto date = parseDate(text)) return Atom(*date);
    if (const auto date = loosely(text)) return Atom(*date);
    if (const auto moment = parseMoment(text)) return Atom(here(*moment));
    if (const auto number = parseNumber(text)) return dateFrom(Atom(*number));
    return Atom::invalidDate();
  }
  const auto moment = value.toMoment();
  if (!moment) return Atom::invalidDate();
  const Moment local = here(*moment);
  return local == localMidnight(dateOf(local)) ? Atom(dateOf(local)) : Atom(local);
}

Atom fnDate(Evaluator& e, const Expr& call, const Focus& focus) {
  const Atom value = e.operand(call, 0, focus);
  if (value.kind() == Atom::Kind::moment) {
    const auto day = value.toDate();
    return day ? Atom(*day) : value;
  }
  return dateFrom(value);
}

Atom fnDateTime(Evaluator& e, const Expr& call, const Focus& focus) {
  const Atom value = e.operand(call, 0, focus);
  return value.kind() == Atom::Kind::moment ? value : dateFrom(value);
}

Atom fnFormatDate(Evaluator& e, const Expr& call, const Focus& focus) {
  const auto moment = dateFrom(e.operand(call, 0, focus)).toMoment();
  return moment ? Atom(formatted(here(*moment), e.operand(call, 1, focus).toText())) : Atom();
}

// Days since 1970-01-01 UTC, with the time as their fraction.
Atom fnDecimalDateTime(Evaluator& e, const Expr& call, const Focus& focus) {
  const Atom value = e.operand(call, 0, focus);
  if (value.kind() == Atom::Kind::number) return value;
  return Atom(dateFrom(value).toNumber());
}

// The time of day here as a fraction of it.
Atom fnDecimalTime(Evaluator& e, const Expr& call, const Focus& focus) {
  const Atom value = e.operand(call, 0, focus);
  std::optional<Moment> moment = value.toMoment();
  if (!moment && value.kind() == Atom::Kind::text) moment = parseMoment("1970-01-01T" + std::string(trimmed(value.text())));
  if (!moment) return Atom(kNaN);
  const std::int64_t ms = ((localMs(here(*moment)) % kDayMs) + kDayMs) % kDayMs;
  return Atom(static_cast<double>(ms) / static_cast<double>(kDayMs));
}

constexpr std::array kFunctions{
    Function{"today", 0, 0, fnToday},
    Function{"now", 0, 0, fnNow},
    Function{"date", 1, 1, fnDate},
    Function{"date-time", 1, 1, fnDateTime},
    Function{"format-date", 2, 2, fnFormatDate},
    Function{"format-date-time", 2, 2, fnFormatDate},
    Function{"decimal-date-time", 1, 1, fnDecimalDateTime},
    Function{"decimal-time", 1, 1, fnDecimalTime},
};

}  // namespace

std::span<const Function> dateFunctions() {
  return kFunctions;
}

}  // namespace limen::forms
