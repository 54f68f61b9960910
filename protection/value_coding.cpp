// SPDX-License-Identifier: Apache-2.0
#include "protection/value_coding.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "forms/range.h"
#include "protection/text_coding.h"
#include "protection/value_codes.h"

namespace limen {

using namespace coding;
using forms::Choice;
using forms::Date;
using forms::Moment;
using forms::Point;
using forms::Selected;
using forms::Value;

namespace {

bool same(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

// value as a whole number of 10^-decimals, when that gives back the same bits.
std::optional<std::int64_t> scaled(double value, unsigned decimals) {
  const double product = value * kPowers[decimals];
  if (!(std::fabs(product) < 1e15)) return std::nullopt;
  const std::int64_t whole = std::llround(product);
  if (!same(static_cast<double>(whole) / kPowers[decimals], value)) return std::nullopt;
  return whole;
}

std::optional<std::size_t> indexOf(std::string_view name, const std::vector<Choice>& list) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const Choice& choice) { return choice.name == name; });
  if (found == list.end()) return std::nullopt;
  return static_cast<std::size_t>(found - list.begin());
}

// The indices of the names, when each is in the list and they come in its order, none twice.
std::optional<std::vector<std::size_t>> ascending(const Selected& value, const std::vector<Choice>& list) {
  std::vector<std::size_t> out;
  for (const std::string& name : value.names) {
    const auto index = indexOf(name, list);
    if (!index || (!out.empty() && *index <= out.back())) return std::nullopt;
    out.push_back(*index);
  }
  return out;
}

bool isClosed(const std::vector<Point>& points) {
  return points.size() > 1 && points.front() == points.back();
}

// A bitmap takes a bit a choice, the list about log2(choices) a name.
bool bitmapPays(std::size_t names, std::size_t choices) {
  return choices <= 3 + names * static_cast<std::size_t>(std::bit_width(choices));
}

}  // namespace

Shape shapeOf(const forms::Node& node, const Minimise& minimise) {
  using enum Minimise::Kind;
  switch (minimise.kind) {
    case year:
      return Shape::integer;
    case ageBand:
    case initial:
    case yesNo:
      return Shape::text;
    case asIs:
    case coarsen:
    case drop:
      break;
  }
  switch (node.type) {
    case forms::Type::text:
    case forms::Type::barcode:
    case forms::Type::hidden:
    case forms::Type::image:
    case forms::Type::audio:
    case forms::Type::video:
    case forms::Type::file:
    case forms::Type::backgroundAudio:
    case forms::Type::username:
    case forms::Type::email:
    case forms::Type::audit:
      return Shape::text;
    case forms::Type::range:
      return forms::Range(node).whole() ? Shape::integer : Shape::decimal;
    case forms::Type::time:
      return Shape::time;
    case forms::Type::geotrace:
    case forms::Type::geoshape:
      return Shape::trace;
    case forms::Type::rank:
      return Shape::order;
    case forms::Type::acknowledge:
      return Shape::acknowledged;
    case forms::Type::integer:
      return Shape::integer;
    case forms::Type::decimal:
      return Shape::decimal;
    case forms::Type::date:
    case forms::Type::today:
      return Shape::date;
    case forms::Type::start:
    case forms::Type::end:
    case forms::Type::dateTime:
      return Shape::moment;
    case forms::Type::selectOne:
      return Shape::choice;
    case forms::Type::selectMultiple:
      return Shape::choices;
    case forms::Type::geopoint:
    case forms::Type::startGeopoint:
      return Shape::point;
    default:
      return Shape::any;
  }
}

// --- writing

void ValueWriter::write(const Value& value, Shape shape, const std::vector<Choice>* list) {
  if (!writeTypical(value, shape, list)) writeGeneral(value);
}

// Writes the bit that says "typical" too; a choice has none, its list has a place for "something else" instead.
bool ValueWriter::writeTypical(const Value& value, Shape shape, const std::vector<Choice>* list) {
  if (shape == Shape::choice) {
    const auto* name = std::get_if<std::string>(&value);
    const auto index = name != nullptr ? indexOf(*name, *list) : std::nullopt;
    out_.among(index.value_or(list->size()), list->size() + 1);
    return index.has_value();
  }
  const auto time = shape == Shape::time ? plainTime(value) : std::nullopt;
  const auto trace = shape == Shape::trace ? plainTrace(value) : std::nullopt;
  const bool typical = time || trace || (shape == Shape::order && std::holds_alternative<Selected>(value)) ||
                       (shape == Shape::acknowledged && value == Value(std::string(kAcknowledged))) ||
                       (shape == Shape::text && std::holds_alternative<std::string>(value)) ||
                       (shape == Shape::integer && std::holds_alternative<std::int64_t>(value)) ||
                       (shape == Shape::decimal && std::holds_alternative<double>(value)) ||
                       (shape == Shape::date && std::holds_alternative<Date>(value)) ||
                       (shape == Shape::moment && std::holds_alternative<Moment>(value)) ||
                       (shape == Shape::choices && std::holds_alternative<Selected>(value)) ||
                       (shape == Shape::point && std::holds_alternative<Point>(value));
  out_.bit(typical);
  if (!typical) return false;
  switch (shape) {
    case Shape::text:
      text(std::get<std::string>(value));
      break;
    case Shape::integer:
      integer(std::get<std::int64_t>(value));
      break;
    case Shape::decimal:
      decimal(std::get<double>(value));
      break;
    case Shape::date:
      date(std::get<Date>(value));
      break;
    case Shape::moment:
      moment(std::get<Moment>(value));
      break;
    case Shape::choices:
      choices(std::get<Selected>(value), *list);
      break;
    case Shape::point:
      point(std::get<Point>(value));
      break;
    case Shape::time:
      this->time(*time);
      break;
    case Shape::trace:
      this->trace(*trace);
      break;
    case Shape::order:
      order(std::get<Selected>(value), *list);
      break;
    case Shape::choice:
    case Shape::any:
    case Shape::acknowledged:
      break;
  }
  return true;
}

