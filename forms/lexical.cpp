// SPDX-License-Identifier: Apache-2.0
#include "forms/lexical.h"

#include <charconv>
#include <cmath>
#include <cstdio>
#include <ctime>

namespace limen::forms {

namespace chrono = std::chrono;

namespace {

constexpr std::int64_t kDayMs = 86'400'000;

// Reads a fixed-width run of digits, or fails for good.
class Digits {
 public:
  explicit Digits(std::string_view text) : rest_(text) {}
  int number(std::size_t width) {
    int value = 0;
    if (rest_.size() < width) ok_ = false;
    for (std::size_t i = 0; ok_ && i < width; ++i) {
      if (rest_[i] < '0' || rest_[i] > '9') ok_ = false;
      value = value * 10 + (rest_[i] - '0');
    }
    if (ok_) rest_.remove_prefix(width);
    return value;
  }
  bool take(char expected) {
    if (!ok_ || rest_.empty() || rest_.front() != expected) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void expect(char expected) { ok_ = take(expected) && ok_; }
  bool digitNext() const { return ok_ && !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; }
  bool ok() const { return ok_; }
  bool done() const { return ok_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

std::optional<Date> readDate(Digits& digits) {
  const int year = digits.number(4);
  digits.expect('-');
  const int month = digits.number(2);
  digits.expect('-');
  const int day = digits.number(2);
  const chrono::year_month_day date{chrono::year{year}, chrono::month(static_cast<unsigned>(month)),
                                    chrono::day(static_cast<unsigned>(day))};
  if (!digits.ok() || year < 1 || !date.ok()) return std::nullopt;
  return Date{date};
}

std::size_t spaceAt(std::string_view text) {
  if (text.empty()) return 0;
  if (text[0] == ' ' || text[0] == '\t' || text[0] == '\n' || text[0] == '\r') return 1;
  return text.starts_with("\xc2\xa0") ? 2 : 0;
}

std::int16_t offsetAt(std::int64_t unixMs) {
  const auto seconds = static_cast<std::time_t>(chrono::floor<chrono::seconds>(Milliseconds{unixMs}).count());
  std::tm local{};
  localtime_r(&seconds, &local);
  return static_cast<std::int16_t>(local.tm_gmtoff / 60);
}

// From what the clock on the wall shows. Where it is put forward, the hour that it leaves out counts as the one after.
Moment momentHere(std::int64_t localMs) {
  const std::int16_t guess = offsetAt(localMs);
  const std::int16_t offset = offsetAt(localMs - guess * 60'000);
  return {localMs - offset * 60'000, offset};
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  while (const std::size_t size = spaceAt(text)) text.remove_prefix(size);
  while (!text.empty()) {
    if (spaceAt(text.substr(text.size() - 1)) == 1) {
      text.remove_suffix(1);
    } else if (text.ends_with("\xc2\xa0")) {
      text.remove_suffix(2);
    } else {
      break;
    }
  }
  return text;
}

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> out;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const bool gap = i == text.size() || text[i] == ' ' || text[i] == '\t' || text[i] == '\n' || text[i] == '\r';
    if (!gap) continue;
    if (i > start) out.emplace_back(text.substr(start, i - start));
    start = i + 1;
  }
  return out;
}

std::string formatNumber(double number) {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number < 0 ? "-Infinity" : "Infinity";
  if (number == 0) return "0";
  char text[400];
  const auto end = std::to_chars(text, text + sizeof(text), number, std::chars_format::fixed).ptr;
  return {text, end};
}

std::optional<double> parseNumber(std::string_view text) {
  text = trimmed(text);
  std::string_view digits = text;
  if (digits.starts_with('-')) digits.remove_prefix(1);
  bool any = false, point = false;
  for (char c : digits) {
    if (c >= '0' && c <= '9') {
      any = true;
    } else if (c == '.' && !point) {
      point = true;
    } else {
      return std::nullopt;
    }
  }
  if (!any) return std::nullopt;
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<double> parseScientific(std::string_view text) {
  text = trimmed(text);
  const std::size_t mark = text.find_first_of("eE");
  if (mark == std::string_view::npos) return parseNumber(text);
  std::string_view exponent = text.substr(mark + 1);
  if (exponent.starts_with('+') || exponent.starts_with('-')) exponent.remove_prefix(1);
  if (!parseNumber(text.substr(0, mark)) || !parseInteger(exponent)) return std::nullopt;
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  return read.ec == std::errc{} || read.ec == std::errc::result_out_of_range ? std::optional(value) : std::nullopt;
}

std::optional<std::int64_t> parseInteger(std::string_view text) {
  text = trimmed(text);
  std::int64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string formatDate(Date date) {
  const chrono::year_month_day day{date};
  char text[32];
  std::snprintf(text, sizeof(text), "%04d-%02u-%02u", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                static_cast<unsigned>(day.day()));
  return text;
}

std::optional<Date> parseDate(std::string_view text) {
  Digits digits(trimmed(text));
  const auto date = readDate(digits);
  return digits.done() ? date : std::nullopt;
}

std::string formatMoment(const Moment& moment) {
  const std::int64_t local = moment.unixMs + moment.offsetMinutes * 60'000;
  const Date day = dateOf(moment);
  const auto ms = static_cast<int>(local - day.time_since_epoch().count() * kDayMs);
  const int offset = std::abs(moment.offsetMinutes);
  char text[64];
  std::snprintf(text, sizeof(text), "T%02d:%02d:%02d.%03d%c%02d:%02d", ms / 3'600'000, ms / 60'000 % 60, ms / 1000 % 60,
                ms % 1000, moment.offsetMinutes < 0 ? '-' : '+', offset / 60, offset % 60);
  return formatDate(day) + text;
}

std::optional<Moment> parseMoment(std::string_view text) {
  Digits digits(trimmed(text));
  const auto date = readDate(digits);
  if (!date) return std::nullopt;
  if (!digits.take('T')) digits.expect(' ');
  const int hour = digits.number(2);
  digits.expect(':');
  const int minute = digits.number(2);
  const int second = digits.take(':') ? digits.number(2) : 0;
  int ms = 0;
  if (digits.take('.')) {
    for (int scale = 100; digits.digitNext(); scale /= 10) ms += digits.number(1) * scale;
  }
  int offset = 0;
  bool here = false;
  if (!digits.take('Z')) {
    const int sign = digits.take('-') ? -1 : digits.take('+') ? 1 : 0;
    here = sign == 0;
    if (!here) {
      const int hours = digits.number(2);
      const int minutes = digits.take(':') || digits.digitNext() ? digits.number(2) : 0;
      if (hours > 14 || minutes > 59) return std::nullopt;
      offset = sign * (hours * 60 + minutes);
    }
  }
  if (!digits.done() || hour > 23 || minute > 59 || second > 59) return std::nullopt;
  const std::int64_t local = date->time_since_epoch().count() * kDayMs + ((hour * 60 + minute) * 60 + second) * 1000LL + ms;
  return here ? momentHere(local) : Moment{local - offset * 60'000, static_cast<std::int16_t>(offset)};
}

Date dateOf(const Moment& moment) {
  return chrono::floor<chrono::days>(chrono::sys_time<Milliseconds>{Milliseconds{moment.unixMs + moment.offsetMinutes * 60'000}});
}

std::string formatPoint(const Point& point) {
  return formatNumber(point.latitude) + ' ' + formatNumber(point.longitude) + ' ' + formatNumber(point.altitude) + ' ' +
         formatNumber(point.accuracy);
}

std::optional<Point> parsePoint(std::string_view text) {
  const auto parts = words(text);
  if (parts.size() < 2 || parts.size() > 4) return std::nullopt;
  double numbers[4] = {};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto number = parseNumber(parts[i]);
    if (!number) return std::nullopt;
    numbers[i] = *number;
  }
  if (std::abs(numbers[0]) > 90 || std::abs(numbers[1]) > 180 || numbers[3] < 0) return std::nullopt;
  return Point{numbers[0], numbers[1], numbers[2], numbers[3]};
}

Moment localMoment(WallTime time) {
  const std::int64_t ms = toUnixMs(time);
  return {ms, offsetAt(ms)};
}

Moment localMidnight(Date date) {
  return momentHere(date.time_since_epoch().count() * kDayMs);
}

std::string toLexical(const Value& value) {
  struct Writer {
    std::string operator()(const Empty&) const { return {}; }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(double number) const { return formatNumber(number); }
    std::string operator()(Date date) const { return formatDate(date); }
    std::string operator()(const Moment& moment) const { return formatMoment(moment); }
    std::string operator()(const Selected& selected) const {
      std::string out;
      for (const auto& name : selected.names) {
        if (!out.empty()) out += ' ';
        out += name;
      }
      return out;
    }
    std::string operator()(const Point& point) const { return formatPoint(point); }
  };
  return std::visit(Writer{}, value);
}

}  // namespace limen::forms
