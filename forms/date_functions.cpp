// SPDX-License-Identifier: Apache-2.0
#include "forms/date_functions.h"

#include <array>
#include <cstdio>

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

}  // namespace

Atom fnToday(Evaluator& e, const Expr&, const Focus&) {
  return Atom(dateOf(localMoment(e.clock().now())));
}
Atom fnNow(Evaluator& e, const Expr&, const Focus&) {
  return Atom(localMoment(e.clock().now()));
}

Atom fnDate(Evaluator& e, const Expr& call, const Focus& focus) {
  const Atom value = e.operand(call, 0, focus);
  if (const auto number = value.kind() == Atom::Kind::text ? parseNumber(value.text()) : std::nullopt) {
    const auto date = Atom(*number).toDate();
    return date ? Atom(*date) : Atom();
  }
  const auto date = value.toDate();
  return date ? Atom(*date) : Atom();
}

Atom fnDateTime(Evaluator& e, const Expr& call, const Focus& focus) {
  const Atom value = e.operand(call, 0, focus);
  const auto number = value.kind() == Atom::Kind::text ? parseNumber(value.text()) : std::nullopt;
  const auto moment = number ? Atom(*number).toMoment() : value.toMoment();
  return moment ? Atom(*moment) : Atom();
}

Atom fnFormatDate(Evaluator& e, const Expr& call, const Focus& focus) {
  const auto moment = e.operand(call, 0, focus).toMoment();
  return moment ? Atom(formatted(*moment, e.operand(call, 1, focus).toText())) : Atom();
}

// Days since 1970-01-01, with the time as their fraction.
Atom fnDecimalDateTime(Evaluator& e, const Expr& call, const Focus& focus) {
  const Atom value = e.operand(call, 0, focus);
  if (value.kind() == Atom::Kind::number) return value;
  const auto moment = value.toMoment();
  return moment ? Atom(static_cast<double>(moment->unixMs) / static_cast<double>(kDayMs)) : Atom();
}

// The time of day as a fraction of it.
Atom fnDecimalTime(Evaluator& e, const Expr& call, const Focus& focus) {
  const Atom value = e.operand(call, 0, focus);
  std::optional<Moment> moment = value.toMoment();
  if (!moment && value.kind() == Atom::Kind::text) moment = parseMoment("1970-01-01T" + value.text());
  if (!moment) return Atom();
  const std::int64_t ms = ((localMs(*moment) % kDayMs) + kDayMs) % kDayMs;
  return Atom(static_cast<double>(ms) / static_cast<double>(kDayMs));
}

}  // namespace limen::forms