void ValueWriter::writeGeneral(const Value& value) {
  const auto kind = [&](Kind k) { out_.bits(static_cast<std::uint64_t>(k), kKindBits); };
  if (forms::isEmpty(value)) {
    kind(Kind::empty);
  } else if (const auto* words = std::get_if<std::string>(&value)) {
    kind(Kind::text);
    text(*words);
  } else if (const auto* whole = std::get_if<std::int64_t>(&value)) {
    kind(Kind::integer);
    integer(*whole);
  } else if (const auto* number = std::get_if<double>(&value)) {
    kind(Kind::decimal);
    decimal(*number);
  } else if (const auto* day = std::get_if<Date>(&value)) {
    kind(Kind::date);
    date(*day);
  } else if (const auto* instant = std::get_if<Moment>(&value)) {
    kind(Kind::moment);
    moment(*instant);
  } else if (const auto* selected = std::get_if<Selected>(&value)) {
    kind(Kind::selected);
    out_.golomb(selected->names.size(), kNameCountOrder);
    for (const std::string& name : selected->names) text(name);
  } else {
    kind(Kind::point);
    point(std::get<Point>(value));
  }
}

void ValueWriter::text(std::string_view value) {
  writeText(out_, block_, value, lettersInBlock_);
}

void ValueWriter::integer(std::int64_t value) {
  const auto kind = [&](IntegerClass c) { out_.bits(static_cast<std::uint64_t>(c), 2); };
  if (value >= 0 && value < kMediumFrom) {
    kind(IntegerClass::small);
    out_.bits(static_cast<std::uint64_t>(value), 4);
  } else if (value >= kMediumFrom && value < kMediumFrom + kByteRange) {
    kind(IntegerClass::medium);
    out_.bits(static_cast<std::uint64_t>(value - kMediumFrom), 8);
  } else if (value >= kYearFrom && value < kYearFrom + kByteRange) {
    kind(IntegerClass::year);
    out_.bits(static_cast<std::uint64_t>(value - kYearFrom), 8);
  } else {
    kind(IntegerClass::any);
    out_.sizedNumber(value);
  }
}

void ValueWriter::decimal(double value) {
  for (unsigned decimals = 0; decimals < kPowers.size(); ++decimals) {
    if (const auto whole = scaled(value, decimals)) {
      out_.bits(decimals, kDecimalsBits);
      out_.sizedNumber(*whole);
      return;
    }
  }
  out_.bits(kRawDouble, kDecimalsBits);
  out_.bits(std::bit_cast<std::uint64_t>(value), 64);
}

void ValueWriter::date(Date value) {
  const std::int64_t day = value.time_since_epoch().count();
  const bool isShort = day >= kShortDateFrom && day < kShortDateFrom + (1 << 16);
  out_.bit(isShort);
  if (isShort) {
    out_.bits(static_cast<std::uint64_t>(day - kShortDateFrom), 16);
  } else {
    out_.sizedNumber(day);
  }
}

// From the moment before it in the same part, the first from 2020: the end of an interview costs three bytes.
void ValueWriter::moment(const Moment& value) {
  const std::int64_t base = previous_.unixMs == 0 ? kFirstMoment : previous_.unixMs;
  // Modulo 2^64, so that any two instants have a difference.
  const auto difference = static_cast<std::int64_t>(static_cast<std::uint64_t>(value.unixMs) - static_cast<std::uint64_t>(base));
  const bool sameOffset = value.offsetMinutes == previous_.offsetMinutes;
  out_.bit(sameOffset);
  if (!sameOffset) out_.bits(static_cast<std::uint16_t>(value.offsetMinutes), 16);
  const bool wholeSeconds = difference % 1000 == 0;
  out_.bit(wholeSeconds);
  out_.sizedNumber(wholeSeconds ? difference / 1000 : difference);
  previous_ = value;
}

