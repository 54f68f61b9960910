// SPDX-License-Identifier: Apache-2.0
#include "forms/trace.h"

#include <algorithm>

#include "forms/lexical.h"

namespace limen::forms {

std::optional<std::vector<Point>> parsePoints(std::string_view text) {
  text = trimmed(text);
  if (text.ends_with(';')) text.remove_suffix(1);
  std::vector<Point> points;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(';', at), text.size());
    const auto point = parsePoint(text.substr(at, end - at));
    if (!point) return std::nullopt;
    points.push_back(*point);
    at = end + 1;
  }
  return points;
}

std::string formatPoints(const std::vector<Point>& points) {
  std::string out;
  for (const Point& point : points) out += (out.empty() ? "" : "; ") + formatPoint(point);
  return out;
}

bool isTrace(std::string_view text) {
  const auto points = parsePoints(text);
  return points && points->size() >= 2;
}

bool isShape(std::string_view text) {
  constexpr std::size_t kFewest = 4;  // a triangle, closed
  const auto points = parsePoints(text);
  return points && points->size() >= kFewest && points->front().latitude == points->back().latitude &&
         points->front().longitude == points->back().longitude;
}

}  // namespace limen::forms
