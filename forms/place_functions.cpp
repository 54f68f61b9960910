// SPDX-License-Identifier: Apache-2.0
// Points, traces and shapes: lengths and areas on a sphere with the Earth's equatorial radius, as ODK measures them.
#include <algorithm>
#include <array>
#include <numbers>

#include "forms/function_tools.h"
#include "forms/trace.h"

namespace limen::forms {

namespace {

constexpr double kRadius = 6'378'100;  // metres
constexpr std::size_t kMostPoints = 10'000;

double radians(double degrees) {
  return degrees * std::numbers::pi / 180;
}

bool addPoints(std::string_view text, std::vector<Point>& out) {
  const auto points = parsePoints(text);
  if (!points || out.size() + points->size() > kMostPoints) return false;
  out.insert(out.end(), points->begin(), points->end());
  return true;
}

// Of all operands together: each a point, a trace or a shape, or nodes of such. Empty when one of them is none.
std::vector<Point> pointsOf(Evaluator& e, const Expr& c, const Focus& f) {
  std::vector<Point> out;
  bool sound = true;
  e.eachValue(c, 0, f, [&](const Atom& value) { sound = addPoints(value.toText(), out) && sound; });
  return sound ? out : std::vector<Point>();
}
std::vector<Point> pointsOf(Evaluator& e, const Expr& c, std::uint32_t index, const Focus& f) {
  std::vector<Point> out;
  return addPoints(textOf(e, c, index, f), out) ? out : std::vector<Point>();
}

double rounded(double metres) {
  return std::round(metres * 100) / 100;
}

Atom fnDistance(Evaluator& e, const Expr& c, const Focus& f) {
  const auto points = pointsOf(e, c, f);
  if (points.empty()) return Atom(kNaN);
  double metres = 0;
  for (std::size_t i = 1; i < points.size(); ++i) {
    const double from = radians(points[i - 1].latitude), to = radians(points[i].latitude);
    const double across = radians(points[i].longitude - points[i - 1].longitude);
    const double cosine = std::sin(from) * std::sin(to) + std::cos(from) * std::cos(to) * std::cos(across);
    const double down = std::sin((to - from) / 2), over = std::sin(across / 2);
    // Of two formulas the one that is exact: near, the haversine; far, the cosine.
    const double half = std::sqrt(down * down + std::cos(from) * std::cos(to) * over * over);
    metres += kRadius * (half < 0.5 ? 2 * std::asin(half) : std::acos(std::clamp(cosine, -1.0, 1.0)));
  }
  return Atom(rounded(metres));
}

Atom fnArea(Evaluator& e, const Expr& c, const Focus& f) {
  const auto points = pointsOf(e, c, f);
  if (points.empty()) return Atom(kNaN);
  double twice = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const Point &from = points[i], &to = points[(i + 1) % points.size()];
    twice += radians(to.longitude - from.longitude) * (2 + std::sin(radians(from.latitude)) + std::sin(radians(to.latitude)));
  }
  return Atom(rounded(std::abs(twice * kRadius * kRadius / 2)));
}

// Whether a point lies in a shape, its border included on two of its sides.
Atom fnGeofence(Evaluator& e, const Expr& c, const Focus& f) {
  const auto point = pointsOf(e, c, 0, f), shape = pointsOf(e, c, 1, f);
  if (point.size() != 1 || shape.size() < 3) return Atom(false);
  const double x = point[0].longitude, y = point[0].latitude;
  bool inside = false;
  for (std::size_t i = 0, j = shape.size() - 1; i < shape.size(); j = i++) {
    const Point &a = shape[i], &b = shape[j];
    if ((a.latitude > y) != (b.latitude > y) &&
        x < (b.longitude - a.longitude) * (y - a.latitude) / (b.latitude - a.latitude) + a.longitude)
      inside = !inside;
  }
  return Atom(inside);
}

// Which side of the line from a to b: > 0 left, < 0 right, 0 on it.
double side(const Point& a, const Point& b, const Point& p) {
  return (b.longitude - a.longitude) * (p.latitude - a.latitude) - (b.latitude - a.latitude) * (p.longitude - a.longitude);
}
bool between(const Point& a, const Point& b, const Point& p) {
  return std::min(a.longitude, b.longitude) <= p.longitude && p.longitude <= std::max(a.longitude, b.longitude) &&
         std::min(a.latitude, b.latitude) <= p.latitude && p.latitude <= std::max(a.latitude, b.latitude);
}
bool cross(const Point& a, const Point& b, const Point& c, const Point& d) {
  const double ca = side(a, b, c), da = side(a, b, d), ac = side(c, d, a), bc = side(c, d, b);
  if (((ca > 0) != (da > 0)) && ca != 0 && da != 0 && ((ac > 0) != (bc > 0)) && ac != 0 && bc != 0) return true;
  return (ca == 0 && between(a, b, c)) || (da == 0 && between(a, b, d)) || (ac == 0 && between(c, d, a)) ||
         (bc == 0 && between(c, d, b));
}

// Whether a trace or a shape crosses itself. Neighbouring pieces share a point, and so do the first and the last of a closed one.
Atom fnIntersects(Evaluator& e, const Expr& c, const Focus& f) {
  const auto points = pointsOf(e, c, f);
  const std::size_t pieces = points.empty() ? 0 : points.size() - 1;
  const bool closed =
      pieces > 2 && points.front().latitude == points.back().latitude && points.front().longitude == points.back().longitude;
  for (std::size_t i = 0; i < pieces; ++i) {
    for (std::size_t j = i + 2; j < pieces; ++j) {
      if (closed && i == 0 && j == pieces - 1) continue;
      if (!e.spend()) return Atom(false);
      if (cross(points[i], points[i + 1], points[j], points[j + 1])) return Atom(true);
    }
  }
  return Atom(false);
}

constexpr std::array kFunctions{
    Function{"area", 1, kAny, fnArea},      Function{"enclosed-area", 1, kAny, fnArea}, Function{"distance", 1, kAny, fnDistance},
    Function{"geofence", 2, 2, fnGeofence}, Function{"intersects", 1, 1, fnIntersects},
};

}  // namespace

std::span<const Function> placeFunctions() {
  return kFunctions;
}

}  // namespace limen::forms