void ValueWriter::point(const Point& value) {
  const auto latitude = scaled(value.latitude, 6), longitude = scaled(value.longitude, 6);
  const bool coarse = scaled(value.latitude, 2) && scaled(value.longitude, 2);
  const bool micro = latitude && longitude && !coarse && std::fabs(value.latitude) <= 90 && std::fabs(value.longitude) <= 180;
  out_.bit(micro);
  if (micro) {
    out_.bits(static_cast<std::uint64_t>(*latitude + kLatitudeOffset), kLatitudeBits);
    out_.bits(static_cast<std::uint64_t>(*longitude + kLongitudeOffset), kLongitudeBits);
  } else {
    decimal(value.latitude);
    decimal(value.longitude);
  }
  const auto accuracy = scaled(value.accuracy, 0);
  const bool plain = same(value.altitude, 0.0) && accuracy && *accuracy >= 0 && *accuracy < 1 << kAccuracyBits;
  out_.bit(plain);
  if (plain) {
    out_.bits(static_cast<std::uint64_t>(*accuracy), kAccuracyBits);
  } else {
    decimal(value.altitude);
    decimal(value.accuracy);
  }
}

void ValueWriter::choice(std::string_view name, const std::vector<Choice>& list) {
  const auto index = indexOf(name, list);
  out_.among(index.value_or(list.size()), list.size() + 1);
  if (!index) text(name);
}

void ValueWriter::choices(const Selected& value, const std::vector<Choice>& list) {
  const auto indices = ascending(value, list);
  const bool bitmap = indices && bitmapPays(indices->size(), list.size());
  out_.bit(bitmap);
  if (!bitmap) return names(value, list);
  std::size_t next = 0;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const bool chosen = next < indices->size() && (*indices)[next] == i;
    out_.bit(chosen);
    if (chosen) ++next;
  }
}

void ValueWriter::names(const Selected& value, const std::vector<Choice>& list) {
  out_.golomb(value.names.size(), kNameCountOrder);
  for (const std::string& name : value.names) choice(name, list);
}

// An order of the whole list: each name as one of those that are left.
void ValueWriter::order(const Selected& value, const std::vector<Choice>& list) {
  std::vector<std::string_view> left;
  for (const Choice& each : list) left.push_back(each.name);
  std::vector<std::size_t> places;
  for (const std::string& name : value.names) {
    const auto found = std::find(left.begin(), left.end(), name);
    if (found == left.end()) break;
    places.push_back(static_cast<std::size_t>(found - left.begin()));
    left.erase(found);
  }
  const bool whole = left.empty() && places.size() == value.names.size();
  out_.bit(whole);
  if (!whole) return names(value, list);
  for (std::size_t i = 0; i < places.size(); ++i) out_.among(places[i], places.size() - i);
}

void ValueWriter::time(const forms::TimeOfDay& value) {
  out_.bits(static_cast<std::uint64_t>(value.precision), kPrecisionBits);
  out_.bits(value.ms / kMinuteMs, kMinuteBits);
  if (value.precision != Precision::minutes) out_.bits(value.ms / kSecondMs % 60, kSecondBits);
  if (value.precision == Precision::milliseconds) out_.bits(value.ms % kSecondMs, kMillisecondBits);
  out_.bit(value.offsetMinutes.has_value());
  if (value.offsetMinutes) out_.bits(static_cast<std::uint64_t>(*value.offsetMinutes + kMostOffset), kOffsetBits);
}

// The first point as it is, every other by its distance; the last one is left out where it is the first again.
void ValueWriter::trace(const std::vector<Point>& points) {
  const bool closed = isClosed(points);
  const std::size_t count = points.size() - (closed ? 1 : 0);
  const auto all = [&](const auto& test) { return std::all_of(points.begin(), points.end(), test); };
  const bool micro = all([](const Point& p) { return scaled(p.latitude, 6) && scaled(p.longitude, 6); });
  const bool flat = all([](const Point& p) { return same(p.altitude, 0.0) && same(p.accuracy, 0.0); });
  out_.golomb(count - 1, kPointCountOrder);
  out_.bit(closed);
  out_.bit(micro);
  out_.bit(flat);
  std::int64_t latitude = 0, longitude = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (micro) {
      const std::int64_t north = *scaled(points[i].latitude, 6), east = *scaled(points[i].longitude, 6);
      if (i == 0) {
        out_.bits(static_cast<std::uint64_t>(north + kLatitudeOffset), kLatitudeBits);
        out_.bits(static_cast<std::uint64_t>(east + kLongitudeOffset), kLongitudeBits);
      } else {
        out_.sizedNumber(north - latitude);
        out_.sizedNumber(east - longitude);
      }
      latitude = north;
      longitude = east;
    } else {
      decimal(points[i].latitude);
      decimal(points[i].longitude);
    }
    if (flat) continue;
    decimal(points[i].altitude);
    decimal(points[i].accuracy);
  }
}

}  // namespace limen
