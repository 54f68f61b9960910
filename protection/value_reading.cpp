// SPDX-License-Identifier: Apache-2.0
// An answer's bits read back: strict, and bounded by the bits there are.
#include <bit>
#include <cmath>

#include "protection/text_coding.h"
#include "protection/value_codes.h"
#include "protection/value_coding.h"

namespace limen {

using namespace coding;
using forms::Choice;
using forms::Date;
using forms::Moment;
using forms::Point;
using forms::Selected;
using forms::Value;

namespace {

// Modulo 2^64, so that any two numbers have a sum.
std::int64_t sum(std::int64_t a, std::int64_t b) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
}

}  // namespace

Value ValueReader::read(Shape shape, const std::vector<Choice>* list) {
  if (shape == Shape::choice) {
    const std::uint64_t index = in_.among(list->size() + 1);
    return index < list->size() ? Value((*list)[index].name) : readGeneral();
  }
  if (!in_.bit()) return readGeneral();
  switch (shape) {
    case Shape::text:
      return text();
    case Shape::integer:
      return integer();
    case Shape::decimal:
      return decimal();
    case Shape::date:
      return date();
    case Shape::moment:
      return moment();
    case Shape::choices:
      return choices(*list);
    case Shape::point:
      return point();
    case Shape::time:
      return time();
    case Shape::trace:
      return trace();
    case Shape::order:
      return order(*list);
    case Shape::acknowledged:
      return std::string(kAcknowledged);
    case Shape::choice:
    case Shape::any:
      break;
  }
  in_.fail();
  return {};
}

Value ValueReader::readGeneral() {
  switch (static_cast<Kind>(in_.bits(kKindBits))) {
    case Kind::empty:
      return {};
    case Kind::text:
      return text();
    case Kind::integer:
      return integer();
    case Kind::decimal:
      return decimal();
    case Kind::date:
      return date();
    case Kind::moment:
      return moment();
    case Kind::point:
      return point();
    case Kind::selected: {
      Selected out;
      const std::uint64_t count = in_.golomb(kNameCountOrder);
      for (std::uint64_t i = 0; i < count && in_.ok(); ++i) out.names.push_back(text());
      return out;
    }
  }
  return {};
}

std::string ValueReader::text() {
  return readText(in_, block_);
}

std::int64_t ValueReader::integer() {
  switch (static_cast<IntegerClass>(in_.bits(2))) {
    case IntegerClass::small:
      return static_cast<std::int64_t>(in_.bits(4));
    case IntegerClass::medium:
      return kMediumFrom + static_cast<std::int64_t>(in_.bits(8));
    case IntegerClass::year:
      return kYearFrom + static_cast<std::int64_t>(in_.bits(8));
    case IntegerClass::any:
      return in_.sizedNumber();
  }
  return 0;
}

double ValueReader::decimal() {
  const auto decimals = static_cast<unsigned>(in_.bits(kDecimalsBits));
  if (decimals == kRawDouble) return std::bit_cast<double>(in_.bits(64));
  if (decimals >= kPowers.size()) {
    in_.fail();
    return 0;
  }
  return static_cast<double>(in_.sizedNumber()) / kPowers[decimals];
}

Date ValueReader::date() {
  const std::int64_t day = in_.bit() ? kShortDateFrom + static_cast<std::int64_t>(in_.bits(16)) : in_.sizedNumber();
  if (day != static_cast<std::chrono::days::rep>(day)) in_.fail();
  return Date{std::chrono::days{static_cast<std::chrono::days::rep>(day)}};
}

Moment ValueReader::moment() {
  const std::int64_t base = previous_.unixMs == 0 ? kFirstMoment : previous_.unixMs;
  const std::int16_t offset = in_.bit() ? previous_.offsetMinutes : static_cast<std::int16_t>(in_.bits(16));
  const bool wholeSeconds = in_.bit();
  std::uint64_t difference = static_cast<std::uint64_t>(in_.sizedNumber());
  if (wholeSeconds) difference *= 1000;
  previous_ = {static_cast<std::int64_t>(static_cast<std::uint64_t>(base) + difference), offset};
  return previous_;
}

