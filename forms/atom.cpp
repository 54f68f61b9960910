// SPDX-License-Identifier: Apache-2.0
#include "forms/atom.h"

#include <cmath>
#include <limits>

#include "forms/lexical.h"
#include "forms/time_of_day.h"
#include "forms/trace.h"

namespace limen::forms {

namespace {

constexpr double kDayMs = 86'400'000;
constexpr double kSameNumber = 1e-12;  // ODK's tolerance: 0.1 + 0.2 = 0.3
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kLastDay = 2'932'896;                   // 9999-12-31
constexpr double kFirstDay = -719'162;                   // 0001-01-01
constexpr double kExactInteger = 9'007'199'254'740'992;  // 2^53

double daysOf(const Moment& moment) {
  return static_cast<double>(moment.unixMs) / kDayMs;
}

// "2026-11-22" and what follows it: worth reading as a date.
bool looksDated(std::string_view text) {
  return text.size() >= 10 && text[4] == '-' && text[7] == '-' && text[0] >= '0' && text[0] <= '9';
}

}  // namespace

Atom Atom::invalidDate() {
  Atom out;
  out.kind_ = Kind::moment;
  out.number_ = kNaN;
  return out;
}

bool Atom::isEmpty() const {
  return (kind_ == Kind::text && text_.empty()) || (kind_ != Kind::text && std::isnan(number_));
}

double Atom::toNumber() const {
  switch (kind_) {
    case Kind::text:
      if (const auto number = parseScientific(text_)) return *number;
      if (const std::string_view text = trimmed(text_); looksDated(text)) {
        if (const auto moment = Atom(std::string(text)).toMoment()) return daysOf(*moment);
      }
      return kNaN;
    case Kind::moment:
      return number_ / kDayMs;
    case Kind::date:
      return daysOf(*toMoment());
    default:
      return number_;
  }
}

bool Atom::toBoolean() const {
  switch (kind_) {
    case Kind::text:
      return !text_.empty();
    case Kind::number:
      return number_ != 0 && !std::isnan(number_);
    case Kind::boolean:
      return number_ != 0;
    default:
      return !std::isnan(number_);
  }
}

std::string Atom::toText() const {
  switch (kind_) {
    case Kind::text:
      return text_;
    case Kind::number:
      return formatNumber(number_);
    case Kind::boolean:
      return number_ != 0 ? "true" : "false";
    case Kind::date:
      return formatDate(Date{std::chrono::days{static_cast<int>(number_)}});
    case Kind::moment:
      return std::isnan(number_) ? "Invalid Date" : formatMoment({static_cast<std::int64_t>(number_), offsetMinutes_});
  }
  return {};
}

std::optional<Date> Atom::toDate() const {
  switch (kind_) {
    case Kind::text:
      if (const auto date = parseDate(text_)) return date;
      if (const auto moment = parseMoment(text_)) return dateOf(*moment);
      return std::nullopt;
    case Kind::date:
      return Date{std::chrono::days{static_cast<int>(number_)}};
    case Kind::boolean:
      return std::nullopt;
    default:
      break;
  }
  const auto moment = toMoment();
  return moment ? std::optional(dateOf(*moment)) : std::nullopt;
}

std::optional<Moment> Atom::toMoment() const {
  if (kind_ == Kind::boolean || (kind_ != Kind::text && std::isnan(number_))) return std::nullopt;
  if (kind_ == Kind::moment) return Moment{static_cast<std::int64_t>(number_), offsetMinutes_};
  if (kind_ == Kind::text) {
    if (const auto moment = parseMoment(text_)) return moment;
  }
  if (kind_ == Kind::number) {
    if (!(number_ >= kFirstDay && number_ <= kLastDay)) return std::nullopt;
    return localMoment(fromUnixMs(std::llround(number_ * kDayMs)));
  }
  const auto date = toDate();
  return date ? std::optional(localMidnight(*date)) : std::nullopt;
}

bool equal(const Atom& a, const Atom& b) {
  using Kind = Atom::Kind;
  if (a.kind() == Kind::boolean || b.kind() == Kind::boolean) return a.toBoolean() == b.toBoolean();
  if (a.kind() == Kind::text && b.kind() == Kind::text) return a.text() == b.text();
  const double left = a.toNumber(), right = b.toNumber();
  return left == right || std::abs(left - right) < kSameNumber;
}

bool less(const Atom& a, const Atom& b) {
  return a.toNumber() < b.toNumber();
}
bool lessOrEqual(const Atom& a, const Atom& b) {
  return a.toNumber() <= b.toNumber();
}

Atom atomOf(const Value& value) {
  struct Reader {
    Atom operator()(const Empty&) const { return Atom(); }
    Atom operator()(const std::string& text) const { return Atom(text); }
    Atom operator()(std::int64_t number) const { return Atom(static_cast<double>(number)); }
    Atom operator()(double number) const { return Atom(number); }
    Atom operator()(Date date) const { return Atom(date); }
    Atom operator()(const Moment& moment) const { return Atom(moment); }
    Atom operator()(const Selected& selected) const { return Atom(toLexical(selected)); }
    Atom operator()(const Point& point) const { return Atom(toLexical(point)); }
  };
  return std::visit(Reader{}, value);
}

Value valueOf(const Atom& atom, Type type) {
  if (atom.isEmpty()) return Empty{};
  const auto asNumber = [&]() -> Value {
    const double number = atom.toNumber();
    if (std::isfinite(number) && number == std::floor(number) && std::abs(number) <= kExactInteger)
      return static_cast<std::int64_t>(number);
    return number;
  };
  switch (type) {
    case Type::integer: {
      const double number = std::trunc(atom.toNumber());
      if (!(std::abs(number) <= kExactInteger)) return Empty{};
      return static_cast<std::int64_t>(number);
    }
    case Type::range: {
      const Value number = asNumber();
      if (const auto* fraction = std::get_if<double>(&number); fraction != nullptr && !std::isfinite(*fraction)) return Empty{};
      return number;
    }
    case Type::decimal: {
      const double number = atom.toNumber();
      if (!std::isfinite(number)) return Empty{};
      return number;
    }
    case Type::date:
    case Type::today: {
      const auto date = atom.toDate();
      if (!date) return Empty{};
      return *date;
    }
    case Type::start:
    case Type::end:
    case Type::dateTime: {
      const auto moment = atom.toMoment();
      if (!moment) return Empty{};
      return *moment;
    }
    case Type::selectMultiple:
    case Type::rank: {
      Selected selected{words(atom.toText())};
      if (selected.names.empty()) return Empty{};
      return selected;
    }
    case Type::time: {
      if (const auto moment = atom.toMoment(); moment && (atom.kind() == Atom::Kind::moment || parseMoment(atom.toText())))
        return formatTimeOfDay(timeOf(*moment));
      const std::string text = atom.toText();
      if (!parseTimeOfDay(text)) return Empty{};
      return text;
    }
    case Type::geotrace:
    case Type::geoshape: {
      const std::string text = atom.toText();
      if (!parsePoints(text)) return Empty{};
      return text;
    }
    case Type::acknowledge:
      if (atom.toText() != "OK") return Empty{};
      return atom.toText();
    case Type::startGeopoint:
    case Type::geopoint: {
      const auto point = parsePoint(atom.toText());
      if (!point) return Empty{};
      return *point;
    }
    case Type::calculate:
      switch (atom.kind()) {
        case Atom::Kind::number:
          return asNumber();
        case Atom::Kind::date:
          return *atom.toDate();
        case Atom::Kind::moment:
          return *atom.toMoment();
        default:
          return atom.toText();
      }
    default:
      return atom.toText();
  }
}

}  // namespace limen::forms