Point ValueReader::point() {
  Point out;
  if (in_.bit()) {
    const auto latitude = static_cast<std::int64_t>(in_.bits(kLatitudeBits)) - kLatitudeOffset;
    const auto longitude = static_cast<std::int64_t>(in_.bits(kLongitudeBits)) - kLongitudeOffset;
    if (latitude > kLatitudeOffset || longitude > kLongitudeOffset) in_.fail();
    out.latitude = static_cast<double>(latitude) / kMicro;
    out.longitude = static_cast<double>(longitude) / kMicro;
  } else {
    out.latitude = decimal();
    out.longitude = decimal();
  }
  if (in_.bit()) {
    out.accuracy = static_cast<double>(in_.bits(kAccuracyBits));
  } else {
    out.altitude = decimal();
    out.accuracy = decimal();
  }
  return out;
}

std::string ValueReader::choice(const std::vector<Choice>& list) {
  const std::uint64_t index = in_.among(list.size() + 1);
  return index < list.size() ? list[index].name : text();
}

Selected ValueReader::choices(const std::vector<Choice>& list) {
  Selected out;
  if (in_.bit()) {
    for (const Choice& each : list) {
      if (in_.bit()) out.names.push_back(each.name);
    }
    return out;
  }
  return names(list);
}

Selected ValueReader::names(const std::vector<Choice>& list) {
  Selected out;
  const std::uint64_t count = in_.golomb(kNameCountOrder);
  for (std::uint64_t i = 0; i < count && in_.ok(); ++i) out.names.push_back(choice(list));
  return out;
}

Selected ValueReader::order(const std::vector<Choice>& list) {
  if (!in_.bit()) return names(list);
  std::vector<std::string_view> left;
  for (const Choice& each : list) left.push_back(each.name);
  Selected out;
  while (!left.empty() && in_.ok()) {
    const std::uint64_t place = in_.among(left.size());
    if (place >= left.size()) {
      in_.fail();
      break;
    }
    out.names.emplace_back(left[place]);
    left.erase(left.begin() + static_cast<std::ptrdiff_t>(place));
  }
  return out;
}

std::string ValueReader::time() {
  forms::TimeOfDay out;
  const std::uint64_t precision = in_.bits(kPrecisionBits);
  const auto minutes = static_cast<std::uint32_t>(in_.bits(kMinuteBits));
  out.precision = static_cast<Precision>(precision);
  const auto seconds = out.precision == Precision::minutes ? 0 : static_cast<std::uint32_t>(in_.bits(kSecondBits));
  const auto ms = out.precision == Precision::milliseconds ? static_cast<std::uint32_t>(in_.bits(kMillisecondBits)) : 0;
  if (in_.bit()) {
    const auto offset = static_cast<int>(in_.bits(kOffsetBits)) - kMostOffset;
    if (offset > kMostOffset) in_.fail();
    out.offsetMinutes = static_cast<std::int16_t>(offset);
  }
  if (precision > static_cast<std::uint64_t>(Precision::milliseconds) || minutes >= 24 * 60 || seconds >= 60 || ms >= kSecondMs)
    in_.fail();
  out.ms = minutes * kMinuteMs + seconds * kSecondMs + ms;
  return in_.ok() ? forms::formatTimeOfDay(out) : std::string();
}

std::string ValueReader::trace() {
  std::vector<Point> points;
  const std::uint64_t count = in_.golomb(kPointCountOrder) + 1;
  const bool closed = in_.bit(), micro = in_.bit(), flat = in_.bit();
  std::int64_t latitude = 0, longitude = 0;
  for (std::uint64_t i = 0; i < count && in_.ok(); ++i) {
    Point& point = points.emplace_back();
    if (micro) {
      latitude = i == 0 ? static_cast<std::int64_t>(in_.bits(kLatitudeBits)) - kLatitudeOffset : sum(latitude, in_.sizedNumber());
      longitude =
          i == 0 ? static_cast<std::int64_t>(in_.bits(kLongitudeBits)) - kLongitudeOffset : sum(longitude, in_.sizedNumber());
      point.latitude = static_cast<double>(latitude) / kMicro;
      point.longitude = static_cast<double>(longitude) / kMicro;
    } else {
      point.latitude = decimal();
      point.longitude = decimal();
    }
    if (!flat) {
      point.altitude = decimal();
      point.accuracy = decimal();
    }
    if (!(std::fabs(point.latitude) <= 90 && std::fabs(point.longitude) <= 180)) in_.fail();
  }
  if (closed && !points.empty()) points.push_back(points.front());
  // What is no trace in ODK's spelling was not written here.
  const std::string text = in_.ok() ? forms::formatPoints(points) : std::string();
  if (in_.ok() && plainTrace(text) != points) in_.fail();
  return text;
}

}  // namespace limen
